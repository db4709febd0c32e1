"""From totals to stars: cut scores, requirements, caps, quotas, the ladder (docs/method.md §6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from rating.rubric.nouns import Rubric
from rating.rubric.numbers import Amount
from rating.rubric.policies import Band
from rating.scoring.answers import Answers
from rating.scoring.exact import Mask, compare, constant
from rating.scoring.gates import NO_CAP
from rating.scoring.grouping import Kinds
from rating.scoring.tree import Part

Stars = NDArray[np.int16]


@dataclass(frozen=True)
class Standing:
    """What stars are decided on, all of n stations.

    total: int64 scaled by 10**decimals, the total that buys stars · full: Fraction per kind ·
    candidate: complete and not shut out by a gate · cap: most stars allowed ·
    order: merit by the ranking keys without stars (smaller is better) · quota_group: int64.
    """

    total: NDArray[np.int64]
    decimals: int
    full: Mapping[str, Fraction]
    candidate: Mask
    cap: Stars
    order: NDArray[np.int64]
    quota_group: NDArray[np.int64]

    @property
    def capped(self) -> bool:
        """True when any station may not have every star."""
        return bool((self.cap < NO_CAP).any())


@dataclass(frozen=True)
class Given:
    """stars_by_score and stars, int16 (0: no band) · level: index into `bands_for(kind)`, −1 for none ·
    unmet: (station, band index, what) for bands reached by score but not held · over_quota: mask.
    """

    stars_by_score: Stars
    stars: Stars
    level: NDArray[np.int16]
    unmet: tuple[tuple[Mask, Band, str, str], ...]
    over_quota: Mask


def give_stars(rubric: Rubric, standing: Standing, parts: Mapping[str, Part], answers: Answers, kinds: Kinds) -> Given:
    """Stars of every candidate, kind by kind."""
    rows = len(standing.total)
    level, level_by_score = np.full(rows, -1, np.int16), np.full(rows, -1, np.int16)
    placed, reached_any, over = (np.zeros(rows, np.bool_) for _ in range(3))
    unmet: list[tuple[Mask, Band, str, str]] = []
    tables = _tables(rubric, kinds)
    for place in range(max((len(bands) for _, bands in tables), default=0)):
        holds, quota = np.zeros(rows, np.bool_), []
        for here, bands in tables:
            if place >= len(bands):
                continue
            band = bands[place]
            passes = reached = _reaches(band, standing, kinds) & here
            _mark(level_by_score, passes & ~reached_any, place)
            reached_any = reached_any | passes
            for meets, code, about in _wanting(band, rubric, parts, answers):
                unmet.append((reached & ~meets & standing.candidate, band, code, about))
                passes = passes & meets
            holds |= passes & (standing.cap >= band.stars) if standing.capped else passes
            quota.append((here, band))
        open_to = holds & standing.candidate & ~placed
        taken = _within_quota(open_to, quota, standing, rubric)
        over |= open_to & ~taken
        placed |= taken
        _mark(level, taken, place)
    stars = _stars_of(level, tables)
    return Given(_stars_of(level_by_score, tables), stars, level, tuple(unmet), over)


def _mark(level: NDArray[np.int16], rows: Mask, place: int) -> None:
    """Set `level`, −1 so far, to `place` in these rows; arithmetic is quicker here than a choice."""
    level += rows.astype(np.int16) * np.int16(place + 1)


def _stars_of(level: NDArray[np.int16], tables: Sequence[tuple[Mask, list[Band]]]) -> Stars:
    """Level of each station's own table → stars; no level is 0 stars."""
    deepest = max((len(bands) for _, bands in tables), default=0)
    stars = np.zeros(len(level), np.int16)
    for here, bands in tables:
        by_level = np.zeros(deepest + 1, np.int16)
        by_level[: len(bands)] = [band.stars for band in bands]
        stars = stars + by_level.take(level) * here
    return stars


def _tables(rubric: Rubric, kinds: Kinds) -> list[tuple[Mask, list[Band]]]:
    """Every table of bands in use, best band first, with the stations it is for."""
    own = {kind for kind in kinds.names if kind in rubric.bands_by_kind}
    common = [number for number, kind in enumerate(kinds.names) if kind not in own]
    tables = [
        (np.isin(kinds.of, [number]), rubric.bands_for(kind)) for number, kind in enumerate(kinds.names) if kind in own
    ]
    if common:
        tables.append((np.isin(kinds.of, common), rubric.bands_for(kinds.names[common[0]])))
    return tables


def _reaches(band: Band, standing: Standing, kinds: Kinds) -> Mask:
    """The lower limit alone; upper limits are checked when the rubric is loaded."""
    if band.at_least is None and band.above is None:
        return np.ones(len(standing.total), np.bool_)
    cuts = [_lowest_total(band, standing.full[kind], standing.decimals) for kind in kinds.names]
    cut = cuts[0] if len(set(cuts)) == 1 else np.array(cuts, np.int64)[kinds.of]
    return np.asarray(standing.total >= cut, np.bool_)


def _lowest_total(band: Band, full: Fraction, decimals: int) -> int:
    """The smallest scaled total that reaches the band."""
    scale = Fraction(10**decimals)
    if band.at_least is not None:
        return ceil(band.at_least.exact(full) * scale)
    return floor(band.above.exact(full) * scale) + 1 if band.above is not None else 0


def _wanting(band: Band, rubric: Rubric, parts: Mapping[str, Part], answers: Answers) -> list[tuple[Mask, str, str]]:
    """(who meets it, reason code, what is asked of whom) for every further condition of a band."""
    asked: list[tuple[Mask, str, str]] = []
    if band.each_dimension is not None:
        for node in rubric.dimensions:
            if not node.bonus:
                part = parts[node.code]
                enough = compare(part.points, part.full * constant(band.each_dimension), np.greater_equal)
                asked.append((enough | ~part.counted, "dimension_floor", node.code))
    for code, amount in band.minimum.items():
        part = parts[code]
        least = part.full * constant(amount.value) if amount.is_share else constant(amount.value)
        asked.append((compare(part.points, least, np.greater_equal) | ~part.counted, "minimum", code))
    asked.extend((answers.formula(one.when).true, "requirement", one.title) for one in band.requires)
    return asked


def _within_quota(open_to: Mask, levels: Sequence[tuple[Mask, Band]], standing: Standing, rubric: Rubric) -> Mask:
    """Of the stations open to this level, those that its quota takes, group by group."""
    if all(band.quota is None for _, band in levels):
        return open_to
    taken = open_to.copy()
    for here, band in levels:
        if band.quota is None:
            continue
        for group in np.unique(standing.quota_group[here & standing.candidate]):
            members = np.flatnonzero(open_to & here & (standing.quota_group == group))
            rated = int((standing.candidate & (standing.quota_group == group) & here).sum())
            taken[members] = _first(standing.order[members], _places(band.quota, rated), rubric.award.quota_ties)
    return taken


def _places(quota: Amount, rated: int) -> int:
    return floor(Fraction(quota.value) * rated) if quota.is_share else int(quota.value)


def _first(order: NDArray[np.int64], places: int, ties: str) -> Mask:
    """The best `places` of these; a tie across the border is all in or all out."""
    if places <= 0:
        return np.zeros(len(order), np.bool_)
    if places >= len(order):
        return np.ones(len(order), np.bool_)
    ranked = np.sort(order)
    last, next_one = ranked[places - 1], ranked[places]
    if last == next_one and ties == "exclude":
        return np.asarray(order < last, np.bool_)
    return np.asarray(order <= last, np.bool_)
