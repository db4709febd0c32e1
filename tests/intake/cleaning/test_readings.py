"""Single cells that are no plain number, by kind of field."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rating.intake.cleaning.readings import plain, read_cell
from rating.intake.files.cells import Moment
from rating.intake.plain_text import visible_text
from rating.problems import CATALOGUE
from rating.reported import Status
from tests.intake.workbooks import form

FIELDS = form().fields


@given(st.text(max_size=30), st.sampled_from(sorted(FIELDS)))
def test_no_text_is_ever_a_fault(text: str, code: str) -> None:
    reading = read_cell(text, FIELDS[code])
    assert reading.code == "" or reading.code in CATALOGUE
    assert (reading.number is not None) == (reading.status == Status.REPORTED)
    assert bool(reading.offered) == (reading.code == "value_range")


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


@pytest.mark.parametrize(
    ("code", "text", "offered", "percent"),
    [
        ("hours", "≤5小时", ["5"], False),
        ("hours", "3-5", ["3", "5"], False),
        ("hours", "1,000~1,200小时", ["1000", "1200"], False),
        ("satisfied", "80-90%", ["80", "90"], True),
        ("satisfied", "0.8至0.9", ["0.8", "0.9"], False),
    ],
)
def test_a_span_offers_its_ends(code: str, text: str, offered: list[str], percent: bool) -> None:
    reading = read_cell(text, FIELDS[code])
    assert (reading.status, reading.code) == (Status.UNREADABLE, "value_range")
    assert reading.offered == tuple(map(Decimal, offered))
    assert reading.percent == percent


@pytest.mark.parametrize("text", ["≥三", "3天至5小时", "5以上以下", "3-5-7", "2025-03-05", "≤85%"])
def test_words_around_what_is_no_number_do_not_make_it_one(text: str) -> None:
    reading = read_cell(text, FIELDS["hours"])
    assert (reading.code, reading.offered) == ("value_unreadable", ())


@pytest.mark.parametrize(
    ("text", "number"), [("☑是□否", 1), ("是□ 否☑", 0), ("□有 ■无", 0), ("✔️", 1), ("☑是☑否", None), ("□是□否", None)]
)
def test_boxes_that_are_ticked(text: str, number: int | None) -> None:
    assert read_cell(text, FIELDS["forged"]).number == number


def test_a_serial_number_in_a_date_field_is_told_as_the_date_it_looks_like() -> None:
    assert "2025-03-05" in read_cell(45721.0, FIELDS["founded"]).found
    assert "像是" not in read_cell(5.0, FIELDS["founded"]).found


PIECES = st.sampled_from(
    [*"0123456789" * 2, *".,，．%％-－~～—至到约≥≤+余 \n\u3000\u200b①²½万人小时eE（）/", "以上", "不超过"]
)


@given(st.lists(PIECES, min_size=1, max_size=7).map("".join), st.sampled_from(["hours", "satisfied", "quality"]))
def test_a_number_is_never_melted_together_from_several(text: str, code: str) -> None:
    reading = read_cell(text, FIELDS[code])
    found = re.findall(r"\d[\d,]*(?:\.\d*)?(?:e[+-]?\d+)?", visible_text(text).casefold())
    numbers = reading.offered or ((reading.number,) if reading.number is not None else ())
    if numbers:
        assert [abs(number) for number in numbers] == [Decimal(one.replace(",", "").rstrip(".")) for one in found]
