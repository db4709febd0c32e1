"""A database with at least one row in every table, for what must carry all of them: backup, restore, forgetting."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Table, insert, select, update
from sqlalchemy.types import JSON, Boolean, Date, Integer, LargeBinary

from rating.district.storage import schema
from rating.district.storage.columns import Moment, moment
from rating.district.storage.database import Database
from tests.district.made import Made, made

NASTY = "=1+1 <b>“引号”\n第二行\t{$x$} 𠮷 😀"
CONTENT = bytes(range(256)) * 5
NOT_FILLED = frozenset({"district", "street", "station", "account"})
"""Made by `made`."""


def full(database: Database) -> Made:
    """`made`, and two rows in each other table, of one round; every column filled, hostile text and bytes in it."""
    here = made(database)
    with database.writing() as at:
        for table in schema.TABLES.sorted_tables:
            if table.name not in NOT_FILLED:
                for number in (1, 2):
                    at.execute(insert(table).values(**_values(at, table, number, here)))
        rounds = schema.assessment_round
        first, second = at.execute(select(rounds.c.id).order_by(rounds.c.id)).scalars()
        at.execute(update(rounds).where(rounds.c.id == first).values(previous_id=second))  # to a later row
    return here


def _values(at: Connection, table: Table, number: int, here: Made) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for column in table.columns:
        if column.name == "id":
            continue
        if column.foreign_keys:
            found[column.name] = _first(at, next(iter(column.foreign_keys)).column.table, number, table)
        else:
            found[column.name] = _value(column, number)
    if "district_id" in found:
        found["district_id"] = here.district
    if "state" in found and table is schema.assessment_round:
        found["state"] = "closed"
    return found


def _first(at: Connection, table: Table, number: int, asking: Table) -> Any:
    """The first row of the table referred to; the second for the second row, so that unique pairs differ."""
    if table is asking:
        return None
    ids = at.execute(select(table.c.id).order_by(table.c.id).limit(2)).scalars().all()
    return ids[0] if table is schema.assessment_round else ids[min(number, len(ids)) - 1]


def _value(column: Any, number: int) -> Any:
    kind = column.type
    if isinstance(kind, Boolean):
        return number == 1
    if isinstance(kind, Integer):
        return number
    if column.name == "left_out":
        return {"kinds": [NASTY], "codes": []}
    if isinstance(kind, JSON):
        return [{"名": NASTY, "数": [number, 0.1, None]}]
    if isinstance(kind, LargeBinary):
        return CONTENT * number
    if isinstance(kind, Moment):
        return moment() + timedelta(days=number)
    if isinstance(kind, Date):
        return date(2026, 1, number)
    return f"{column.name[:10]}{number}" if getattr(kind, "length", None) else f"{NASTY}{number}"
