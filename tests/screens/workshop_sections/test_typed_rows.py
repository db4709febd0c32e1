from __future__ import annotations

from tests.screens.workshop_sections.on_desk import drawn


def page() -> None:
    from rating.screens.workshop_sections.typed_rows import Head, typed_rows
    from tests.screens.workshop_sections.on_desk import give

    heads = [Head("档次", 2), Head("得分"), Head("指标", 2, {"a": "甲", "b": "乙"})]
    give(typed_rows(heads, [["优", "5", "a"], ["良", "4.50", "gone"]], "list"))


def test_rows_are_kept_added_at_the_end_and_cleared() -> None:
    run = drawn(page)
    assert run.session_state["found"] == [["优", "5", "a"], ["良", "4.50", "gone"]]
    assert [each.label for each in run.text_input][:4] == ["档次", "得分", "档次（第 2 行）", "得分（第 2 行）"]
    assert len(run.text_input) == 6, "an empty row at the end"
    run.text_input[4].set_value(" 中 ").run()
    assert run.session_state["found"][2] == ["中", "", ""]
    assert len(run.text_input) == 8, "and another one behind it"
    for field in run.text_input[0:2]:
        field.set_value("")
    run.selectbox[0].set_value("").run()
    assert run.session_state["found"] == [["良", "4.50", "gone"], ["中", "", ""]]


def test_choices_are_shown_by_their_titles() -> None:
    run = drawn(page)
    assert run.selectbox[0].options == ["请选择", "甲", "乙"]
    assert run.selectbox[1].options == ["请选择", "甲", "乙", "gone"], "what is not among them is not lost"
