"""Weights drawn a thousand times: the very result without wobble, and with it what the scoring itself would give."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from rating.insight.certainty import weights
from rating.insight.certainty.weights import STEPS, Perturbed, factors, perturbed
from rating.reported import Reported, Status
from rating.rubric.nouns import Rubric
from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation
from tests.insight.certainty.samples_of_shipped import SHIPPED, round_of
from tests.scoring.build import reported, rubric
from tests.scoring.strategies import cases
from tests.screens.opening import district


def same_as_evaluation(evaluation: Evaluation) -> None:
    found = perturbed(evaluation, draws=3, wobble=0)
    ratings = evaluation.ratings
    rated = ratings.rated
    assert (found.best[~rated] == 0).all()
    assert np.isnan(found.same_stars[~rated]).all()
    if not found.best.any():
        assert found.sentence
        return
    assert (found.best[rated] == np.floor(ratings.rank[rated])).all()
    assert (found.worst[rated] == np.ceil(ratings.rank[rated])).all()
    assert (found.median[rated] == ratings.rank[rated]).all()
    if not found.sentence:
        assert (found.same_stars[rated] == 1).all()
        assert (found.lowest_stars[rated] == ratings.stars[rated]).all()
        assert (found.highest_stars[rated] == ratings.stars[rated]).all()


@pytest.mark.parametrize("name", SHIPPED)
def test_without_wobble_a_shipped_rubric_gives_its_own_ranks_and_stars(name: str) -> None:
    evaluation = round_of(name)
    assert evaluation.ratings.rated.sum() > 20
    same_as_evaluation(evaluation)


def test_without_wobble_the_sample_district_and_a_made_up_one_keep_their_result(sample_evaluation: Evaluation) -> None:
    same_as_evaluation(sample_evaluation)
    same_as_evaluation(district(60))


@given(cases())
@settings(max_examples=120)
def test_without_wobble_any_rubric_gives_its_own_ranks_and_stars(case: tuple[Rubric, Reported]) -> None:
    same_as_evaluation(evaluate(*case))


FULL = {"ia": 10, "ib": 30, "ic": 60}
SHARES = [
    ("90%", "40%", "70%"),
    ("20%", "95%", "60%"),
    ("80%", "80%", "64%"),
    ("85%", "70%", "66%"),
    ("0%", "0%", "5%"),
]


def three(full: dict[str, Any], **parts: Any) -> Rubric:
    """Three indicators in two sections, points = share × full marks, rounded only as a total."""
    leaves = [
        {"code": code, "title": code, "full_marks": marks, "value": f"v{code}", "rule": {"proportion": {}}}
        for code, marks in full.items()
    ]
    return rubric(
        **{
            "fields": {f"v{code}": {"title": f"v{code}", "kind": "share"} for code in full},
            "scale": {"full_marks": 100, "decimals": 1, "round": "total"},
            "dimensions": [
                {"code": "one", "title": "甲", "indicators": leaves[:1]},
                {"code": "two", "title": "乙", "indicators": leaves[1:]},
            ],
            "bands": [{"stars": 3, "at_least": 70}, {"stars": 2, "at_least": 65}, {"stars": 1, "at_least": 60}],
            "ranking": {"by": ["total"], "ties": "standard", "within": "all"},
            **parts,
        }
    )


ROWS = [dict(zip(("via", "vib", "vic"), shares, strict=True)) for shares in SHARES]


def test_a_draw_is_the_rating_by_a_rubric_with_those_full_marks() -> None:
    """Every draw's full marks are written into the rubric, which the scoring restates out of 100 by itself."""
    draws = 200
    evaluation = evaluate(three(FULL), reported(three(FULL), ROWS))
    found = perturbed(evaluation, draws=draws, seed=7, wobble=0.5)
    ranks, stars = [], []
    for row in factors(draws, 3, 7, 0.5):
        form = three({code: Decimal(full) * int(u) / STEPS for (code, full), u in zip(FULL.items(), row, strict=True)})
        ratings = evaluate(form, reported(form, ROWS)).ratings
        ranks.append(ratings.rank)
        stars.append(ratings.stars)
    rising, given_stars = np.sort(ranks, axis=0), np.array(stars)
    assert found.best.tolist() == rising[10].tolist()
    assert found.worst.tolist() == rising[189].tolist()
    assert found.median.tolist() == ((rising[99] + rising[100]) / 2).tolist()
    assert np.allclose(found.same_stars, (given_stars == evaluation.ratings.stars).mean(axis=0))
    assert found.lowest_stars.tolist() == given_stars.min(axis=0).tolist()
    assert found.highest_stars.tolist() == given_stars.max(axis=0).tolist()
    assert 0 < found.same_stars.min() < 1
    assert (found.worst > found.best).any()


