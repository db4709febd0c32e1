"""Order within a group by several keys, and the three ways to number ties (docs/method.md §7)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rating.scoring.exact import Mask

Places = NDArray[np.int64]
MOST_CELLS = 2
"""Ranks are counted rather than sorted while there are at most this many possible places a row."""


def merit(keys: Sequence[tuple[NDArray[np.generic], Mask, bool]], rows: int) -> Places:
    """One number a row, smaller is better, equal only when all keys are equal.

    keys: (values[n], known[n], higher is better), most important first; unknown comes last.
    """
    combined, span = np.zeros(rows, np.int64), 1
    for values, known, higher in keys:
        place, reach = _place(values, known, higher)
        if span * reach > MOST_CELLS * rows:
            combined = _dense(combined)
            span = int(combined.max(initial=0)) + 1
        combined, span = combined * reach + place, span * reach
    return combined if span <= MOST_CELLS * rows else _dense(combined)


def _place(values: NDArray[np.generic], known: Mask, higher: bool) -> tuple[Places, int]:
    """Place of each value by this key alone, the best 0, unknown last; and how many places there may be."""
    if not known.all():
        dense = np.zeros(len(values), np.int64)
        dense[known] = _dense(values[known])
        top = int(dense.max(initial=0))
        return np.where(known, top - dense if higher else dense, top + 1), top + 2
    if values.dtype != np.int64:
        values = _dense(values)
    low, high = (int(values.min()), int(values.max())) if values.size else (0, 0)
    if high - low > MOST_CELLS * len(values):
        values = _dense(values)
        low, high = 0, int(values.max(initial=0))
    return np.asarray(high - values if higher else values - low, np.int64), high - low + 1


def _dense(values: NDArray[np.generic]) -> Places:
    """0, 1, 2 … in ascending order of the distinct values."""
    if values.dtype == np.int64 and values.size:
        low, high = int(values.min()), int(values.max())
        if high - low <= MOST_CELLS * len(values):
            shifted = np.asarray(values - low, np.int64)
            order = np.cumsum(np.bincount(shifted) > 0) - 1
            return np.asarray(order.take(shifted), np.int64)
    return np.asarray(np.unique(values, return_inverse=True)[1], np.int64)


def rank(order: Places, groups: Places, ranked: Mask, ties: str) -> tuple[NDArray[np.float64], Mask]:
    """Rank of every ranked row within its group (NaN elsewhere), and who is tied.

    order: merit, smaller is better · groups: numbers from 0 · ties: standard, dense or shared.
    """
    if not ranked.any():
        return np.full(len(order), np.nan), np.zeros(len(order), np.bool_)
    everybody = bool(ranked.all())
    last = int(order.max()) + 1  # a place of their own for the unranked, behind everybody
    place = order if everybody else np.where(ranked, order, last)
    cell, lengths = _cells(groups, place, last + 1)
    counts = np.bincount(cell, minlength=int(lengths.sum()))
    ranks, tied = _numbered(counts, lengths, ties).take(cell), (counts > 1).take(cell)
    return (ranks, tied) if everybody else (np.where(ranked, ranks, np.nan), tied & ranked)


def _cells(groups: Places, place: Places, span: int) -> tuple[Places, Places]:
    """Each row's cell in a list of places, group after group, and how many cells each group has."""
    most = int(groups.max()) + 1
    if most * span <= MOST_CELLS * 8 * len(place):
        return groups * span + place, np.full(most, span)
    dense = _dense(place)
    span = int(dense.max()) + 1
    present, cell = np.unique(_dense(groups) * span + dense, return_inverse=True)
    return np.asarray(cell, np.int64), np.unique(present // span, return_counts=True)[1]


def _numbered(counts: Places, lengths: Places, ties: str) -> NDArray[np.float64]:
    """The rank that each cell stands for."""
    steps = np.asarray(counts if ties != "dense" else counts > 0, np.int64)
    before = np.cumsum(steps) - steps
    starts = np.cumsum(lengths) - lengths
    standard = before - np.repeat(before[starts], lengths) + 1
    return np.asarray(standard + (counts - 1) / 2 if ties == "shared" else standard, np.float64)
