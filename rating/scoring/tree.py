"""Indicators up to dimensions and the total: sums, means, N/A, coverage, caps (docs/method.md §5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from rating.reported import Status
from rating.rubric.nouns import Node, Rubric
from rating.rubric.policies import Coverage
from rating.scoring.exact import Mask, Quantity, approximate, choose, compare, constant, smaller
from rating.scoring.grouping import Kinds, everywhere
from rating.scoring.leaves import Leaf
from rating.scoring.sums import total_of


@dataclass(frozen=True, slots=True)
class Part:
    """A scored node over n stations, as its parent sees it.

    full: the node's own maximum · attainable: of it, what N/A parts leave to be earned ·
    there: belongs to the station's kind · counted: in the denominator · known: points are known.
    """

    node: Node
    points: Quantity
    full: Quantity
    attainable: Quantity
    there: Mask
    counted: Mask
    known: Mask


@dataclass(frozen=True)
class Tree:
    """Every node's Part by code, and the root's."""

    parts: Mapping[str, Part]
    total: Part


@dataclass(frozen=True, slots=True)
class _Branch:
    """What `_scored` needs to know of a branch or of the root."""

    combine: str
    full: Quantity
    bonus: bool
    over_all: bool
    rows: int


def build_tree(rubric: Rubric, leaves: Mapping[str, Leaf], kinds: Kinds, with_bonus: bool = True) -> Tree:
    """Score every branch and the root; `with_bonus=False` takes every bonus node out."""
    parts: dict[str, Part] = {}
    for dimension in rubric.dimensions:
        _grow(dimension, rubric, leaves, kinds, with_bonus, parts, depth=1)
    full = kinds.per_station([Fraction(rubric.full_marks_for(kind)) for kind in kinds.names])
    dimensions = [parts[node.code] for node in rubric.dimensions if with_bonus or not node.bonus]
    branch = _Branch(rubric.scale.combine, full, False, False, len(kinds.of))
    total = _scored(rubric.dimensions[0], branch, dimensions, _over_all(rubric))
    total = _covered(total, rubric.missing.coverage, _leaves_of(rubric.dimensions, leaves), at_root=True)
    return Tree(parts, replace(total, points=_rounded(total.points, rubric.scale.decimals)))


def _over_all(rubric: Rubric) -> bool:
    return rubric.missing.not_applicable == "over_all"


def _grow(
    node: Node,
    rubric: Rubric,
    leaves: Mapping[str, Leaf],
    kinds: Kinds,
    with_bonus: bool,
    parts: dict[str, Part],
    depth: int,
) -> None:
    if node.leaf:
        leaf = leaves[node.code]
        part = Part(node, leaf.points, leaf.full, leaf.full, leaf.there, leaf.counted, leaf.known)
    else:
        for child in node.indicators:
            _grow(child, rubric, leaves, kinds, with_bonus, parts, depth + 1)
        part = _branch_part(
            node, rubric, leaves, kinds, [parts[c.code] for c in node.indicators if with_bonus or not c.bonus]
        )
    if rubric.scale.round == "indicator" or (rubric.scale.round == "dimension" and depth == 1):
        part = replace(part, points=_rounded(part.points, rubric.scale.decimals))
    parts[node.code] = part


def _branch_part(
    node: Node, rubric: Rubric, leaves: Mapping[str, Leaf], kinds: Kinds, children: Sequence[Part]
) -> Part:
    full = kinds.per_station([Fraction(node.full_marks_for(kind)) for kind in kinds.names])
    branch = _Branch(node.combine, full, node.bonus, _over_all(rubric), len(kinds.of))
    part = _scored(node, branch, children, False)
    there = part.there & kinds.which([node.applies_to(kind) for kind in kinds.names])
    part = replace(part, there=there, counted=part.counted & there)
    if node.cap is not None or node.bonus:
        part = replace(part, points=smaller(part.points, constant(node.cap) if node.cap is not None else full))
    stated = node.coverage or (
        rubric.missing.section_coverage if node in rubric.dimensions and not node.bonus else None
    )
    return _covered(part, stated, _leaves_of([node], leaves), at_root=False)


def _rounded(points: Quantity, decimals: int) -> Quantity:
    if points.exact and isinstance(points.den, int) and 10**decimals % points.den == 0:
        return points
    scaled = points.rounded(decimals)
    size = int(np.abs(scaled).max()) if scaled.size else 0
    return Quantity(scaled, 10**decimals, (size, 10**decimals))


def _scored(node: Node, branch: _Branch, children: Sequence[Part], restate_attainable: bool) -> Part:
    """One branch from its children. `restate_attainable`: the root under `over_all`."""
    rows = branch.rows
    plain = [child for child in children if not child.node.bonus]
    bonus = [child for child in children if child.node.bonus]
    main = plain if plain else bonus
    counted = _any([child.counted for child in main], rows)
    known = ~_unknown(children, rows)
    there = _any([child.there for child in main], rows)
    points, attainable = _METHODS[branch.combine](branch, plain, restate_attainable)
    if bonus:
        points = total_of([points, *(_kept(child.points, child.counted) for child in bonus)], rows)
    alive = counted & known
    if not alive.all():
        points = choose(alive, points, constant(0)).spread_over(rows)
    return Part(node, points.spread_over(rows), branch.full, attainable, there, counted, known)


def _kept(column: Quantity, where: Mask) -> Quantity:
    return (
        column
        if where is everywhere(len(where)) or where.all()
        else choose(where, column, constant(0)).spread_over(len(where))
    )


def _any(masks: Sequence[Mask], rows: int) -> Mask:
    """True where any mask is; the many that are one shared mask are looked at once."""
    different = list({id(mask): mask for mask in masks}.values())
    if len(different) == 1:
        return different[0]
    return np.logical_or.reduce(different) if different else np.zeros(rows, np.bool_)


def _unknown(children: Sequence[Part], rows: int) -> Mask:
    """True where any counted child is unknown."""
    different = list({(id(child.counted), id(child.known)): child for child in children}.values())
    return _any([child.counted & ~child.known for child in different], rows)


def _by_sum(branch: _Branch, children: Sequence[Part], restate_attainable: bool) -> tuple[Quantity, Quantity]:
    rows = branch.rows
    earned = total_of([_kept(child.points, child.counted) for child in children], rows)
    if branch.bonus:
        return earned, branch.full
    everything = total_of([_kept(child.full, child.there) for child in children], rows)
    whole = restate_attainable or branch.over_all
    countable = [_kept(child.attainable if whole else child.full, child.counted) for child in children]
    available = total_of(countable, rows)
    if branch.over_all and not restate_attainable:
        return _scaled(earned, branch.full, everything), _scaled(available, branch.full, everything)
    return _scaled(earned, branch.full, available), branch.full


def _scaled(amount: Quantity, full: Quantity, out_of: Quantity) -> Quantity:
    """amount × full ÷ out_of, left alone where the two are equal (nearly always)."""
    same = compare(full, out_of, np.equal)
    if same.all():
        return amount
    return choose(same, amount, (amount * full).over(out_of))


def _weights(children: Sequence[Part]) -> list[Quantity]:
    """Each child's weight where it takes part in a mean, 0 elsewhere."""
    kept = []
    for child in children:
        weight = child.full if child.node.weight is None else constant(child.node.weight)
        kept.append(_kept(weight, child.counted & ~child.full.is_zero()))
    return kept


