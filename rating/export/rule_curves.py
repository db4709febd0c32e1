"""Points against value, as a line to draw, for the rules that are a function of one number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from math import log
from typing import Any

from rating.insight.rule_words import looks_like_shares
from rating.rubric.rules import Rule

PIECES = 40
BEYOND = 1.15


@dataclass(frozen=True, slots=True)
class Curve:
    """(value, points) from left to right; `stepped` holds each value's points until the next."""

    places: list[tuple[float, float]]
    stepped: bool
    as_share: bool


def curve_points(rule: Rule, full_marks: Decimal) -> Curve | None:
    """None for rules that are not a function of one number."""
    if rule.survey is not None:
        return curve_points(rule.survey.then, full_marks)
    draw = _DRAWN.get(rule.kind)
    if draw is None:
        return None
    places, stepped = draw(rule.body, full_marks)
    return Curve(places, stepped, rule.kind == "proportion" or looks_like_shares(rule))


Drawn = tuple[list[tuple[float, float]], bool]


def _steps(body: Any, full: Decimal) -> Drawn:
    rising = sorted((float(limit), float(amount.points(full))) for limit, amount in body)
    ends = [(min(0.0, rising[0][0]), 0.0), *rising]
    return [*ends, (rising[-1][0] * BEYOND if rising[-1][0] > 0 else 1.0, rising[-1][1])], True


def _steps_down(body: Any, full: Decimal) -> Drawn:
    """Up to and including each limit; the drop comes just after it."""
    rising = sorted((float(limit), float(amount.points(full))) for limit, amount in body)
    starts = [min(0.0, rising[0][0]), *(limit for limit, _ in rising)]
    worth = [*(points for _, points in rising), 0.0]
    last = rising[-1][0] * BEYOND or 1.0
    return [*zip(starts, worth, strict=True), (last, 0.0)], True


def _linear(body: Any, full: Decimal) -> Drawn:
    zero, top, marks = float(body.zero), float(body.full), float(full)
    low, high = min(zero, top), max(zero, top)
    margin = (high - low) * 0.15
    start = max(low - margin, low / 2) if body.logarithmic else low - margin

    def points(value: float) -> float:
        share = (log(value) - log(zero)) / (log(top) - log(zero)) if body.logarithmic else (value - zero) / (top - zero)
        share = min(share, 1.0) if body.capped in ("both", "top") else share
        return marks * (max(share, 0.0) if body.capped in ("both", "bottom") else share)

    values = [start + (high + margin - start) * piece / PIECES for piece in range(PIECES + 1)]
    return [(value, points(value)) for value in sorted({*values, low, high})], False


def _per_unit(body: Any, full: Decimal) -> Drawn:
    most = float(full if body.at_most is None else body.at_most)
    beyond, each, base, worth = (float(part) for part in (body.beyond, body.each, body.base, body.points))
    count = max(1, min(PIECES, round((most - base) / worth) if worth > 0 else 1))
    places = [(beyond + each * at, min(base + worth * at, most)) for at in range(count + 2)]
    return [(min(0.0, beyond), min(base, most)), *places] if beyond > 0 else places, bool(body.whole_units)


def _deduct(body: Any, full: Decimal) -> Drawn:
    marks, each, worth = float(full), float(body.each), float(body.points)
    floor = None if isinstance(body.floor, str) else float(body.floor)
    count = max(1, min(PIECES, round((marks - (floor or 0.0)) / worth) if worth > 0 else 1))
    places = [(each * at, marks - worth * at) for at in range(count + 2)]
    lifted = [(value, points if floor is None else max(points, floor)) for value, points in places]
    return lifted, bool(body.whole_units)


def _proportion(body: Any, full: Decimal) -> Drawn:
    marks = float(full)
    return [(0.0, 0.0), (1.0, marks), (BEYOND, marks if body.capped else marks * BEYOND)], False


_DRAWN: dict[str, Callable[[Any, Decimal], Drawn]] = {
    "steps": _steps,
    "steps_down": _steps_down,
    "linear": _linear,
    "per_unit": _per_unit,
    "deduct": _deduct,
    "proportion": _proportion,
}
