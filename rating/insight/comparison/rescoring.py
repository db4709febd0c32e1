"""The figures of one round by the rubric of another: what a station would have had without doing anything else."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rating.insight.comparison.sides import Side, side_of
from rating.problems import Refused
from rating.reported import Reported, blank_column
from rating.rubric.inputs import fields_behind
from rating.rubric.nouns import DataField, Rubric
from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation


@dataclass(frozen=True)
class Rescored:
    """`side`: the earlier figures by the later rubric; only the indicators in `sound` rest on fields of both."""

    side: Side
    sound: frozenset[str]


def rescored(before: Evaluation, rubric: Rubric) -> Rescored | None:
    """None where the earlier figures cannot be scored by the later rubric at all."""
    shared = {code for code, field in rubric.fields.items() if _same(before.rubric.fields.get(code), field)}
    try:
        by_later = evaluate(rubric, _carried_over(before.reported, rubric, shared))
    except Refused:
        return None
    sound = frozenset(node.code for node in rubric.indicators if shared.issuperset(fields_behind(node, rubric)))
    return Rescored(side_of(by_later), sound)


def _same(before: DataField | None, after: DataField) -> bool:
    """A figure of the one may be read as a figure of the other."""
    parts = ("kind", "unit", "choices", "formula", "marked_by", "roll_up")
    return before is not None and all(getattr(before, part) == getattr(after, part) for part in parts)


def _carried_over(reported: Reported, rubric: Rubric, shared: set[str]) -> Reported:
    blank = blank_column(len(reported.roster))
    plain = [code for code, field in rubric.fields.items() if not field.formula]
    return replace(
        reported,
        columns={code: reported.columns[code] if _held(reported, code, shared) else blank for code in plain},
        marks={code: marks for code, marks in reported.marks.items() if code in shared},
        adjudicated={key: mark for key, mark in reported.adjudicated.items() if key[1] in shared},
        problems=(),
    )


def _held(reported: Reported, code: str, shared: set[str]) -> bool:
    return code in shared and code in reported.columns
