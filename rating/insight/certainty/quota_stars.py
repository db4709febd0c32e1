"""Stars of one draw where bands are given to a fixed number of stations, as `scoring.bands` gives them.

Group by group, best band first: of the stations that reach the band, to whom it is open and who have none
yet, the best by the ranking keys other than stars take the places; a tie across the border is all in or all
out. How many places there are rests on how many stations are rated, which no draw changes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor

import numpy as np
from numpy.typing import NDArray

from rating.insight.certainty.held_conditions import OpenBands
from rating.insight.certainty.places import Ranking, ranking_of
from rating.insight.certainty.star_tally import Stars, Totals
from rating.rubric.numbers import Amount
from rating.rubric.policies import Band
from rating.scoring.evaluation import Evaluation

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class _Quota:
    """Some of the stations, which share the places of one band."""

    members: NDArray[np.int64]
    places: int


@dataclass(frozen=True)
class QuotaStars:
    """k stations. cuts int64[places, k] and stars int16[places, k] as in `OpenBands`; `quotas` for each place.

    order   who comes first, without stars · at int64[k]: where each station of `order` stands among the k
    """

    cuts: Totals
    stars: Stars
    quotas: tuple[tuple[_Quota, ...], ...]
    order: Ranking
    at: NDArray[np.int64]
    ties: str

    @classmethod
    def of(cls, evaluation: Evaluation, bands: OpenBands, rows: NDArray[np.int64]) -> QuotaStars:
        """For the rated stations, in the order of `rows`."""
        rubric = evaluation.rubric
        keys = [key for key in rubric.ranking.by if key.key != "stars"]
        within = ranking_of(evaluation, keys, ties="standard")
        order = replace(within, groups=np.zeros_like(within.groups))  # quotas have groups of their own
        place = np.zeros(len(evaluation.roster), np.int64)
        place[rows] = np.arange(len(rows))
        return cls(
            bands.cuts[:, rows],
            bands.stars[:, rows],
            tuple(_quotas(evaluation, rows, place) for place in range(len(bands.cuts))),
            order,
            place[order.rows],
            rubric.award.quota_ties,
        )

    def __call__(self, totals: Totals, buying: Totals) -> Stars:
        """int16[k] for scaled totals int64[k]; `buying` are those that reach the bands."""
        merit = np.empty(len(totals), np.int64)
        merit[self.at] = self.order.places(totals[self.at], np.zeros(len(totals), np.int64))
        given, waiting = np.zeros(len(totals), np.int16), np.ones(len(totals), np.bool_)
        for cuts, stars, quotas in zip(self.cuts, self.stars, self.quotas, strict=True):
            taken = waiting & (buying >= cuts)
            for quota in quotas:
                members = quota.members[taken[quota.members]]
                taken[members] = self._first(merit[members], quota.places)
            given[taken] = stars[taken]
            waiting &= ~taken
        return given

    def _first(self, merit: NDArray[np.int64], places: int) -> Mask:
        if places <= 0 or places >= len(merit):
            return np.full(len(merit), places > 0, np.bool_)
        last, next_one = np.partition(merit, (places - 1, places))[[places - 1, places]]
        strictly = last == next_one and self.ties == "exclude"
        return np.asarray(merit < last if strictly else merit <= last, np.bool_)


def _quotas(evaluation: Evaluation, rows: NDArray[np.int64], place: int) -> tuple[_Quota, ...]:
    """Who shares the places of the bands at one place in the tables: a table's stations, group by group."""
    rubric = evaluation.rubric
    kinds, of = evaluation.roster.numbered("kind")
    groups = evaluation.roster.numbered(rubric.award.quota_within)[1][rows]
    tables = np.array([number if kind in rubric.bands_by_kind else -1 for number, kind in enumerate(kinds)])[of][rows]
    found = []
    for table in np.unique(tables):
        bands = rubric.bands_for(kinds[table]) if table >= 0 else _common(evaluation)
        band = bands[place] if place < len(bands) else None
        if band is not None and band.quota is not None:
            for group in np.unique(groups[tables == table]):
                members = np.flatnonzero((tables == table) & (groups == group))
                found.append(_Quota(members, _places(band.quota, len(members))))
    return tuple(found)


def _common(evaluation: Evaluation) -> list[Band]:
    """The bands of the kinds without their own."""
    return sorted(evaluation.rubric.bands, key=lambda band: band.stars, reverse=True)


def _places(quota: Amount, rated: int) -> int:
    return floor(Fraction(quota.value) * rated) if quota.is_share else int(quota.value)
