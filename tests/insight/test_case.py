"""One indicator of one station opened up: exact values, conditions, peers."""

from __future__ import annotations

from fractions import Fraction

import pytest

from rating.insight.case import Reader
from tests.insight.example import example
from tests.insight.rules import rated_rule

READER = Reader(example())


def test_values_are_exact() -> None:
    assert READER.case(1, 0).value == Fraction(8, 10)
    assert READER.case(0, 2).value == Fraction(28, 3)
    assert READER.case(5, 0).value is None


def test_points_are_those_of_the_evaluation_and_unknown_where_they_are() -> None:
    assert READER.case(1, 0).points == 6
    assert READER.case(5, 0).points is None
    assert READER.case(6, 1).points is None


def test_conditions() -> None:
    case = Reader(rated_rule("all_or_nothing", [{"staff": 6}])).case(0, 0)
    assert case.holds("社工数 >= 5") is True
    assert case.holds("持证数 >= 5") is None
    assert case.holds("社工数 >= 7") is False


def test_division_by_zero_is_undefined_not_blank() -> None:
    assert Reader(rated_rule("steps", [{"staff": 0, "licensed": 0}])).case(0, 0).undefined()
    assert not Reader(rated_rule("steps", [{"staff": 5}])).case(0, 0).undefined()


def test_formula_with_values() -> None:
    assert READER.case(1, 0).with_values("licensed / staff") == "持证社工数 8 人 ÷ 驻站社工数 10 人"
    assert READER.case(1, 0).facts("虚假材料 = 是 或 staff < 5") == "虚假材料为「否」、驻站社工数 10 人"
    assert READER.case(5, 0).with_values("licensed / staff") == "持证社工数（未知） ÷ 驻站社工数 10 人"


def test_peers_are_the_known_of_the_same_group() -> None:
    assert len(READER.case(0, 0).peers("kind")) == 7
    assert len(READER.case(0, 0).peers("all")) == 8
    assert len(READER.case(0, 0).peers("street")) == 1


def test_quotient_of_whole_counts() -> None:
    assert READER.case(0, 0).quotient() == ("licensed", "staff")
    assert READER.case(0, 1).quotient() is None


def test_an_indicator_without_rule_for_the_kind_says_so() -> None:
    case = READER.case(0, 0)
    bare = type(case)(READER, 0, 0, case.node.model_copy(update={"rule": None}))
    with pytest.raises(ValueError, match="licensed_share"):
        _ = bare.rule
