from __future__ import annotations

from rating.rubric import edits
from rating.screens.workshop_sections.step_told import read_draft, step_told
from tests.screens.workshop_sections.on_desk import SMALL, text_of_shipped

YICHANG = text_of_shipped("yichang-five-star")


def test_a_step_between_two_rubrics_is_told_as_a_committee_would() -> None:
    text = edits.put(YICHANG, ("dimensions", 0, "indicators", 0, "check"), "现场核对")
    assert step_told(YICHANG, text).startswith("「持证率」评定方法")
    both = edits.put(text, ("bands", 0, "at_least"), "92")
    assert step_told(YICHANG, both).endswith("另有 1 处")
    assert step_told(YICHANG, YICHANG) == ""


def test_a_step_of_a_draft_that_does_not_load_is_told_by_titles() -> None:
    first = ("dimensions", 0, "indicators")
    more = edits.insert(SMALL, first, 1, {"code": "b", "title": "督导"})
    assert read_draft(more)[0] is None
    assert step_told(SMALL, more) == "新增指标「督导」，另有 1 处"
    assert step_told(more, SMALL).startswith("删去指标「督导」")
    assert step_told(more, edits.put(more, (*first, 1, "title"), "专业督导")) == "指标「督导」改名为「专业督导」"
    assert step_told(more, edits.put(more, (*first, 0, "full_marks"), "98.5")) == "「第一项指标」满分 100 → 98.5"
    assert step_told(more, edits.put(more, (*first, 0, "check"), "现场")) == "修改指标「第一项指标」"
    assert step_told(more, edits.put(more, ("version",), "2")) == "修改总规定"
    assert step_told(more, edits.put(more, ("fields", "x", "title"), "人数")) == "新增数据项「人数」"


def test_what_cannot_be_read_is_not_told() -> None:
    assert step_told("a: [", SMALL) == ""
    assert step_told("- a", SMALL) == ""
