"""Districts: made, renamed; one that holds rounds stays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select

from rating.district.log import note
from rating.district.people.names import name, optional_name
from rating.district.people.person import Person
from rating.district.people.roles import About, Action, Thing, demand
from rating.district.storage import schema
from rating.district.storage.changes import change, refuse, row_of
from rating.district.storage.columns import moment

CALLED = "区"


@dataclass(frozen=True, slots=True)
class District:
    """`practice` ones hold the sample and may be thrown away with everything in them."""

    id: int
    name: str
    code: str
    practice: bool
    version: int


def district_of(at: Connection, person: Person, district: int, *, lock: bool = False) -> District:
    """Raises Refused (not_found) or NotAllowed. `lock` keeps others from its register until the end."""
    row = row_of(at, schema.district, district, CALLED, lock=lock)
    demand(person, Action.SEE, Thing.DISTRICT, About(district))
    return District(row.id, row.name, row.code, row.practice, row.version)


def add_district(at: Connection, person: Person, typed: str, code: str = "", *, practice: bool = False) -> int:
    """The id of a new district. Raises Refused (storage_taken) for a name that is taken."""
    demand(person, Action.ADD, Thing.DISTRICT, About())
    shown = _free(at, typed)
    values = {"name": shown, "code": optional_name(code, "区代码"), "practice": practice, "created_at": moment()}
    key: Any = at.execute(insert(schema.district).values(**values)).inserted_primary_key
    made = int(key[0])
    summary = f"{'练习' if practice else ''}区「{shown}」"
    note(at, person, "add", Thing.DISTRICT, made, district=made, summary=summary, new=shown)
    return made


def change_district(at: Connection, person: Person, wanted: District, why: str = "") -> int:
    """Name and code as in `wanted`, whose `version` says what was seen; its new version."""
    seen = district_of(at, person, wanted.id)
    demand(person, Action.CHANGE, Thing.DISTRICT, About(wanted.id))
    shown, code = _free(at, wanted.name, wanted.id), optional_name(wanted.code, "区代码")
    version = change(at, schema.district, wanted.id, wanted.version, seen.name, name=shown, code=code)
    old, new = f"{seen.name} {seen.code}".strip(), f"{shown} {code}".strip()
    note(at, person, "change", Thing.DISTRICT, wanted.id, district=wanted.id, summary="区名", old=old, new=new, why=why)
    return version


def _free(at: Connection, typed: str, but: int = 0) -> str:
    shown = name(typed, "区名")
    table = schema.district
    if at.execute(select(table.c.id).where(table.c.name == shown, table.c.id != but)).first():
        raise refuse("storage_taken", f"已经有名为「{shown}」的区", CALLED)
    return shown
