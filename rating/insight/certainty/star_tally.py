"""Stars of one draw by cut scores alone, among the bands that are open; and counts over many draws."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rating.insight.certainty.held_conditions import OpenBands

Stars = NDArray[np.int16]
Totals = NDArray[np.int64]


@dataclass(frozen=True)
class CutStars:
    """k stations. Best bands first: `thresholds` int64[places, k] the least total that gives the band or a
    better one, `steps` int16[places, k] how many stars it gives more than the next.
    """

    thresholds: Totals
    steps: Stars

    @classmethod
    def of(cls, bands: OpenBands, rows: NDArray[np.int64]) -> CutStars:
        """For some stations, in the order of `rows`."""
        thresholds = np.minimum.accumulate(bands.cuts[:, rows], axis=0)
        stars = bands.stars[:, rows]
        below = np.vstack([stars[1:], np.zeros((1, len(rows)), np.int16)])[: len(stars)]
        steps = (stars - below).astype(np.int16)
        used = steps.any(axis=1)
        return cls(thresholds[used], steps[used])

    def __call__(self, totals: Totals, buying: Totals) -> Stars:
        """int16[k] for scaled totals int64[k]; `buying` are those that buy stars."""
        stars = np.zeros(len(buying), np.int16)
        for threshold, step in zip(self.thresholds, self.steps, strict=True):
            stars += (buying >= threshold) * step
        return stars


@dataclass(frozen=True)
class StarTally:
    """given int16[k]: the stars of the evaluation · same, lowest, highest: over the draws counted so far."""

    given: Stars
    same: NDArray[np.int32]
    lowest: Stars
    highest: Stars

    @classmethod
    def of(cls, given: Stars) -> StarTally:
        count = len(given)
        highest, lowest = np.full(count, -1, np.int16), np.full(count, np.iinfo(np.int16).max, np.int16)
        return cls(given, np.zeros(count, np.int32), lowest, highest)

    def count(self, stars: Stars) -> None:
        """One draw more."""
        np.add(self.same, stars == self.given, out=self.same)
        np.minimum(self.lowest, stars, out=self.lowest)
        np.maximum(self.highest, stars, out=self.highest)
