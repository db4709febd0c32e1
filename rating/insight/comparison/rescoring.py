"""The figures of one round by the rubric of another: what a station would have had without doing anything else."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from rating.insight.comparison.sides import Side, side_of
from rating.problems import Refused
from rating.reported import Column, Reported, blank_column
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
        by_later = evaluate(rubric, carried_over(before.reported, before.rubric, rubric, shared))
    except Refused:
        return None
    sound = frozenset(node.code for node in rubric.indicators if shared.issuperset(fields_behind(node, rubric)))
    return Rescored(side_of(by_later), sound)


def unlike(before: DataField | None, after: DataField) -> str:
    """Why a figure of the one may not be read as a figure of the other, in words; "" where it may."""
    if before is None:
        return "以往没有填报"
    if before.formula and not after.formula:
        return "以往由算式得出，没有填报"
    other = [part for part in _MEANING if getattr(before, part) != getattr(after, part)]
    if set(before.choices) <= set(after.choices):
        other = [part for part in other if part != "choices"]  # read by their words
    return f"{_MEANING[other[0]]}有变" if other else ""


_MEANING = {
    "kind": "填写方式", "unit": "计量单位", "choices": "选项", "formula": "算式", "marked_by": "打分主体",
    "roll_up": "汇总方式",
}  # fmt: skip


def _same(before: DataField | None, after: DataField) -> bool:
    return not unlike(before, after)


def carried_over(
    reported: Reported, by: Rubric, rubric: Rubric, shared: set[str], nothing: Column | None = None
) -> Reported:
    """Figures read for the rubric `by`, of the `shared` fields, as the rubric asks for them; other columns are blank,
    or `nothing`."""
    blank = nothing or blank_column(len(reported.roster))
    plain = [code for code, field in rubric.fields.items() if not field.formula]

    def column(code: str) -> Column:
        known = _held(reported, code, shared)
        return _by_words(reported.columns[code], by.fields[code], rubric.fields[code]) if known else blank

    return replace(
        reported,
        columns={code: column(code) for code in plain},
        marks={code: marks for code, marks in reported.marks.items() if code in shared},
        adjudicated={key: mark for key, mark in reported.adjudicated.items() if key[1] in shared},
        problems=(),
    )


def _by_words(column: Column, before: DataField, after: DataField) -> Column:
    """Choices keep their words where they stand in another place."""
    if before.choices == after.choices:
        return column
    places = [after.choices.index(word) for word in before.choices]
    numbers = [int(number) for number in column.scaled]
    if after.kind == "several":
        moved = [sum(1 << to for at, to in enumerate(places) if number >> at & 1) for number in numbers]
    else:
        moved = [places[number] if 0 <= number < len(places) else number for number in numbers]
    wide = any(number >= 2**62 for number in moved)
    return replace(column, scaled=np.array(moved, object if wide else np.int64))


def _held(reported: Reported, code: str, shared: set[str]) -> bool:
    return code in shared and code in reported.columns
