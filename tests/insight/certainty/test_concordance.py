"""Kendall's τ-b against the definition, pair by pair."""

from __future__ import annotations

from itertools import combinations
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rating.insight.certainty.concordance import kendall


def ranks(values: list[int], groups: list[int]) -> np.ndarray:
    """1224 within each group."""
    pairs = list(zip(values, groups, strict=True))
    return np.array([1.0 + sum(v < value and g == group for v, g in pairs) for value, group in pairs])


def by_pairs(before: list[int], after: list[int], groups: list[int]) -> float | None:
    agree = one = other = 0
    for a, b in combinations(range(len(groups)), 2):
        if groups[a] == groups[b]:
            first, second = np.sign(before[a] - before[b]), np.sign(after[a] - after[b])
            agree, one, other = agree + first * second, one + (first != 0), other + (second != 0)
    return float(agree / sqrt(one * other)) if one and other else None


def found(before: list[int], after: list[int], groups: list[int]) -> float | None:
    return kendall(ranks(before, groups), ranks(after, groups), np.array(groups, np.int64))


def test_worked_by_hand() -> None:
    """1 2 3 4 against 1 3 2 4: five of six pairs agree, one does not: (5 − 1) ÷ 6."""
    assert found([1, 2, 3, 4], [1, 3, 2, 4], [0] * 4) == pytest.approx(4 / 6)


def test_worked_by_hand_with_a_tie() -> None:
    """1 2 2 against 1 2 3: two pairs agree, one is tied on one side: 2 ÷ √(2 × 3)."""
    assert found([1, 2, 2], [1, 2, 3], [0] * 3) == pytest.approx(2 / sqrt(6))


def test_same_and_opposite_order() -> None:
    assert found([1, 2, 3], [1, 2, 3], [0] * 3) == 1
    assert found([1, 2, 3], [3, 2, 1], [0] * 3) == -1


def test_groups_are_not_compared_with_each_other() -> None:
    assert found([1, 2, 1, 2], [1, 2, 2, 1], [0, 0, 1, 1]) == 0


@pytest.mark.parametrize("groups", [[], [0], [0, 1, 2], [0, 0, 0]])
def test_nothing_to_compare(groups: list[int]) -> None:
    assert found([1] * len(groups), [1] * len(groups), groups) is None


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 2)), max_size=200))
def test_against_the_definition(rows: list[tuple[int, int, int]]) -> None:
    before, after, groups = ([row[at] for row in rows] for at in range(3))
    expected = by_pairs(before, after, groups)
    assert found(before, after, groups) == (expected if expected is None else pytest.approx(expected))


def test_against_the_definition_where_runs_are_merged() -> None:
    generator = np.random.default_rng(3)
    before, after = generator.permutation(700).tolist(), generator.integers(0, 400, 700).tolist()
    groups = generator.integers(0, 3, 700).tolist()
    assert found(before, after, groups) == pytest.approx(by_pairs(before, after, groups))
