"""Rules on a number as a grid of values above the present one: what each pays, and how to get there.

The points are those of `rating.scoring.rules` for that value; a test puts the values in and scores again.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any

from rating.insight.case import Case
from rating.insight.figures import plain_text, then
from rating.insight.sources import simple_field
from rating.rubric.rules import Completion, Deduct, Linear, PerUnit, Proportion, Rule

Worth = Callable[[Fraction], Fraction]
FINE = {True: Fraction(1, 1000), False: Fraction(1, 10)}
"""Steps of a share (0.1 %), and of a number that need not be whole, in which an improvement is told."""


@dataclass(frozen=True)
class Grid:
    """Values 1…size between the present one and the last that still pays."""

    case: Case
    start: Fraction
    step: Fraction
    last: Fraction
    size: int
    worth: Worth

    def value(self, at: int) -> Fraction:
        """Never beyond the last."""
        reached = self.start + at * self.step
        return min(reached, self.last) if self.step > 0 else max(reached, self.last)

    def gain(self, at: int) -> Decimal:
        return self.case.scored(self.worth(self.value(at))) - (self.case.points or Decimal(0))

    def way(self, at: int) -> str:
        """How to get there."""
        return moved(self.case, self.value(at))

    def least(self, above: Decimal) -> int:
        """The nearest value that gains more than so many points; the last where none does."""
        low, high = 1, self.size
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if self.gain(middle) > above else (middle + 1, high)
        return low


def grid_of(case: Case) -> Grid | None:
    """None where the value is not known, or nothing lies between it and the last that pays."""
    rule, value = _inner(case.rule), case.value
    found = None if value is None else _GRIDS.get(rule.kind, _no_grid)(rule.body, case)
    if value is None or found is None:
        return None
    last, worth = found
    step = _fineness(case) if last > value else -_fineness(case)
    start = (value // step) * step
    size = ceil((last - start) / step)
    return Grid(case, start, step, last, size, worth) if size > 0 else None


def _inner(rule: Rule) -> Rule:
    return rule.survey.then if rule.survey is not None else rule


def _fineness(case: Case) -> Fraction:
    """One person more of a whole numerator; a whole unit; else a tenth of a per cent or of a unit."""
    quotient = case.quotient()
    below = case.number(quotient[1]) if quotient else None
    if below:
        return 1 / abs(below)
    return Fraction(1) if _counts(case) else FINE[case.as_share]


def _counts(case: Case) -> bool:
    """The value is a number of people or things."""
    field = simple_field(case.evaluation.rubric, case.node)
    return field is not None and case.evaluation.rubric.fields[field].whole


def moved(case: Case, to: Fraction) -> str:
    """持证社工数由 5 人增至 7 人（达到 80%）; 场所面积由 50 平方米提高到 60 平方米."""
    now, people = case.value or Fraction(0), _people(case, to)
    if people:
        return people
    shown = case.shown(to)
    up, down = ("增至", "减至") if _counts(case) else ("提高到", "降到")
    better = up if to > now else down
    return f"{case.subject}由 {then(case.shown(now))}{better} {shown}"


def _people(case: Case, share: Fraction) -> str:
    """The least whole numerator that reaches a share."""
    quotient = case.quotient()
    top, bottom = (case.number(code) for code in quotient) if quotient else (None, None)
    if quotient is None or top is None or bottom is None or bottom <= 0:
        return ""
    needed, field = ceil(share * bottom), case.evaluation.rubric.fields[quotient[0]]
    if needed <= top:
        return ""
    before, after = (f"{plain_text(number)} {field.unit}".strip() for number in (top, Fraction(needed)))
    return f"{field.title}由 {then(before)}增至 {after}（达到 {case.shown(share)}）"


# ---- what a value pays, by rule: the last value that pays, points of a value


def _linear(body: Linear, case: Case) -> tuple[Fraction, Worth]:
    zero, full, marks = Fraction(body.zero), Fraction(body.full), Fraction(case.full_marks)

    def worth(value: Fraction) -> Fraction:
        if body.logarithmic:
            low, high = math.log(float(zero)), math.log(float(full))
            share = Fraction((math.log(float(value)) - low) / (high - low)) if value > 0 else Fraction(0)
        else:
            share = (value - zero) / (full - zero)
        share = min(share, Fraction(1)) if body.capped in ("both", "top") else share
        return (max(share, Fraction(0)) if body.capped in ("both", "bottom") else share) * marks

    return full, worth


def _completion(body: Completion, case: Case) -> tuple[Fraction, Worth] | None:
    target = case.number(body.target)
    if not target:
        return None
    marks, goal = Fraction(case.full_marks), target
    return goal, lambda value: max(value / goal, Fraction(0)) * marks


def _proportion(body: Proportion, case: Case) -> tuple[Fraction, Worth]:
    marks = Fraction(case.full_marks)
    return Fraction(1), lambda value: max(value, Fraction(0)) * marks


def _per_unit(body: PerUnit, case: Case) -> tuple[Fraction, Worth] | None:
    most = Fraction(case.full_marks if body.at_most is None else body.at_most)
    beyond, each, points = Fraction(body.beyond), Fraction(body.each), Fraction(body.points)
    if points <= 0:
        return None

    def worth(value: Fraction) -> Fraction:
        units = max(value - beyond, Fraction(0)) / each
        counted = Fraction(units.numerator // units.denominator) if body.whole_units else units
        return min(Fraction(body.base) + counted * points, most)

    needed = (min(most, Fraction(case.most)) - Fraction(body.base)) / points
    return beyond + each * (Fraction(ceil(needed)) if body.whole_units else needed), worth


def _deduct(body: Deduct, case: Case) -> tuple[Fraction, Worth] | None:
    marks, each, points = Fraction(case.full_marks), Fraction(body.each), Fraction(body.points)
    if points <= 0:
        return None

    def worth(value: Fraction) -> Fraction:
        units = max(value, Fraction(0)) / each
        counted = Fraction(units.numerator // units.denominator) if body.whole_units else units
        left = marks - counted * points
        return left if isinstance(body.floor, str) else max(left, Fraction(body.floor))

    return Fraction(0), worth


def _no_grid(body: Any, case: Case) -> None:
    return None


_GRIDS: dict[str, Callable[[Any, Case], tuple[Fraction, Worth] | None]] = {
    "linear": _linear, "completion": _completion, "proportion": _proportion, "per_unit": _per_unit,
    "deduct": _deduct,
}  # fmt: skip
