"""What a station is compared with: the medians of its kind, the size of the group that it is ranked in."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from rating.insight.tables import dimension_columns
from rating.scoring.evaluation import Evaluation


class Among:
    """An evaluation's kinds and groups, each looked through once for all its stations."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation

    @cached_property
    def columns(self) -> list[tuple[str, NDArray[np.int64], NDArray[np.bool_]]]:
        """Title, scaled points and "known" of each dimension."""
        return dimension_columns(self.evaluation)

    @cached_property
    def medians(self) -> dict[str, tuple[float | None, ...]]:
        """Kind → the median of each dimension's points, of the stations whose points are known."""
        kinds, scale = np.array(self.evaluation.roster.kind, object), 10**self.evaluation.subtotals.decimals
        found = {}
        for kind in dict.fromkeys(self.evaluation.roster.kind):
            same = np.asarray(kinds == kind, np.bool_)
            peers = [points[same & known] / scale for _, points, known in self.columns]
            found[kind] = tuple(float(np.median(each)) if len(each) else None for each in peers)
        return found

    def ranked(self, station: int) -> int:
        """How many stations are ranked in the group of this one."""
        return int(self._sizes[self.evaluation.ratings.group_index[station]])

    @cached_property
    def _sizes(self) -> NDArray[np.int64]:
        ratings = self.evaluation.ratings
        return np.bincount(ratings.group_index[ratings.rated], minlength=len(ratings.groups) + 1)