def test_one_draw_by_hand() -> None:
    """a 10 of 10, b 0 of 30, c 60 of 60: the total of a draw is 100 × (10u + 60w) ÷ (10u + 30v + 60w)."""
    form = three(FULL)
    evaluation = evaluate(form, reported(form, [{"via": "100%", "vib": "0%", "vic": "100%"}]))
    u, v, w = (int(one) / STEPS for one in factors(1, 3, 1, 0.2)[0])
    total = 100 * (10 * u + 60 * w) / (10 * u + 30 * v + 60 * w)
    stars = 3 if round(total, 1) >= 70 else 2
    assert perturbed(evaluation, draws=1).highest_stars.tolist() == [stars]


def test_a_reasonable_gap_takes_its_factor_with_it() -> None:
    """With b N/A and c at the same share as a, no factor can move the total: both rest on nothing else."""
    form = three(FULL)
    rows = [{"via": "70%", "vib": Status.NOT_APPLICABLE, "vic": "70%"}]
    found = perturbed(evaluate(form, reported(form, rows)), draws=100, wobble=0.9)
    assert (found.same_stars.tolist(), found.lowest_stars.tolist()) == ([1.0], [3])


def test_caps_and_conditions_are_held() -> None:
    """69.1 points are two stars in some draw, but a cap at one star holds."""
    gate = {"code": "g", "title": "限星", "when": "bad = 是", "effect": "cap", "stars": 1}
    form = three(FULL)
    fields = {**form.fields, "bad": {"title": "不良", "kind": "yes_no"}}
    form = three(FULL, fields=fields, gates=[gate])
    rows = [{**ROWS[3], "bad": False}, {**ROWS[3], "bad": True}]
    found = perturbed(evaluate(form, reported(form, rows)), draws=300)
    assert found.highest_stars.tolist() == [2, 1]


def test_keys_behind_the_total_are_held() -> None:
    """Two stations alike in everything but a field that is ranked by after the total: never another order."""
    fields = {**three(FULL).fields, "n": {"title": "件数"}}
    by = ["total", {"key": "n", "better": "lower"}]
    form = three(FULL, fields=fields, ranking={"by": by, "ties": "standard", "within": "all"})
    rows = [{**ROWS[0], "n": 5}, {**ROWS[0], "n": 3}]
    found = perturbed(evaluate(form, reported(form, rows)), draws=50)
    assert (found.best.tolist(), found.worst.tolist()) == ([2, 1], [2, 1])


def test_ranks_are_counted_within_the_group() -> None:
    form = three(FULL, kinds=["甲", "乙"], ranking={"by": ["total"], "ties": "standard", "within": "kind"})
    rows = [{**row, "kind": "甲" if at % 2 else "乙"} for at, row in enumerate(ROWS)]
    found = perturbed(evaluate(form, reported(form, rows)), draws=50)
    assert found.worst.max() == 3


@pytest.mark.filterwarnings("error")
def test_a_station_without_any_weight_stays_where_it_is() -> None:
    """For 乙 the three indicators have no full marks: its total is bonus alone, 12, behind all others."""
    kinds = ["甲", "乙"]
    form = three({code: {"甲": marks, "乙": 0} for code, marks in FULL.items()}, kinds=kinds)
    bonus = {"code": "x", "title": "x", "full_marks": 20, "value": "n", "rule": {"mark": {}}, "bonus": True}
    form = three(
        {code: {"甲": marks, "乙": 0} for code, marks in FULL.items()},
        kinds=kinds,
        fields={**form.fields, "n": {"title": "加分"}},
        dimensions=[*form.model_dump(exclude_defaults=True)["dimensions"], bonus],
        scale={"full_marks": 100, "decimals": 1, "round": "total", "bonus_buys_stars": True},
    )
    rows = [{**row, "kind": "甲", "n": 0} for row in ROWS[:3]] + [{**ROWS[0], "kind": "乙", "n": 12}]
    evaluation = evaluate(form, reported(form, rows))
    assert evaluation.total(3) == 12
    found = perturbed(evaluation, draws=50)
    assert (found.best[3], found.worst[3], found.same_stars[3]) == (4, 4, 1)


def test_halves_of_shared_ranks_widen_the_interval() -> None:
    form = three(FULL, ranking={"by": ["total"], "ties": "shared", "within": "all"})
    found = perturbed(evaluate(form, reported(form, [ROWS[0], ROWS[0]])), draws=20)
    assert (found.best.tolist(), found.worst.tolist(), found.median.tolist()) == ([1, 1], [2, 2], [1.5, 1.5])


