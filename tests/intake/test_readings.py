"""Single cells that are no plain number, by kind of field."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rating.intake.cells import Moment
from rating.intake.readings import plain, read_cell
from rating.problems import CATALOGUE
from rating.reported import Status
from tests.intake.workbooks import form

FIELDS = form().fields


@given(st.text(max_size=30), st.sampled_from(sorted(FIELDS)))
def test_no_text_is_ever_a_fault(text: str, code: str) -> None:
    reading = read_cell(text, FIELDS[code])
    assert reading.code == "" or reading.code in CATALOGUE
    assert (reading.number is not None) == (reading.status == Status.REPORTED)


@pytest.mark.parametrize(
    ("text", "number", "percent"),
    [
        ("85%", "85", True),
        ("８５％", "85", True),
        ("0.85", "0.85", False),
        ("85", "85", False),
        ("85 %", "85", True),
        ("100.0%", "100", True),
    ],
)
def test_shares_say_whether_they_have_a_percent_sign(text: str, number: str, percent: bool) -> None:
    reading = read_cell(text, FIELDS["satisfied"])
    assert (reading.number, reading.percent) == (Decimal(number), percent)


def test_more_than_fifteen_digits_are_cut_as_in_a_spreadsheet() -> None:
    assert read_cell("1234.56789012345678901", FIELDS["hours"]).number == Decimal("1234.56789012346")


def test_a_clock_time_is_no_date() -> None:
    assert read_cell(Moment("08:30:00"), FIELDS["founded"]).code == "value_unreadable"


def test_a_choice_that_holds_a_separator_is_still_one_choice() -> None:
    field = FIELDS["honours"].model_copy(update={"choices": ["市、区级", "国家级"]})
    assert read_cell("市、区级", field).number == 1


def test_plain_text() -> None:
    assert plain(" ９５ ％ ＡＢ\n") == "95%ab"
