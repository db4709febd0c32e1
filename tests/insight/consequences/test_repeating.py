"""Pairs of indicators that rank the stations alike."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from rating.insight.consequences.repeating import repeating, spearman
from rating.scoring.evaluate import evaluate
from tests.scoring.build import reported, rubric


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ([1, 2, 3, 4, 5], [10, 20, 30, 40, 50], 1.0),
        ([1, 2, 3, 4, 5], [5, 4, 3, 2, 1], -1.0),
        ([106, 100, 86, 101, 99, 103, 97, 113, 112, 110], [7, 27, 2, 50, 28, 29, 20, 12, 6, 17], -29 / 165),
        ([1, 1, 2, 2], [1, 2, 1, 2], 0.0),
    ],
)
def test_spearman_by_hand(one: list[float], other: list[float], expected: float) -> None:
    """The ten pairs are the worked example of intelligence and hours of television: ρ = −29/165."""
    found = spearman(np.array(one, float), np.array(other, float))
    assert found == pytest.approx(expected)
    assert spearman(np.array([1.0, 1.0]), np.array([1.0, 2.0])) is None


def found(pairs: list[tuple[int | None, int]]) -> list[Any]:
    leaves = [
        {"code": code, "title": title, "full_marks": 50, "value": code, "rule": {"linear": {"zero": 0, "full": 100}}}
        for code, title in (("a", "甲"), ("b", "乙"))
    ]
    section = {"code": "all", "title": "全部", "indicators": leaves}
    form = rubric(fields={"a": {"title": "一"}, "b": {"title": "二"}}, dimensions=[section])
    rows = [{"code": f"S{at}", "a": a, "b": b} for at, (a, b) in enumerate(pairs)]
    return list(repeating(evaluate(form, reported(form, rows))))


def test_pairs_of_at_least_eight_stations() -> None:
    same = [(at, 2 * at) for at in range(8)]
    (pair,) = found([*same])
    assert (pair.codes, pair.correlation, pair.stations, pair.apart) == (("a", "b"), Decimal(1), 8, 7)
    assert pair.sentence == "「甲」与「乙」几乎同高同低，可能重复评价（8 个站点，等级相关系数 1）"
    assert found(same[:7]) == [] and found([(at, at * 5 % 8) for at in range(8)]) == []
    assert found([*same[:7], (None, 14)]) == []


def test_the_opposite_and_a_pair_that_rests_on_one_station() -> None:
    (pair,) = found([(at, 50 - at) for at in range(9)])
    assert pair.correlation == -1 and "几乎此高彼低" in pair.sentence
    (pair,) = found([*[(5, 5)] * 9, (6, 6)])
    assert pair.apart == 1 and pair.sentence.endswith("；只有 1 个站点与多数不同，参考意义有限")
