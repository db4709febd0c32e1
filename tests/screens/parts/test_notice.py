from __future__ import annotations

from streamlit.testing.v1 import AppTest


def page() -> None:
    import streamlit as st

    from rating.screens.parts.notice import notice, said, say_next

    said()
    notice("<b>平常</b>", "warning")
    if st.button("做", key="do"):
        say_next("做好了。")


def test_a_sentence_is_said_once_after_the_page_was_drawn_anew() -> None:
    run = AppTest.from_function(page).run()
    bodies = [each.proto.body for each in run.html]
    assert len(bodies) == 1 and "notice-box warning" in bodies[0] and "<b>平常" not in bodies[0]
    run.button[0].click().run()
    assert "做好了。" in run.html[0].proto.body and "good" in run.html[0].proto.body
    run.run()
    assert len(run.html) == 1
