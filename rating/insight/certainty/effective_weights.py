"""What each indicator weighs in a station's total, as it was scored: N/A parts restated, means, conversion.

A total of sums and weighted means is `Σ points × multiplier`; an indicator's effective weight is its full
marks times its multiplier, and the effective weights of a station add up to the full marks of its total.
Where the total is no such sum (geometric means, lowest of several, capped sections) there is a sentence
instead (docs/method.md, 权重扰动).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rating.rubric.nouns import Node, Rubric
from rating.scoring.evaluation import Evaluation
from rating.scoring.exact import Quantity

Floats = NDArray[np.float64]
NO_WEIGHTS = {"geometric": "几何平均", "lowest": "取最低分"}


@dataclass(frozen=True)
class Weighing:
    """Station × indicator, in points of the (converted) total.

    points   float64[n, m]: what each indicator brings; 0 where it does not count
    weights  float64[n, m]: what it would bring at full marks; 0 where it does not count
    held     float64[n]: what has no weight: bonus, and points of indicators without full marks
    `points.sum(axis=1) + held` is the total but for roundings on the way.
    """

    points: Floats
    weights: Floats
    held: Floats


@dataclass(frozen=True, slots=True)
class _Piece:
    """A node as its parent sees it (`scoring.tree.Part`), in floats; rows where it does not count bring nothing."""

    node: Node
    points: Floats
    full: Floats
    attainable: Floats
    there: NDArray[np.bool_]
    counted: NDArray[np.bool_]


def without_meaning(rubric: Rubric) -> str:
    """Why the rubric's weights cannot be varied, as a sentence; "" where they can."""
    if rubric.scale.combine in NO_WEIGHTS:
        return f"总分按{NO_WEIGHTS[rubric.scale.combine]}合成，不是各项分值之和，不作权重扰动。"
    for node in _main_nodes(rubric.dimensions):
        if not node.leaf and node.combine in NO_WEIGHTS:
            return f"「{node.title}」按{NO_WEIGHTS[node.combine]}合成，不是各项分值之和，不作权重扰动。"
        if not node.leaf and node.cap is not None:
            return f"「{node.title}」设有得分上限，超过上限的部分不计，不作权重扰动。"
    if sum(node.leaf for node in _main_nodes(rubric.dimensions)) < 2:
        return "计分的指标不足 2 项，没有可以变动的权重。"
    return ""


def _main_nodes(nodes: Sequence[Node]) -> Iterator[Node]:
    """Every node outside the bonus sections."""
    for node in nodes:
        if not node.bonus:
            yield node
            yield from _main_nodes(node.indicators)


def weighing(evaluation: Evaluation) -> Weighing:
    """Effective points and weights of every station; ask `without_meaning` first."""
    rubric, rows = evaluation.rubric, len(evaluation.roster)
    pieces = _pieces(evaluation)
    full, target = _root_full(evaluation)
    multipliers: dict[str, Floats] = {}
    held = np.zeros(rows)
    top = _Descent(pieces, rubric.missing.not_applicable == "over_all", multipliers, held)
    top.root(rubric, full, _ratio(target, full))
    shape = (rows, len(rubric.indicators))
    points, weights = np.zeros(shape), np.zeros(shape)
    for at, node in enumerate(rubric.indicators):
        if node.code in multipliers:
            piece, multiplier = pieces[node.code], multipliers[node.code]
            brought = np.where(piece.counted, piece.points * multiplier, 0.0)
            weight = np.where(piece.counted, piece.full * multiplier, 0.0)
            points[:, at] = np.where(weight > 0, brought, 0.0)
            weights[:, at] = weight
            held += np.where(weight > 0, 0.0, brought)
    return Weighing(points, weights, held)


@dataclass(frozen=True)
class _Descent:
    """From the root down: what one point of each node is worth in the total."""

    pieces: Mapping[str, _Piece]
    over_all: bool
    multipliers: dict[str, Floats]
    held: Floats

    def root(self, rubric: Rubric, full: Floats, conversion: Floats) -> None:
        children = [self.pieces[node.code] for node in rubric.dimensions]
        self._children(children, rubric.scale.combine, full, conversion, self.over_all, restated_once=False)

    def _branch(self, piece: _Piece, worth: Floats) -> None:
        children = [self.pieces[node.code] for node in piece.node.indicators]
        self._children(children, piece.node.combine, piece.full, worth, False, restated_once=self.over_all)

    def _children(
        self,
        children: Sequence[_Piece],
        combine: str,
        full: Floats,
        worth: Floats,
        attainable: bool,
        *,
        restated_once: bool,
    ) -> None:
        plain = [child for child in children if not child.node.bonus]
        shares = _by_sum if combine == "sum" else _by_mean
        factors = shares(plain, full, attainable, restated_once)
        for child, factor in zip(plain, factors, strict=True):
            below = np.where(child.counted, worth * factor, 0.0)
            if child.node.leaf:
                self.multipliers[child.node.code] = below
            else:
                self._branch(child, below)
        for child in children:
            if child.node.bonus:
                self.held[:] += np.where(child.counted, child.points * worth, 0.0)


def _by_sum(children: Sequence[_Piece], full: Floats, attainable: bool, restated_once: bool) -> list[Floats]:
    """`restated_once`: a branch under `over_all` leaves the restating of N/A parts to the root."""
    out_of = np.zeros(len(full))
    for child in children:
        countable = child.attainable if attainable else child.full
        out_of = out_of + np.where(child.there if restated_once else child.counted, countable, 0.0)
    return [_ratio(full, out_of)] * len(children)


def _by_mean(children: Sequence[_Piece], full: Floats, attainable: bool, restated_once: bool) -> list[Floats]:
    weights = [_mean_weight(child) for child in children]
    everything = np.zeros(len(full))
    for weight in weights:
        everything = everything + weight
    return [_ratio(full * weight, everything * child.full) for child, weight in zip(children, weights, strict=True)]


def _mean_weight(child: _Piece) -> Floats:
    weight = child.full if child.node.weight is None else np.full(len(child.full), float(child.node.weight))
    return np.where(child.counted & (child.full > 0), weight, 0.0)


def _ratio(amount: Floats, out_of: Floats) -> Floats:
    return np.divide(amount, out_of, out=np.zeros(len(amount)), where=out_of != 0)


def _pieces(evaluation: Evaluation) -> dict[str, _Piece]:
    rows = len(evaluation.roster)
    found = {}
    for node, leaf in zip(evaluation.rubric.indicators, evaluation.scores.leaves, strict=True):
        full = _floats(leaf.full, rows)
        found[node.code] = _Piece(node, _floats(leaf.points, rows), full, full, leaf.there, leaf.counted & leaf.there)
    for code, part in zip(evaluation.subtotals.codes, evaluation.subtotals.parts, strict=True):
        if code not in found:
            points, full, attainable = (_floats(each, rows) for each in (part.points, part.full, part.attainable))
            found[code] = _Piece(part.node, points, full, attainable, part.there, part.counted & part.there)
    return found


def _floats(quantity: Quantity, rows: int) -> Floats:
    return np.array(quantity.spread_over(rows).floats(), np.float64)


def _root_full(evaluation: Evaluation) -> tuple[Floats, Floats]:
    """Full marks of the total before and after conversion, one a station."""
    rubric = evaluation.rubric
    kinds, of = evaluation.roster.numbered("kind")
    before = np.array([float(rubric.full_marks_for(kind)) for kind in kinds])[of]
    after = before if rubric.scale.convert_to is None else np.full(len(of), float(rubric.scale.convert_to))
    return before, after
