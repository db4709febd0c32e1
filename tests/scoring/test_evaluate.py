"""The whole order of the arithmetic: conversion, held stations, refusal, ranking keys."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from rating.problems import Place, Problem, Refused
from rating.scoring.evaluate import evaluate
from tests.scoring.build import one_indicator, reported


def test_a_total_is_converted_and_cut_on_the_converted_scale() -> None:
    """湖南: 110 of 130 base points is 84.6 of 100."""
    scale = {"full_marks": 130, "decimals": 1, "round": "indicator", "convert_to": 100}
    bands = [{"stars": 5, "at_least": "84.6"}, {"stars": 4, "at_least": 70}]
    form = one_indicator({"mark": {}}, full_marks=130, scale=scale, bands=bands)
    result = evaluate(form, reported(form, [{"v": 110}, {"v": "109.8"}]))
    assert [result.total(0), result.total(1)] == [Decimal("84.6"), Decimal("84.5")]
    assert result.ratings.stars.tolist() == [5, 4]
    assert result.ratings.full_marks == {"": Decimal(100)}


def test_problems_that_stop_a_result_are_refused_together() -> None:
    form = one_indicator({"mark": {}})
    problems = (Problem("station_unknown", Place(), "甲"), Problem("value_blank", Place(), "空"))
    table = replace(reported(form, [{"v": 1}]), problems=problems)
    with pytest.raises(Refused) as refused:
        evaluate(form, table)
    assert [problem.code for problem in refused.value.problems] == ["station_unknown"]


def test_a_field_may_be_a_ranking_key() -> None:
    fields = {"v": {"title": "得分"}, "complaints": {"title": "投诉数"}}
    ranking = {"by": ["total", {"key": "complaints", "better": "lower"}], "ties": "standard", "within": "all"}
    form = one_indicator({"mark": {}}, fields, ranking=ranking)
    rows = [{"v": 8, "complaints": 2}, {"v": 8, "complaints": 0}, {"v": 9, "complaints": 5}]
    assert evaluate(form, reported(form, rows)).ratings.rank.tolist() == [3, 2, 1]


def test_no_station_at_all_gives_an_empty_result() -> None:
    form = one_indicator({"mark": {}}, bands=[{"stars": 5, "at_least": 9}])
    result = evaluate(form, reported(form, []))
    assert result.ratings.rank.tolist() == []
    assert result.scores.points.shape == (0, 1)


def test_an_incomplete_station_has_no_rank() -> None:
    form = one_indicator({"mark": {}})
    ratings = evaluate(form, reported(form, [{"v": 8}, {}])).ratings
    assert ratings.rank[0] == 1
    assert np.isnan(ratings.rank[1])


def test_without_bands_nobody_is_given_a_title() -> None:
    form = one_indicator({"steps": [[1, 1]]}, award={"below_lowest": "不定星级"})
    bare = form.model_copy(update={"bands": [], "bands_by_kind": {}})
    assert not bare.has_bands
    assert set(evaluate(bare, reported(bare, [{"v": 1}, {"v": None}])).ratings.band) == {""}
