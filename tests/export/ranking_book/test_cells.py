"""Rounding and comparing cells as a spreadsheet does."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rating.export.ranking_book.cells import BLANK, Cells, numbers, rounded, same, where_known


@given(st.decimals(-10_000, 10_000, places=6), st.integers(0, 4))
def test_a_decimal_is_rounded_half_up_to_the_double_nearest_the_result(number: Decimal, decimals: int) -> None:
    expected = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert rounded(np.array([float(number)]), decimals)[0] == float(expected)


def test_ties_that_binary_numbers_miss() -> None:
    """1.005 and 2.675 lie a little below their decimals; 0.1 + 0.2 a little above."""
    assert rounded(np.array([1.005, 2.675, -0.125]), 2).tolist() == [1.01, 2.68, -0.13]
    assert rounded(np.array([0.1 + 0.2]), 10)[0] == 0.3


def test_a_word_is_never_a_number() -> None:
    ours = where_known(np.array([0.0, 1.0]), np.array([False, True]), BLANK)
    assert same(ours, numbers(np.array([0.0, 1.0])), exactly=True).tolist() == [False, True]
    assert Cells(ours.num, ours.word).numeric.tolist() == [False, True]
