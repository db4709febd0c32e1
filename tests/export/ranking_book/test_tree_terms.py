"""Branches: sums, restated sums, means, bonus and caps, against figures worked by hand."""

from __future__ import annotations

from typing import Any

import pytest

from rating.export.plan import make_plan
from rating.export.ranking_book.tree_terms import there
from rating.reported import Status
from rating.scoring.evaluate import evaluate
from tests.export.ranking_book.columns_of import plan, shown
from tests.scoring.build import reported, rubric


def branch(values: list[list[Any]], **node: Any) -> list[Any]:
    """A branch of two parts, 10 and 30 points, whose values are the points; the branch's figures."""
    parts = [
        {"code": code, "title": code, "full_marks": full, "value": code, "rule": {"mark": {}}} | node.pop(code, {})
        for code, full in (("a", 10), ("b", 30))
    ]
    form = rubric(
        fields={"a": {"title": "甲"}, "b": {"title": "乙"}},
        dimensions=[{"code": "d", "title": "部分", "indicators": parts, **node}],
        scale={"full_marks": 40, "decimals": 1, "round": "indicator"}
        | ({"bonus_buys_stars": True} if "bonus" in str(parts) else {}),
    )
    rows = [{"code": f"S{at}", "a": one, "b": other} for at, (one, other) in enumerate(values)]
    entry = make_plan(evaluate(form, reported(form, rows))).book.subtotals.entries[0]  # type: ignore[union-attr]
    assert entry.live is not None
    assert entry.live.all()
    return shown(entry.cells)


NA = Status.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        # 5 + 15; 15 restated out of 40: 15 × 40 ÷ 30; nothing counts; one is blank
        ({}, [20, 20, "－", "未定"]),
        # (0.5 + 0.5) ÷ 2 of 40; 15 ÷ 30 of 40
        ({"combine": "mean"}, [20, 20, "－", "未定"]),
        ({"combine": "lowest"}, [20, 20, "－", "未定"]),
        ({"combine": "geometric"}, [20, 20, "－", "未定"]),
        ({"cap": 12}, [12, 12, "－", "未定"]),
        # weights 3 : 1 leave equal shares as they are
        ({"combine": "mean", "a": {"weight": 3}, "b": {"weight": 1}}, [20, 20, "－", "未定"]),
        # 乙 is a bonus: 甲 alone decides the full marks 10; a bonus of 15 is added
        ({"b": {"bonus": True}}, [20, "－", "－", "未定"]),
    ],
)
def test_worked_branches(node: dict[str, Any], expected: list[Any]) -> None:
    assert branch([[5, 15], [NA, 15], [NA, NA], [None, 15]], **node) == expected


def test_geometric_mean_of_unequal_shares() -> None:
    """(0.4^10 · 0.9^30)^(1/40) · 40 = 29.393… → 29.4; a share of 0 makes it 0."""
    assert branch([[4, 27], [0, 27]], combine="geometric") == [29.4, 0]


def test_a_branch_belongs_to_a_kind_with_any_part_of_its_own() -> None:
    assert all(there(node, "综合") for node in plan().evaluation.rubric.dimensions)
