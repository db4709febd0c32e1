"""Strengths and weaknesses by the stated rule; nothing of kinds that are too small."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from rating.insight.case import Reader
from rating.insight.feedback import feedback
from rating.insight.spread import LEAST
from rating.insight.standouts import APART, MOST
from rating.scoring.evaluation import Evaluation
from tests.insight.example import ROWS, example, rated


def test_against_the_median_of_the_kind_with_figures() -> None:
    """持证率 of the eight 综合 stations with points: 8 6 6 0 8 6 6 → median 6 of 8; 甲站 has 8, 丁站 0."""
    best, worst = feedback(example(), 0), feedback(example(), 3)
    assert best.strengths[0].sentence == ("「持证率」得 8 分（满分 8 分），得分率 100%，同类中位数 75%，高 25 个百分点")
    assert worst.weaknesses[0].code == "licensed_share" and worst.weaknesses[0].apart == Decimal("-0.75")


def test_the_rule_holds_for_every_station_of_the_sample(sample_evaluation: Evaluation) -> None:
    reader, scores = Reader(sample_evaluation), sample_evaluation.scores
    kinds = np.array(sample_evaluation.roster.kind)
    for row in range(len(kinds)):
        told = feedback(sample_evaluation, row, reader)
        assert len(told.strengths) <= MOST and len(told.weaknesses) <= MOST
        assert [each.apart for each in told.strengths] == sorted((e.apart for e in told.strengths), reverse=True)
        for each in (*told.strengths, *told.weaknesses):
            at = reader.places[each.code]
            known = (kinds == kinds[row]) & scores.known[:, at] & scores.counted[:, at]
            assert int(known.sum()) >= LEAST
            shares = scores.points[known, at] / scores.full_marks[known, at]
            assert float(each.median) == float(np.median(shares))
            assert abs(each.apart) >= APART


def test_nothing_is_invented_for_a_small_kind() -> None:
    told = feedback(rated(ROWS[:4]), 3)
    assert (told.strengths, told.weaknesses) == ((), ())
    assert {line.among for line in (*told.lost, *told.good)} == {""}
