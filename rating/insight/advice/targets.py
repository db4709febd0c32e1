"""What a band asks of a station's points: its cut score, the floor of every dimension, the minimum of a node.

Each as an exact question to the points tree, and as a sum over the indicators: where no cap, no restated and
rounded section and no geometric mean lies between, the sum is the same question; elsewhere it is what can be
reached at best, by which a search may only rule out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from rating.insight.advice.points_tree import Branch, Number, PointsTree, at_least
from rating.rubric.policies import Band
from rating.scoring.evaluation import Evaluation


@dataclass(frozen=True)
class Target:
    """need: units that the node must have · missing: units of the sum still missing, not above 0 where it is met ·
    worth: place of an indicator → what a unit of its points adds to the sum · exact: the sum decides.
    """

    code: str
    need: Fraction
    now: Number
    missing: Fraction
    worth: Mapping[int, Fraction]
    exact: bool
    floor: Fraction | None = None

    @property
    def met(self) -> bool:
        return at_least(self.now, self.need)


class Targets:
    """What one band asks of one station; points are in units of the scale's decimals."""

    def __init__(self, evaluation: Evaluation, station: int, band: Band) -> None:
        rubric = evaluation.rubric
        self.tree = PointsTree(evaluation, station)
        apart = rubric.scale.bonus_buys_stars is False and any(node.bonus for node in rubric.nodes)
        self.buying = PointsTree(evaluation, station, with_bonus=False) if apart else self.tree
        self.base: list[Number] = self.tree.base
        self._kind, self._evaluation = evaluation.roster.kind[station], evaluation
        self._nodes: dict[str, Number] = {}
        self.tree.total(self.base, self._nodes)
        self.cut = self._cut(band)
        self.floors = tuple(self._floors(band))

    @property
    def all(self) -> tuple[Target, ...]:
        return (*([self.cut] if self.cut else []), *self.floors)

    def total(self, points: Sequence[Number]) -> int:
        """The total that buys stars, in units."""
        return self.buying.total(points)

    def met(self, points: Sequence[Number]) -> bool:
        """Whether these points meet everything that is asked: through the exact tree."""
        if self.cut is not None and self.total(points) < self.cut.need:
            return False
        if not self.floors:
            return True
        nodes: dict[str, Number] = {}
        self.tree.total(points, nodes)
        return all(at_least(nodes[target.code], target.need) for target in self.floors)

    def _cut(self, band: Band) -> Target | None:
        scale, kind, unit = self._evaluation.rubric.scale, self._kind, 10**self.tree.decimals
        amount = band.at_least if band.at_least is not None else band.above
        if amount is None:
            return None
        own = Fraction(self._evaluation.rubric.full_marks_for(kind))
        full = own if scale.convert_to is None else Fraction(scale.convert_to)
        limit = amount.exact(full) * unit
        need = ceil(limit) if band.at_least is not None else floor(limit) + 1
        # the converted total is rounded once more, so half a unit below is enough
        before = Fraction(need) if full == own else Fraction(ceil((need - Fraction(1, 2)) * own / full))
        return self._target("", self.buying, before, Fraction(need), self.total(self.base))

    def _floors(self, band: Band) -> list[Target]:
        """Floors and minimums that are not met come first to the search, the others bind nothing."""
        rubric, unit, found = self._evaluation.rubric, 10**self.tree.decimals, []
        branches = {branch.code: branch for branch in _walk(self.tree.root)}
        if band.each_dimension is not None:
            for node in rubric.dimensions:
                branch = branches[node.code]
                if not node.bonus and branch.counted:
                    need = branch.full * Fraction(band.each_dimension) * unit
                    found.append(self._target(node.code, self.tree, need, need, None, Fraction(band.each_dimension)))
        for code, amount in band.minimum.items():
            branch = branches[code]
            if branch.counted:
                need = amount.exact(branch.full) * unit
                found.append(self._target(code, self.tree, need, need, None))
        return found

    def _target(
        self, code: str, tree: PointsTree, before: Fraction, need: Fraction, now: Number | None,
        floor_share: Fraction | None = None,
    ) -> Target:  # fmt: skip
        branch = next(branch for branch in _walk(tree.root) if branch.code == code)
        whole = self._evaluation.rubric.scale.round == "indicator"
        sum_of = _sum_of(branch, whole)
        have = sum((worth * Fraction(self.base[at]) for at, worth in sum_of.worth.items()), Fraction(0))
        wanted = ceil(before) - Fraction(1, 2) if branch.rounded else before
        present = [(worth, self.base[at]) for at, worth in sum_of.worth.items()]
        slack = sum_of.slack  # a geometric mean takes what is below 0 for 0
        slack += sum((worth * Fraction(-points) for worth, points in present if points < 0), Fraction(0))
        exact = sum_of.exact and not any(isinstance(points, float) for _, points in present)
        at_present = self._nodes[code] if now is None else now
        missing = wanted - have - (Fraction(0) if exact else slack)
        return Target(code, need, at_present, missing, sum_of.worth, exact, floor_share)


@dataclass(frozen=True, slots=True)
class _Sum:
    """A node's points as a sum of its indicators': never less than what they are, by more than `slack`."""

    worth: Mapping[int, Fraction]
    slack: Fraction
    exact: bool
    whole: bool


def _sum_of(branch: Branch, whole: bool) -> _Sum:
    """`whole`: indicators are rounded to units. The node's own rounding is left to who compares."""
    if branch.leaf >= 0:
        return _Sum({branch.leaf: Fraction(1)} if branch.counted else {}, Fraction(0), True, whole)
    worth: dict[int, Fraction] = {}
    slack, exact, even = Fraction(0), branch.cap is None, whole
    shares = _shares(branch)
    for part in branch.parts:
        times, inner = shares.get(part.code, Fraction(0)), _sum_of(part, whole)
        if not times:
            continue
        half = Fraction(0) if inner.whole or not part.rounded else Fraction(1, 2)
        slack += times * (inner.slack + half)
        exact, even = exact and inner.exact and not half, even and (inner.whole or part.rounded) and times == 1
        for at, each in inner.worth.items():
            worth[at] = worth.get(at, Fraction(0)) + times * each
    return _Sum(worth, slack, exact and branch.combine in ("sum", "mean"), even)


def _shares(branch: Branch) -> dict[str, Fraction]:
    """What a unit of each part adds. A geometric mean, or the lowest, is never above the weighted mean."""
    bonus = {part.code: Fraction(1) for part in branch.parts if part.bonus and part.counted}
    plain = [part for part in branch.parts if part.counted and not part.bonus]
    if branch.combine == "sum":
        return bonus | {part.code: branch.factor for part in plain}
    weights = {part.code: part.weight for part in plain if part.full}
    if branch.combine == "lowest" or not sum(weights.values()):
        weights = dict.fromkeys(weights, Fraction(1))
    total = sum(weights.values(), Fraction(0))
    means = {part.code: weights[part.code] * branch.full / (part.full * total) for part in plain if part.full}
    return bonus | means


def _walk(branch: Branch) -> list[Branch]:
    return [branch, *(each for part in branch.parts for each in _walk(part))]
