from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rating.rubric.numbers import Amount, parse_number, plain


@pytest.mark.parametrize(
    ("written", "number"),
    [("8", "8"), ("8.0", "8"), ("0.50", "0.5"), ("85%", "0.85"), ("８５％", "0.85"), (" 1e2 ", "100"), ("-3", "-3"), ("-0", "0"),
     (7, "7"), (0.1, "0.1"), ("999999999999", "999999999999"), ("0.1%", "0.001")],
)  # fmt: skip
def test_numbers_as_written(written: object, number: str) -> None:
    assert str(parse_number(written)) == number


@pytest.mark.parametrize(
    "written",
    ["", "八", "1,350", "NaN", "inf", "1e400", "1e-400", "1" * 16, "1000000000000", None, [], {}, True, "5%%", "%"],
)
def test_what_is_no_number_is_refused_in_chinese(written: object) -> None:
    with pytest.raises(ValueError, match=r"[\u4e00-\u9fff]"):
        parse_number(written)


@given(st.decimals(-(10**8), 10**8, places=6, allow_nan=False))
def test_equal_numbers_are_written_alike(number: Decimal) -> None:
    assert parse_number(str(number)) == number
    assert str(parse_number(str(number))) == str(parse_number(f"{number:.9f}"))
    assert "E" not in plain(number)


def test_amounts_are_points_or_shares_and_keep_their_writing() -> None:
    six, two_thirds = Amount.model_validate("6.0"), Amount.model_validate("66%")
    assert (six.exact(Fraction(10)), two_thirds.exact(Fraction(1, 3))) == (Fraction(6), Fraction(22, 100))
    assert (six.points(Decimal(10)), two_thirds.points(Decimal(12))) == (Decimal(6), Decimal("7.92"))
    assert (str(six), str(two_thirds)) == ("6", "66%")
    assert Amount.model_validate(two_thirds.model_dump()) == two_thirds
