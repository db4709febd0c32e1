"""Additions: the base, the step and the most."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rating.workshop.phrasing.proposal import propose


@pytest.mark.parametrize(
    ("sentence", "full", "body"),
    [
        ("每开展1次得1分，最高5分", 5, {"points": "1"}),
        ("每开展1次得1分，最高5分", None, {"points": "1", "at_most": "5"}),
        ("基础分3分，每多1人加1分，最多加2分", 5, {"points": "1", "base": "3"}),
        ("每2次得0.5分，得满为止", 5, {"each": "2", "points": "0.5"}),
    ],
)
def test_gains(sentence: str, full: int | None, body: dict[str, str]) -> None:
    assert propose(sentence, None if full is None else Decimal(full), "活动").rule == {"per_unit": body}


def test_without_a_most_or_full_marks_there_is_no_rule() -> None:
    proposal = propose("每开展1次得1分", None)
    assert proposal.kind == "mark" and "没有写最高几分" in proposal.doubts[0]


def test_nothing_done_earning_nothing_changes_nothing() -> None:
    assert propose("每开展1次得1分，最高5分，未开展的不得分", Decimal(5)).kind == "per_unit"
    assert propose("每开展1次得1分，最高5分，出现事故的不得分", Decimal(5)).kind == "mark"
