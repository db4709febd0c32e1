"""What was done to a round, line by line: who, when, old, new, why; and what waits in it for somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from rating.district.people.person import Person
from rating.district.people.roles import Action, Thing, demand
from rating.district.rounds.round import Round, about_round, round_of
from rating.district.storage import schema

TOLD = (
    Thing.ROUND,
    Thing.ASSIGNMENT,
    Thing.UPLOAD,
    Thing.ENTRY,
    Thing.EVALUATION,
    Thing.DECISION,
    Thing.OBJECTION,
    Thing.RECTIFICATION,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One deed in a round; `old` and `new` as texts, "" where nothing was replaced."""

    id: int
    at: datetime
    who: str
    action: str
    thing: str
    summary: str
    old: str
    new: str
    why: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much of each waits: files to be looked at, objections to be answered, rectification to be finished."""

    files: int = 0
    objections: int = 0
    rectifications: int = 0


def history_of(
    at: Connection,
    person: Person,
    round_id: int,
    things: Sequence[Thing] = TOLD,
    since: datetime | None = None,
    most: int = 500,
) -> tuple[Line, ...]:
    """The newest first, at most `most`; for those who may change the whole round. Addresses stay in the log."""
    round_ = round_of(at, person, round_id)
    demand(person, Action.CHANGE, Thing.ROUND, about_round(at, round_))
    table = schema.log
    asked = select(table).where(table.c.round_id == round_.id, table.c.thing.in_([thing.value for thing in things]))
    if since is not None:
        asked = asked.where(table.c.at > since)
    return tuple(
        Line(row.id, row.at, row.who, row.action, row.thing, row.summary, row.old, row.new, row.why)
        for row in at.execute(asked.order_by(table.c.id.desc()).limit(most))
    )


def waiting_in(at: Connection, rounds: Sequence[Round]) -> dict[int, Waiting]:
    """By round. Asks no permission: the caller has seen the rounds, and this tells only numbers."""
    ids = [round_.id for round_ in rounds]
    files = _counted(at, schema.upload, ("draft",), ids, schema.upload.c.purpose == "data")
    objections = _counted(at, schema.objection, ("open",), ids)
    rectifications = _counted(at, schema.rectification, ("open", "submitted", "returned"), ids)
    return {each: Waiting(files.get(each, 0), objections.get(each, 0), rectifications.get(each, 0)) for each in ids}


def _counted(at: Connection, table: Any, states: Sequence[str], ids: Sequence[int], *more: Any) -> dict[int, int]:
    part = schema.round_part
    asked = (
        select(part.c.round_id, func.count().label("how_many"))
        .select_from(table.join(part, part.c.id == table.c.part_id))
        .where(part.c.round_id.in_(ids), table.c.state.in_(states), *more)
        .group_by(part.c.round_id)
    )
    return {row.round_id: row.how_many for row in at.execute(asked)}
