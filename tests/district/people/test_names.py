"""Login names that can be told apart, names that can be read."""

from __future__ import annotations

import pytest

from rating.district.people.names import LONGEST_NAME, folded, login_name, name, optional_name
from rating.problems import Refused


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Wang", "wang"),
        ("ＷＡＮＧ", "wang"),
        (" 0101 ", "0101"),
        ("王某某", "王某某"),
        ("zhang.san@yp-1", "zhang.san@yp-1"),
    ],
)
def test_one_login_name_however_it_is_typed(typed: str, kept: str) -> None:
    assert login_name(typed) == kept == folded(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "a",
        "x" * 41,
        "a b",
        "a/b",
        "-x1",
        ".x1",
        "a\u200bb",
        "\u0430dmin",
        "=1+1",
        "<b>",
        "a\x00b",
        "a\nb",
        "\u202eab",
        "a\ud800",
    ],
)
def test_what_could_be_taken_for_another_is_no_login_name(typed: str) -> None:
    with pytest.raises(Refused):
        login_name(typed)


def test_a_name_is_one_line_without_unseen_signs() -> None:
    assert name("王\u200b 某\n某", "姓名") == "王 某 某"
    assert optional_name(" \u202e ", "备注") == ""
    with pytest.raises(Refused, match="没有填写"):
        name("\u200b", "姓名")
    with pytest.raises(Refused, match="最多"):
        name("长" * (LONGEST_NAME + 1), "姓名")
