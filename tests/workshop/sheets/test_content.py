"""The tree as it grows, and where each part of it stands."""

from __future__ import annotations

from rating.workshop.sheets.content import Content, Row, Said
from rating.workshop.sheets.forms import NUMBER, YES
from rating.workshop.sheets.names import NO_NAMES, Unread


def _row() -> Row:
    said = {"分值": Said("８", "D4"), "整数": Said("也许", "E4")}
    return Row("评分标准", 4, said, {"分值": "D4", "整数": "E4", "名称": "A4"})


def test_parts_are_put_where_their_path_says() -> None:
    content, row = Content("x.xlsx"), _row()
    content.put(("dimensions", 0, "title"), "甲", row, "名称")
    content.put(("dimensions", 0, "steps"), [], row)
    content.put(("dimensions", 0, "steps", 0), "80%", row)
    assert content.tree == {"dimensions": [{"title": "甲", "steps": ["80%"]}]}
    assert content.at(("dimensions", 0, "title")) == ("评分标准", "A4")
    assert content.at(("dimensions", 0, "steps", 0, "x")) == ("评分标准", "第 4 行")
    assert content.at(("bands",)) == ("", "")


def test_a_blank_cell_is_remembered_as_the_place_of_what_lacks() -> None:
    content, row = Content("x.xlsx"), _row()
    assert not content.read(("title",), row, "名称", NUMBER, NO_NAMES)
    assert content.tree == {}
    assert content.at(("title",)) == ("评分标准", "A4")


def test_what_cannot_be_read_is_a_problem_at_its_cell() -> None:
    content = Content("x.xlsx")
    assert not content.read(("whole",), _row(), "整数", YES, NO_NAMES)
    (problem,) = content.problems
    assert (problem.where, problem.expected) == ("x.xlsx → 评分标准!E4 → 「整数」", "是或否")
    assert content.unread == {("whole",)}


def test_a_problem_always_says_what_to_do() -> None:
    content = Content("x.xlsx")
    content.refuse(_row(), "分值", Unread("没有写"))
    assert content.problems[0].remedy == "请改正这一格"
    content.left_over(_row(), "分值", "没有用上")
    assert not content.problems[1].severity.stops
