"""The way to the next star: conditions first, then the fewest, largest steps."""

from __future__ import annotations

from decimal import Decimal

from rating.insight.explain import explain_all
from rating.insight.next_star import NextStar, next_star
from rating.scoring.evaluation import Evaluation
from tests.insight.example import ROWS, example, rated


def way(evaluation: Evaluation, station: int) -> NextStar | None:
    return next_star(evaluation, station, explain_all(evaluation, station))


def test_gap_and_only_as_much_as_needed() -> None:
    found = way(example(), 8)
    assert found is not None
    assert (found.stars, found.gap, found.reachable) == (4, Decimal("0.5"), True)
    assert [(step.code, step.gain) for step in found.steps] == [("satisfaction", Decimal("0.5"))]
    assert found.sentence == "距四星分数线还差 0.5 分；最省力的做法：「居民满意」＋0.5 分"


def test_conditions_come_before_points() -> None:
    found = way(example(), 3)
    assert found is not None
    assert (found.stars, found.gap, found.steps) == (4, 0, ())
    assert found.conditions[0].startswith("因「持证率低于 60%」")
    assert found.sentence.startswith("先解决 2 项条件")


def test_nothing_above_the_highest_and_nothing_while_incomplete() -> None:
    assert way(example(), 0) is None
    assert way(example(), 5) is None


def test_the_steps_close_the_gap() -> None:
    low = {**ROWS[8], "licensed": 6, "area": 10, "satisfied": "10%"}
    found = way(rated([low]), 0)
    assert found is not None
    assert sum(step.gain for step in found.steps) >= found.gap
    assert found.reachable
    assert sum(step.gain for step in found.steps[:-1]) < found.gap


def test_a_strict_limit_needs_one_unit_more() -> None:
    bands = [{"stars": 5, "above": 32}, {"stars": 3, "at_least": 24}]
    found = way(rated(bands=bands), 1)
    assert found is not None
    assert found.gap == Decimal("0.1")


def test_points_are_restated_on_a_converted_scale() -> None:
    scale = {"full_marks": 40, "decimals": 1, "round": "indicator", "convert_to": 100}
    found = way(rated(scale=scale), 8)
    assert found is not None
    assert found.gap == Decimal("1.2")
    assert found.steps[0].gain == Decimal("1.2")


def test_out_of_reach_is_said() -> None:
    bands = [{"stars": 5, "at_least": 60}, {"stars": 3, "at_least": 24}]
    found = way(rated(bands=bands), 1)
    assert found is not None
    assert not found.reachable
    assert "不足以弥补" in found.sentence


def test_what_keeps_from_a_higher_star_only_is_not_in_the_way() -> None:
    low = {**ROWS[3], "satisfied": "10%", "complaints": 5}
    found = way(rated([low]), 0)
    assert found is not None
    assert (found.stars, found.conditions) == (3, ())


def test_a_station_that_is_not_rated_has_no_next_star() -> None:
    assert way(example(), 4) is None
    assert way(example(), 7) is None
