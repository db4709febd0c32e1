"""Values between the present one and the last that pays; that each pays what it says is in advice/test_menus.py."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from rating.insight.case import Reader
from rating.insight.gradual import grid_of, moved
from tests.insight.rules import rated_rule


def test_people_are_whole_and_shares_move_by_a_tenth_of_a_per_cent() -> None:
    people = grid_of(Reader(rated_rule("completion", [{"staff": 8, "licensed": 6}])).case(0, 0))
    share = grid_of(Reader(rated_rule("proportion", [{"v": "85%"}])).case(0, 0))
    assert people is not None and (people.size, people.value(1), people.value(2)) == (2, 7, 8)
    assert share is not None and (share.size, share.value(1)) == (150, Fraction(851, 1000))


def test_the_nearest_value_that_pays_more() -> None:
    """22 counts 2 units of 5 beyond 10; the third is full at 25."""
    grid = grid_of(Reader(rated_rule("per_unit")).case(0, 0))
    assert grid is not None
    assert grid.value(grid.least(Decimal(0))) == 25
    assert grid.value(grid.size) == 50, "2 + 8 × 1 are the full 10 points"


def test_less_is_better_where_points_are_taken_off() -> None:
    grid = grid_of(Reader(rated_rule("deduct", [{"v": 5}])).case(0, 0))
    assert grid is not None
    assert [grid.gain(at) for at in range(1, grid.size + 1)] == [0, 1, 4, 7, 10], "5 × 3 took more than all 10"


def test_a_rule_that_looks_at_no_number_has_no_grid() -> None:
    assert grid_of(Reader(rated_rule("levels")).case(0, 0)) is None
    assert grid_of(Reader(rated_rule("steps", [{"staff": 10}])).case(0, 0)) is None


def test_a_move_is_told_in_people_things_or_shares() -> None:
    steps = Reader(rated_rule("steps", [{"staff": 3, "licensed": 1}])).case(0, 0)
    assert moved(steps, Fraction(4, 5)) == "持证数由 1 增至 3（达到 80%）"
    assert moved(Reader(rated_rule("deduct")).case(0, 0), Fraction(0)) == "场次由 2 场减至 0 场"
    assert moved(Reader(rated_rule("proportion")).case(0, 0), Fraction(9, 10)) == "满意率由 85% 提高到 90%"
