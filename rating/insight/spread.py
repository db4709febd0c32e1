"""The anonymous spread of a kind: lowest, quartiles and highest, told to a station head beside their own result.

Only where at least `LEAST` stations of the kind have a figure, so that nobody's can be worked out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
from numpy.typing import NDArray

from rating.insight.figures import exact
from rating.insight.tables import dimension_columns
from rating.scoring.evaluation import Evaluation

LEAST = 5


@dataclass(frozen=True, slots=True)
class Five:
    """Five figures in rising order, rounded half up to the decimals of the points they speak of."""

    lowest: Decimal
    lower: Decimal
    middle: Decimal
    upper: Decimal
    highest: Decimal

    def place(self, own: Decimal) -> str:
        """Where an own figure lies, in words: a quarter, never a rank."""
        if own >= self.highest:
            return "与最高分相同"
        if own >= self.upper and own > self.middle:
            return "在前四分之一"
        if own >= self.middle:
            return "不低于中位数"
        return "低于中位数" if own >= self.lower else "在后四分之一"


@dataclass(frozen=True, slots=True)
class Spread:
    """`stations` have a total; None, and no entry under a dimension's code, where fewer than `LEAST` have a figure."""

    stations: int
    total: Five | None
    dimensions: Mapping[str, Five]


def spreads(evaluation: Evaluation) -> dict[str, Spread]:
    """By kind of station; "" where the rubric tells no kinds apart."""
    kinds = np.array(evaluation.roster.kind, object)
    return {kind: _spread(evaluation, np.asarray(kinds == kind, np.bool_)) for kind in sorted(set(kinds.tolist()))}


def _spread(evaluation: Evaluation, same: NDArray[np.bool_]) -> Spread:
    ratings, decimals = evaluation.ratings, evaluation.subtotals.decimals
    totals = ratings.total[same & ratings.complete]
    columns = zip(evaluation.rubric.dimensions, dimension_columns(evaluation), strict=True)
    found = {node.code: _five(points[same & known], decimals) for node, (_, points, known) in columns}
    dimensions = {code: five for code, five in found.items() if five is not None}
    return Spread(len(totals), _five(totals, ratings.decimals), dimensions)


def _five(scaled: NDArray[np.int64], decimals: int) -> Five | None:
    if len(scaled) < LEAST:
        return None
    rising = [int(each) for each in np.sort(scaled)]
    return Five(*(_quarter(rising, quarter, decimals) for quarter in range(5)))


def _quarter(rising: Sequence[int], quarter: int, decimals: int) -> Decimal:
    """The figure below which that many quarters lie; between two figures, in proportion."""
    whole, rest = divmod((len(rising) - 1) * quarter, 4)
    above = rising[min(whole + 1, len(rising) - 1)]
    between = exact(rising[whole] * 4 + (above - rising[whole]) * rest, decimals) / 4
    return between.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
