"""Floats → exact scaled integers and the texts a spreadsheet shows."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rating.intake.cleaning.scaling import as_integers, rescale, scale, scale_decimals, texts_of


@given(st.lists(st.decimals(-999_999_999, 999_999_999, places=4), max_size=20))
def test_decimals_survive_as_they_are(numbers: list[Decimal]) -> None:
    scaled, decimals = scale(np.array([float(number) for number in numbers]))
    assert [Decimal(int(one)).scaleb(-decimals) for one in scaled] == numbers
    assert decimals <= 4


@given(st.lists(st.floats(-1e11, 1e11), max_size=20))
def test_any_floats_are_kept_to_fifteen_digits(numbers: list[float]) -> None:
    scaled, decimals = scale(np.array(numbers))
    assert [Decimal(int(one)).scaleb(-decimals) for one in scaled] == [Decimal(format(one, ".15g")) for one in numbers]


def test_float_noise_is_cut() -> None:
    scaled, decimals = scale(np.array([0.1 + 0.2, 1.1 * 3]))
    assert (scaled.tolist(), decimals) == ([3, 33], 1)


def test_numbers_too_large_for_int64_become_python_integers() -> None:
    scaled, decimals = scale_decimals([Decimal("123456789012.5"), Decimal("0.000000000000001")])
    assert scaled.dtype == object
    assert [Decimal(int(one)).scaleb(-decimals) for one in scaled] == [Decimal("123456789012.5"), Decimal("1E-15")]
    assert as_integers([2**70]).dtype == object
    assert rescale(np.array([2**60]), 3).tolist() == [2**60 * 1000]
    assert rescale(np.array([5]), 2).tolist() == [500]


def test_texts() -> None:
    assert texts_of(np.array([850, -5, 0, 100]), 2).tolist() == ["8.5", "-0.05", "0", "1"]
    assert texts_of(np.array([85, 90]), 0, "%").tolist() == ["85%", "90%"]
    assert texts_of(np.array([1, 2]), -2).tolist() == ["100", "200"]
    assert texts_of(np.array([1, 10**12]), 0).tolist() == ["1", "1000000000000"]
    assert texts_of(np.empty(0, np.int64), 0).tolist() == []
