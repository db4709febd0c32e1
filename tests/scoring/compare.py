"""Every difference between an Evaluation and the slow reference, in words."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from rating.reported import Status
from rating.scoring.evaluation import Evaluation
from tests.scoring.reference_leaf import Outcome
from tests.scoring.reference_numbers import NEAR, Num
from tests.scoring.reference_station import Station


def differences(evaluation: Evaluation, stations: list[Station]) -> list[str]:
    """Empty when the two agree on every score, subtotal, gate, total, star and rank."""
    return [
        f"station {at}: {what}: evaluate {ours!r}, reference {theirs!r}"
        for at, station in enumerate(stations)
        for what, ours, theirs in _pairs(evaluation, station, at)
        if not _same(ours, theirs)
    ]


def _same(ours: Any, theirs: Any) -> bool:
    if isinstance(theirs, _Near):
        return ours is not None and abs(ours - theirs.number) <= theirs.tolerance
    return bool(ours == theirs)


class _Near:
    """Points that are shown with fewer digits than they have, or computed in floating point."""

    def __init__(self, number: Num, tolerance: Fraction) -> None:
        self.number, self.tolerance = number.value, tolerance

    def __repr__(self) -> str:
        return f"{float(self.number)} ± {float(self.tolerance)}"


Pairs = Iterator[tuple[str, Any, Any]]


def _pairs(evaluation: Evaluation, station: Station, at: int) -> Pairs:
    rubric, ratings = evaluation.rubric, evaluation.ratings
    for column, node in enumerate(rubric.indicators):
        yield from _score(evaluation, station.outcomes.get(node.code), node.code, at, column)
    for column, code in enumerate(evaluation.subtotals.codes):
        yield from _subtotal(evaluation, station.outcomes.get(code), code, at, column)
    yield "gates hit", tuple(evaluation.gates.hit[at].tolist()), station.gates_hit
    yield "gates unknown", tuple(evaluation.gates.unknown[at].tolist()), station.gates_unknown
    yield "complete", bool(ratings.complete[at]), station.complete
    if station.complete and station.total is not None:
        yield "total", Fraction(int(ratings.total[at]), 10**ratings.decimals), station.total.value
    yield "rated", bool(ratings.rated[at]), station.rated
    yield "stars by score", int(ratings.stars_by_score[at]), station.stars_by_score
    yield "stars", int(ratings.stars[at]), station.stars
    yield "band", str(ratings.band[at]), station.band
    rank = float(ratings.rank[at])
    yield "rank", None if rank != rank else Fraction(rank), station.rank
    yield "tied", bool(ratings.tied[at]), station.tied


def _points(scaled: Any, decimals: int, theirs: Num, exact: bool) -> tuple[Fraction, Any]:
    """Exact where the node is rounded; else to the last shown digit, or to floating point."""
    ours = Fraction(int(scaled), 10**decimals)
    if exact:
        return ours, theirs.value
    floating = Fraction(0) if theirs.exact else NEAR * abs(theirs.value)
    return ours, _Near(theirs, Fraction(51, 100 * 10**decimals) + floating)


def _score(evaluation: Evaluation, outcome: Outcome | None, code: str, at: int, column: int) -> Pairs:
    scores = evaluation.scores
    applies = outcome is not None and outcome.applies
    yield f"{code} applies", bool(scores.applies[at, column]), applies
    if outcome is None or not applies:
        return
    yield f"{code} status", Status(int(scores.status[at, column])), outcome.status
    yield f"{code} counted", bool(scores.counted[at, column]), outcome.counted
    yield (
        f"{code} full marks",
        Fraction(int(scores.full_marks[at, column]), 10**scores.decimals),
        outcome.full_marks.value,
    )
    if not outcome.counted:
        return
    yield f"{code} known", bool(scores.known[at, column]), outcome.points is not None
    if outcome.points is not None:
        exact = evaluation.rubric.scale.round == "indicator"
        yield f"{code} points", *_points(scores.points[at, column], scores.decimals, outcome.points, exact)


def _subtotal(evaluation: Evaluation, outcome: Outcome | None, code: str, at: int, column: int) -> Pairs:
    subtotals = evaluation.subtotals
    counted = outcome is not None and outcome.counted
    yield f"{code} counted", bool(subtotals.counted[at, column]), counted
    if outcome is None or not counted:
        return
    yield f"{code} known", bool(subtotals.known[at, column]), outcome.points is not None
    yield (
        f"{code} full marks",
        Fraction(int(subtotals.full_marks[at, column]), 10**subtotals.decimals),
        outcome.full_marks.value,
    )
    if outcome.points is not None:
        exact = evaluation.rubric.scale.round == "indicator"
        yield f"{code} points", *_points(subtotals.points[at, column], subtotals.decimals, outcome.points, exact)
