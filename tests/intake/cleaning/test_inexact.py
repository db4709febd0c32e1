"""Inexact numbers: how they are meant, and what is left of them to read."""

from __future__ import annotations

import pytest

from rating.intake.cleaning.inexact import ABOUT, AT_LEAST, AT_MOST, BETWEEN, Inexact, inexact

KINDS = [
    (ABOUT, ["约85", "大约85", "85左右", "近85", "≈85", "85上下"]),
    (AT_LEAST, ["≥85", ">=85", ">85", "不少于85", "不低于85", "至少85", "超过85", "多于85", "85以上", "85+", "85余", "85多"]),
    (AT_MOST, ["≤85", "<=85", "<85", "不超过85", "至多85", "最多85", "85以下", "85以内", "不足85", "低于85"]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in KINDS for text in texts])
def test_words_around_a_number(kind: str, text: str) -> None:
    assert inexact(text) == Inexact(kind, ("85",))


@pytest.mark.parametrize(
    ("text", "left"),
    [("10余人", "10人"), ("3.5万余人", "3.5万人"), ("90分以上", "90分"), ("约90%以上", "90%"), ("20多个", "20个")],
)
def test_the_unit_stays_with_the_number(text: str, left: str) -> None:
    assert inexact(text) == Inexact(AT_LEAST, (left,))


@pytest.mark.parametrize("text", ["3-5", "3~5", "3至5", "3到5", "3—5", "介于3至5之间"])
def test_spans(text: str) -> None:
    assert inexact(text) == Inexact(BETWEEN, ("3", "5"))


def test_a_unit_behind_one_end_is_that_of_both() -> None:
    assert inexact("3-5人") == Inexact(BETWEEN, ("3人", "5人"))
    assert inexact("80%-90%") == Inexact(BETWEEN, ("80%", "90%"))


@pytest.mark.parametrize(
    "text", ["85", "-5", "5-", "3-5-7", "2025-03-05", "021-5555-1", "五", "", "1,350", "+5", "5+3"]
)
def test_what_may_be_exact_or_nothing_is_left_alone(text: str) -> None:
    assert inexact(text) is None
