"""Rules relative to the peers: within the group, over everybody the indicator applies to."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from rating.scoring.evaluate import evaluate
from rating.scoring.peers import standard_ranks
from tests.scoring.build import one_indicator, reported

KINDS = ["综合", "专项"]


def points(rule: dict[str, Any], rows: list[dict[str, Any]], full_marks: Any = 10) -> list[float]:
    scale = {"full_marks": full_marks, "decimals": 2, "round": "indicator"}
    form = one_indicator(rule, full_marks=full_marks, kinds=KINDS, scale=scale)
    return list(evaluate(form, reported(form, rows)).scores.points[:, 0] / 100)


def values(*numbers: Any, kind: str = "综合") -> list[dict[str, Any]]:
    return [{"v": number, "kind": kind} for number in numbers]


def test_best_ratio_lower_is_lowest_over_own() -> None:
    """R12: lowest ÷ own × 10."""
    assert points({"best_ratio": {"better": "lower", "within": "all"}}, values(20, 25, 40)) == [10, 8, 5]


def test_best_ratio_higher_is_own_over_highest() -> None:
    assert points({"best_ratio": {"better": "higher", "within": "all"}}, values(20, 30, 40)) == [5, 7.5, 10]


def test_min_max_and_all_equal() -> None:
    rule = {"min_max": {"better": "higher", "within": "all", "if_equal": "50%"}}
    assert points(rule, values(10, 15, 20)) == [0, 5, 10]
    assert points(rule, values(7, 7)) == [5, 5]


def test_groups_are_apart_and_blanks_are_no_peers() -> None:
    rule = {"min_max": {"better": "higher", "within": "kind"}}
    rows = [*values(10, 20), *values(100, 300, kind="专项"), *values(None)]
    assert points(rule, rows) == [0, 10, 0, 10, 0]


def test_peers_of_all_kinds_count_whatever_their_full_marks() -> None:
    rows = [*values(10), *values(20, kind="专项")]
    full_marks = {"综合": 10, "专项": 20}
    assert points({"best_ratio": {"better": "higher", "within": "all"}}, rows, full_marks) == [5, 20]


def test_z_score_by_hand() -> None:
    rule = {"z_score": {"better": "higher", "within": "all"}}
    deviation = (200 / 3) ** 0.5
    expected = [round((0.5 - 0.1 * 10 / deviation) * 10, 2), 5, round((0.5 + 0.1 * 10 / deviation) * 10, 2)]
    assert points(rule, values(10, 20, 30)) == pytest.approx(expected)


def test_rank_points_share_the_better_rank() -> None:
    """R13: ranks 1–3 earn 10, 8, 6; the two at rank 2 both earn 8."""
    rule = {"rank_points": {"points": [10, 8, 6], "better": "higher", "within": "all"}}
    assert points(rule, values(90, 80, 80, 70, 60)) == [10, 8, 8, 0, 0]


def test_standard_ranks_within_groups() -> None:
    keys, groups = np.array([5, 3, 5, 9]), np.array([0, 0, 0, 1])
    assert list(standard_ranks(keys, groups, np.ones(4, bool), True)) == [1, 3, 1, 1]
    assert list(standard_ranks(keys, groups, np.ones(4, bool), False)) == [2, 1, 2, 1]
