"""Kendall's rank correlation τ-b of two rankings of the same stations, within their groups.

Pairs of different groups are never compared. Kendall, M. G. (1945), "The treatment of ties in ranking
problems", Biometrika 33: τ-b = (C − D) ÷ √((pairs not tied in one) × (pairs not tied in the other)).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
SMALL = 64
"""Runs of up to so many are compared pair by pair, longer ones merged."""


def kendall(before: NDArray[np.float64], after: NDArray[np.float64], groups: Numbers) -> float | None:
    """Ranks count from 1 within each group. None where no two stations can be told apart on either side."""
    one, other = _placed(before, groups), _placed(after, groups)
    span = len(one) + 1
    both = np.sort(one * span + other)
    pairs = _equal(np.sort(groups))
    tied_one, tied_other, tied_both = _equal(both // span), _equal(np.sort(other)), _equal(both)
    if pairs in (tied_one, tied_other):
        return None
    discordant = _inversions(both % span, span)
    concordant = pairs - tied_one - tied_other + tied_both - discordant
    return float((concordant - discordant) / np.sqrt(float(pairs - tied_one) * float(pairs - tied_other)))


def _placed(ranks: NDArray[np.float64], groups: Numbers) -> Numbers:
    """Ranks as whole numbers up to the count of stations that rise from group to group: groups never cross."""
    counts = np.bincount(groups)
    return np.asarray((np.cumsum(counts) - counts)[groups] + ranks, np.int64)


def _equal(rising: Numbers) -> int:
    """How many pairs are equal."""
    ends = np.flatnonzero(np.append(rising[1:] != rising[:-1], True)) if len(rising) else np.zeros(0, np.int64)
    counts = np.diff(ends, prepend=-1)
    return int((counts * (counts - 1) // 2).sum())


def _inversions(numbers: Numbers, span: int) -> int:
    """Pairs that stand in falling order; `numbers` are below `span`."""
    size = len(numbers)
    padded = np.full(-(-size // SMALL) * SMALL, span, np.int64)
    padded[:size] = numbers
    runs = padded.reshape(-1, SMALL)
    found = sum(int((runs[:, at, None] > runs[:, at + 1 :]).sum()) for at in range(SMALL - 1))
    width = SMALL
    while width < len(padded):
        found += _across(padded, width, span + 1)
        width *= 2
    return found


def _across(numbers: Numbers, width: int, span: int) -> int:
    """Inversions between the left and the right half of each run of 2 × width."""
    place = np.arange(len(numbers))
    run, is_right = place // (2 * width), place // width % 2 == 1
    keys = run * span + numbers
    left, right = np.sort(keys[~is_right]), keys[is_right]
    ends = np.searchsorted(left, (run[is_right] + 1) * span)
    return int((ends - np.searchsorted(left, right, side="right")).sum())
