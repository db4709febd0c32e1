"""The Evaluation: everything one rating decided, frozen, for every reader alike (design §7).

n stations in roster order, m indicators (leaves) and k nodes in the rubric's reading order.
Points are int64, scaled by `10 ** decimals` of their table; unknown is a status or mask, never a
number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rating.problems import Problem
from rating.reported import Reported, Roster, Upload
from rating.rubric.nouns import Rubric
from rating.scoring.leaves import Leaf
from rating.scoring.tree import Part

METHOD_DATE = date(2026, 11, 22)
"""The day the arithmetic last changed; printed with every result (CHANGELOG, *Results change*)."""


@dataclass(frozen=True)
class Scores:
    """Station × indicator. Held as the scored leaves; each table below is laid out when first read.

    decimals    of `points` and `full_marks`
    leaves      one per indicator, in reading order
    spreads     per indicator: raters' highest − lowest mark, float64[n], None where not marked
    """

    decimals: int
    leaves: tuple[Leaf, ...]
    spreads: tuple[NDArray[np.float64] | None, ...]

    @cached_property
    def status(self) -> NDArray[np.uint8]:
        """uint8[n, m] of Status; meaningless where `applies` is False."""
        return _side_by_side([leaf.status for leaf in self.leaves])

    @cached_property
    def applies(self) -> NDArray[np.bool_]:
        """bool[n, m]: the indicator belongs to the station's kind."""
        return _side_by_side([leaf.there for leaf in self.leaves])

    @cached_property
    def counted(self) -> NDArray[np.bool_]:
        """bool[n, m]: in the denominator (not N/A, not left out)."""
        return _side_by_side([leaf.counted for leaf in self.leaves])

    @cached_property
    def known(self) -> NDArray[np.bool_]:
        """bool[n, m]: points are known (a blank scored as zero is known)."""
        return _side_by_side([leaf.known for leaf in self.leaves])

    @cached_property
    def points(self) -> NDArray[np.int64]:
        """int64[n, m] scaled by 10**decimals; 0 where not known."""
        return _side_by_side([np.where(leaf.known, leaf.points.rounded(self.decimals), 0) for leaf in self.leaves])

    @cached_property
    def full_marks(self) -> NDArray[np.int64]:
        """int64[n, m], same scale: what the indicator can earn for the station's kind."""
        return _side_by_side([leaf.full.spread_over(len(leaf.there)).rounded(self.decimals) for leaf in self.leaves])

    @cached_property
    def value(self) -> NDArray[np.float64]:
        """float64[n, m] for reading and charts only, NaN unless reported; exact values are in `reported`."""
        return _side_by_side([leaf.float_value() for leaf in self.leaves])

    @cached_property
    def spread(self) -> NDArray[np.float64]:
        """float64[n, m]: raters' highest − lowest mark, NaN where not marked by several."""
        rows = len(self.leaves[0].there)
        return _side_by_side([np.full(rows, np.nan) if spread is None else spread for spread in self.spreads])


@dataclass(frozen=True)
class Subtotals:
    """Station × branch, and dimensions that are leaves (`codes`, reading order).

    Points are already restated where N/A parts left the denominator.
    """

    decimals: int
    codes: tuple[str, ...]
    parts: tuple[Part, ...]

    @cached_property
    def points(self) -> NDArray[np.int64]:
        """int64[n, k] scaled by 10**decimals; 0 where not known."""
        rounded = [part.points.spread_over(len(part.known)).rounded(self.decimals) for part in self.parts]
        return _side_by_side(
            [np.where(part.known & part.counted, p, 0) for part, p in zip(self.parts, rounded, strict=True)]
        )

    @cached_property
    def full_marks(self) -> NDArray[np.int64]:
        """int64[n, k]: the node's own (reference) maximum."""
        return _side_by_side([part.full.spread_over(len(part.known)).rounded(self.decimals) for part in self.parts])

    @cached_property
    def attainable(self) -> NDArray[np.int64]:
        """int64[n, k]: of the full marks, what could still be earned under `over_all`."""
        return _side_by_side(
            [part.attainable.spread_over(len(part.known)).rounded(self.decimals) for part in self.parts]
        )

    @cached_property
    def known(self) -> NDArray[np.bool_]:
        """bool[n, k]."""
        return _side_by_side([part.known & part.counted for part in self.parts])

    @cached_property
    def counted(self) -> NDArray[np.bool_]:
        """bool[n, k]: in its parent's denominator."""
        return _side_by_side([part.counted for part in self.parts])


