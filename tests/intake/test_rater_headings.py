"""Of several headings over a mark the one that varies names the rater, whatever the order of the levels."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from tests.intake.workbooks import codes, marks, read, small_form, xlsx

COLUMNS = [("服务质效", title, rater) for title in ("服务质量", "团队管理") for rater in ("专家甲", "专家乙")]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_dimension_indicator_and_rater_in_any_order(order: tuple[int, ...]) -> None:
    columns = sorted(COLUMNS, key=lambda labels: [labels[at] for at in order])
    head: list[list[Any]] = [
        ["站点" if not level else None, *(labels[at] for labels in columns)] for level, at in enumerate(order)
    ]
    marked = [1 + COLUMNS.index(labels) for labels in columns]
    reported = read(small_form("quality", "team"), ("总表.xlsx", xlsx([*head, ["甲站", *marked]])))
    assert marks(reported, "quality") == {"专家甲": ["1"], "专家乙": ["2"]}
    assert marks(reported, "team") == {"专家甲": ["3"], "专家乙": ["4"]}
    assert set(codes(reported)) <= {"row_left_out"}


def test_a_reviewed_column_among_the_raters() -> None:
    head = [["站点", "服务质效", None, None], [None, "服务质量", None, None], [None, "专家甲", "专家乙", "复核"]]
    rows = [*head, ["甲站", 2, 9, 8]]
    reported = read(small_form("quality"), ("总表.xlsx", xlsx(rows)))
    assert set(reported.marks["quality"]) == {"专家甲", "专家乙"}
    assert str(reported.adjudicated[0, "quality"].mark) == "8"
