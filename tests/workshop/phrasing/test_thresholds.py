"""Tiers: order, gaps, overlaps and strict limits."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rating.workshop.phrasing.proposal import propose
from tests.workshop.phrasing.worked import points_of


@pytest.mark.parametrize(
    ("sentence", "value", "points"),
    [
        ("超过80%得5分，超过60%得3分，60%及以下不得分", "80%", "3"),
        ("超过80%得5分，超过60%得3分，60%及以下不得分", "60%", "0"),
        ("低于3天得5分，3天至7天得3分，超过7天不得分", "3", "3"),
        ("低于3天得5分，3天至7天得3分，超过7天不得分", "2", "5"),
        ("100平方米以上得5分，60平方米以上不足100平方米得3分，其余得1分", "20", "1"),
        ("2次以上得5分，1次得3分，没有不得分", "1", "3"),
    ],
)
def test_limits_hold_to_the_letter(sentence: str, value: str, points: str) -> None:
    proposal = propose(sentence, Decimal(5), "指标")
    assert points_of(proposal, {"f1": value}) == Decimal(points)


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("90%以上得5分，60%-80%得3分", "空档"),
        ("80%-90%得5分，85%-95%得3分", "重叠"),
        ("达到80%得4分，60%得3分", "不符"),
        ("80%以上得5分，60%得3分，50%得4分", "方向"),
        ("超过80%得5分，低于80%得3分", "两档都没有写到"),
        ("80%以上得5分，80%（含）以下得3分", "没有写清楚"),
    ],
)
def test_tiers_that_do_not_fit_are_told(sentence: str, word: str) -> None:
    proposal = propose(sentence, Decimal(5), "比率")
    assert proposal.kind == "mark" and any(word in doubt for doubt in proposal.doubts)


def test_whole_numbers_have_no_gap_between_neighbours() -> None:
    assert propose("5人及以上得5分，3-4人得3分，3人以下不得分", Decimal(5)).kind == "steps"
