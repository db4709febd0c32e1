"""One station's points added up once more for other points of its indicators: exact, and quick for one station.

The same arithmetic as `rating.scoring.tree`, which works on columns of stations; a test holds the two equal on
random rubrics.  Numbers are in units of the scoring's own decimals: an int where that is exact, else a Fraction,
and a float below a geometric mean, as there.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from rating.rubric.nouns import Node, Rubric
from rating.scoring.evaluation import Evaluation
from rating.scoring.exact import SNAP, Quantity
from rating.scoring.leaves import Leaf
from rating.scoring.tree import Part

Number = int | Fraction | float


@dataclass(frozen=True, slots=True)
class Branch:
    """A node above the indicators (`leaf` −1), or an indicator by its place in the rubric.

    full, attainable: as the parent counts them · factor: what a sum of the parts is restated by ·
    cap: the most it can earn, None without one · rounded: to whole units.
    """

    code: str
    leaf: int
    combine: str
    full: Fraction
    attainable: Fraction
    weight: Fraction
    counted: bool
    there: bool
    bonus: bool
    factor: Fraction
    cap: Fraction | None
    rounded: bool
    parts: tuple[Branch, ...]


class PointsTree:
    """The tree of one station as it is evaluated; `with_bonus` as the stars count it.

    decimals: of the units · base: present points of every indicator, 0 where they do not count.
    """

    def __init__(self, evaluation: Evaluation, station: int, *, with_bonus: bool = True) -> None:
        self.decimals = evaluation.rubric.scale.decimals
        self._evaluation, self._station, self._with_bonus = evaluation, station, with_bonus
        self._kind = evaluation.roster.kind[station]
        self._parts = dict(zip(evaluation.subtotals.codes, evaluation.subtotals.parts, strict=True))
        self._leaves = {leaf.node.code: (at, leaf) for at, leaf in enumerate(evaluation.scores.leaves)}
        unit = 10**self.decimals
        self.base = [_at(leaf.points, station, unit) if self._lives(leaf) else 0 for leaf in evaluation.scores.leaves]
        self.root = self._root(evaluation.rubric)

    def _lives(self, leaf: Leaf) -> bool:
        return bool(leaf.known[self._station] and leaf.counted[self._station])

    def total(self, points: Sequence[Number], nodes: dict[str, Number] | None = None) -> int:
        """The total that the ranking shows, in units, for these points; `nodes` receives those of every node."""
        rubric = self._evaluation.rubric
        whole = _rounded(self._earned(self.root, points, {} if nodes is None else nodes))
        convert, full = rubric.scale.convert_to, rubric.full_marks_for(self._kind)
        return whole if convert is None or convert == full else _rounded(whole * Fraction(convert) / Fraction(full))

    # ---- building

    def _root(self, rubric: Rubric) -> Branch:
        dimensions = [self._grown(node, 1) for node in rubric.dimensions if self._with_bonus or not node.bonus]
        over_all = rubric.missing.not_applicable == "over_all"
        full = Fraction(rubric.full_marks_for(self._kind))
        factor, _ = _restated(full, dimensions, over_all=False, whole=over_all)
        parts = tuple(dimensions)
        counted = any(part.counted for part in parts if not part.bonus) or all(part.bonus for part in parts)
        return Branch(
            "", -1, rubric.scale.combine, full, full, Fraction(1), counted, True, False, factor, None, True, parts
        )

    def _grown(self, node: Node, depth: int) -> Branch:
        scale = self._evaluation.rubric.scale
        full = Fraction(node.full_marks_for(self._kind))
        weight = full if node.weight is None else Fraction(node.weight)
        rounded = scale.round == "indicator" or (scale.round == "dimension" and depth == 1)
        if node.leaf:
            at, leaf = self._leaves[node.code]
            there, counted = bool(leaf.there[self._station]), bool(leaf.counted[self._station])
            return Branch(
                node.code, at, "", full, full, weight, counted, there, node.bonus, Fraction(1), None, rounded, ()
            )
        parts = tuple(self._grown(child, depth + 1) for child in node.indicators if self._with_bonus or not child.bonus)
        part = self._parts[node.code]
        over_all = self._evaluation.rubric.missing.not_applicable == "over_all"
        factor, attainable = (Fraction(1), full)
        if not node.bonus:
            factor, attainable = _restated(full, parts, over_all=over_all, whole=over_all)
        counted = bool(part.counted[self._station]) and bool(parts)
        cap = Fraction(node.cap) if node.cap is not None else full if node.bonus else None
        return Branch(
            node.code, -1, node.combine, full, attainable if node.combine == "sum" else full, weight, counted,
            _there(part, self._station), node.bonus, factor, cap, rounded, parts,
        )  # fmt: skip

    # ---- adding up

    def _earned(self, branch: Branch, points: Sequence[Number], nodes: dict[str, Number]) -> Number:
        if branch.leaf >= 0:
            earned = points[branch.leaf]
        else:
            given = [(part, self._earned(part, points, nodes)) for part in branch.parts]
            earned = _METHODS[branch.combine](branch, [each for each in given if not each[0].bonus], self.decimals)
            earned += sum(amount for part, amount in given if part.bonus and part.counted)
            if not branch.counted:
                earned = 0
            if branch.cap is not None:
                earned = min(earned, whole(branch.cap * 10**self.decimals))
        if branch.rounded:
            earned = _rounded(earned)
        nodes[branch.code] = earned
        return earned


def _there(part: Part, station: int) -> bool:
    return bool(part.there[station])


def _restated(full: Fraction, parts: Sequence[Branch], *, over_all: bool, whole: bool) -> tuple[Fraction, Fraction]:
    """What a sum of parts is multiplied by where some do not count, and what of the full marks is attainable."""
    plain = [part for part in parts if not part.bonus]
    available = sum((part.attainable if whole else part.full for part in plain if part.counted), Fraction(0))
    if not over_all:
        return (full / available if available else Fraction(0)), full
    everything = sum((part.full for part in plain if part.there), Fraction(0))
    factor = full / everything if everything else Fraction(0)
    return factor, available * factor


def _by_sum(branch: Branch, given: Sequence[tuple[Branch, Number]], decimals: int) -> Number:
    whole = sum(amount for part, amount in given if part.counted)
    return whole if branch.factor == 1 else _whole_number(whole * branch.factor)


def _by_mean(branch: Branch, given: Sequence[tuple[Branch, Number]], decimals: int) -> Number:
    kept = [(part, amount) for part, amount in given if part.counted and part.full]
    weights = sum((part.weight for part, _ in kept), Fraction(0))
    if not weights:
        return 0
    shares: list[Number] = [amount * (part.weight * branch.full / (part.full * weights)) for part, amount in kept]
    return sum(shares)


def _by_geometric(branch: Branch, given: Sequence[tuple[Branch, Number]], decimals: int) -> Number:
    kept = [(part, amount) for part, amount in given if part.counted and part.full and part.weight]
    weights = float(sum((part.weight for part, _ in kept), Fraction(0)))
    if not weights or any(amount <= 0 for _, amount in kept):
        return 0.0
    scale: int = 10**decimals
    logs = sum(float(part.weight) * math.log(float(amount) / float(part.full * scale)) for part, amount in kept)
    return math.exp(logs / weights) * float(branch.full) * scale


def _by_lowest(branch: Branch, given: Sequence[tuple[Branch, Number]], decimals: int) -> Number:
    shares = [amount * (branch.full / part.full) for part, amount in given if part.counted and part.full]
    return min(shares, default=0)


_METHODS: Mapping[str, Callable[[Branch, Sequence[tuple[Branch, Number]], int], Number]] = {
    "sum": _by_sum, "mean": _by_mean, "geometric": _by_geometric, "lowest": _by_lowest,
}  # fmt: skip


def _rounded(number: Number) -> int:
    """Half up, away from zero; a float is snapped as in `scoring.exact`."""
    if isinstance(number, int):
        return number
    if isinstance(number, float):
        up = math.floor(abs(number) + 0.5 + max(SNAP, 1e-12 * abs(number)))
        return up if number >= 0 else -up
    half = (2 * abs(number.numerator) + number.denominator) // (2 * number.denominator)
    return half if number >= 0 else -half


def at_least(number: Number, need: Fraction) -> bool:
    """number ≥ need, snapped where the number is a float."""
    if isinstance(number, float):
        return number >= float(need) - SNAP * max(1.0, abs(number), abs(float(need)))
    return number >= need


def whole(number: Fraction) -> int | Fraction:
    """The same number as an int where it is one: quicker to add."""
    return number.numerator if number.denominator == 1 else number


def _whole_number(number: Any) -> Number:
    return whole(number) if isinstance(number, Fraction) else number


def _at(quantity: Quantity, row: int, unit: int) -> Number:
    """One row of a column, in units."""
    top: Any = quantity.num[row] if quantity.num.ndim else quantity.num
    if not quantity.exact:
        return float(top) * unit
    below: Any = quantity.den
    if not isinstance(below, int):
        below = below[row] if below.ndim else below
    return whole(Fraction(int(top) * unit, int(below)))