def same(one: Perturbed, other: Perturbed) -> bool:
    names = ("best", "worst", "median", "same_stars", "lowest_stars", "highest_stars")
    return all(np.array_equal(getattr(one, name), getattr(other, name), equal_nan=True) for name in names)


def test_the_size_of_a_block_and_the_order_of_stations_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    evaluation = round_of("yichang-five-star")
    whole = perturbed(evaluation, draws=97, seed=5)
    monkeypatch.setattr(weights, "CELLS", 100)
    monkeypatch.setattr(weights, "CHUNK", 7)
    assert same(whole, perturbed(evaluation, draws=97, seed=5))
    assert not same(whole, perturbed(evaluation, draws=97, seed=6))


def test_the_draws_are_the_same_anywhere() -> None:
    """Numbers written down once: another machine, another numpy, must draw these."""
    assert factors(2, 3, 1, 0.2).tolist() == DRAWN
    assert factors(2, 3, 1, 0.2).tolist() == factors(9, 3, 1, 0.2)[:2].tolist()


DRAWN = [[9893, 10047, 11021], [11802, 8139, 8576]]


def test_factors_stay_within_the_wobble() -> None:
    drawn = factors(4000, 5, 1, 0.2)
    assert (drawn.min(), drawn.max()) == (8000, 12000)
    assert abs(drawn.mean() - STEPS) < 20
    assert (factors(3, 2, 1, 0) == STEPS).all()


def test_sums_are_whole_numbers_that_a_float_holds() -> None:
    evaluation = round_of("yichang-five-star")
    setting = weights._setting(evaluation, np.flatnonzero(evaluation.ratings.rated))
    for numbers in (setting.points, setting.weights):
        assert (numbers == np.rint(numbers)).all()
        assert np.abs(numbers).sum(axis=0).max() * 2 * STEPS < 2**53
        drawn = factors(9, len(numbers), 3, 0.9)
        exactly = drawn.astype(object) @ numbers.astype(np.int64).astype(object)
        assert (drawn.astype(np.float64) @ numbers == exactly).all()


def test_progress_is_told_after_every_block(monkeypatch: pytest.MonkeyPatch) -> None:
    evaluation = round_of("yichang-five-star")
    monkeypatch.setattr(weights, "CELLS", 1000)
    told: list[tuple[str, float]] = []
    perturbed(evaluation, draws=100, progress=lambda words, share: told.append((words, share)))
    shares = [share for _, share in told]
    assert len(told) > 3
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert told[-2][0] == "权重扰动：已重算 100 / 100 次"


def test_where_there_is_nothing_to_vary_a_sentence_stands_instead() -> None:
    form = three(FULL, scale={"full_marks": 100, "decimals": 1, "round": "total", "combine": "geometric"})
    found = perturbed(evaluate(form, reported(form, ROWS)))
    assert "几何平均" in found.sentence
    assert not found.best.any()
    assert np.isnan(found.same_stars).all()
    assert (found.lowest_stars == -1).all()


def test_quotas_are_filled_anew_in_every_draw() -> None:
    """One place for the best: whoever is first in a draw has it, so shares of the two who can win add up to 1."""
    form = three(FULL, bands=[{"stars": 1, "at_least": 60, "quota": 1}])
    evaluation = evaluate(form, reported(form, ROWS))
    draws, have_it = 200, []
    for row in factors(draws, 3, 7, 0.5):
        full = {code: Decimal(marks) * int(u) / STEPS for (code, marks), u in zip(FULL.items(), row, strict=True)}
        drawn = three(full, bands=[{"stars": 1, "at_least": 60, "quota": 1}])
        have_it.append(evaluate(drawn, reported(drawn, ROWS)).ratings.stars)
    found = perturbed(evaluation, draws=draws, seed=7, wobble=0.5)
    assert np.allclose(found.same_stars, (np.array(have_it) == evaluation.ratings.stars).mean(axis=0))
    assert found.same_stars.min() < 1


def test_no_bands_and_nobody_rated_have_a_sentence() -> None:
    form = three(FULL, bands=[])
    found = perturbed(evaluate(form, reported(form, ROWS)), draws=20)
    assert found.best.all()
    assert "只模拟名次" in found.sentence
    assert "没有已评定" in perturbed(evaluate(form, reported(form, [])), draws=20).sentence


@pytest.mark.parametrize("wrong", [{"draws": 0}, {"wobble": 1}, {"wobble": -0.1}])
def test_senseless_settings_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="draws"):
        perturbed(district(2), **wrong)
