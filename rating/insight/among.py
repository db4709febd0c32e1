"""What a station is compared with: the medians of its kind, the size of the group that it is ranked in."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from rating.insight.spread import LEAST
from rating.insight.tables import dimension_columns
from rating.scoring.evaluation import Evaluation

UNITS = {
    "station": ("个", "站"), "street": ("个", "街镇"), "district": ("个", "区"), "person": ("名", "人员"),
    "project": ("个", "项目"),
}  # fmt: skip
"""How the units of a rubric are counted, and what they are."""


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
        """Kind → the median of each dimension's points, of the stations whose points are known; None for one alone."""
        kinds, scale = np.array(self.evaluation.roster.kind, object), 10**self.evaluation.subtotals.decimals
        found = {}
        for kind in dict.fromkeys(self.evaluation.roster.kind):
            same = np.asarray(kinds == kind, np.bool_)
            peers = [points[same & known] / scale for _, points, known in self.columns]
            found[kind] = tuple(float(np.median(each)) if len(each) > 1 else None for each in peers)
        return found

    def full_marks_text(self, station: int, at: int) -> str:
        """同类 12 个站中 7 个得满分; "" where fewer than `LEAST` of the kind have points, or it gives none."""
        counted = self._full_marks.get((self.evaluation.roster.kind[station], at))
        each, noun = UNITS[self.evaluation.rubric.unit]
        return f"{self.named(station)} {counted[0]} {each}{noun}中 {counted[1]} {each}得满分" if counted else ""

    def named(self, station: int) -> str:
        """What the stations are that this one is compared with."""
        return "同类" if self.evaluation.roster.kind[station] else "参评"

    @cached_property
    def _kinds(self) -> dict[str, NDArray[np.bool_]]:
        """Kind → the stations of it."""
        kinds = np.array(self.evaluation.roster.kind, object)
        return {kind: np.asarray(kinds == kind, np.bool_) for kind in dict.fromkeys(self.evaluation.roster.kind)}

    @cached_property
    def _full_marks(self) -> dict[tuple[str, int], tuple[int, int]]:
        """(kind, indicator) → how many have points in it, and how many of them full marks."""
        scores, found = self.evaluation.scores, {}
        for kind, same in self._kinds.items():
            known = scores.known & scores.counted & same[:, None] & (scores.full_marks > 0)
            full = (known & (scores.points >= scores.full_marks)).sum(axis=0).tolist()
            for at, (count, complete) in enumerate(zip(known.sum(axis=0).tolist(), full, strict=True)):
                if count >= LEAST:
                    found[kind, at] = (count, complete)
        return found

    def median_share(self, station: int, at: int) -> float | None:
        """The middle share of full marks of the kind; None where fewer than `LEAST` have points."""
        return self._median_shares.get((self.evaluation.roster.kind[station], at))

    @cached_property
    def _median_shares(self) -> dict[tuple[str, int], float]:
        scores, found = self.evaluation.scores, {}
        for kind, at in self._full_marks:
            known = self._kinds[kind] & scores.known[:, at] & scores.counted[:, at] & (scores.full_marks[:, at] > 0)
            found[kind, at] = float(np.median(scores.points[known, at] / scores.full_marks[known, at]))
        return found

    def ranked(self, station: int) -> int:
        """How many stations are ranked in the group of this one."""
        return int(self._sizes[self.evaluation.ratings.group_index[station]])

    @cached_property
    def _sizes(self) -> NDArray[np.int64]:
        ratings = self.evaluation.ratings
        return np.bincount(ratings.group_index[ratings.rated], minlength=len(ratings.groups) + 1)
