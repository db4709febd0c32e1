"""Grades, ranges and awards."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rating.workshop.phrasing.grades import grade_name
from rating.workshop.phrasing.proposal import propose


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("优", "优"),
        ("评为优秀等次", "优秀"),
        ("A档", "A"),
        ("考核结果为基本合格", "基本合格"),
        ("一档", "一档"),
        ("建立制度", ""),
    ],
)
def test_names_of_grades(subject: str, name: str) -> None:
    assert grade_name(subject) == name


def test_ranges_that_touch_or_miss_the_full_marks_are_told() -> None:
    assert "重叠" in propose("优8-10分，良6-8分", Decimal(10)).doubts[0]
    assert "不符" in propose("优7-8分，良5-6分", Decimal(10)).doubts[0]


def test_the_marks_field_of_a_judgement_ends_at_the_full_marks() -> None:
    (field,) = propose("优9-10分，良7-8分，差0-6分", Decimal(10), "质量").fields
    assert (field.kind, field.title, field.at_most) == ("mark", "质量评分", "10")


def test_awards_without_a_word_on_adding_are_asked_about() -> None:
    proposal = propose("国家级5分，省级3分", Decimal(5), "荣誉")
    assert proposal.kind == "highest" and "累计" in proposal.doubts[0]
