"""Raters' marks in one row, worked by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from rating.export.ranking_book.cells import EMPTY, NOT_APPLICABLE, UNREADABLE, Cells
from rating.export.ranking_book.formula_terms import NotLive
from rating.export.ranking_book.mark_terms import Marks, combined, waits
from rating.export.ranking_book.spans import Span
from rating.rubric.policies import Raters
from tests.export.ranking_book.columns_of import cell, run

ROWS: list[list[Any]] = [[10, 9, 5], [8, None, 6], [None, None, None], ["n", "n", "n"], [7, "u", 7], [2, 2, 2]]
"""Five stations of three raters, the first two experts, the third a street; the sixth was reviewed."""


def marks() -> Marks:
    words = {None: EMPTY, "n": NOT_APPLICABLE, "u": UNREADABLE}
    cells = tuple(
        Cells(
            np.array([row[at] if isinstance(row[at], int) else 0 for row in ROWS], float),
            np.array([0 if isinstance(row[at], int) else words[row[at]] for row in ROWS], np.int8),
        )
        for at in range(3)
    )
    span = Span("填报值", 3, cells)
    roles = ((Decimal(3), Span("填报值", 3, cells[:2])), (Decimal(1), Span("填报值", 5, cells[2:])))
    reviewed = cell(0, 0, 0, 0, 0, 9.5, words=dict.fromkeys(range(5), EMPTY))
    return Marks(span, roles, False, reviewed)


def policy(**more: Any) -> Raters:
    return Raters.model_validate({"combine": "mean", "if_missing": "exclude"} | more)


@pytest.mark.parametrize(
    ("more", "first", "second"),
    [
        ({}, 8, 7),
        ({"combine": "median"}, 9, 7),
        ({"combine": "trimmed_mean", "trimmed": {"at_least": 3}}, 9, 7),
        ({"combine": "trimmed_mean", "trimmed": {"at_least": 3, "otherwise": "incomplete"}}, 9, "空白"),
        ({"combine": "role_weighted"}, (9.5 * 3 + 5) / 4, (8 * 3 + 6) / 4),
        ({"combine": "role_sum"}, 14.5, 14),
        ({"if_missing": "wait"}, 8, "空白"),
        ({"minimum": 3}, 8, "空白"),
    ],
)
def test_methods(more: dict[str, Any], first: float, second: Any) -> None:
    found = run(combined(marks(), policy(**more)), 6)
    assert found[0] == pytest.approx(first)
    assert found[1] == second
    assert found[2:] == ["空白", "合理缺项", "无法识别", 9.5]


def test_marks_too_far_apart_wait_until_they_are_reviewed() -> None:
    held = policy(spread={"limit": 2, "until_adjudicated": "hold"})
    assert run(waits(marks(), held), 6) == [1, 0, 0, 0, 0, 0]
    at_limit = policy(spread={"limit": 2, "inclusive": True, "until_adjudicated": "hold"})
    assert run(waits(marks(), at_limit), 6) == [1, 1, 0, 0, 0, 0]


def test_standardised_marks_are_no_formula_of_their_row() -> None:
    with pytest.raises(NotLive, match="标准化"):
        combined(marks(), policy(standardise={}))
