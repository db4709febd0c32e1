from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from rating.insight.goal_measures import (
    Measure,
    gap_of,
    gap_text,
    gathered,
    over_whole,
    plain_count,
    quotient,
    reached,
    shown,
    shown_figure,
    shown_in_unit,
    target_text,
)
from rating.rubric.goals import Goal
from tests.insight.goal_samples import goal_book

FIELDS = {"a": {"title": "甲"}, "b": {"title": "乙"}}
RATIO = [{"definition": "口径", "numerator": "a", "denominator": "b"}]
TOTAL = [{"definition": "口径", "numerator": "a"}]


def goal(**more: Any) -> Goal:
    return goal_book({"readings": RATIO, **more}, FIELDS).goals[0]


def persons(target: float, **more: Any) -> Goal:
    stated = {"form": "total", "unit": "万人", "scale": 10000, "decimals": 2, "readings": TOTAL, **more}
    return goal(target={"text": str(target), "year": 2025, "value": target}, **stated)


def share(numerator: int, denominator: int, of: Goal) -> Measure:
    measured = quotient(of, Fraction(numerator), Fraction(denominator))
    assert measured is not None
    return measured


def test_49_9_percent_is_not_50_percent_and_does_not_read_as_50() -> None:
    half = goal()
    assert not reached(half, share(499, 1000, half))
    assert not reached(half, share(499999, 1000000, half))
    assert shown(half, share(499999, 1000000, half)) == "49.9%"
    assert reached(half, share(1, 2, half))
    assert shown(half, share(1, 2, half)) == "50.0%"


def test_a_figure_is_rounded_half_up_where_the_target_is_far() -> None:
    assert shown_figure(goal(), Fraction(1, 3)) == "33.3%"
    assert shown_figure(goal(), Fraction(2, 3)) == "66.7%"


def test_a_target_with_more_decimals_is_still_not_reached_on_paper() -> None:
    fine = goal(target={"text": "33.33%", "year": 2025, "value": "33.33%"})
    assert shown_figure(fine, Fraction("0.333299")) == "33.32%"


def test_an_upper_limit_is_not_rounded_down_to_look_kept() -> None:
    most = goal(direction="at_most", target={"text": "10%", "year": 2025, "value": "10%"})
    measured = share(10001, 100000, most)
    assert not reached(most, measured)
    assert shown(most, measured) == "10.1%"
    assert gap_text(most, gap_of(most, measured)) == "超出 1 人"
    assert reached(most, share(1, 10, most))


def test_ten_thousands_of_persons_are_compared_with_their_own_unit() -> None:
    plan = persons(4.5)
    measured = quotient(plan, Fraction(30928), None)
    assert measured is not None
    assert measured.value == Fraction("3.0928")
    assert shown(plan, measured) == "3.09 万人"
    assert not reached(plan, measured)
    assert gap_text(plan, gap_of(plan, measured)) == "还差 14,072 人"
    just_short = quotient(plan, Fraction(44999), None)
    assert just_short is not None
    assert shown(plan, just_short) == "4.49 万人"


def test_a_streets_part_of_a_total_is_told_in_persons() -> None:
    assert shown_in_unit(persons(20), Measure(Fraction("0.0431"), Fraction(431))) == "431 人"
    assert shown_in_unit(goal(), share(1, 4, goal())) == "25.0%"


def test_per_hundred_thousand() -> None:
    youth = goal(unit="人", per=100000, target={"text": "100", "year": 2025, "value": 100})
    measured = share(85, 100000, youth)
    assert measured.value == 85
    assert shown(youth, measured) == "85.0 人"
    assert gap_of(youth, measured) == 15


def test_the_gap_counts_whole_stations() -> None:
    stations = goal(counted_unit="个站")
    assert gap_text(stations, gap_of(stations, share(17, 37, stations))) == "还差 2 个站"
    assert gap_of(stations, share(18, 37, stations)) == 1
    assert reached(stations, share(19, 37, stations))


def test_a_minimum_is_reached_by_every_member_not_on_average() -> None:
    homes = goal(form="minimum_per_unit", unit="人", counted_unit="家机构", target={"text": "1", "year": 1, "value": 1})
    nine_of_ten = Measure(Fraction(9, 10), Fraction(9), Fraction(10))
    assert not reached(homes, nine_of_ten)
    assert shown(homes, nine_of_ten) == "9 / 10 家机构"
    assert gap_of(homes, nine_of_ten) == 1
    assert reached(homes, Measure(Fraction(1), Fraction(10), Fraction(10)))


def test_units_gathered_one_by_one() -> None:
    coverage = goal(form="coverage", readings=[{"definition": "口径", "covered": "a >= 1"}])
    yes, no = Measure(Fraction(1), Fraction(1), Fraction(1)), Measure(Fraction(0), Fraction(0), Fraction(1))
    whole = gathered(coverage, [yes, no, yes])
    assert whole is not None
    assert (whole.value, whole.numerator, whole.denominator) == (Fraction(2, 3), 2, 3)
    assert gathered(coverage, []) is None


@pytest.mark.parametrize(
    ("form", "unit", "over"), [("coverage", "%", True), ("ratio", "%", True), ("ratio", "人", False)]
)
def test_more_than_the_whole_is_noticed_only_for_shares(form: str, unit: str, over: bool) -> None:
    target = {"text": "1", "year": 2025, "value": 1}
    assert over_whole(goal(form=form, unit=unit, target=target), Measure(Fraction(2), Fraction(2), Fraction(1))) is over


def test_no_denominator_no_figure() -> None:
    assert quotient(goal(), Fraction(1), Fraction(0)) is None
    assert quotient(goal(), None, Fraction(1)) is None


def test_targets_and_counts_in_words() -> None:
    assert target_text(goal()) == "≥ 50%"
    assert target_text(persons(4.5)) == "≥ 4.5 万人"
    assert target_text(goal(direction="at_most")) == "≤ 50%"
    assert plain_count(Fraction(12345)) == "12,345"
    assert plain_count(Fraction(5, 3)) == "1.66"
