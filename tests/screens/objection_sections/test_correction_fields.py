"""Places for corrected values, by the kind of the field."""

from __future__ import annotations

from tests.screens.drawn import drawn


def _page() -> None:
    import streamlit as st

    from rating.screens.objection_sections.correction_fields import correction_fields
    from tests.screens.opening import district

    found = district(2)
    fields = ["staff", "full_time_head", "area"]
    st.session_state["typed"] = correction_fields("x", found, 0, fields)


def test_numbers_are_typed_and_words_are_chosen() -> None:
    run = drawn(_page)
    assert run.session_state["typed"] == {}
    assert run.text_input[0].label.replace("\\", "").startswith("驻站社工数（人），现为 ")
    run.text_input(key="x_staff").set_value(" 7 ")
    run.selectbox(key="x_full_time_head").set_value("否").run()
    assert run.session_state["typed"] == {"staff": "7", "full_time_head": "否"}
    assert run.selectbox(key="x_full_time_head").options == ["不更正", "是", "否"]
