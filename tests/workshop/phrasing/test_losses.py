"""Deductions: what they stop at, and what stands beside them."""

from __future__ import annotations

from decimal import Decimal

from rating.workshop.phrasing.proposal import propose
from tests.workshop.phrasing.worked import points_of


def test_a_limit_of_the_deduction_is_a_floor() -> None:
    assert propose("每缺一项扣1分，最多扣4分", Decimal(10)).rule == {"deduct": {"points": "1", "floor": "6"}}


def test_a_limit_above_the_full_marks_is_refused() -> None:
    proposal = propose("每缺一项扣1分，最多扣12分", Decimal(10))
    assert proposal.kind == "mark" and "超过满分" in proposal.doubts[0]


def test_a_deduction_larger_than_the_full_marks_is_refused() -> None:
    assert propose("每缺一项扣6分", Decimal(5)).kind == "mark"


def test_an_indicator_of_zero_points_may_only_lose() -> None:
    proposal = propose("每发生一起投诉扣2分", Decimal(0), "扣分项")
    assert proposal.rule == {"deduct": {"points": "2", "floor": "none"}}
    assert points_of(proposal, {"f1": "2"}) == -4


def test_what_contradicts_itself_is_left_to_raters() -> None:
    proposal = propose("资料齐全得5分，不齐全不得分，每缺一项扣1分", Decimal(5))
    assert proposal.kind == "mark" and "矛盾" in proposal.doubts[0]


def test_what_the_deduction_is_about_is_in_the_definition() -> None:
    (field,) = propose("人事、财务、档案制度健全，每缺一项扣1分", Decimal(5)).fields
    assert field.definition == "人事、财务、档案制度健全：每缺一项扣1分"
