"""Levels above the present one that a rule offers a station, and the sentence that tells them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from rating.insight.case import Case
from rating.insight.gradual import Grid
from rating.insight.rule_words import points_in_words

RATERS, LEVELS, PEERS, REPORTING = "raters", "levels", "peers", "reporting"
NOT_PROMISED = {
    RATERS: "由评估人打分，不能事先保证",
    LEVELS: "等次须经评定，不能事先保证",
    PEERS: "得分随同组其他单位变动，不能事先保证",
    REPORTING: "得分取决于补齐后的数据，不能事先保证",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A level above the present one: points gained, what is reached, how, and the value there (None: no number)."""

    points: Decimal
    reach: str
    way: str
    at: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Gain:
    """A sentence on what to do, and the points of its nearest step (None: not told in advance).

    gradual  every little more earns a little more, so any part of the lost points can be had
    offers   the levels above the present one, least first · grid: the values between, of a rule on a number
    decided  who decides it where the station cannot be sure (a key of NOT_PROMISED), "" where it can
    """

    how: str
    points: Decimal | None
    gradual: bool = False
    offers: tuple[Offer, ...] = ()
    grid: Grid | None = None
    decided: str = ""


NOTHING = Gain("", None)
_START = re.compile("[^；]*?由 [^；]*?(?=增至|减至|提高到|降到)|[^；，]*?(?=达到「)")


def rest(case: Case, way: str) -> tuple[Offer, ...]:
    """All that was lost, as one level."""
    return (Offer(case.most - (case.points or Decimal(0)), "", way),)


def more(points: Decimal) -> str:
    """可再得 3 分."""
    return f"可再得 {points_in_words(points)}"


Found = tuple[Decimal, str, str, Fraction | None]
"""Points at a level, what is reached, how, the value there."""


def gain_of(case: Case, found: Iterable[Found]) -> Gain:
    """Levels that pay more than now, least first; of equal ones the first told."""
    now = case.points or Decimal(0)
    by_points: dict[Decimal, Offer] = {}
    for worth, reach, way, at in found:
        gain = case.scored(Fraction(worth)) - now
        if gain > 0:
            by_points.setdefault(gain, Offer(gain, reach, way, at))
    offers = tuple(by_points[gain] for gain in sorted(by_points))
    if not offers:
        return NOTHING
    return Gain(told_in_words(offers), offers[0].points, offers=offers)


def told_in_words(offers: Sequence[Offer]) -> str:
    """持证社工数由 5 人增至 7 人（达到 80%），可再得 3 分；增至 8 人（达到 100%），可再得 5 分."""
    start = _START.match(offers[0].way)
    said = start[0] if start else ""
    ways = [offers[0].way, *(offer.way.removeprefix(said) for offer in offers[1:])]
    return "；".join(f"{way}，{more(offer.points)}" for way, offer in zip(ways, offers, strict=True))
