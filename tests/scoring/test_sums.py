"""Looked-up columns and sums over many columns."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from rating.scoring.exact import Quantity, lookup
from rating.scoring.sums import LookedUp, total_of
from tests.scoring.test_exact import column, fractions


@pytest.mark.parametrize("index", [[0, 1, 2], [2, 2, -1]])
def test_a_looked_up_column_adds_like_any_other(index: list[int]) -> None:
    table = lookup([Fraction(1, 2), Fraction(3), Fraction(5, 4)], np.array([0, 1, 2]))
    late = LookedUp(table, np.array(index))
    once = Quantity(table.num[index], table.den, table.size)
    assert fractions(total_of([late, late], 3)) == fractions(once + once)


def test_sums_of_many_ratios_stay_exact() -> None:
    parts = [column("1").over(column(str(prime))) for prime in (999983, 999979, 999961, 999959, 999953, 999931)]
    assert fractions(total_of(parts, 1)) == [
        sum(Fraction(1, p) for p in (999983, 999979, 999961, 999959, 999953, 999931))
    ]


def test_a_sum_beyond_32_bits_is_whole() -> None:
    big = Quantity(np.array([2**31 - 5, 7]), 1, (2**31, 1))
    assert fractions(total_of([big, big, big], 2)) == [Fraction(3 * (2**31 - 5)), Fraction(21)]


def test_no_columns_sum_to_nothing() -> None:
    assert fractions(total_of([], 2)) == [Fraction(0), Fraction(0)]
