"""Branches: sums restated where N/A leaves the denominator, means, coverage, bonus and caps."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from rating.reported import Status
from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation
from tests.scoring.build import reported, rubric

NA = Status.NOT_APPLICABLE


def leaf(code: str, full_marks: Any = 10, **more: Any) -> dict[str, Any]:
    return {"code": code, "title": code, "full_marks": full_marks, "value": f"f_{code}", "rule": {"mark": {}}, **more}


def branch(code: str, *children: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"code": code, "title": code, "indicators": list(children), **more}


def evaluated(dimensions: list[dict[str, Any]], row: dict[str, Any], full_marks: Any, **parts: Any) -> Evaluation:
    codes = [node["code"] for dimension in dimensions for node in _leaves(dimension)]
    scale = {"full_marks": full_marks, "decimals": 1, "round": "indicator", **parts.pop("scale", {})}
    form = rubric(fields={f"f_{c}": {"title": c} for c in codes}, dimensions=dimensions, scale=scale, **parts)
    return evaluate(form, reported(form, [{f"f_{code}": value for code, value in row.items()}]))


def _leaves(node: dict[str, Any]) -> list[dict[str, Any]]:
    return [part for child in node.get("indicators", []) for part in _leaves(child)] or [node]


TWO = [branch("A", leaf("a1", 6), leaf("a2", 4)), branch("B", leaf("b1", 10))]


def test_points_of_a_missing_item_are_shared_within_its_section() -> None:
    """A: 3 of the 6 left ⇒ 3 × 10 ÷ 6 = 5; B 8; total 13."""
    result = evaluated(TWO, {"a1": 3, "a2": NA, "b1": 8}, 20)
    assert result.total(0) == Decimal("13.0")
    assert result.subtotals.points[0].tolist() == [50, 80]


def test_or_over_everything() -> None:
    """(3 + 8) × 20 ÷ 16 = 13.75 → 13.8."""
    result = evaluated(
        TWO, {"a1": 3, "a2": NA, "b1": 8}, 20, missing={"if_blank": "incomplete", "not_applicable": "over_all"}
    )
    assert result.total(0) == Decimal("13.8")


def test_a_section_of_only_missing_items_is_missing_itself() -> None:
    result = evaluated(TWO, {"a1": NA, "a2": NA, "b1": 8}, 20)
    assert not result.subtotals.counted[0, 0]
    assert result.total(0) == Decimal("16.0")


def test_weighted_geometric_and_lowest_means() -> None:
    children = (leaf("a1", 10, weight=3), leaf("a2", 10, weight=1))
    row = {"a1": 8, "a2": 4}
    for combine, expected in (("mean", "70.0"), ("geometric", "67.3"), ("lowest", "40.0")):
        assert evaluated([branch("A", *children, combine=combine, full_marks=100)], row, 100).total(0) == Decimal(
            expected
        )


def test_declared_full_marks_scale_the_section() -> None:
    assert evaluated([branch("A", leaf("a1"), leaf("a2"), full_marks=100)], {"a1": 9, "a2": 6}, 100).total(0) == 75


def test_bonus_is_capped_and_beside_the_full_marks() -> None:
    dimensions = [branch("A", leaf("a1")), branch("X", leaf("x1", 5), leaf("x2", 5), bonus=True, cap=6)]
    result = evaluated(dimensions, {"a1": 9, "x1": 4, "x2": 4}, 10, scale={"bonus_buys_stars": True})
    assert result.total(0) == 15


def test_too_little_covered_is_incomplete_or_left_out() -> None:
    def sections(if_below: str) -> list[dict[str, Any]]:
        coverage = {"count": 2, "if_below": if_below}
        kept = {"if_blank": "leave_out"}
        return [branch("A", leaf("a1", **kept), leaf("a2", **kept), coverage=coverage), branch("B", leaf("b1"))]

    row = {"a1": 9, "a2": None, "b1": 6}
    assert not evaluated(sections("incomplete"), row, 30).ratings.complete[0]
    assert evaluated(sections("leave_out"), row, 30).total(0) == 18


@pytest.mark.parametrize(("place", "expected"), [("indicator", "0.6"), ("dimension", "0.7"), ("total", "0.7")])
def test_the_place_of_rounding_is_declared(place: str, expected: str) -> None:
    """Two items of ⅓ point each: 0.3 + 0.3, or 0.67 rounded once."""
    items = [leaf(f"a{n}", 1, rule={"linear": {"zero": 0, "full": 3}}) for n in (1, 2)]
    result = evaluated([branch("A", *items)], {"a1": 1, "a2": 1}, 2, scale={"round": place, "decimals": 1})
    assert result.total(0) == Decimal(expected)
