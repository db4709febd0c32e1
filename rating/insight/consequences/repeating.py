"""Indicators that say the same twice: pairs whose shares of the full marks rank the stations (nearly) alike.

Spearman's rank correlation (Spearman 1904): the product-moment correlation of the ranks, equal values sharing the
mean of their places, over the stations of which both are known and count.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from rating.insight.certainty.units import counted
from rating.insight.figures import half_up
from rating.rubric.nouns import Rubric
from rating.rubric.numbers import plain
from rating.scoring.evaluation import Evaluation
from rating.scoring.leaves import Leaf

STRONG = 0.9
FEWEST = 8
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Repeating:
    """Two indicators. correlation: two decimals, cut towards 0 · stations: over how many · apart: stations that differ
    from the commonest value of the one that differs least; of few, the correlation says little."""

    codes: tuple[str, str]
    titles: tuple[str, str]
    correlation: Decimal
    stations: int
    apart: int
    sentence: str


def repeating(evaluation: Evaluation) -> tuple[Repeating, ...]:
    """Pairs with |ρ| ≥ 0.9 over at least eight stations, the strongest first."""
    nodes, leaves = evaluation.rubric.indicators, evaluation.scores.leaves
    columns = [_shares(leaf) for leaf in leaves]
    found = []
    for one, other in combinations(range(len(nodes)), 2):
        both = ~np.isnan(columns[one]) & ~np.isnan(columns[other])
        values = columns[one][both], columns[other][both]
        strength = spearman(*values) if both.sum() >= FEWEST else None
        if strength is not None and abs(strength) >= STRONG - 1e-12:
            apart = min(_apart(values[0]), _apart(values[1]))
            codes, titles = (nodes[one].code, nodes[other].code), (nodes[one].title, nodes[other].title)
            found.append(_pair(codes, titles, strength, evaluation.rubric, int(both.sum()), apart))
    return tuple(sorted(found, key=lambda pair: -abs(pair.correlation)))


def spearman(one: Floats, other: Floats) -> float | None:
    """None where one of the two is the same for all."""
    ranks = [_ranks(values) for values in (one, other)]
    centred = [values - values.mean() for values in ranks]
    size = float(np.sqrt((centred[0] ** 2).sum() * (centred[1] ** 2).sum()))
    return None if size == 0 else float((centred[0] * centred[1]).sum() / size)


def _ranks(values: Floats) -> Floats:
    """1 for the lowest; equal values share the mean of their places. Twelve decimals tell values apart."""
    _, places, counts = np.unique(np.round(values, 12), return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    mean: Floats = (last - (counts - 1) / 2)[places.ravel()]
    return mean


def _shares(leaf: Leaf) -> Floats:
    """Points ÷ full marks, NaN where not known, not counted, or without full marks."""
    rows = len(leaf.there)
    full, points = leaf.full.spread_over(rows).floats(), leaf.points.spread_over(rows).floats()
    there = leaf.there & leaf.counted & leaf.known & (full > 0)
    return np.where(there, np.divide(points, full, out=np.zeros(rows), where=full > 0), np.nan)


def _apart(values: Floats) -> int:
    _, counts = np.unique(np.round(values, 12), return_counts=True)
    return int(len(values) - counts.max())


def _pair(
    codes: tuple[str, str], titles: tuple[str, str], strength: float, form: Rubric, stations: int, apart: int
) -> Repeating:
    """0.999 is shown as 0.99, so that only what is exactly alike reads 1."""
    shown = half_up(Fraction(int(abs(strength) * 100 + 1e-9), 100), 2) * (1 if strength > 0 else -1)
    how = "几乎同高同低，可能重复评价" if strength > 0 else "几乎此高彼低，作用相互抵消"
    few = f"；只有 {counted(form, apart)}与多数不同，参考意义有限" if apart < FEWEST // 2 else ""
    told = f"「{titles[0]}」与「{titles[1]}」{how}（{counted(form, stations)}，等级相关系数 {plain(shown)}）{few}"
    return Repeating(codes, titles, shown, stations, apart, told)
