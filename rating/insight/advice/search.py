"""The fewest indicators that suffice: exact, by ruling out what cannot reach a target even at its best.

Raising a point never lowers a total, a floor or a minimum, so a set of indicators suffices when all of them at their
highest level do.  Sets are tried by size; within a size those that rest on nobody else's judgement come first.  Of a
set that suffices each level is then lowered as far as it may be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import nlargest
from math import ceil
from operator import itemgetter

from rating.insight.advice.menus import Menu
from rating.insight.advice.points_tree import Number, whole
from rating.insight.advice.targets import Target, Targets

MOST_NODES, MOST_CHECKS = 20_000, 1_500
"""Places of the search looked at, and sets put through the points tree, before it gives up proving that no smaller
set exists."""
MOST_COMPARED = 60
"""Sets of the smallest size that are compared for the least effort."""
TOLERANCE = 1e-9
Levels = dict[int, int]
"""Place in the menus → level."""


@dataclass(frozen=True)
class Found:
    """ways: sets with their levels, the least effort first; empty only where even everything does not suffice.

    proved  no smaller set suffices, or none at all
    """

    ways: tuple[Levels, ...]
    proved: bool


class Search:
    """One station, one band: which menus, at which levels, meet every target."""

    def __init__(self, targets: Targets, menus: Sequence[Menu]) -> None:
        self.targets, self.menus = targets, menus
        self.unit: int = 10**targets.tree.decimals
        self.open = [target for target in targets.all if not target.met]
        self.linear = all(target.exact for target in targets.all)
        self._left, self._checks = MOST_NODES, MOST_CHECKS
        self._known: dict[tuple[int, int], Number] = {}
        self._sums = [
            ({at: whole(worth) for at, worth in target.worth.items()}, whole(target.missing)) for target in self.open
        ]
        self._best = [float(menu.gain(menu.size)) for menu in menus]
        self.covers = [[self._cover(target, at) for at in range(len(menus))] for target in self.open]
        self.due = [at for at, menu in enumerate(menus) if menu.due]

    def _cover(self, target: Target, at: int) -> float:
        """Units that the menu adds to a target at its highest level."""
        worth: float = float(target.worth.get(self.menus[at].at, Fraction(0)))
        return worth * self._best[at] * self.unit

    # ---- whether levels suffice

    def suffices(self, levels: Mapping[int, int]) -> bool:
        """Exactly: by the sums where they decide, else through the points tree."""
        if not self.linear:
            return self.targets.met(self.raised(levels))
        gains = [(self.menus[at].at, self._units(at, level)) for at, level in levels.items()]
        return all(
            sum(worth[at] * gain for at, gain in gains if at in worth) >= missing for worth, missing in self._sums
        )

    def _units(self, at: int, level: int) -> Number:
        """What a menu gains at a level, in units: a whole number where it is one."""
        if (at, level) not in self._known:
            gain = Fraction(self.menus[at].gain(level)) * self.unit
            self._known[at, level] = gain.numerator if gain.denominator == 1 else gain
        return self._known[at, level]

    def raised(self, levels: Mapping[int, int]) -> list[Number]:
        """The points of every indicator at these levels, in units."""
        points = list(self.targets.base)
        for at, level in levels.items():
            points[self.menus[at].at] += self._units(at, level)
        return points

    def _highest(self, chosen: Sequence[int]) -> Levels:
        return {at: self.menus[at].size for at in (*self.due, *chosen)}

    # ---- which sets

    def fewest(self, wanted: int = 3) -> Found:
        """Up to `wanted` of the smallest sets; none where even everything does not suffice. Where the search is given
        up before it found a set, one that suffices, not proved to be the smallest.
        """
        others = [at for at in range(len(self.menus)) if at not in self.due]
        if not self.suffices(self._highest(others)):
            return Found((), True)
        proved = True
        for size in range(len(others) + 1):
            for unsure in range(size + 1):
                sets, whole = self._sets(others, size, unsure, wanted)
                proved = proved and whole
                if sets:
                    return Found(tuple(sets), proved)
        return Found((self._enough(others),), False)

    def _enough(self, others: Sequence[int]) -> Levels:
        """A set that suffices and of which nothing can be left out; whether it is the smallest is not known."""
        chosen = sorted(others, key=self._merit)
        for at in sorted(others, key=lambda at: (not self.menus[at].decided, -self._merit(at)[0])):
            rest = [one for one in chosen if one != at]
            if self.suffices(self._highest(rest)):
                chosen = rest
        return self._lowered(chosen)

    def _sets(self, others: Sequence[int], size: int, unsure: int, wanted: int) -> tuple[list[Levels], bool]:
        """Sets of that size with exactly so many that somebody else decides; whether all were looked through."""
        sure = [at for at in others if not self.menus[at].decided]
        judged = [at for at in others if self.menus[at].decided] if unsure else []
        if len(sure) < size - unsure or len(judged) < unsure:
            return [], True
        found: list[tuple[tuple[float, tuple[int, ...]], Levels]] = []
        least = self._least_gain()
        for chosen in self._feasible(sorted((*sure, *judged), key=self._merit), size, unsure):
            levels = self._lowered(chosen)
            found.append(((round(self._effort(levels), 9), tuple(sorted(chosen))), levels))
            nothing_less = sum(effort <= least + TOLERANCE for (effort, _), _ in found) >= wanted
            if len(found) >= MOST_COMPARED or nothing_less:
                break
        found.sort(key=itemgetter(0))
        return [levels for _, levels in found[:wanted]], not self._stopped()

    def _merit(self, at: int) -> tuple[float, int]:
        """What covers most of what is missing comes first."""
        return -sum(min(1.0, cover[at] / float(target.missing)) if target.missing > 0 else 0.0
                    for cover, target in zip(self.covers, self.open, strict=True)), at  # fmt: skip

    def _feasible(self, order: Sequence[int], size: int, unsure: int) -> Iterator[tuple[int, ...]]:
        """Every sufficient set of exactly `size`, `unsure` of them judged, in that order."""
        missing = [
            float(target.missing) - sum(cover[at] for at in self.due)
            for target, cover in zip(self.open, self.covers, strict=True)
        ]
        yield from self._chosen(order, 0, (), size, unsure, missing)

    def _chosen(
        self, order: Sequence[int], start: int, chosen: tuple[int, ...], size: int, unsure: int, missing: list[float]
    ) -> Iterator[tuple[int, ...]]:
        rest, self._left = size - len(chosen), self._left - 1
        if self._stopped():
            return
        if rest == 0:
            self._checks -= not self.linear
            if unsure == 0 and self.suffices(self._highest(chosen)):
                yield chosen
            return
        if not self._possible(order[start:], rest, missing):
            return
        for place in range(start, len(order) - rest + 1):
            at = order[place]
            judged = bool(self.menus[at].decided)
            if (judged and unsure == 0) or (not judged and rest == unsure):
                continue
            left = [need - cover[at] for need, cover in zip(missing, self.covers, strict=True)]
            yield from self._chosen(order, place + 1, (*chosen, at), size, unsure - judged, left)
            if self._stopped():
                return

    def _stopped(self) -> bool:
        return self._left < 0 or self._checks < 0

    def _possible(self, order: Sequence[int], rest: int, missing: list[float]) -> bool:
        """Whether the best `rest` of what is left could reach each target, taken alone."""
        return all(
            need <= TOLERANCE * self.unit or sum(nlargest(rest, (cover[at] for at in order))) >= need - 1e-6
            for need, cover in zip(missing, self.covers, strict=True)
        )

    # ---- how far each

    def _lowered(self, chosen: Sequence[int]) -> Levels:
        """No level higher than needed: what others decide is lowered first, what is due last."""
        levels = self._highest(chosen)
        order = sorted(chosen, key=lambda at: (not self.menus[at].decided, -self._best[at]))
        for at in (*order, *self.due):
            low, high = 0, levels[at]
            while low < high:
                middle = (low + high) // 2
                low, high = (low, middle) if self.suffices({**levels, at: middle}) else (middle + 1, high)
            levels[at] = low
        return {at: level for at, level in levels.items() if level}

    def _effort(self, levels: Levels) -> float:
        return sum(self._worth(at) * float(self.menus[at].gain(level)) for at, level in levels.items())

    def _worth(self, at: int) -> float:
        """What a point of the indicator is worth in the total; 1 where the band has no cut score."""
        cut = self.targets.cut
        return 1.0 if cut is None else float(cut.worth.get(self.menus[at].at, Fraction(0)))

    def _least_gain(self) -> float:
        """Less than this in points of the total cannot close the gap."""
        cut = self.targets.cut
        if cut is None:
            return 0.0
        plain = all(worth == 1 for worth in cut.worth.values())
        return max(0.0, float(ceil(cut.missing) if plain else cut.missing)) / self.unit
