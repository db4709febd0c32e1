"""Rules whose points depend on the other stations of the group (docs/method.md §4, peers).

One correction then moves everybody, so the lint warns about them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from rating.rubric.rules import BestRatio, MinMax, RankPoints, ZScore
from rating.scoring.exact import Mask, Quantity, approximate, choose, compare, constant, larger, lookup, smaller
from rating.scoring.rules import Outcome, Question

Groups = NDArray[np.int64]


def _extremes(value: Quantity, groups: Groups, known: Mask) -> tuple[Quantity, Quantity]:
    """The smallest and largest known value of each station's group, row by row."""
    keys = value.keys()
    lowest, highest = np.arange(len(groups)), np.arange(len(groups))
    for group in np.unique(groups[known]):
        members = np.flatnonzero((groups == group) & known)
        order = members[np.argsort(keys[members], kind="stable")]
        lowest[groups == group], highest[groups == group] = order[0], order[-1]
    return value.at(lowest), value.at(highest)


def _best_ratio(question: Question) -> Outcome:
    body: BestRatio = question.body
    answer = question.answer
    value = answer.number.spread_over(question.rows)
    lowest, highest = _extremes(value, question.groups(body.within), answer.known)
    zero = constant(0)
    if body.better == "higher":
        share = choose(compare(highest, zero, np.greater), value.over(highest), zero)
        undefined = answer.undefined
    else:
        is_best = compare(value, lowest, np.equal)
        share = choose(is_best, constant(1), lowest.over(value))
        undefined = answer.undefined | (compare(value, zero, np.less_equal) & ~is_best)
    points = larger(share, zero) * constant(question.full_marks)
    return Outcome(points, replace(answer, undefined=undefined))


def _min_max(question: Question) -> Outcome:
    body: MinMax = question.body
    value = question.answer.number.spread_over(question.rows)
    lowest, highest = _extremes(value, question.groups(body.within), question.answer.known)
    worst, best = (lowest, highest) if body.better == "higher" else (highest, lowest)
    share = choose(compare(worst, best, np.equal), constant(body.if_equal), (value - worst).over(best - worst))
    return Outcome(share * constant(question.full_marks), question.answer)


def _z_score(question: Question) -> Outcome:
    body: ZScore = question.body
    answer, groups = question.answer, question.groups(body.within)
    floats = np.broadcast_to(answer.number.floats(), (question.rows,))
    z = np.zeros(question.rows)
    for group in np.unique(groups[answer.known]):
        members = (groups == group) & answer.known
        deviation = floats[members].std()
        if deviation > 0:
            z[members] = (floats[members] - floats[members].mean()) / deviation
    direction = 1 if body.better == "higher" else -1
    share = approximate(float(body.at_mean) + float(body.per_deviation) * z * direction)
    if body.capped:
        share = larger(smaller(share, constant(1)), constant(0))
    return Outcome(share * constant(question.full_marks), answer)


def _rank_points(question: Question) -> Outcome:
    body: RankPoints = question.body
    keys = question.answer.number.spread_over(question.rows).keys()
    place = standard_ranks(keys, question.groups(body.within), question.answer.known, body.better == "higher")
    amounts = [question.amount(amount) for amount in body.points]
    amounts.append(question.amount(body.otherwise))
    return Outcome(lookup(amounts, np.minimum(place, len(amounts)) - 1), question.answer)


def standard_ranks(keys: NDArray[np.generic], groups: Groups, known: Mask, higher_first: bool) -> NDArray[np.int64]:
    """Ranks 1224 of the known rows within each group; 1 elsewhere, where it means nothing."""
    place = np.ones(len(keys), np.int64)
    for group in np.unique(groups[known]):
        members = np.flatnonzero((groups == group) & known)
        _, dense, counts = np.unique(keys[members], return_inverse=True, return_counts=True)
        below = np.cumsum(counts) - counts
        better = len(members) - below[dense] - counts[dense] if higher_first else below[dense]
        place[members] = better + 1
    return place


PEER_RULES: dict[str, Callable[[Question], Outcome]] = {
    "best_ratio": _best_ratio,
    "min_max": _min_max,
    "z_score": _z_score,
    "rank_points": _rank_points,
}
