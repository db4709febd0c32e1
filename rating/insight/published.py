"""What an announcement keeps of a rating, so that a station head's page needs nothing else of it.

One record a station; `Facts`, which all stations share; and the listing, read only where names may be shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import numpy as np

from rating.insight.case import Reader
from rating.insight.feedback import Feedback, feedback
from rating.insight.feedback_record import as_plain, as_written, plain
from rating.insight.figures import scaled_texts
from rating.insight.provenance import provenance_line
from rating.insight.result import stations
from rating.insight.since import Since
from rating.insight.spread import Five, Spread, spreads
from rating.insight.tables import best_stars
from rating.rubric.numbers import plain as format_number
from rating.scoring.evaluation import Evaluation

OF_THE_RANKING = ("rank", "rank_group", "tied")
"""Parts of a station's result that tell of its rank."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a result rests on, and the spread of each kind."""

    rubric_code: str
    rubric_title: str
    rubric_version: str
    standing: str
    standing_title: str
    fingerprint: str
    has_bands: bool
    best_stars: int
    decimals: int
    method_date: str
    provenance: str
    indicators: tuple[str, ...]
    spreads: Mapping[str, Spread]


@dataclass(frozen=True, slots=True)
class Listed:
    """One rated station in the listing; `total` and `rank` are "" where the round does not show ranks."""

    name: str
    street: str
    stars: int
    band: str
    rank: str
    total: str


def facts_of(evaluation: Evaluation) -> dict[str, Any]:
    rubric = evaluation.rubric
    return as_plain(  # type: ignore[no-any-return]
        Facts(
            rubric_code=rubric.code,
            rubric_title=rubric.title,
            rubric_version=rubric.version,
            standing=rubric.standing,
            standing_title=rubric.standing_title,
            fingerprint=rubric.fingerprint,
            has_bands=rubric.has_bands,
            best_stars=best_stars(evaluation),
            decimals=evaluation.ratings.decimals,
            method_date=evaluation.method_date.isoformat(),
            provenance=provenance_line(evaluation),
            indicators=tuple(node.code for node in rubric.indicators),
            spreads=spreads(evaluation),
        )
    )


def facts_from(record: Mapping[str, Any]) -> Facts:
    return as_written(Facts, record)


def records(
    evaluation: Evaluation, since: Mapping[str, Since] | None = None
) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Each station's code, its part of RESULT.json, its feedback as plain data; in roster order.

    `since`: station code → what changed since the round before.
    """
    reader, before = Reader(evaluation), since or {}
    for row, result in enumerate(stations(evaluation)):
        yield result["code"], result, plain(feedback(evaluation, row, reader, before.get(result["code"])))


def listing_of(evaluation: Evaluation) -> dict[str, list[list[Any]]]:
    """Kind → rated stations in roster order: name, street, stars, band, rank, total."""
    roster, ratings = evaluation.roster, evaluation.ratings
    totals = scaled_texts(ratings.total, ratings.decimals)
    found: dict[str, list[list[Any]]] = {}
    for row in np.flatnonzero(ratings.rated):
        rank = format_number(Decimal(repr(float(ratings.rank[row]))))
        line = [roster.name[row], roster.street[row], max(int(ratings.stars[row]), 0), str(ratings.band[row])]
        found.setdefault(roster.kind[row], []).append([*line, rank, totals[row]])
    return found


def listed(lines: Sequence[Sequence[Any]], *, ranks: bool) -> tuple[Listed, ...]:
    """The best first; among equal stars in the order of the roster, unless ranks may be shown."""
    known = [Listed(*line) for line in lines]
    if ranks:
        return tuple(sorted(known, key=lambda each: Decimal(each.rank)))
    return tuple(sorted((replace(each, rank="", total="") for each in known), key=lambda each: -each.stars))


def as_shown(told: Feedback, spread: Spread | None, *, ranks: bool) -> Feedback:
    """What the round's switches leave of a feedback: no rank, and no median that gives others away."""
    known = spread.dimensions if spread else {}
    dimensions = tuple(
        each if each.code in known else replace(each, median=None, median_share=None) for each in told.dimensions
    )
    shown = replace(told, dimensions=dimensions)
    if spread is None:  # the round does not show how others fared
        shown = _alone(shown)
    if ranks or not told.rank:
        return shown
    return replace(shown, rank="", headline=told.headline.removesuffix(told.rank).removesuffix("，"))


def _alone(told: Feedback) -> Feedback:
    """Without a word on the other stations of the kind."""
    lost, good, others = (
        tuple(replace(each, among="") for each in lines) for lines in (told.lost, told.good, told.others)
    )
    return replace(told, lost=lost, good=good, others=others, strengths=(), weaknesses=())


def result_as_shown(result: Mapping[str, Any], *, ranks: bool) -> dict[str, Any]:
    return {name: each for name, each in result.items() if ranks or name not in OF_THE_RANKING}


@dataclass(frozen=True, slots=True)
class Place:
    """The total or a dimension of a station, beside the spread of its kind."""

    title: str
    points: Decimal | None
    full_marks: Decimal
    five: Five


def places(told: Feedback, spread: Spread | None) -> tuple[Place, ...]:
    """The total first, then each dimension that enough stations have points in; nothing without a spread."""
    if spread is None or spread.total is None:
        return ()
    total = Place("总分", Decimal(told.total) if told.total else None, Decimal(told.full_marks), spread.total)
    known = [each for each in told.dimensions if each.code in spread.dimensions]
    return (total, *(Place(each.title, each.points, each.full_marks, spread.dimensions[each.code]) for each in known))