def _side_by_side(columns: list[Any]) -> NDArray[Any]:
    return np.stack(columns).T


@dataclass(frozen=True)
class Gates:
    """Station × gate: `hit` True where the gate took effect, `unknown` where data were missing."""

    hit: NDArray[np.bool_]
    unknown: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence on why a station is rated as it is.

    code: incomplete · veto · unrated · cap · requirement · dimension_floor · minimum · key_item ·
    quota · ladder · first_time · adjudication · coverage · gate_unknown · bonus_excluded.
    `about` is the code of the gate, node or band; `text` is what a user reads.
    """

    code: str
    text: str
    about: str = ""


@dataclass(frozen=True)
class Ratings:
    """Per station, arrays of n.

    total            int64 scaled by 10**decimals, after `convert_to`; 0 where not `complete`
    full_marks       Decimal per kind code, after `convert_to`
    complete         bool: nothing missing that the rubric needs
    rated            bool: complete and neither vetoed nor held
    stars_by_score   int16: by the cut scores alone; −1 where not complete
    stars            int16: after gates, requirements, quota and ladder; −1 where not rated, but 0
                     where a veto means the lowest band
    bands            titles that `band_index` (int16, −1 for none) points into
    rank             float64 (shared ranks may be halves); NaN where not rated
    groups           names of the groups ranked within, that `group_index` (int64) points into
    tied             bool
    explain          makes `reasons` when they are first read
    """

    decimals: int
    total: NDArray[np.int64]
    full_marks: Mapping[str, Decimal]
    complete: NDArray[np.bool_]
    rated: NDArray[np.bool_]
    stars_by_score: NDArray[np.int16]
    stars: NDArray[np.int16]
    bands: tuple[str, ...]
    band_index: NDArray[np.int16]
    rank: NDArray[np.float64]
    groups: tuple[str, ...]
    group_index: NDArray[np.int64]
    tied: NDArray[np.bool_]
    explain: Callable[[], tuple[tuple[Reason, ...], ...]]

    @cached_property
    def reasons(self) -> tuple[tuple[Reason, ...], ...]:
        """One tuple of Reason a station, what stops it first."""
        return self.explain()

    @cached_property
    def band(self) -> NDArray[np.object_]:
        """object[n] of str: the band's title, "" where not rated."""
        return np.array([*self.bands, ""], object)[self.band_index]

    @cached_property
    def rank_group(self) -> NDArray[np.object_]:
        """object[n] of str: the group ranked within, "" for one group over all."""
        return np.array([*self.groups, ""], object)[self.group_index]


@dataclass(frozen=True)
class Evaluation:
    """One rating, whole. `assessment_round` is the round's title, "" in try-out mode."""

    rubric: Rubric
    reported: Reported
    scores: Scores
    subtotals: Subtotals
    gates: Gates
    ratings: Ratings
    problems: tuple[Problem, ...] = ()
    assessment_round: str = ""
    method_date: date = field(default=METHOD_DATE)

    @property
    def roster(self) -> Roster:
        return self.reported.roster

    @property
    def uploads(self) -> tuple[Upload, ...]:
        return self.reported.uploads

    def total(self, station: int) -> Decimal | None:
        """The total of one station as an exact Decimal; None while it is not complete."""
        if not self.ratings.complete[station]:
            return None
        return Decimal(int(self.ratings.total[station])).scaleb(-self.ratings.decimals)
