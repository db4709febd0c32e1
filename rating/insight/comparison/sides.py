"""One side of a comparison, read alike from an Evaluation and from a `RESULT.json`, station by station when asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rating.insight.figures import exact
from rating.insight.notes import total_marks
from rating.reported import Status
from rating.rubric.nouns import Rubric
from rating.rubric.numbers import plain
from rating.scoring.evaluation import Evaluation


@dataclass(frozen=True, slots=True)
class Scored:
    """One indicator of one station: points, None where not known or not counted; `state` in words."""

    points: Decimal | None
    full_marks: Decimal
    state: str


@dataclass(frozen=True, slots=True)
class Stood:
    """How a station stood in one round. `total` None while not complete, `stars` None where not rated.

    rank is "" where not ranked; indicators of its kind by code.
    """

    code: str
    name: str
    kind: str
    street: str
    total: Decimal | None
    full_marks: Decimal
    stars: int | None
    band: str
    rank: str
    indicators: Mapping[str, Scored]


@dataclass(frozen=True)
class Side:
    """A round: its rubric by name, and its stations by code. `rubric` is None where only a result file is left."""

    title: str
    code: str
    rubric_title: str
    version: str
    fingerprint: str
    rubric: Rubric | None
    rows: Mapping[str, int]
    read: Callable[[int], Stood]

    def station(self, code: str) -> Stood | None:
        row = self.rows.get(code)
        return None if row is None else self.read(row)


def side_of(source: Evaluation | Mapping[str, Any]) -> Side:
    """`source` is an Evaluation, or a `RESULT.json` that `earlier_result.read_result` has found usable."""
    return _of_evaluation(source) if isinstance(source, Evaluation) else _of_result(source)


def _of_evaluation(evaluation: Evaluation) -> Side:
    rubric = evaluation.rubric
    return Side(
        evaluation.assessment_round,
        rubric.code,
        rubric.title,
        rubric.version,
        rubric.fingerprint,
        rubric,
        {code: row for row, code in enumerate(evaluation.roster.code)},
        lambda row: _evaluated(evaluation, row),
    )


def _evaluated(evaluation: Evaluation, row: int) -> Stood:
    roster, ratings = evaluation.roster, evaluation.ratings
    stars = int(ratings.stars[row])
    return Stood(
        roster.code[row],
        roster.name[row],
        roster.kind[row],
        roster.street[row],
        evaluation.total(row),
        total_marks(evaluation, roster.kind[row]),
        stars if stars >= 0 and evaluation.rubric.has_bands else None,
        str(ratings.band[row]),
        plain(Decimal(repr(float(ratings.rank[row])))) if ratings.rated[row] else "",
        dict(_leaves(evaluation, row)),
    )


def _leaves(evaluation: Evaluation, row: int) -> list[tuple[str, Scored]]:
    scores, found = evaluation.scores, []
    for at, node in enumerate(evaluation.rubric.indicators):
        if not scores.applies[row, at]:
            continue
        known = bool(scores.known[row, at] and scores.counted[row, at])
        points = exact(int(scores.points[row, at]), scores.decimals) if known else None
        full_marks = exact(int(scores.full_marks[row, at]), scores.decimals)
        found.append((node.code, Scored(points, full_marks, Status(int(scores.status[row, at])).title)))
    return found


_STATES = {status.code: status.title for status in Status}


def _of_result(result: Mapping[str, Any]) -> Side:
    rubric, stations = result.get("rubric") or {}, result["stations"]
    return Side(
        str(result.get("round") or ""),
        str(rubric.get("code") or ""),
        str(rubric.get("title") or ""),
        str(rubric.get("version") or ""),
        str(rubric.get("fingerprint") or ""),
        None,
        {station["code"]: row for row, station in enumerate(stations)},
        lambda row: _filed(stations[row]),
    )


def _filed(station: Mapping[str, Any]) -> Stood:
    rank = station.get("rank")
    leaves = (station.get("indicators") or {}).items()
    return Stood(
        str(station["code"]),
        str(station.get("name") or ""),
        str(station.get("kind") or ""),
        str(station.get("street") or ""),
        _number(station.get("total")),
        _number(station.get("full_marks")) or Decimal(0),
        station.get("stars"),
        str(station.get("band") or ""),
        "" if rank is None else str(rank),
        {code: _filed_leaf(leaf) for code, leaf in leaves},
    )


def _filed_leaf(leaf: Mapping[str, Any]) -> Scored:
    state = _STATES.get(str(leaf.get("status")), "")
    return Scored(_number(leaf.get("points")), _number(leaf.get("full_marks")) or Decimal(0), state)


def _number(text: Any) -> Decimal | None:
    return None if text is None else Decimal(str(text))
