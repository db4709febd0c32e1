"""Proportions and interpolation."""

from __future__ import annotations

from decimal import Decimal

from rating.workshop.phrasing.proposal import propose


def test_two_ways_to_take_a_proportion_are_named() -> None:
    proposal = propose("执行率达到95%得满分，未达到的按比例得分", Decimal(10))
    assert proposal.kind == "mark" and "两种算法" in proposal.doubts[0]


def test_a_factor_other_than_the_full_marks_is_told() -> None:
    assert "不符" in propose("完成率×8分", Decimal(10)).doubts[0]


def test_below_includes_its_number_by_convention_and_asks() -> None:
    proposal = propose("按完成率得分，完成率60%以下的不得分", Decimal(10))
    assert proposal.value == "where(f1 <= 60%, 0, f1)" and "民法典" in proposal.doubts[0]
    assert propose("按完成率得分，完成率低于60%的不得分", Decimal(10)).value == "where(f1 < 60%, 0, f1)"


def test_a_deduction_in_proportion_needs_its_whole() -> None:
    assert propose("按投诉率扣分", Decimal(10)).kind == "mark"
    assert propose("全部完成得满分，未完成的按比例扣分", Decimal(10), "任务").kind == "proportion"


def test_in_proportion_between_two_ends_is_asked() -> None:
    assert "插值" in propose("60%得0分，90%得满分，中间按比例得分", Decimal(6), "满意度").doubts[0]
