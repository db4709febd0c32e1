"""The line of points against value agrees with the scoring at its corners."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from rating.export.rule_curves import curve_points
from rating.insight.case import Reader
from rating.rubric.rules import Rule
from tests.insight.rules import RULES, rated_rule

CURVES = {"steps", "steps_down", "linear", "per_unit", "deduct", "proportion", "survey"}


def rule(shape: dict[str, Any]) -> Rule:
    return Rule.model_validate(shape)


@pytest.mark.parametrize("kind", RULES)
def test_only_functions_of_one_number_are_drawn(kind: str) -> None:
    assert (curve_points(rule(RULES[kind][0]), Decimal(10)) is not None) is (kind in CURVES)


@pytest.mark.parametrize("kind", ["linear", "per_unit", "deduct"])
def test_corners_are_what_the_scoring_gives(kind: str) -> None:
    curve = curve_points(rule(RULES[kind][0]), Decimal(10))
    assert curve is not None
    whole = [(value, points) for value, points in curve.places if value == int(value) and value >= 0]
    evaluation = rated_rule(kind, [{"v": int(value)} for value, _ in whole])
    reader = Reader(evaluation)
    for row, (value, points) in enumerate(whole):
        scored = reader.case(row, 0).points
        assert scored is not None
        assert float(Fraction(scored)) == pytest.approx(points, abs=0.01), value


def test_steps_rise_and_shares_are_told() -> None:
    curve = curve_points(rule({"steps": [["100%", 8], ["80%", 6]]}), Decimal(8))
    assert curve is not None
    assert curve.as_share
    assert [points for _, points in curve.places] == [0, 6, 8, 8]


@pytest.mark.parametrize(
    "shape",
    [
        {"linear": {"zero": 1, "full": 100, "logarithmic": True}},
        {"linear": {"zero": 60, "full": 20, "capped": "none"}},
        {"deduct": {"points": 2, "floor": "none"}},
        {"per_unit": {"points": 0}},
        {"steps_down": [[0, 5]]},
        {"steps": [[-5, 1], [0, 3]]},
    ],
)
def test_odd_shapes_can_be_drawn_from_left_to_right(shape: dict[str, Any]) -> None:
    curve = curve_points(rule(shape), Decimal(5))
    assert curve is not None
    values = [value for value, _ in curve.places]
    assert values == sorted(values)
