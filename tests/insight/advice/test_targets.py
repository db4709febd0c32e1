"""What a band asks, as an exact question and as a sum."""

from __future__ import annotations

from fractions import Fraction

from rating.insight.advice.targets import Targets
from tests.insight.example import example, rated


def test_the_cut_and_the_floors_of_a_band() -> None:
    """Four stars: 70 % of 40 = 28 points, and half of 15 and of 25; 壬站 has 27.5, 11 and 16.5."""
    evaluation = example()
    asked = Targets(evaluation, 8, evaluation.rubric.bands[1])
    assert asked.cut is not None
    assert (asked.cut.need, asked.cut.now, asked.cut.met) == (280, 275, False)
    assert [(each.code, each.need, each.now, each.met) for each in asked.floors] == [
        ("team", 75, 110, True),
        ("service", 125, 165, True),
    ]
    assert asked.cut.exact and set(asked.cut.worth.values()) == {1}


def test_a_strict_limit_asks_one_unit_more() -> None:
    evaluation = rated(bands=[{"stars": 5, "above": 32}, {"stars": 3, "at_least": 24}])
    cut = Targets(evaluation, 8, evaluation.rubric.bands[0]).cut
    assert cut is not None and cut.need == 321


def test_a_converted_total_is_asked_for_before_its_own_rounding() -> None:
    """70 of 100 is 28 of 40; 27.9 is 69.75, shown 69.8; so the sum must reach 28.0 but for half a unit."""
    scale = {"full_marks": 40, "decimals": 1, "round": "indicator", "convert_to": 100}
    evaluation = rated(scale=scale)
    cut = Targets(evaluation, 8, evaluation.rubric.bands[1]).cut
    assert cut is not None
    assert (cut.need, cut.now, cut.missing) == (700, 688, Fraction(9, 2))


def test_a_restated_and_rounded_section_is_only_bounded_by_its_sum() -> None:
    evaluation = example()
    cut = Targets(evaluation, 6, evaluation.rubric.bands[0]).cut
    assert cut is not None and not cut.exact
    assert cut.worth[0] == Fraction(15, 8), "the licensed share alone stands for the whole section"
    assert 1 not in cut.worth, "what is not applicable brings nothing"


def test_met_asks_the_cut_and_every_floor() -> None:
    evaluation = example()
    asked = Targets(evaluation, 8, evaluation.rubric.bands[1])
    assert not asked.met(asked.base)
    assert asked.met([*asked.base[:3], asked.base[3] + 5, asked.base[4]])
    assert not asked.met([0, 0, 100, 100, 100]), "a floor that is not met"
