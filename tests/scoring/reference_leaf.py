"""One indicator for one station: its state and its points, in the slow reference (docs/method.md §4)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rating.reported import Status
from rating.rubric.nouns import Node
from rating.rubric.rules import Rule
from tests.scoring.reference_numbers import ZERO, Num, num, rounded
from tests.scoring.reference_rules import RULES, Leaf, SmallSample
from tests.scoring.reference_values import Cell, Values, truth


@dataclass(frozen=True)
class Outcome:
    """One node for one station. `points` is None while unknown; `attainable` is used by over_all."""

    applies: bool
    counted: bool = False
    status: Status = Status.REPORTED
    covered: bool = False
    points: Num | None = None
    full_marks: Num = ZERO
    attainable: Num = ZERO
    passed: bool | None = None
    """Of a key item only."""


NOT_THERE = Outcome(applies=False)


def leaf_outcome(node: Node, values: Values, station: int) -> Outcome:
    kind = values.reported.roster.kind[station]
    if not node.applies_to(kind):
        return NOT_THERE
    rule = node.rule_for(kind)
    assert rule is not None
    full_marks = ZERO if rule.key_item else num(node.full_marks_for(kind))
    cell = RULES[rule.kind](Leaf(node, values, station, full_marks), rule.body)
    here = Outcome(True, True, cell.status, cell.known, None, full_marks, full_marks)
    if cell.status == Status.UNREADABLE:
        return here
    if cell.status == Status.NOT_APPLICABLE:
        return Outcome(True, False, cell.status, False, None, full_marks, full_marks)
    if cell.number is None:
        return _missing(here, _policy(node, values, cell, rule))
    if rule.key_item:
        return replace(here, covered=True, points=ZERO, passed=truth(cell.number))
    return replace(here, covered=True, points=_kept(node, values, cell.number, full_marks))


def _kept(node: Node, values: Values, points: Num, full_marks: Num) -> Num:
    """Points after the node's own cap and the rounding of the indicator."""
    limit = num(node.cap) if node.cap is not None else full_marks if node.bonus else None
    if limit is not None and points > limit:
        points = limit
    scale = values.rubric.scale
    return rounded(points, scale.decimals) if scale.round == "indicator" else points


def _policy(node: Node, values: Values, cell: Cell, rule: Rule) -> str:
    missing = values.rubric.missing
    if isinstance(cell, SmallSample) and rule.survey:
        return rule.survey.if_small
    if cell.status == Status.BLANK:
        return node.if_blank or missing.if_blank or "incomplete"
    if cell.status == Status.NOT_INSPECTED:
        return node.if_not_inspected or missing.if_not_inspected
    return node.if_undefined or missing.if_undefined


def _missing(here: Outcome, policy: str) -> Outcome:
    counted = policy != "leave_out"
    points = ZERO if policy == "zero" else None
    return Outcome(True, counted, here.status, False, points, here.full_marks, here.attainable)
