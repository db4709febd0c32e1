"""The short notes beside a station: capped, tied, near a cut score, not applicable, zero for a blank."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from rating.insight.notes import FAR, gaps_to_next, notes, scaled_cuts, total_marks
from tests.insight.example import ROWS, example, rated

ALL = np.arange(9)


def test_notes_of_the_example() -> None:
    assert notes(example(), ALL) == ["", "并列", "并列", "限星", "", "", "含合理缺项", "待复核", ""]


def test_a_total_just_below_a_cut_score_is_near() -> None:
    near = {**ROWS[8], "satisfied": "79%"}
    evaluation = rated([near])
    assert evaluation.total(0) == Decimal("27.9")
    assert notes(evaluation, np.arange(1)) == ["距上一等级差 0.1 分"]


def test_a_total_on_the_cut_score_is_not_near_it() -> None:
    evaluation = rated([{**ROWS[8], "satisfied": "80%"}])
    assert evaluation.total(0) == Decimal("28.0")
    assert gaps_to_next(evaluation).tolist() == [FAR]


def test_a_blank_scored_as_zero_is_told() -> None:
    evaluation = rated([{**ROWS[0], "area": None}], missing={"if_blank": "zero"})
    assert "空白计零" in notes(evaluation, np.arange(1))[0]


def test_cut_scores_are_the_least_totals_that_reach_them() -> None:
    form = example().rubric
    assert scaled_cuts(form, "综合", Decimal(40), 1) == [240, 280, 320]
    assert scaled_cuts(form, "综合", Decimal("40.3"), 1) == [242, 283, 323]
    assert total_marks(example(), "综合") == 40
