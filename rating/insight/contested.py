"""What may be disputed or put right in a result: one indicator, or one gate that took effect."""

from __future__ import annotations

from dataclasses import dataclass

from rating.insight.seen import field_text
from rating.insight.sources import fields_of, origins
from rating.reported import Status
from rating.rubric.inputs import fields_read
from rating.rubric.nouns import Node, Rubric
from rating.rubric.numbers import plain
from rating.rubric.policies import Gate
from rating.scoring.evaluation import Evaluation

GATE = "gate:"
"""Before a gate's code: an indicator may have the same."""


@dataclass(frozen=True, slots=True)
class Contested:
    """code as it is kept · title · fields it reads, in reading order · the indicator, or None for a gate."""

    code: str
    title: str
    fields: tuple[str, ...]
    node: Node | None = None
    gate: Gate | None = None

    @property
    def advice(self) -> str:
        judged = self.node or self.gate
        return judged.advice if judged else ""


def contested(rubric: Rubric, code: str, kind: str) -> Contested:
    """What `code` names for stations of a kind; raises KeyError when it names nothing for them."""
    if code.startswith(GATE):
        gate = next((each for each in rubric.gates if GATE + each.code == code), None)
        if gate is None or (gate.kinds is not None and kind not in gate.kinds):
            raise KeyError(code)
        return Contested(code, gate.title, fields_read(gate.when, rubric), gate=gate)
    node = next((each for each in rubric.indicators if each.code == code), None)
    if node is None or not node.applies_to(kind):
        raise KeyError(code)
    return Contested(code, node.title, fields_of(rubric, node, kind), node)


def as_seen(evaluation: Evaluation, row: int, code: str) -> str:
    """What the result holds of one field, in short: 8 人; 空白; 专家甲 8 分、专家乙 9 分; 8.5 分（复核）."""
    field, reported = evaluation.rubric.fields[code], evaluation.reported
    if field.kind != "mark":
        column = reported.columns[code]
        return field_text(field, column, row) or Status(int(column.status[row])).title
    review = reported.adjudicated.get((row, code))
    if review is not None:
        return f"{plain(review.mark)} 分（复核）"
    given = [
        (origin.rater, field_text(field, origin.column, row))
        for origin in origins(reported, evaluation.rubric, (code,))
    ]
    return "、".join(f"{rater.name} {mark}" for rater, mark in given if rater and mark) or Status.BLANK.title
