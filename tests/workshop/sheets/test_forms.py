"""One value, one cell: written, read back, and as people type it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rating.rubric.numbers import Amount
from rating.workshop.sheets.forms import (
    AMOUNT,
    FULL_LIST,
    LINES,
    LIST,
    UP_TO,
    YES,
    Share,
    chosen_of,
    joined,
    number_text,
    parted,
    quoted,
    unquoted,
)
from rating.workshop.sheets.names import NO_NAMES, Unread

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)


@given(TEXTS)
def test_any_text_is_read_back(text: str) -> None:
    assert unquoted(quoted(text)) == text
    assert unquoted(f"  {quoted(text)}\n") == text


@given(st.lists(TEXTS, max_size=5))
def test_any_list_is_read_back(texts: list[str]) -> None:
    assert parted(joined(texts)) == texts
    assert FULL_LIST.read(str(FULL_LIST.write(texts, NO_NAMES)), NO_NAMES) == texts
    lines = LINES.write(texts, NO_NAMES)
    assert LINES.read(str(lines or ""), NO_NAMES) == texts


@pytest.mark.parametrize("text", ["甲、乙，丙,丁；戊;己", " 甲 、乙\n丙、丁、戊、己、"])
def test_lists_as_people_type_them(text: str) -> None:
    assert LIST.read(text, NO_NAMES) == ["甲", "乙", "丙", "丁", "戊", "己"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("８０％", "80%"), (" 8 分", "8"), ("1,350", "1350"), ("-0.5", "-0.5"), ("八分", "八分"), ("1,2", "1,2")],
)
def test_numbers_as_people_type_them(typed: str, meant: str) -> None:
    assert number_text(typed) == meant


def test_a_share_of_the_full_marks_is_a_percentage() -> None:
    share = AMOUNT.write(Amount.model_validate("66%"), NO_NAMES)
    assert isinstance(share, Share)
    assert str(share.number) == "0.66"


@pytest.mark.parametrize(("typed", "meant"), [("有", "true"), (" √", "true"), ("无", "false"), ("Ｎ", "false")])
def test_yes_and_no_as_people_type_them(typed: str, meant: str) -> None:
    assert YES.read(typed, NO_NAMES) == meant


def test_an_unknown_option_names_those_there_are() -> None:
    with pytest.raises(Unread) as unread:
        chosen_of({"a": "甲", "b": "乙"}).read("丙", NO_NAMES)
    assert (unread.value.found, unread.value.expected) == ("写的是「丙」", "甲或乙")


def test_no_limit_is_not_the_same_as_nothing_said() -> None:
    assert UP_TO.read("不限", NO_NAMES) is None
    assert UP_TO.read("2", NO_NAMES) == "2"
