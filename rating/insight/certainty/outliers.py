"""Marks far from what the other raters gave for the same station, named for adjudication before averaging.

A mark stands out when its distance from the median of the others exceeds the larger of the rubric's limit of
spread (where it states none, a fifth of the full marks: our choice) and K × 1.4826 × the median of all such
distances in the field (the Hampel rule: about three standard deviations of what is usual among these
raters), and so does its distance from the median of all marks of the station: else one low mark of three
would make the other two stand out as well.  It takes three marks, for of two nobody can say which one stands
out.  Nothing is ever left out: what is proposed is 复核, and what has been adjudicated is settled.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from rating.insight.certainty.panels import Panel, panels
from rating.insight.sources import where_of
from rating.rubric.numbers import plain
from rating.scoring.evaluation import Evaluation

LEAST_MARKS = 3
K = 3.0
NORMAL = 1.4826
"""Median absolute deviation × this estimates a standard deviation (Rousseeuw & Croux 1993)."""
SHARE = Decimal("0.2")


@dataclass(frozen=True, slots=True)
class OutlyingMark:
    """One mark.

    row, field   station in roster order, the field's code
    others       what the other raters gave, rising · where: the cell of the mark, "" where there is none
    """

    row: int
    station_code: str
    station: str
    field: str
    title: str
    rater: str
    mark: Decimal
    others: tuple[Decimal, ...]
    where: str
    sentence: str


def outlying_marks(evaluation: Evaluation) -> tuple[OutlyingMark, ...]:
    """In the order of the fields, the roster and the raters."""
    return tuple(mark for panel in panels(evaluation) for mark in _of_panel(evaluation, panel))


def _of_panel(evaluation: Evaluation, panel: Panel) -> Iterator[OutlyingMark]:
    from_others, from_all, enough = distances(panel.scaled, panel.given)
    least = limit(panel, from_others[enough])
    if least is None:
        return
    beyond = float(least) * 2 * 10**panel.decimals + 1e-9
    for row, place in np.argwhere(enough & (from_others > beyond) & (from_all > beyond)):
        if (int(row), panel.field) not in evaluation.reported.adjudicated:
            yield _outlying(evaluation, panel, int(row), int(place), least)


def distances(
    scaled: NDArray[np.int64], given: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """Twice the distance of every mark from the median of the other marks of its row, twice that from the median
    of all of them, and where there are enough marks for it; each [n, r], 0 where there are not.
    """
    count = given.sum(axis=1, keepdims=True)
    enough = given & (count >= LEAST_MARKS)
    filled = np.where(given, scaled, np.iinfo(np.int64).max // 4)
    order = np.argsort(filled, axis=1, kind="stable")
    rising = np.take_along_axis(filled, order, axis=1)
    place = np.empty_like(order)
    np.put_along_axis(place, order, np.broadcast_to(np.arange(scaled.shape[1]), order.shape), axis=1)
    others, everything = np.zeros_like(scaled), np.zeros_like(scaled)
    for back in (2, 1):
        # without the mark itself, those behind it move one place forward
        wanted = np.maximum((count - back) // 2, 0)
        others += _at(rising, wanted + (wanted >= place)) * enough
        everything += _at(rising, np.broadcast_to(np.maximum((count + 1 - back) // 2, 0), order.shape)) * enough
    return (
        np.where(enough, np.abs(2 * scaled - others), 0),
        np.where(enough, np.abs(2 * scaled - everything), 0),
        enough,
    )


def _at(rising: NDArray[np.int64], places: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.take_along_axis(rising, np.minimum(places, rising.shape[1] - 1), axis=1)


def limit(panel: Panel, doubled: NDArray[np.int64]) -> Decimal | None:
    """How far a mark may be from the others' median, in points; None where there is nothing to go by."""
    if not len(doubled):
        return None
    usual = float(np.median(doubled)) / 2 / 10**panel.decimals * K * NORMAL
    stated = panel.policy.spread.limit if panel.policy.spread else None
    if stated is None:
        stated = panel.full * SHARE if panel.full is not None else None
    if stated is None and not usual:
        return None
    return max(stated or Decimal(0), Decimal(str(round(usual, 2))))


def _outlying(evaluation: Evaluation, panel: Panel, row: int, place: int, least: Decimal) -> OutlyingMark:
    given = [at for at in np.flatnonzero(panel.given[row]) if at != place]
    others = tuple(sorted(panel.mark(row, int(at)) for at in given))
    middle = (others[(len(others) - 1) // 2] + others[len(others) // 2]) / 2
    mark, rater = panel.mark(row, place), panel.raters[place]
    name = rater.name or rater.code
    sentence = (
        f"「{panel.title}」{name}打 {plain(mark)} 分，其他评估人打 {'、'.join(map(plain, others))} 分，"
        f"与其中位数 {plain(middle)} 分相差 {plain(abs(mark - middle))} 分，超过 {plain(least)} 分，建议先复核再合成。"
    )
    return OutlyingMark(
        row,
        evaluation.roster.code[row],
        evaluation.roster.name[row],
        panel.field,
        panel.title,
        name,
        mark,
        others,
        where_of(evaluation.reported, panel.columns[place], row),
        sentence,
    )
