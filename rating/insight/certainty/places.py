"""Ranks of the rated stations when totals and stars vary and every other ranking key stays as it was.

The same ranks as `scoring.ranks` (a test compares them), made to be asked a thousand times: stations are put
in the order of the keys behind the total once, and each time only sorted, stably, by group, stars and total.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rating.insight.case import Reader
from rating.rubric.policies import RankKey
from rating.scoring.evaluation import Evaluation
from rating.scoring.ranks import merit

Integers = NDArray[Any]
SIXTEEN_BITS = 2**16
"""Up to so many different cells numpy sorts by counting, ten times faster than by comparing."""
MOST = 2**62


@dataclass(frozen=True)
class Ranking:
    """The rated stations in the order of the keys behind the total.

    rows      int64[k]: the stations in this order
    groups    int64[k]: number of each one's group, from 0
    keys      what comes after the group, most important first: "stars", "total", or a held key int64[k],
              smaller is better
    rising    for "stars" and "total" in turn: True where the lower is the better
    last      int64[k]: the keys behind the total, equal where all of them are; rising
    """

    rows: Integers
    groups: Integers
    keys: tuple[str | Integers, ...]
    rising: dict[str, bool]
    last: Integers
    ties: str

    @property
    def halves(self) -> int:
        """What `places` counts in: halves of a rank where ties share, else whole ranks."""
        return 2 if self.ties == "shared" else 1

    def places(self, totals: Integers, stars: Integers) -> NDArray[np.int32]:
        """Rank of each station times `halves`, in the order of `rows`."""
        cell, span = self._cells({"total": totals, "stars": stars})
        order = _stable_order(cell, span)
        cell, last = cell[order], self.last[order]
        new = np.empty(len(cell), np.bool_)
        new[:1] = True
        np.not_equal(cell[1:], cell[:-1], out=new[1:])
        new[1:] |= last[1:] != last[:-1]
        ranks = np.empty(len(cell), np.int32)
        ranks[order] = _numbered(new, self._starts, self.ties)
        return ranks

    @cached_property
    def _starts(self) -> NDArray[np.int32]:
        """Where each group begins when the stations stand group by group."""
        counts = np.bincount(self.groups)
        return np.repeat(np.cumsum(counts) - counts, counts).astype(np.int32)

    def _cells(self, varying: dict[str, Integers]) -> tuple[Integers, int]:
        """One number a station for all keys up to the total, smaller is better, and how many there may be."""
        cell, span = self.groups, int(self.groups.max(initial=0)) + 1
        for key in self.keys:
            values = varying[key] if isinstance(key, str) else key
            low, high = int(values.min(initial=0)), int(values.max(initial=0))
            reach = high - low + 1
            if span * reach >= MOST:
                cell, span = _dense(cell), len(cell)
            cell, span = cell.astype(np.int64) if span * reach >= 2**31 else cell, span * reach
            cell = cell * reach
            cell += values
            cell -= low
            if isinstance(key, str) and not self.rising[key]:
                cell += high + low - 2 * values
        return cell, span


def _dense(cell: Integers) -> Integers:
    """The same order in the smallest numbers, so that more keys fit."""
    return np.unique(cell, return_inverse=True)[1].ravel()


def _stable_order(cell: Integers, span: int) -> Integers:
    small = cell.astype(np.uint16) if span <= SIXTEEN_BITS else cell
    return np.argsort(small, kind="stable")


def _numbered(new: NDArray[np.bool_], starts: NDArray[np.int32], ties: str) -> Integers:
    """The rank of each place in the order; `new` where a run of equals begins."""
    if ties == "dense":
        runs = np.cumsum(new)
        return np.asarray(runs - runs[starts] + 1)
    begins = np.flatnonzero(new).astype(np.int32)
    lengths = np.diff(begins, append=np.int32(len(new)))
    if ties == "shared":
        begins, starts = 2 * begins + lengths - 1, 2 * starts
        return np.repeat(begins, lengths) - starts + 2
    first = np.repeat(begins, lengths)
    first -= starts
    first += 1
    return first


def ranking_of(evaluation: Evaluation, keys: Sequence[RankKey] | None = None, ties: str | None = None) -> Ranking:
    """What the rubric ranks by (or some other keys and way with ties), with everything that does not vary laid
    out for the rated stations.
    """
    rubric, rated = evaluation.rubric.ranking, np.flatnonzero(evaluation.ratings.rated)
    reader, by = Reader(evaluation), rubric.by if keys is None else keys
    varying = [at for at, key in enumerate(by) if key.key in ("stars", "total")]
    until = varying[-1] + 1 if varying else 0
    behind = _held(reader, by[until:], rated)
    rows = rated[np.argsort(behind, kind="stable")]
    return Ranking(
        rows=rows,
        groups=np.unique(evaluation.ratings.group_index[rows], return_inverse=True)[1].astype(np.int32),
        keys=tuple(key.key if key.key in ("stars", "total") else _held(reader, [key], rows) for key in by[:until]),
        rising={key.key: key.better == "lower" for key in by},
        last=np.sort(behind, kind="stable"),
        ties=ties or rubric.ties,
    )


def _held(reader: Reader, keys: Sequence[RankKey], rows: Integers) -> Integers:
    """Merit of some stations by keys that stay as they were found; smaller is better, 0 where there are none."""
    if not keys:
        return np.zeros(len(rows), np.int64)
    found = [_values(reader, key) for key in keys]
    return merit([(values[rows], known[rows], higher) for values, known, higher in found], len(rows))


def _values(reader: Reader, key: RankKey) -> tuple[Integers, NDArray[np.bool_], bool]:
    """As `scoring.evaluate` reads a ranking key that is a node or a field."""
    evaluation = reader.evaluation
    count, higher = len(evaluation.roster), key.better == "higher"
    parts = dict(zip(evaluation.subtotals.codes, evaluation.subtotals.parts, strict=True))
    leaves = {leaf.node.code: leaf for leaf in evaluation.scores.leaves}
    node = parts.get(key.key) or leaves.get(key.key)
    if node is not None:
        return node.points.spread_over(count).keys(), node.counted & node.known, higher
    answer = reader.answers.field(reader.answers.vocabulary.by_name[key.key])
    return answer.number.spread_over(count).keys(), answer.known, higher
