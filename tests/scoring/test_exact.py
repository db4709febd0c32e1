"""Exact columns: rationals, overflow into Python integers, rounding half up, snapping of floats."""

from __future__ import annotations

import operator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rating.scoring.exact import (
    Quantity,
    approximate,
    choose,
    compare,
    constant,
    decimals_column,
    larger,
    smaller,
)

numbers = st.decimals(-(10**9), 10**9, places=6, allow_nan=False, allow_infinity=False)


def column(*values: str | Decimal) -> Quantity:
    decimals = [Decimal(value) for value in values]
    return decimals_column(np.array([int(value.scaleb(6)) for value in decimals], np.int64), 6)


def fractions(quantity: Quantity) -> list[Fraction]:
    den = np.broadcast_to(quantity.den, quantity.num.shape)
    return [Fraction(int(n), int(d)) for n, d in zip(quantity.num, den, strict=True)]


@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=5))
def test_arithmetic_is_that_of_fractions(pairs: list[tuple[Decimal, Decimal]]) -> None:
    a, b = column(*(x for x, _ in pairs)), column(*(y for _, y in pairs))
    left, right = [Fraction(x) for x, _ in pairs], [Fraction(y) for _, y in pairs]
    assert fractions(a + b) == [x + y for x, y in zip(left, right, strict=True)]
    assert fractions(a - b) == [x - y for x, y in zip(left, right, strict=True)]
    assert fractions(a * b) == [x * y for x, y in zip(left, right, strict=True)]
    assert fractions(a.over(b)) == [x / y if y else Fraction(0) for x, y in zip(left, right, strict=True)]
    assert fractions(smaller(a, b)) == [min(x, y) for x, y in zip(left, right, strict=True)]
    assert fractions(larger(a, b)) == [max(x, y) for x, y in zip(left, right, strict=True)]
    assert list(compare(a, b, operator.ge)) == [x >= y for x, y in zip(left, right, strict=True)]


@given(numbers, st.integers(0, 4))
def test_rounding_is_half_up_away_from_zero(number: Decimal, decimals: int) -> None:
    expected = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP).scaleb(decimals)
    assert column(number).rounded(decimals)[0] == int(expected)


def test_a_quotient_on_a_tie_rounds_up_where_floats_would_not() -> None:
    assert round(2.675, 2) == 2.67
    assert column("2.675").rounded(2)[0] == 268
    assert column("-2.675").rounded(2)[0] == -268
    assert column("1").over(column("8")).rounded(2)[0] == 13


def test_products_beyond_64_bits_go_on_in_python_integers() -> None:
    product = column("999999999.999999")
    for _ in range(4):
        product = product * column("999999999.999999")
    assert fractions(product) == [Fraction("999999999.999999") ** 5]


def test_floor_and_ceil_of_negative_ratios() -> None:
    assert fractions(column("-1").over(column("2")).floor()) == [Fraction(-1)]
    assert fractions(column("-1").over(column("2")).ceil()) == [Fraction(0)]


def test_floats_snap_to_thresholds_and_ties() -> None:
    almost = approximate(np.array([0.1 + 0.2]))
    assert compare(almost, constant(Decimal("0.3")), operator.le)[0]
    assert not compare(almost, constant(Decimal("0.3")), operator.gt)[0]
    assert approximate(np.array([0.285 * 100])).rounded(0)[0] == 29


def test_snapping_does_not_lift_large_numbers() -> None:
    assert approximate(np.array([188.9664543126526])).rounded(6)[0] == 188966454


def test_choose_joins_different_denominators() -> None:
    thirds = column("1", "1").over(column("3", "7"))
    assert fractions(choose(np.array([True, False]), thirds, constant(2))) == [Fraction(1, 3), Fraction(2)]


def test_keys_are_equal_only_for_equal_numbers() -> None:
    keys = column("1", "2", "1").over(column("2", "4", "3")).keys()
    assert keys[0] == keys[1] != keys[2]
