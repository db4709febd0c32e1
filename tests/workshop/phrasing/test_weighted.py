"""Sentences that count to 100 of an indicator that has a weight."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rating.workshop.phrasing.proposal import propose
from rating.workshop.phrasing.weighted import HUNDRED, counts_to_hundred, weighed
from tests.workshop.phrasing.worked import points_of

ROWS = [
    # sentence · weight · filled in · points: its share of 100 times the weight
    ("≥200㎡得100分，≥150㎡得80分，＜150㎡得0分", "6", {"f1": "160"}, "4.8"),
    ("满足需要得100分，基本满足得60分，不满足得0分", "10", {"f1": "基本满足"}, "6"),
    ("每发现1份不规范扣10分，扣完为止", "12.5", {"f1": "2"}, "10"),
    ("不少于4人得100分，每少1人扣25分", "12", {"f1": "3"}, "9"),
    ("每开展1次得20分，最高100分", "5", {"f1": "3"}, "3"),
    ("有年度计划得50分，有月度计划得50分", "12.5", {"f1": "是", "f2": "否"}, "6.25"),
    ("持证比例×100", "18", {"f1": "50%"}, "9"),
]


@pytest.mark.parametrize(("sentence", "weight", "filled", "points"), ROWS, ids=lambda value: str(value)[:16])
def test_a_hundred_points_are_the_whole_weight(sentence: str, weight: str, filled: dict[str, str], points: str) -> None:
    proposal = weighed(propose(sentence, HUNDRED, "持证比例"), Decimal(weight))
    assert proposal is not None
    assert points_of(proposal, filled) == Decimal(points)
    assert f"折合 {weight} 分" in proposal.doubts[-1]


def test_what_cannot_be_written_in_shares_stays_with_the_raters() -> None:
    assert weighed(propose("优：80-100分；良：60-79分；差：0-59分", HUNDRED, "质量"), Decimal(6)) is None
    assert weighed(propose("由专家打分", HUNDRED, "质量"), Decimal(6)) is None


def test_only_sentences_that_give_a_hundred_count_to_it() -> None:
    assert counts_to_hundred(["达到80%得100分"], [Decimal(6), Decimal(94)])
    assert not counts_to_hundred(["达到80%得6分"], [Decimal(6), Decimal(94)])
    assert not counts_to_hundred(["达到80%得100分"], [HUNDRED])
