"""The proposed set suffices when its points are put into the scoring, and no smaller set does: brute force."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings

from rating.insight.advice import search
from rating.insight.advice.menus import Menu, menu_of
from rating.insight.advice.search import Search
from rating.insight.advice.targets import Targets
from rating.insight.case import Reader
from rating.rubric.policies import Band
from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation
from tests.insight.advice.raised import reach
from tests.insight.example import example, rated
from tests.scoring.strategies import cases

QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
MOST = 9


def menus_of(evaluation: Evaluation, station: int, reader: Reader) -> list[Menu]:
    there = evaluation.scores.applies[station]
    found = (menu_of(reader.case(station, at)) for at in range(len(evaluation.rubric.indicators)) if there[at])
    return [menu for menu in found if menu is not None and menu.gain(menu.size) > 0]


def next_band(evaluation: Evaluation, station: int) -> Band | None:
    stars = max(0, int(evaluation.ratings.stars[station]))
    above = [band for band in evaluation.rubric.bands_for(evaluation.roster.kind[station]) if band.stars > stars]
    return above[-1] if above else None


def check(evaluation: Evaluation, station: int, reader: Reader) -> None:
    band = next_band(evaluation, station)
    if band is None:
        return
    menus = menus_of(evaluation, station, reader)
    found = Search(Targets(evaluation, station, band), menus).fewest()
    best = {menu.code: Fraction(menu.gain(menu.size)) for menu in menus}
    if not found.ways:
        assert not reach(evaluation, station, band, [best])[0], "said to be out of reach, and is not"
        return
    for levels in found.ways:
        raised = {menus[at].code: Fraction(menus[at].gain(level)) for at, level in levels.items()}
        assert reach(evaluation, station, band, [raised])[0], "the proposed points do not give the star"
    size = len(found.ways[0])
    assert {len(levels) for levels in found.ways} == {size}
    if size and len(menus) <= MOST and found.proved:
        smaller = [{code: best[code] for code in few} for count in range(size) for few in combinations(best, count)]
        assert not any(reach(evaluation, station, band, smaller)), "fewer would do"


@settings(max_examples=120, suppress_health_check=QUIET)
@given(cases())
def test_the_fewest_by_brute_force_through_the_scoring(case: object) -> None:
    form, table = case  # type: ignore[misc]
    evaluation = evaluate(form, table)
    reader = Reader(evaluation)
    for station in range(len(table.roster)):
        if evaluation.ratings.rated[station]:
            check(evaluation, station, reader)


def test_every_station_of_the_sample(sample_evaluation: Evaluation) -> None:
    reader = Reader(sample_evaluation)
    for station in range(len(sample_evaluation.roster)):
        if sample_evaluation.ratings.rated[station]:
            check(sample_evaluation, station, reader)


def test_no_level_is_higher_than_needed(sample_evaluation: Evaluation) -> None:
    reader = Reader(sample_evaluation)
    for station in range(len(sample_evaluation.roster)):
        band = next_band(sample_evaluation, station)
        if band is None or not sample_evaluation.ratings.rated[station]:
            continue
        menus = menus_of(sample_evaluation, station, reader)
        looked = Search(Targets(sample_evaluation, station, band), menus)
        for levels in looked.fewest().ways:
            assert looked.suffices(levels)
            for at, level in levels.items():
                assert not looked.suffices({**levels, at: level - 1})


def test_a_search_that_is_stopped_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST_NODES", 2)
    evaluation = rated(bands=[{"stars": 5, "at_least": 38}, {"stars": 3, "at_least": 20}])
    found = Search(Targets(evaluation, 8, evaluation.rubric.bands[0]), menus_of(evaluation, 8, Reader(evaluation)))
    assert not found.fewest().proved


def test_a_search_given_up_at_once_never_says_that_nothing_helps(
    monkeypatch: pytest.MonkeyPatch, sample_evaluation: Evaluation
) -> None:
    """Wherever a full search knows a way, one that suffices is told, with nothing in it that could be left out."""
    reader, seen = Reader(sample_evaluation), 0
    for station in range(len(sample_evaluation.roster)):
        band = next_band(sample_evaluation, station)
        if band is None or not sample_evaluation.ratings.rated[station]:
            continue
        menus, targets = menus_of(sample_evaluation, station, reader), Targets(sample_evaluation, station, band)
        whole = Search(targets, menus).fewest()
        monkeypatch.setattr(search, "MOST_NODES", 0)
        stopped = Search(targets, menus)
        found = stopped.fewest()
        monkeypatch.undo()
        assert bool(found.ways) == bool(whole.ways)
        if not whole.ways:
            assert found.proved
            continue
        seen += 1
        assert not found.proved
        (levels,) = found.ways
        assert stopped.suffices(levels) and len(levels) >= len(whole.ways[0])
        for at in levels:
            assert not stopped.suffices({other: level for other, level in levels.items() if other != at})
    assert seen > 10


def test_nothing_to_raise_where_everything_is_met() -> None:
    evaluation = example()
    found = Search(Targets(evaluation, 0, evaluation.rubric.bands[0]), []).fewest()
    assert found.ways == ({},) and found.proved
