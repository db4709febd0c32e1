from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np

from rating.insight.explain import explain_all
from rating.insight.lost_points import lost_points
from rating.scoring.evaluation import Evaluation
from tests.insight.example import ROWS, example, rated


def test_worked_example() -> None:
    """甲 10, 乙 8, 丁 5 of 10 staff licensed: steps 8, 6, 0 of 8 points; area 50, 35, 50: 7, 5, 7 of 7.

    持证率 earns 8 + 6 + 0 = 14 of 24, loses 10; 场地 19 of 21, loses 2.
    """
    found = {each.code: each for each in lost_points(rated([ROWS[0], ROWS[1], ROWS[3]]))}
    licensed, space = found["licensed_share"], found["space"]
    assert (licensed.lost, licensed.in_full, licensed.stations) == (Decimal(10), 1, 3)
    assert licensed.share == Fraction(14, 24)
    assert (space.lost, space.in_full) == (Decimal(2), 2)
    assert (licensed.dimension, licensed.title) == ("队伍建设", "持证率")


def test_the_most_lost_come_first_and_agree_with_every_explanation(sample_evaluation: Evaluation) -> None:
    for evaluation in (example(), sample_evaluation):
        found = lost_points(evaluation)
        assert [each.lost for each in found] == sorted((each.lost for each in found), reverse=True)
        told: dict[str, Decimal] = {}
        for row in range(len(evaluation.roster)):
            for line in explain_all(evaluation, row):
                if line.lost is not None and line.full_marks > 0 and line.points is not None:
                    told[line.code] = told.get(line.code, Decimal(0)) + line.lost
        assert {each.code: each.lost for each in found} == told


def test_a_blank_is_not_a_loss() -> None:
    """己站 has no licensed staff told: it is not counted there, but is in the others."""
    found = {each.code: each.stations for each in lost_points(rated([ROWS[0], ROWS[5]]))}
    assert (found["licensed_share"], found["space"]) == (1, 2)


def test_nobody_has_points() -> None:
    empty = {**ROWS[0], "licensed": None, "area": None, "quality": {}, "satisfied": None, "complaints": None}
    assert not np.any([each.stations == 0 for each in lost_points(rated([empty]))])
