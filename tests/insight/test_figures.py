"""Numbers as text: declared decimals, no rounding up to a threshold, no exponent."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from rating.insight.figures import (
    exact,
    half_up,
    percent_text,
    plain_text,
    points_text,
    scaled_texts,
    stars_text,
    then,
)


@pytest.mark.parametrize(
    ("scaled", "decimals", "text"), [(875, 1, "87.5"), (900, 1, "90.0"), (-5, 2, "-0.05"), (7, 0, "7"), (0, 1, "0.0")]
)
def test_points_keep_their_decimals(scaled: int, decimals: int, text: str) -> None:
    assert points_text(scaled, decimals) == text
    assert exact(scaled, decimals) == Decimal(text)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Decimal("8.00"), "8"),
        (Decimal("1E+2"), "100"),
        (Fraction(1, 3), "0.333333"),
        (Fraction(2, 3), "0.666666"),
        (Fraction(-2, 3), "-0.666666"),
        (Fraction(200000, 3), "66666.6"),
        (Fraction(1, 8), "0.125"),
        (Fraction(0), "0"),
    ],
)
def test_plain_text(number: Decimal | Fraction, text: str) -> None:
    assert plain_text(number) == text


def test_a_share_just_below_a_threshold_does_not_read_as_the_threshold() -> None:
    assert percent_text(Fraction(4_999_999, 10_000_000)) != "50%"
    assert percent_text(Fraction(29_999_999, 30_000_000)) != "100%"
    assert percent_text(Fraction(1, 2)) == "50%"


def test_stars() -> None:
    assert (stars_text(3), stars_text(0), stars_text(-1)) == ("★★★", "", "")


def test_a_whole_array_at_once_reads_like_each_alone() -> None:
    scaled = np.array([875, 900, 875, -5], np.int64)
    assert scaled_texts(scaled, 1) == [points_text(int(number), 1) for number in scaled]
    assert scaled_texts(np.array([10**30], object), 0) == ["1" + "0" * 30]


@pytest.mark.parametrize(("number", "rounded"), [("0.05", "0.1"), ("-0.05", "-0.1"), ("0.0499", "0.0"), ("2", "2.0")])
def test_half_up_as_the_scoring_rounds(number: str, rounded: str) -> None:
    assert str(half_up(Fraction(number), 1)) == rounded


def test_a_figure_with_what_follows_it() -> None:
    assert (then("8 人"), then("85%"), then("")) == ("8 人", "85% ", " ")
