"""The area table (区情表) of a round: figures of the streets, on which goals are judged; the newest one counts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from rating.district.people.person import Person
from rating.district.people.roles import About, Action, Thing, demand
from rating.district.rounds.round import round_of
from rating.district.rounds.uploads import KeptUpload, keep_upload
from rating.district.storage import schema
from rating.district.storage.changes import refuse

CALLED = "区情表"
PURPOSE = "area"


def keep_area_table(at: Connection, person: Person, round_id: int, name: str, content: bytes) -> KeptUpload:
    """For the whole round; the one before stays kept. Raises NotAllowed, Refused (not_found)."""
    round_ = round_of(at, person, round_id)
    about = About(round_.district, owner=person.id)
    demand(person, Action.ADD, Thing.EVALUATION, About(round_.district))  # a rater hands in marks, no area table
    return keep_upload(
        at, person, about, round_id=round_.id, part_id=None, name=name, content=content, purpose=PURPOSE, state="taken"
    )


def area_table_id(at: Connection, person: Person, round_id: int) -> tuple[int, str] | None:
    """Id and SHA-256 of the one that counts, for whoever may see results; None before there is one."""
    row = _newest(at, person, round_id)
    return (row.id, row.sha256) if row else None


def area_table_sent(at: Connection, person: Person, round_id: int) -> datetime | None:
    """When the one that counts was handed in; None before there is one. Raises NotAllowed."""
    row = _newest(at, person, round_id)
    return row.sent_at if row else None


def _newest(at: Connection, person: Person, round_id: int) -> Any:
    round_ = round_of(at, person, round_id)
    demand(person, Action.SEE, Thing.EVALUATION, About(round_.district))
    table = schema.upload
    asked = select(table.c.id, table.c.sha256, table.c.sent_at).where(
        table.c.round_id == round_.id, table.c.purpose == PURPOSE, table.c.state == "taken"
    )
    return at.execute(asked.order_by(table.c.id.desc()).limit(1)).one_or_none()


def area_table(at: Connection, person: Person, round_id: int) -> tuple[str, bytes]:
    """Its name and untouched bytes. Raises NotAllowed, Refused (not_found)."""
    found = area_table_id(at, person, round_id)
    if found is None:
        raise refuse("not_found", "这一轮次还没有区情表", CALLED)
    table = schema.upload
    row = at.execute(select(table.c.name, table.c.content).where(table.c.id == found[0])).one()
    return row.name, bytes(row.content)
