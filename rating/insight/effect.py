"""What a corrected value does: one rating before and after it, same rubric, same stations.

A correction is shown before it counts, and a re-check has to prove that it moved nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rating.insight.feedback import rank_in_words
from rating.insight.figures import points_text
from rating.reported import Column, Status, blank_column
from rating.scoring.evaluation import Evaluation


@dataclass(frozen=True, slots=True)
class Standing:
    """How one station stands. `total` is "" while not complete, `stars` None while not rated."""

    total: str
    stars: int | None
    band: str
    rank: str


@dataclass(frozen=True, slots=True)
class Moved:
    """An indicator of a station that is scored differently; points as text, the status where there are none."""

    station_code: str
    station_name: str
    indicator: str
    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What changes for one station, and how many others it carries along.

    own      its indicators that are scored differently · others the same of other stations
    ranks, stars, bands   other stations whose rank, stars or band is another one
    """

    before: Standing
    after: Standing
    own: tuple[Moved, ...]
    others: tuple[Moved, ...]
    ranks: int
    stars: int

    @property
    def nothing(self) -> bool:
        return self.before == self.after and not (self.own or self.others or self.ranks or self.stars)


def effect(before: Evaluation, after: Evaluation, station_code: str) -> Effect:
    """Raises ValueError when the two do not rate the same stations by the same rubric."""
    row = before.roster.code.index(station_code)
    changed = tuple(moved(before, after))
    others = np.arange(len(before.roster)) != row
    ranks = (before.ratings.rank != after.ratings.rank) & ~(_unranked(before) & _unranked(after))
    stars = (before.ratings.stars != after.ratings.stars) | (before.ratings.band != after.ratings.band)
    return Effect(
        standing(before, row),
        standing(after, row),
        tuple(each for each in changed if each.station_code == station_code),
        tuple(each for each in changed if each.station_code != station_code),
        int((ranks & others).sum()),
        int((stars & others).sum()),
    )


def standing(evaluation: Evaluation, row: int) -> Standing:
    ratings = evaluation.ratings
    total = points_text(int(ratings.total[row]), ratings.decimals) if ratings.complete[row] else ""
    stars = int(ratings.stars[row])
    given = stars if stars >= 0 and evaluation.rubric.has_bands else None
    return Standing(total, given, str(ratings.band[row]), rank_in_words(evaluation, row))


def moved(before: Evaluation, after: Evaluation) -> Iterator[Moved]:
    """Every station and indicator whose status, counting or points differ, in roster order."""
    if before.rubric.fingerprint != after.rubric.fingerprint or before.roster != after.roster:
        raise ValueError("two ratings of different stations or rubrics")
    differs = _differing(before, after)
    for row, at in np.argwhere(differs):
        node = before.rubric.indicators[at]
        yield Moved(
            before.roster.code[row],
            before.roster.name[row],
            node.code,
            node.title,
            points_of(before, int(row), int(at)),
            points_of(after, int(row), int(at)),
        )


def points_of(evaluation: Evaluation, row: int, at: int) -> str:
    """8.0; 空白 where there are no points."""
    scores = evaluation.scores
    if not scores.known[row, at] or not scores.counted[row, at]:
        return Status(int(scores.status[row, at])).title
    return points_text(int(scores.points[row, at]), scores.decimals)


def _differing(before: Evaluation, after: Evaluation) -> NDArray[np.bool_]:
    old, new = before.scores, after.scores
    tables = ("applies", "counted", "known", "points", "full_marks", "status")
    pairs = [(getattr(old, name), getattr(new, name)) for name in tables]
    differs: NDArray[np.bool_] = np.logical_or.reduce([one != other for one, other in pairs])
    return differs & (old.applies | new.applies)


def _unranked(evaluation: Evaluation) -> NDArray[np.bool_]:
    return np.isnan(evaluation.ratings.rank)


def other_inputs(before: Evaluation, after: Evaluation) -> set[tuple[str, str]]:
    """(station code, field) of every value, mark or reviewed mark that is not the same in both."""
    codes, found = before.roster.code, set()
    for field, one, other in _columns(before, after):
        found |= {(codes[row], field) for row in np.flatnonzero(_unequal(one, other))}
    reviews, later = before.reported.adjudicated, after.reported.adjudicated
    for place in {*reviews, *later}:
        if reviews.get(place) != later.get(place):
            found.add((codes[place[0]], place[1]))
    return found


def _columns(before: Evaluation, after: Evaluation) -> Iterator[tuple[str, Column, Column]]:
    old, new = before.reported, after.reported
    none = blank_column(len(old.roster))
    for field in {*old.columns, *new.columns}:
        yield field, old.columns.get(field, none), new.columns.get(field, none)
    for field in {*old.marks, *new.marks}:
        given, later = old.marks.get(field, {}), new.marks.get(field, {})
        for rater in {*given, *later}:
            yield field, given.get(rater, none), later.get(rater, none)


def _unequal(one: Column, other: Column) -> NDArray[np.bool_]:
    """Where status or value differs; a value that means nothing is not compared."""
    if one is other:
        return np.zeros(len(one.status), np.bool_)
    shown = (one.status == Status.REPORTED) & (other.status == Status.REPORTED)
    most = max(one.decimals, other.decimals)
    differs = (one.status != other.status) | (shown & (_to(one, most) != _to(other, most))) | (one.text != other.text)
    return np.asarray(differs, np.bool_)


def _to(column: Column, decimals: int) -> NDArray[Any]:
    scaled: NDArray[Any] = column.scaled.astype(object) * 10 ** (decimals - column.decimals)
    return scaled
