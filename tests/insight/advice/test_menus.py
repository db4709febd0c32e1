"""Levels of one indicator: rising gains, each with its way; and every level pays what it says when its value is put in."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from rating.insight.advice.menus import Menu, Wanted, menu_of
from rating.insight.case import Reader
from tests.insight.rules import RULES, rated_rule

OTHERS = {"levels", "judgement", "mark", "best_ratio", "min_max", "z_score", "rank_points"}


def menu(kind: str, wanted: Wanted | None = None, rows: list[dict[str, Any]] | None = None) -> Menu | None:
    return menu_of(Reader(rated_rule(kind, rows)).case(0, 0), wanted)


@pytest.mark.parametrize("kind", [kind for kind in RULES if kind != "key_item"])
def test_gains_rise_and_never_pass_what_was_lost(kind: str) -> None:
    found = menu(kind)
    assert found is not None
    gains = [found.gain(level) for level in range(found.size + 1)]
    assert gains == sorted(gains) and gains[0] == 0
    assert 0 < gains[-1] <= 10 - found.now
    assert all(found.way(level) for level in range(1, found.size + 1))


def test_what_somebody_else_decides_is_marked_and_said() -> None:
    for kind in RULES:
        found = menu(kind)
        if found is not None:
            assert bool(found.decided) == (kind in OTHERS), kind
            assert not found.decided or found.note in found.way(1)


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        ("steps", lambda at: {"staff": 10, "licensed": -(-at.numerator * 10 // at.denominator)}),
        ("steps_down", lambda at: {"v": str(at)}),
        ("linear", lambda at: {"v": str(at)}),
        ("per_unit", lambda at: {"v": str(at)}),
        ("deduct", lambda at: {"v": str(at)}),
        ("completion", lambda at: {"staff": 8, "licensed": str(at)}),
        ("proportion", lambda at: {"v": f"{float(at) * 100:.10g}%"}),
        ("survey", lambda at: {"v": f"{float(at) * 100:.10g}%", "n": 60}),
    ],
)
def test_the_value_told_pays_the_points_told(kind: str, row: Any) -> None:
    found = menu(kind)
    assert found is not None
    for level in range(1, found.size + 1):
        at = found.grid.value(found.first + level - 1) if found.grid else found.levels[level - 1].at
        assert at is not None
        after = Reader(rated_rule(kind, [row(at)])).case(0, 0)
        assert (after.points or Decimal(0)) - found.now == found.gain(level), (level, at)


def test_any_of_the_unmet_parts_and_any_of_them_together() -> None:
    found = menu("parts", rows=[{"staff": 1, "licensed": 0}])
    assert found is not None
    assert [found.gain(level) for level in (1, 2, 3)] == [4, 6, 10]
    assert found.way(3) == "做到「人员」、「证书」"


def test_levels_below_what_a_condition_asks_are_left_out() -> None:
    row = [{"staff": 10, "licensed": 5}]
    whole, asked = menu("steps", rows=row), menu("steps", Wanted(">=", Fraction(9, 10)), row)
    assert whole is not None and asked is not None
    assert (whole.size, asked.size, asked.due) == (2, 1, True)
    assert asked.way(1) == "持证数由 5 增至 10（达到 100%）"
    share = menu("proportion", Wanted(">=", Fraction(9, 10)))
    assert share is not None and share.way(1) == "满意率由 85% 提高到 90%"


def test_nothing_is_offered_at_full_marks() -> None:
    assert menu("steps", rows=[{"staff": 4, "licensed": 4}]) is None


@pytest.mark.parametrize(
    ("sign", "held"), [("<", False), ("<=", True), (">", False), (">=", True), ("==", True), ("!=", False)]
)
def test_a_limit_holds_or_not(sign: str, held: bool) -> None:
    assert Wanted(sign, Fraction(1, 2)).holds(Fraction(1, 2)) is held
