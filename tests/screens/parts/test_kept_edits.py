from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest


def page() -> None:
    import pandas as pd
    import streamlit as st

    from rating.screens.parts import kept_edits

    kept_edits.remember()
    if st.radio("内容", ("表", "别处"), key="section") == "表":
        frame = pd.DataFrame({"站点": ["甲", "乙"], "分": ["", ""]})
        st.session_state["told"] = kept_edits.kept_editor(frame, "marks_table", hide_index=True)
    else:
        st.session_state["told"] = kept_edits.typed("marks_table")
    if st.button("保存"):
        kept_edits.forget("marks_")


def edit(run: AppTest, rows: dict[int, dict[str, str]], section: str = "表") -> AppTest:
    """Cells are typed into the table that is drawn, and `section` is chosen in the same moment."""
    (editor,) = run.data_editor
    run.session_state[editor.key or ""] = {"edited_rows": rows, "added_rows": [], "deleted_rows": []}
    return turn(run, section)


def turn(run: AppTest, section: str) -> AppTest:
    run.radio[0].set_value(section).run()
    assert not run.exception, run.exception
    return run


def told(run: AppTest) -> Any:
    return run.session_state["told"]


def test_what_was_typed_is_there_again_after_another_section() -> None:
    run = edit(AppTest.from_function(page).run(), {0: {"分": "6"}})
    assert told(run) == {0: {"分": "6"}}
    turn(run, "别处")
    assert told(run) == {0: {"分": "6"}} and not run.data_editor
    turn(run, "表")
    assert told(run) == {0: {"分": "6"}}
    assert list(run.data_editor[0].value["分"]) == ["6", ""]


def test_typed_again_after_the_return_both_count() -> None:
    run = edit(AppTest.from_function(page).run(), {0: {"分": "6"}})
    turn(turn(run, "别处"), "表")
    edit(run, {1: {"分": "7"}})
    edit(turn(turn(run, "别处"), "表"), {0: {"分": "5"}})
    assert told(run) == {0: {"分": "5"}, 1: {"分": "7"}}


def test_an_edit_that_comes_together_with_the_change_of_section_is_not_lost() -> None:
    run = edit(AppTest.from_function(page).run(), {0: {"分": "6"}}, "别处")
    assert told(run) == {0: {"分": "6"}}
    assert list(turn(run, "表").data_editor[0].value["分"]) == ["6", ""]


def test_what_was_saved_does_not_come_back() -> None:
    run = edit(AppTest.from_function(page).run(), {0: {"分": "6"}})
    run.button[0].click().run()
    turn(turn(run, "别处"), "表")
    assert told(run) == {} and list(run.data_editor[0].value["分"]) == ["", ""]
