"""Short notes beside a station in the ranking: 限星, 并列, 距上一等级不远, 含合理缺项, 空白计零, 待复核."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from rating.insight.figures import points_text
from rating.insight.policy_words import limit_points
from rating.reported import Status
from rating.rubric.nouns import Rubric
from rating.scoring.evaluation import Evaluation

NEAR = Fraction(1, 100)
"""A total this share of the full marks below the next cut score, or nearer, is near the next band."""
FAR = -1


def notes(evaluation: Evaluation, rows: NDArray[np.int64]) -> list[str]:
    """One text a row, "" where there is nothing to say; equal notes are put together once."""
    signs = np.stack([sign[rows] for sign in _signs(evaluation).values()], axis=1)
    gaps = gaps_to_next(evaluation)[rows]
    keys = np.column_stack([signs.astype(np.int64), gaps])
    distinct, places = np.unique(keys, axis=0, return_inverse=True)
    titles = list(_signs(evaluation))
    texts = [_text(titles, key[:-1], int(key[-1]), evaluation.ratings.decimals) for key in distinct]
    return [texts[place] for place in places.ravel()]


def _signs(evaluation: Evaluation) -> dict[str, NDArray[np.bool_]]:
    scores, ratings = evaluation.scores, evaluation.ratings
    there = scores.applies
    blank = there & scores.known & scores.counted & (scores.status != Status.REPORTED)
    missing = there & (scores.status == Status.NOT_APPLICABLE)
    reviewed = [any(reason.code == "adjudication" for reason in reasons) for reasons in ratings.reasons]
    return {
        "限星": ratings.rated & (ratings.stars < ratings.stars_by_score),
        "并列": ratings.rated & ratings.tied,
        "含合理缺项": missing.any(axis=1),
        "空白计零": blank.any(axis=1),
        "待复核": np.array(reviewed, np.bool_),
    }


def _text(titles: list[str], signs: NDArray[np.int64], gap: int, decimals: int) -> str:
    given = [title for title, sign in zip(titles, signs, strict=True) if sign]
    if gap != FAR:
        given.insert(0, f"距上一等级差 {points_text(gap, decimals)} 分")
    return "、".join(given)


def gaps_to_next(evaluation: Evaluation) -> NDArray[np.int64]:
    """Points to the next cut score where it is near, scaled like the totals; FAR elsewhere."""
    ratings = evaluation.ratings
    gaps = np.full(len(evaluation.roster), FAR, np.int64)
    for kind in dict.fromkeys(evaluation.roster.kind):
        rows = np.flatnonzero(ratings.complete & (np.array(evaluation.roster.kind, object) == kind))
        cuts = np.array(scaled_cuts(evaluation.rubric, kind, total_marks(evaluation, kind), ratings.decimals), np.int64)
        if not len(cuts) or not len(rows):
            continue
        above = np.searchsorted(cuts, ratings.total[rows], side="right")
        next_cut = np.append(cuts, np.iinfo(np.int64).max // 2)[above]
        gap = next_cut - ratings.total[rows]
        near = int(NEAR * Fraction(total_marks(evaluation, kind)) * 10**ratings.decimals)
        gaps[rows] = np.where(gap <= near, gap, FAR)
    return gaps


def total_marks(evaluation: Evaluation, kind: str) -> Decimal:
    """Full marks of the total for a kind, after conversion."""
    rubric = evaluation.rubric
    given = evaluation.ratings.full_marks.get(kind)
    return given if given is not None else rubric.scale.convert_to or rubric.full_marks_for(kind)


def scaled_cuts(rubric: Rubric, kind: str, full_marks: Decimal, decimals: int) -> list[int]:
    """Cut scores of a kind in rising order, as the least scaled total that reaches each."""
    limits = [limit_points(band, full_marks) for band in rubric.bands_for(kind)]
    scaled = (limit.scaleb(decimals) for limit in limits if limit is not None)
    return sorted({int(cut.to_integral_value(rounding="ROUND_CEILING")) for cut in scaled if cut > 0})
