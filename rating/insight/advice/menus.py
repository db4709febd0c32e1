"""What one indicator of a station could be raised by: levels in rising order, each with its points and the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil

from rating.insight.case import Case
from rating.insight.figures import plain_text
from rating.insight.gradual import Grid
from rating.insight.offers import LEVELS, NOT_PROMISED, Gain, Offer
from rating.insight.regain import regain


@dataclass(frozen=True, slots=True)
class Wanted:
    """A limit that a condition sets to an indicator's value: 持证率不低于 80%."""

    sign: str
    limit: Fraction

    def holds(self, value: Fraction) -> bool:
        return bool(
            {
                "<": value < self.limit, "<=": value <= self.limit, ">": value > self.limit,
                ">=": value >= self.limit, "==": value == self.limit, "!=": value != self.limit,
            }[self.sign]
        )  # fmt: skip


@dataclass(frozen=True)
class Menu:
    """Levels 1…size of one indicator; their gains never fall.

    at: place in the rubric · decided: who decides it where the station cannot be sure, "" where it can ·
    due: a condition of the star asks for it in any case
    """

    at: int
    code: str
    title: str
    size: int
    levels: Sequence[Offer]
    grid: Grid | None
    first: int
    unit: Decimal
    now: Decimal
    decided: str = ""
    due: bool = False

    def gain(self, level: int) -> Decimal:
        """Points of the indicator gained at a level; 0 at level 0, which is the present."""
        if level == 0:
            return Decimal(0)
        if self.grid is not None:
            return self.grid.gain(self.first + level - 1)
        if self.unit:
            return min(level * self.unit, self.levels[-1].points)
        return self.levels[level - 1].points

    def way(self, level: int) -> str:
        """How to get there, and who decides it."""
        if self.grid is not None:
            return self.grid.way(self.first + level - 1)
        if self.unit:
            goal = plain_text(self.now + self.gain(level))
            return f"{self.levels[-1].way}，使得分由 {plain_text(self.now)} 分提高到 {goal} 分（{self.note}）"
        way = self.levels[level - 1].way
        return f"{way}（{self.note}）" if self.decided else way

    @property
    def note(self) -> str:
        return NOT_PROMISED.get(self.decided, "")


def menu_of(case: Case, wanted: Wanted | None = None) -> Menu | None:
    """None where nothing can be gained. `wanted`: what a condition of the star asks of the value."""
    gain = regain(case)
    if not gain.offers or case.points is None:
        return None
    offers, grid, first, size = _levels(gain, wanted)
    unit = Decimal(0)
    if gain.decided and gain.decided != LEVELS:
        unit = Decimal(1).scaleb(-case.evaluation.rubric.scale.decimals)
        size = ceil(gain.offers[-1].points / unit)
    node = case.node
    return Menu(
        case.at, node.code, node.title, size, offers, grid, first, unit, case.points, gain.decided, wanted is not None
    )


def _levels(gain: Gain, wanted: Wanted | None) -> tuple[Sequence[Offer], Grid | None, int, int]:
    """Only levels that meet the condition too; all, where none does."""
    grid = gain.grid
    if grid is None:
        enough = [offer for offer in gain.offers if wanted is None or offer.at is None or wanted.holds(offer.at)]
        offers = enough or gain.offers
        return offers, None, 1, len(offers)
    first = 1 if wanted is None else next((at for at in range(1, grid.size) if wanted.holds(grid.value(at))), grid.size)
    return gain.offers, grid, first, grid.size - first + 1
