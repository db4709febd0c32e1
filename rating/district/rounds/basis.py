"""What a correction rests on: it was worked out without a transaction, and counts only if this is still so."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from rating.district.rounds.round import Part
from rating.district.storage import schema
from rating.district.storage.changes import refuse, row_of


@dataclass(frozen=True, slots=True)
class Basis:
    """What station heads see, the newest evaluation, the values and the decisions in force."""

    published_id: int | None
    newest_id: int | None
    entry_revision: int
    decisions: frozenset[int]


def basis_of(at: Connection, part_id: int) -> Basis:
    """Asks no permission: it tells only numbers."""
    evaluation, revision, decision = schema.evaluation, schema.entry_revision, schema.decision
    newest = select(func.max(evaluation.c.id)).where(evaluation.c.part_id == part_id)
    entered = select(func.max(revision.c.number)).where(revision.c.part_id == part_id)
    decided = select(decision.c.id).where(decision.c.part_id == part_id, decision.c.ended_by.is_(None))
    return Basis(
        row_of(at, schema.round_part, part_id, "评估分组").published_id,
        at.execute(newest).scalar(),
        at.execute(entered).scalar() or 0,
        frozenset(at.execute(decided).scalars()),
    )


def demand_same(at: Connection, part: Part, seen: Basis) -> None:
    """Raises Refused (changed_meanwhile) unless it is still what was seen."""
    if basis_of(at, part.id) != seen:
        remedy = "没有保存；请刷新，重新查看影响后再确认，所填内容仍在页面上"
        raise refuse("changed_meanwhile", "查看影响之后，本组的评定结果有了变化", part.title, remedy)
