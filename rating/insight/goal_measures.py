"""How each form of goal is counted, compared and put into words; all exact until it is shown."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from rating.insight.goal_values import figure, holds, rounded
from rating.rubric.formula import Expression
from rating.rubric.goals import Goal
from rating.rubric.numbers import plain


@dataclass(frozen=True, slots=True)
class Measure:
    """value is in the goal's own unit; numerator and denominator are what was counted."""

    value: Fraction
    numerator: Fraction
    denominator: Fraction | None = None


def measure(goal: Goal, formulas: Mapping[str, Expression], values: Mapping[str, Fraction]) -> Measure | None:
    """One unit's figures, or the sums over all, measured; None where the denominator is zero."""
    if "covered" in formulas:
        truth = holds(formulas["covered"], values)
        return None if truth is None else Measure(Fraction(truth), Fraction(truth), Fraction(1))
    if "lowest" in formulas:
        return _of_lowest(goal, figure(formulas["lowest"], values))
    numerator = figure(formulas["numerator"], values)
    denominator = figure(formulas["denominator"], values) if "denominator" in formulas else None
    return quotient(goal, numerator, denominator)


def _of_lowest(goal: Goal, lowest: Fraction | None) -> Measure | None:
    if lowest is None:
        return None
    return Measure(lowest, Fraction(lowest >= Fraction(goal.target.value)), Fraction(1))


def quotient(goal: Goal, numerator: Fraction | None, denominator: Fraction | None) -> Measure | None:
    """A total (no denominator by form) or numerator ÷ denominator, in the goal's own unit."""
    scale, per = Fraction(goal.scale), Fraction(goal.per)
    if numerator is None:
        return None
    if goal.form == "total":
        return Measure(numerator / scale, numerator)
    if not denominator:
        return None
    return Measure(numerator / denominator * per / scale, numerator, denominator)


def gathered(goal: Goal, units: Iterable[Measure]) -> Measure | None:
    """Units counted one by one (covered or not, reaching the minimum or not) as one measure."""
    parts = list(units)
    if not parts:
        return None
    numerator = sum((part.numerator for part in parts), Fraction(0))
    whole = Fraction(len(parts))
    value = min(part.value for part in parts) if goal.form == "minimum_per_unit" else numerator / whole
    return Measure(value, numerator, whole)


def reached(goal: Goal, measured: Measure) -> bool:
    """Compared exactly: 49.9 % is not 50 %. A minimum is reached when every member reaches it."""
    if goal.form == "minimum_per_unit":
        return measured.numerator >= (measured.denominator or Fraction(0))
    return _within(goal, measured.value, Fraction(goal.target.value))


def over_whole(goal: Goal, measured: Measure) -> bool:
    """More counted than there are: 102 % of the communities cannot be covered."""
    part_of_whole = goal.form in ("coverage", "minimum_per_unit") or (goal.form == "ratio" and goal.is_share)
    return part_of_whole and measured.denominator is not None and measured.numerator > measured.denominator


def gap_of(goal: Goal, measured: Measure) -> int:
    """How many more must be counted to reach the target, with the denominator as it is (or fewer)."""
    if goal.form == "minimum_per_unit":
        return math.ceil((measured.denominator or Fraction(0)) - measured.numerator)
    target = Fraction(goal.target.value) * Fraction(goal.scale)
    if measured.denominator is not None:
        target = target / Fraction(goal.per) * measured.denominator
    missing = target - measured.numerator
    return math.ceil(missing if goal.direction == "at_least" else -missing)


def gap_text(goal: Goal, gap: int) -> str:
    """“还差 2 个站”."""
    return f"{'还差' if goal.direction == 'at_least' else '超出'} {gap:,} {goal.counted_unit}"


def shown(goal: Goal, measured: Measure) -> str:
    """The measure as printed: `49.9%`, `3.09 万人`, `37 / 38 家机构`."""
    if goal.form == "minimum_per_unit" and measured.denominator is not None and measured.denominator != 1:
        return f"{plain_count(measured.numerator)} / {plain_count(measured.denominator)} {goal.counted_unit}"
    return shown_figure(goal, measured.value)


def shown_figure(goal: Goal, value: Fraction) -> str:
    """A figure in the goal's own unit, rounded half up unless that would carry it over the target."""
    factor, unit = (100, "%") if goal.is_share else (1, f" {goal.unit}")
    number, target = value * factor, Fraction(goal.target.value) * factor
    places = max(goal.decimals, _places(goal.target.value * factor))
    text = rounded(number, places)
    if _within(goal, Fraction(text), target) != _within(goal, number, target):
        text = rounded(number, places, towards="floor" if number < target else "ceil")
    return f"{text:,f}{unit}"


def shown_in_unit(goal: Goal, measured: Measure) -> str:
    """One street's part: of a total its own count (431 人, not 0.04 万人), else as the whole is shown."""
    if goal.form == "total":
        return f"{plain_count(measured.numerator)} {goal.counted_unit}"
    return shown(goal, measured)


def target_text(goal: Goal) -> str:
    """“≥ 20 万人”, “≥ 50%”."""
    sign = "≥" if goal.direction == "at_least" else "≤"
    if goal.is_share:
        return f"{sign} {plain(goal.target.value * 100)}%"
    return f"{sign} {plain(goal.target.value)} {goal.unit}"


def _within(goal: Goal, number: Fraction, target: Fraction) -> bool:
    return number >= target if goal.direction == "at_least" else number <= target


def _places(number: Decimal) -> int:
    text = plain(number)
    return len(text.partition(".")[2])


def plain_count(number: Fraction) -> str:
    """A count with thousands separators; the rare fraction with two decimals, cut."""
    if number.denominator == 1:
        return f"{number.numerator:,}"
    return f"{rounded(number, 2, towards='floor'):,f}"
