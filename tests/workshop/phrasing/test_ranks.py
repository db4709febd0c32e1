"""Points by rank are read, and objected to."""

from __future__ import annotations

from decimal import Decimal

from rating.workshop.phrasing.proposal import propose


def test_ranks_in_a_row() -> None:
    proposal = propose("第1名得5分，第2-3名得3分，其余得1分", Decimal(5), "服务量")
    assert proposal.rule == {
        "rank_points": {"points": ["5", "3", "3"], "better": "higher", "within": "all", "otherwise": "1"}
    }
    assert "通报批评" in proposal.doubts[0] and "请确认" in proposal.doubts[1]


def test_ranks_with_a_hole_are_left_to_raters() -> None:
    assert "不连续" in propose("第1名得5分，第3名得3分", Decimal(5)).doubts[0]
