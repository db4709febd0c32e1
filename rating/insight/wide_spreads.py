"""Marks too far apart to be averaged: each station and field that asks for adjudication (复核), rater by rater."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from rating.insight.seen import field_text
from rating.insight.sources import fields_of, origins, where_of
from rating.rubric.numbers import plain
from rating.scoring.evaluation import Evaluation


@dataclass(frozen=True, slots=True)
class GivenMark:
    """One rater's mark with its unit, and the cell that says so."""

    rater: str
    role: str
    value: str
    where: str


@dataclass(frozen=True, slots=True)
class WideSpread:
    """One marked field of one station.

    row, field   station in roster order, and the field's code
    indicators   titles of the indicators that use it
    apart        highest − lowest mark; `limit` how far they may be apart, in words
    settled      the adjudicated mark with its unit, "" while there is none; `why` its reason
    """

    row: int
    station_code: str
    station: str
    field: str
    title: str
    indicators: tuple[str, ...]
    marks: tuple[GivenMark, ...]
    apart: str
    limit: str
    settled: str = ""
    why: str = ""


def wide_spreads(evaluation: Evaluation) -> tuple[WideSpread, ...]:
    """Those still open, in the order of the rubric and the roster, then those that were settled."""
    rows = {code: row for row, code in enumerate(evaluation.roster.code)}
    found = [
        (rows[problem.station], problem.field) for problem in evaluation.problems if problem.code == "rater_spread"
    ]
    reviewed = [key for key in evaluation.reported.adjudicated if key not in found]
    return tuple(_spread(evaluation, row, field) for row, field in (*found, *reviewed))


def _spread(evaluation: Evaluation, row: int, code: str) -> WideSpread:
    rubric, reported = evaluation.rubric, evaluation.reported
    field, kind = rubric.fields[code], evaluation.roster.kind[row]
    roles = {role.code: role.title for role in rubric.roles}
    given = [origin for origin in origins(reported, rubric, (code,)) if origin.rater]
    numbers = [mark for origin in given if (mark := origin.column.number(row)) is not None]
    policy = field.raters or rubric.raters
    spread = policy.spread if policy else None
    review = reported.adjudicated.get((row, code))
    return WideSpread(
        row,
        evaluation.roster.code[row],
        evaluation.roster.name[row],
        code,
        field.title,
        tuple(
            node.title for node in rubric.indicators if node.applies_to(kind) and code in fields_of(rubric, node, kind)
        ),
        tuple(
            GivenMark(
                origin.rater.name,
                roles.get(origin.rater.role, origin.rater.role),
                field_text(field, origin.column, row),
                where_of(reported, origin.column, row),
            )
            for origin in given
            if origin.rater and origin.column.number(row) is not None
        ),
        plain(max(numbers) - min(numbers)) if numbers else "",
        f"{'小于' if spread.inclusive else '不超过'} {plain(spread.limit)} 分" if spread else "",
        f"{plain(Decimal(review.mark))} 分" if review else "",
        review.reason if review else "",
    )
