"""Order within a group by several keys, and the three ways to number ties (docs/method.md §7)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rating.scoring.exact import Mask

Places = NDArray[np.int64]


def merit(keys: Sequence[tuple[NDArray[np.generic], Mask, bool]], rows: int) -> Places:
    """One number a row, smaller is better, equal only when all keys are equal.

    keys: (values[n], known[n], higher is better), most important first; unknown comes last.
    """
    combined = np.zeros(rows, np.int64)
    for values, known, higher in keys:
        place = _place(values, known, higher)
        combined = _dense(combined * (int(place.max(initial=0)) + 1) + place)
    return combined


def _place(values: NDArray[np.generic], known: Mask, higher: bool) -> Places:
    """Dense place of each value by this key alone, the best 0, unknown last."""
    if known.all():
        dense = _dense(values)
        return int(dense.max(initial=0)) - dense if higher else dense
    dense = np.zeros(len(values), np.int64)
    dense[known] = _dense(values[known])
    top = int(dense.max(initial=0))
    return np.where(known, top - dense if higher else dense, top + 1)


def _dense(values: NDArray[np.generic]) -> Places:
    """0, 1, 2 … in ascending order of the distinct values."""
    if values.dtype == np.int64 and values.size:
        low, high = int(values.min()), int(values.max())
        if high - low <= 16 * len(values):
            present = np.bincount(values - low, minlength=1) > 0
            return np.asarray((np.cumsum(present) - 1)[values - low], np.int64)
    return np.asarray(np.unique(values, return_inverse=True)[1], np.int64)


def rank(order: Places, groups: Places, ranked: Mask, ties: str) -> tuple[NDArray[np.float64], Mask]:
    """Rank of every ranked row within its group (NaN elsewhere), and who is tied."""
    ranks = np.full(len(order), np.nan)
    tied = np.zeros(len(order), np.bool_)
    members = np.flatnonzero(ranked)
    if members.size == 0:
        return ranks, tied
    everybody = len(members) == len(order)
    group, place = (groups, order) if everybody else (groups[members], order[members])
    span = int(place.max()) + 1
    cell = group * span + place
    if int(group.max()) * span > 16 * len(cell) or span > 16 * len(cell):
        group, place = _dense(group), _dense(place)
        span = int(place.max()) + 1
        present, cell = np.unique(group * span + place, return_inverse=True)
    else:
        present = np.arange(int(cell.max()) + 1)
    counts = np.bincount(cell)
    some = (counts > 0).astype(np.int64)
    first = np.searchsorted(present // span, present // span)
    before, distinct = np.cumsum(counts) - counts, np.cumsum(some) - some
    standard = before - before[first] + 1
    numbered = {
        "standard": standard,
        "dense": distinct - distinct[first] + 1,
        "shared": standard + (counts - 1) / 2,
    }[ties]
    if everybody:
        return np.asarray(numbered, np.float64)[cell], (counts > 1)[cell]
    ranks[members], tied[members] = numbered[cell], (counts > 1)[cell]
    return ranks, tied
