"""The state of a reading: the path to the current title."""

from __future__ import annotations

from rating.workshop.paper.parts import PaperText
from rating.workshop.paper.reading import Walk
from rating.workshop.paper.tree import SECTION


def test_a_new_title_closes_those_beside_and_below_it() -> None:
    walk = Walk("a.xlsx")
    walk.open(0, PaperText("组织"))
    walk.open(1, PaperText("制度"))
    walk.open(0, PaperText("服务"))
    assert walk.deepest.title == "服务"
    walk.open(SECTION, PaperText("加分项"))
    assert [node.title for node in walk.root.children] == ["组织", "服务", "加分项"]
    assert sorted(walk.path) == [SECTION]


def test_problems_and_rows_bear_their_place() -> None:
    walk = Walk("a.xlsx")
    walk.problem("paper_row", "表!A3", "没有读懂")
    walk.account((0, 2), "表!A3", "problem", "x" * 500)
    assert str(walk.problems[0].place) == "a.xlsx → 表!A3"
    assert len(walk.rows[0, 2].text) == 200