def _by_mean(branch: _Branch, children: Sequence[Part], restate_attainable: bool) -> tuple[Quantity, Quantity]:
    rows = branch.rows
    weights = _weights(children)
    shares = [child.points.over(child.full) * weight for child, weight in zip(children, weights, strict=True)]
    return total_of(shares, rows).over(total_of(weights, rows)) * branch.full, branch.full


def _by_geometric(branch: _Branch, children: Sequence[Part], restate_attainable: bool) -> tuple[Quantity, Quantity]:
    rows = branch.rows
    weights = [np.broadcast_to(weight.floats(), (rows,)) for weight in _weights(children)]
    total, logs, dead = np.sum(weights, axis=0) + np.zeros(rows), np.zeros(rows), np.zeros(rows, np.bool_)
    for child, weight in zip(children, weights, strict=True):
        share = child.points.over(child.full).floats()
        dead |= (weight > 0) & (share <= 0)
        logs += weight * np.log(np.where(share > 0, share, 1.0))
    mean = np.where(dead | (total == 0), 0.0, np.exp(logs / np.where(total == 0, 1.0, total)))
    return approximate(mean) * branch.full, branch.full


def _by_lowest(branch: _Branch, children: Sequence[Part], restate_attainable: bool) -> tuple[Quantity, Quantity]:
    rows = branch.rows
    lowest, found = constant(0).spread_over(rows), np.zeros(rows, np.bool_)
    for child in children:
        share, here = child.points.over(child.full), child.counted & ~child.full.is_zero()
        lowest = choose(here & (~found | compare(share, lowest, np.less)), share, lowest)
        found = found | here
    return lowest * branch.full, branch.full


_METHODS = {"sum": _by_sum, "mean": _by_mean, "geometric": _by_geometric, "lowest": _by_lowest}


def _leaves_of(nodes: Sequence[Node], leaves: Mapping[str, Leaf]) -> list[Leaf]:
    """Leaves that coverage looks at: everything under the nodes except bonus."""
    found: list[Leaf] = []
    for node in nodes:
        if not node.bonus:
            found += [leaves[node.code]] if node.leaf else _leaves_of(node.indicators, leaves)
    return found


def _covered(part: Part, coverage: Coverage | None, leaves: Sequence[Leaf], at_root: bool) -> Part:
    """Unknown, or left out, where too little of the node was rated."""
    if coverage is None or not leaves:
        return part
    rows = len(part.counted)
    base = [leaf.there & (leaf.status != Status.NOT_APPLICABLE) for leaf in leaves]
    covered = [
        mask & leaf.known & (leaf.status == Status.REPORTED) & ~leaf.undefined & ~leaf.small
        for mask, leaf in zip(base, leaves, strict=True)
    ]
    below = np.zeros(rows, np.bool_)
    if coverage.count is not None:
        below |= np.sum(covered, axis=0) < coverage.count
    if coverage.share is not None:
        rated = total_of([_kept(leaf.full, mask) for leaf, mask in zip(leaves, covered, strict=True)], rows)
        needed = total_of([_kept(leaf.full, mask) for leaf, mask in zip(leaves, base, strict=True)], rows)
        below |= compare(rated, needed * constant(coverage.share), np.less)
    below = below & part.counted
    if coverage.if_below == "leave_out" and not at_root:
        return replace(part, counted=part.counted & ~below)
    return replace(part, known=part.known & ~below)
