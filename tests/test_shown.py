"""What is shown does nothing but be seen."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from rating.shown import in_csv, in_file_name, moment_text, one_line, visible


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("甲街道社工站", "甲街道社工站"),
        ("甲\u202e站\u202c", "甲站"),
        ("\u2066甲\u2069\u200b\u200d\u200f站", "甲站"),
        ("甲\x1b[31m站\x07", "甲[31m站"),
        ("甲\x9b31m站\x85", "甲31m站"),
        ("甲\x00\x0b站\r\n二行\t尾", "甲站\n二行\t尾"),
        ("甲\ud800站", "甲\ufffd站"),
        ("甲\ufe0f站", "甲\ufe0f站"),
        ("葛\U000e0100城", "葛\U000e0100城"),
        ("甲\U000e0041站", "甲站"),
        ("①★㎡—…“”", "①★㎡—…“”"),
        (12, "12"),
    ],
)
def test_only_what_is_seen(typed: object, shown: str) -> None:
    assert visible(typed) == shown
    visible(typed).encode("utf-8")


def test_one_line() -> None:
    assert one_line(" 甲\r\n站\u2028二\t 三 ") == "甲 站二 三"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("甲\u202e.xlsx", "甲.xlsx"),
        ("../../甲.xlsx", "甲.xlsx"),
        ('a:b|c?"<d>*\n.csv', "abcd .csv"),
        ("..", "_"),
    ],
)
def test_a_file_name_stays_in_its_folder(typed: str, name: str) -> None:
    assert in_file_name(typed) == name


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u202e=1", "\x00=1"])
def test_a_spreadsheet_runs_nothing(text: str) -> None:
    assert in_csv(text).startswith("'")


@pytest.mark.parametrize("text", ["甲=1", "1-2", "", "'甲'"])
def test_ordinary_text_stays(text: str) -> None:
    assert in_csv(text) == text


def test_a_moment_is_told_by_the_districts_own_clock() -> None:
    assert moment_text(datetime(2025, 6, 1, 20, 5, tzinfo=UTC)) == "2025-06-02 04:05"
    assert moment_text(None) == ""
