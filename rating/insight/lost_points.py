"""Where a district loses its points: every indicator over all stations, the most lost first. Exact."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from rating.insight.figures import exact
from rating.scoring.evaluation import Evaluation


@dataclass(frozen=True, slots=True)
class LostPoints:
    """One indicator. Only stations whose points are known and count.

    stations  how many these are · in_full: of them, those with full marks
    earned, attainable   sums over them, in points of the indicators · lost: their difference
    """

    code: str
    title: str
    dimension: str
    stations: int
    in_full: int
    earned: Decimal
    attainable: Decimal

    @property
    def lost(self) -> Decimal:
        return self.attainable - self.earned

    @property
    def share(self) -> Fraction:
        """得分率 over all these stations."""
        return Fraction(self.earned) / Fraction(self.attainable)


def lost_points(evaluation: Evaluation) -> tuple[LostPoints, ...]:
    """Indicators with points that any station has, by points lost, then in the rubric's order.

    More than the full marks (a bonus within an indicator) does not make up for what others lost.
    """
    scores, rubric = evaluation.scores, evaluation.rubric
    owners = {node.code: top.title for top in rubric.dimensions for node in top.walk()}
    seen = scores.applies & scores.known & scores.counted & (scores.full_marks > 0)
    got = np.clip(scores.points, None, scores.full_marks)
    found = [
        LostPoints(
            node.code,
            node.title,
            owners[node.code],
            int(seen[:, at].sum()),
            int((seen[:, at] & (got[:, at] == scores.full_marks[:, at])).sum()),
            exact(int(got[seen[:, at], at].sum()), scores.decimals),
            exact(int(scores.full_marks[seen[:, at], at].sum()), scores.decimals),
        )
        for at, node in enumerate(rubric.indicators)
        if not node.bonus and seen[:, at].any()
    ]
    return tuple(sorted(found, key=lambda each: -each.lost))
