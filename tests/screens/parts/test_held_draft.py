from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest


def page() -> None:
    import streamlit as st

    from rating.district.rounds.round_history import Line
    from rating.district.storage.columns import moment
    from rating.screens.parts.held_draft import draft, let_go, still_current

    version, title = st.session_state.get("kept", (1, "甲"))
    held = draft("form", version, title)
    typed = st.session_state.get(held.key("title"), held.base)
    line = Line(1, moment(), "评估员丙（评估员）", "change", "round", "评估轮次「一」：说明", "旧" * 300, "新", "补正")
    held = still_current(held, version, title, typed != held.base, lambda: [line])
    st.text_input("标题", held.base, key=held.key("title"), persist_state="session")
    st.session_state["seen"] = held.seen
    if st.button("保存", key="save"):
        let_go(held)


def opened() -> AppTest:
    return AppTest.from_function(page).run()


def text(run: AppTest) -> str:
    return " ".join(each.proto.body for each in run.html)


def kept(run: AppTest, version: int, title: str) -> Any:
    run.session_state["kept"] = (version, title)
    return run.run()


def test_an_untouched_form_shows_what_is_kept_now() -> None:
    run = kept(opened(), 2, "乙")
    assert (run.text_input[0].value, run.session_state["seen"]) == ("乙", 2)
    assert "别人改过" not in text(run)


def test_a_touched_form_keeps_what_was_typed_and_says_who_changed_what() -> None:
    run = opened()
    run.text_input[0].set_value("我的").run()
    kept(run, 2, "乙")
    assert (run.text_input[0].value, run.session_state["seen"]) == ("我的", 1)
    assert "别人改过" in text(run) and "评估员丙（评估员）" in text(run) and "补正" in text(run)
    assert "旧" * 240 + "……" in text(run) and "旧" * 241 not in text(run)
    next(each for each in run.button if "放弃" in each.label).click().run()
    assert (run.text_input[0].value, run.session_state["seen"]) == ("乙", 2)


def test_what_was_saved_begins_anew() -> None:
    run = opened()
    run.text_input[0].set_value("我的").run()
    run.button[0].click().run()
    assert kept(run, 2, "我的").session_state["seen"] == 2


def test_what_was_let_go_does_not_come_back_under_the_same_version() -> None:
    run = opened()
    run.text_input[0].set_value("我的").run()
    run.button[0].click().run()
    run.run()
    assert (run.text_input[0].value, run.session_state["seen"]) == ("甲", 1)
