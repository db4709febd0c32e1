"""Which sums are live, and of what."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from rating.workshop.sheets.forms import Live
from rating.workshop.sheets.marks import Marks
from rating.workshop.sheets.readable import leaf_cells
from tests.scoring.build import rubric


def _leaf(code: str, marks: Any, **more: Any) -> dict[str, Any]:
    return {"code": code, "title": code, "full_marks": marks, "value": "n", "rule": {"steps": [[1, 1]]}, **more}


def _marks(parts: list[dict[str, Any]], total: Any = 10, by_kind: Any = (), **more: Any) -> Marks:
    form = rubric(
        kinds=["甲", "乙"], fields={"n": {"title": "数"}},
        dimensions=[{"code": "d", "title": "d", "indicators": parts, **more}],
        scale={"full_marks": total, "decimals": 1, "round": "indicator"},
    )  # fmt: skip
    return Marks(form, leaf_cells(form), dict(by_kind))


def test_a_sum_of_neighbours_and_others() -> None:
    marks = _marks([_leaf("a", 2), _leaf("b", 3), _leaf("c", 4, kinds=["乙"]), _leaf("d1", 5)])
    assert marks.of_branch(marks.rubric.dimensions[0]) == Live("=SUM(D4:D5,D7)", Decimal(10))
    assert marks.of_all() == Live("=SUM(D4:D5,D7)", Decimal(10))


def test_a_bonus_does_not_count() -> None:
    marks = _marks([_leaf("a", 2), _leaf("b", 3, bonus=True)])
    assert marks.of_branch(marks.rubric.dimensions[0]) == Live("=SUM(D4)", Decimal(2))


def test_a_stated_number_that_is_not_the_sum_stays_a_number() -> None:
    marks = _marks([_leaf("a", 2), _leaf("b", 3)], full_marks=20, combine="mean")
    assert marks.of_branch(marks.rubric.dimensions[0]) == Decimal(20)


def test_marks_by_kind_are_summed_from_their_own_sheet() -> None:
    marks = _marks([_leaf("a", {"甲": 2, "乙": 3}), _leaf("b", 3)], {"甲": 5, "乙": 6}, {("a", "甲"): (2, 2)})
    assert marks.of_branch(marks.rubric.dimensions[0]) == Live("=SUM(D5,'分类型满分'!C3)", Decimal(5))
    assert marks.of_leaf(marks.rubric.indicators[0]) == "按类型"
    assert marks.kind_for() == "甲"
