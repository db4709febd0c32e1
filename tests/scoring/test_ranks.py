"""Ties numbered in three ways, within groups; unknown keys last."""

from __future__ import annotations

import numpy as np
import pytest

from rating.scoring.ranks import merit, rank

EVERYONE = np.ones(4, bool)


@pytest.mark.parametrize(
    ("ties", "expected"), [("standard", [1, 2, 2, 4]), ("dense", [1, 2, 2, 3]), ("shared", [1, 2.5, 2.5, 4])]
)
def test_ways_to_number_ties(ties: str, expected: list[float]) -> None:
    order = merit([(np.array([90, 80, 80, 70]), EVERYONE, True)], 4)
    ranks, tied = rank(order, np.zeros(4, int), EVERYONE, ties)
    assert ranks.tolist() == expected
    assert tied.tolist() == [False, True, True, False]


def test_a_second_key_breaks_ties_and_may_prefer_less() -> None:
    keys = [(np.array([5, 5, 5, 4]), EVERYONE, True), (np.array([3, 1, 2, 9]), EVERYONE, False)]
    assert rank(merit(keys, 4), np.zeros(4, int), EVERYONE, "standard")[0].tolist() == [3, 1, 2, 4]


def test_unknown_comes_last_whatever_is_better() -> None:
    known = np.array([True, False, True, False])
    for higher, expected in ((True, [2, 3, 1, 3]), (False, [1, 3, 2, 3])):
        order = merit([(np.array([1, 99, 2, -99]), known, higher)], 4)
        assert rank(order, np.zeros(4, int), EVERYONE, "standard")[0].tolist() == expected


def test_groups_rank_apart_and_the_unranked_have_no_rank() -> None:
    order = merit([(np.array([9, 8, 7, 6]), EVERYONE, True)], 4)
    ranks, _ = rank(order, np.array([0, 1, 0, 1]), np.array([True, True, False, True]), "standard")
    assert ranks[[0, 1, 3]].tolist() == [1, 1, 2]
    assert np.isnan(ranks[2])


def test_far_apart_groups_and_keys_need_no_room() -> None:
    order = np.array([10**12, 5, 10**12, 7])
    assert rank(order, np.array([0, 10**9, 0, 0]), EVERYONE, "standard")[0].tolist() == [2, 1, 2, 1]
