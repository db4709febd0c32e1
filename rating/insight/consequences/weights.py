"""What an indicator weighs by its full marks, beside what it really does: the part of the differences it makes.

nominal    full marks ÷ full marks of the total, the mean over the stations that are asked for it
effective  the same once points of 合理缺项 are shared out (`certainty.effective_weights`)
spread     covariance of its points with the total ÷ variance of the total; over all indicators (and the bonus) these
           add up to 1. An indicator that everybody earns has weight and makes no difference: spread 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from rating.insight.certainty.effective_weights import weighing, without_meaning
from rating.insight.certainty.units import counted
from rating.insight.figures import half_up
from rating.rubric.numbers import plain
from rating.scoring.evaluation import Evaluation

FEWEST = 5


@dataclass(frozen=True, slots=True)
class IndicatorWeight:
    """Shares as exact decimals of a thousandth (0.083 is 8.3 %); spread None where all totals are equal."""

    code: str
    title: str
    nominal: Decimal
    effective: Decimal
    spread: Decimal | None
    stations: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Weights:
    """`sentence` says why there are none; "" where there are."""

    indicators: tuple[IndicatorWeight, ...]
    sentence: str


def weights(evaluation: Evaluation) -> Weights:
    """Over the stations with a total; in the order of the rubric."""
    rows = np.flatnonzero(evaluation.ratings.complete)
    why = without_meaning(evaluation.rubric).replace("不作权重扰动", "不列权重")
    if not why and rows.size < FEWEST:
        why = f"有总分的不足 {counted(evaluation.rubric, FEWEST)}，不列权重。"
    if why:
        return Weights((), why)
    weighed = weighing(evaluation)
    scores, decimals = evaluation.scores, evaluation.scores.decimals
    nominal = np.where(scores.applies, scores.full_marks, 0)[rows] / 10.0**decimals
    bonus = _bonus(evaluation)
    nominal[:, bonus] = 0
    points, effective = weighed.points[rows], weighed.weights[rows]
    totals = points.sum(axis=1) + weighed.held[rows]
    centred = totals - totals.mean()
    variance = float((centred**2).sum())
    moved = ((points - points.mean(axis=0)) * centred[:, None]).sum(axis=0)
    found = []
    for at, node in enumerate(evaluation.rubric.indicators):
        there = scores.applies[rows, at]
        parts = (_mean_share(nominal[there], at), _mean_share(effective[there], at))
        spread = None if variance < 1e-9 else _thousandth(float(moved[at]) / variance)
        if parts[0] or parts[1]:
            told = _sentence(node.title, *parts, spread)
            found.append(IndicatorWeight(node.code, node.title, *parts, spread, rows.size, told))
    return Weights(tuple(found), "")


def _bonus(evaluation: Evaluation) -> list[int]:
    """Places of the indicators in bonus sections: they are not part of the full marks."""
    extra = {part.code for node in evaluation.rubric.nodes if node.bonus for part in node.walk()}
    return [at for at, node in enumerate(evaluation.rubric.indicators) if node.code in extra]


def _mean_share(marks: np.ndarray[tuple[int, int], np.dtype[np.float64]], at: int) -> Decimal:
    whole = marks.sum(axis=1)
    own = np.divide(marks[:, at], whole, out=np.zeros(len(whole)), where=whole > 0)
    return _thousandth(float(own.mean()) if len(own) else 0.0)


def _thousandth(share: float) -> Decimal:
    return half_up(Fraction(round(share * 10**9), 10**9), 3)


def _sentence(title: str, nominal: Decimal, effective: Decimal, spread: Decimal | None) -> str:
    told = f"「{title}」名义权重 {_percent(nominal)}"
    if effective != nominal:
        told += f"，缺项分摊后 {_percent(effective)}"
    return told if spread is None else f"{told}，各站总分差距中占 {_percent(spread)}"


def _percent(share: Decimal) -> str:
    return f"{plain(share * 100)}%".replace("-", "−")
