"""Which bands are open to a station, whatever its total."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings

from rating.insight.certainty.held_conditions import NO_LIMIT, SHUT, has_quota, open_bands
from rating.insight.certainty.star_totals import star_totals
from rating.reported import Reported
from rating.rubric.nouns import Rubric
from rating.scoring.evaluate import evaluate
from tests.insight.certainty.samples_of_shipped import shipped_rubric
from tests.scoring.build import one_indicator, reported
from tests.scoring.strategies import cases


def bands_of(form: Rubric, *rows: dict[str, Any], **more: Any) -> list[list[int]]:
    """The cut scores of each station, best band first."""
    return open_bands(evaluate(form, reported(form, rows, **more))).cuts.T.tolist()


def form_with(bands: list[dict[str, Any]], **parts: Any) -> Rubric:
    fields = {"v": {"title": "数值"}, "bad": {"title": "不良", "kind": "yes_no"}}
    return one_indicator({"mark": {}}, fields, bands=bands, **parts)


def test_cut_scores_are_the_least_total_that_reaches() -> None:
    """Two decimals: from 8 it is 800, above 6 it is 601, 50 % of 10 is 500; a band without a limit has none."""
    bands = [{"stars": 4, "at_least": 8}, {"stars": 3, "above": 6}, {"stars": 2, "at_least": "50%"}, {"stars": 1}]
    assert bands_of(form_with(bands), {"v": 1}) == [[800, 601, 500, NO_LIMIT]]


def test_a_condition_that_is_not_met_shuts_its_band_only() -> None:
    bands = [
        {"stars": 2, "at_least": 8, "requires": [{"title": "良好", "when": "bad = 否"}]},
        {"stars": 1, "at_least": 5},
    ]
    assert bands_of(form_with(bands), {"v": 1, "bad": True}, {"v": 1, "bad": False}) == [[SHUT, 500], [800, 500]]


def test_a_cap_shuts_every_band_above_it() -> None:
    gate = {"code": "g", "title": "限星", "when": "bad = 是", "effect": "cap", "stars": 1}
    bands = [{"stars": 3, "at_least": 8}, {"stars": 2, "at_least": 6}, {"stars": 1, "at_least": 5}]
    form = form_with(bands, gates=[gate])
    assert bands_of(form, {"v": 9, "bad": True}, {"v": 1, "bad": False}) == [[SHUT, SHUT, 500], [800, 600, 500]]


def test_the_ladder_shuts_what_is_too_far_up() -> None:
    bands = [{"stars": 3, "at_least": 8}, {"stars": 2, "at_least": 6}, {"stars": 1, "at_least": 5}]
    form = form_with(bands, award={"ladder": {"up": 1}})
    rows = [{"v": 9, "bad": False}, {"v": 9, "bad": False}]
    assert bands_of(form, *rows, previous_stars={0: 1}) == [[SHUT, 600, 500], [800, 600, 500]]


def test_kinds_with_tables_of_their_own() -> None:
    bands = [{"stars": 2, "at_least": 8}, {"stars": 1, "at_least": 5}]
    form = form_with(bands, kinds=["甲", "乙"], bands_by_kind={"乙": [{"stars": 4, "at_least": 9}]})
    found = open_bands(evaluate(form, reported(form, [{"kind": "甲", "v": 1}, {"kind": "乙", "v": 1}])))
    assert found.cuts.T.tolist() == [[800, 500], [900, SHUT]]
    assert found.stars.T.tolist() == [[2, 1], [4, 0]]


def test_without_bands_there_is_nothing_to_open() -> None:
    assert bands_of(form_with([]), {"v": 1}) == [[]]


def test_quotas_are_told() -> None:
    assert has_quota(shipped_rubric("yangpu-selection"))
    assert not has_quota(shipped_rubric("yichang-five-star"))


@given(cases())
@settings(max_examples=80)
def test_the_best_open_band_that_the_total_reaches_is_the_one_given(case: tuple[Rubric, Reported]) -> None:
    evaluation = evaluate(*case)
    if has_quota(evaluation.rubric):
        return
    found, totals = open_bands(evaluation), star_totals(evaluation)
    for row in range(len(evaluation.roster)):
        if evaluation.ratings.rated[row]:
            reached = [stars for cut, stars in zip(found.cuts[:, row], found.stars[:, row], strict=True)
                       if totals[row] >= cut]  # fmt: skip
            assert evaluation.ratings.stars[row] == (reached[0] if reached else 0)
