"""The Evaluation's tables: shapes, scales, and finer digits where parts are not rounded themselves."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation
from tests.scoring.build import one_indicator, reported


def evaluated(place: str = "indicator", **parts: Any) -> Evaluation:
    scale = {"full_marks": 10, "decimals": 1, "round": place}
    form = one_indicator({"linear": {"zero": 0, "full": 3}}, scale=scale, **parts)
    return evaluate(form, reported(form, [{"v": 1}, {"v": None}]))


def test_shapes_and_unknowns() -> None:
    result = evaluated()
    assert result.scores.points.tolist() == [[33], [0]]
    assert result.scores.known.tolist() == [[True], [False]]
    assert np.isnan(result.scores.value[1, 0])
    assert result.subtotals.codes == ("all",)
    assert result.subtotals.known.tolist() == [[True], [False]]
    assert [result.total(0), result.total(1)] == [Decimal("3.3"), None]


def test_parts_of_a_total_rounded_once_keep_more_digits() -> None:
    scores = evaluated("total").scores
    assert (scores.decimals, scores.points[0, 0]) == (5, 333333)


def test_half_point_full_marks_show_whole_even_at_no_decimals() -> None:
    scale = {"full_marks": "2.5", "decimals": 0, "round": "indicator"}
    form = one_indicator({"mark": {}}, full_marks="2.5", scale=scale)
    scores = evaluate(form, reported(form, [{"v": 2}])).scores
    assert (scores.decimals, scores.full_marks[0, 0], scores.points[0, 0]) == (1, 25, 20)


def test_an_evaluation_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        evaluated().assessment_round = "2026"  # type: ignore[misc]
