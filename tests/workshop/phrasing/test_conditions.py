"""Conditions: one, several, and what stands against them."""

from __future__ import annotations

from decimal import Decimal

from rating.workshop.phrasing.proposal import propose
from tests.workshop.phrasing.worked import in_short, points_of


def test_a_single_condition_must_earn_the_full_marks() -> None:
    assert propose("建立制度得2分", Decimal(2)).kind == "yes_no"
    assert "不符" in propose("建立制度得2分", Decimal(5)).doubts[0]


def test_a_refusal_of_its_own_is_a_second_condition() -> None:
    proposal = propose("建立制度得2分，发现造假的不得分", Decimal(2))
    assert in_short(proposal.rule) == "f1 = 是 and f2 = 否"
    assert points_of(proposal, {"f1": "是", "f2": "是"}) == 0


def test_what_is_asked_together_is_one_condition() -> None:
    (field,) = propose("制度健全，按期检查，得2分", Decimal(2)).fields
    assert field.title == "制度健全、按期检查"


def test_parts_must_make_the_full_marks() -> None:
    assert propose("有制度得1分，有公示得1分", Decimal(2)).kind == "parts"
    assert propose("有制度得1分，有公示得1分", Decimal(3)).kind == "mark"


def test_unlike_things_are_not_taken_for_grades() -> None:
    assert propose("零投诉得5分，执行财务制度得2分", Decimal(5)).kind == "mark"
