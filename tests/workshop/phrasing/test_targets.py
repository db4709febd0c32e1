"""Steps down from a target and up from a first tier."""

from __future__ import annotations

from decimal import Decimal

from rating.workshop.phrasing.proposal import propose
from tests.workshop.phrasing.worked import points_of


def test_the_shortfall_is_computed_where_the_target_is_known() -> None:
    proposal = propose("满意度达到90%得满分，每低2个百分点扣1分，最多扣4分", Decimal(10), "满意度")
    assert proposal.value == "max(90% - f1, 0)"
    assert proposal.rule == {"deduct": {"each": "2%", "points": "1", "floor": "6"}}
    assert points_of(proposal, {"f1": "85%"}) == 8
    assert points_of(proposal, {"f1": "10%"}) == 6


def test_a_shortfall_in_another_unit_is_told() -> None:
    proposal = propose("满意度达到90%得满分，每少1人扣1分", Decimal(10))
    assert proposal.kind == "mark" and "计量不同" in proposal.doubts[0]


def test_a_rule_that_contradicts_its_deduction_is_told() -> None:
    assert "矛盾" in propose("达到90%得满分，每低1个百分点扣1分，否则不得分", Decimal(10)).doubts[0]


def test_from_the_first_tier_up() -> None:
    proposal = propose("达到50人得3分，每增加10人加1分，最高5分", Decimal(5), "志愿者")
    assert [points_of(proposal, {"f1": value}) for value in ("49", "50", "69", "500")] == [0, 3, 4, 5]
