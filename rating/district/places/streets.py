"""The streets and towns of a district, with their official codes where they have one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from rating.district.log import note
from rating.district.people.names import name, optional_name
from rating.district.people.person import Person
from rating.district.people.roles import About, Action, Thing, demand
from rating.district.places.districts import district_of
from rating.district.places.official_streets import official_street, official_streets
from rating.district.storage import schema
from rating.district.storage.changes import change, refuse, row_of

CALLED = "街镇"


@dataclass(frozen=True, slots=True)
class Street:
    """`code` "" for one without an official code."""

    id: int
    district: int
    code: str
    name: str
    version: int

    @property
    def told(self) -> str:
        return f"{self.name}（{self.code or '无代码'}）"


def streets_of(at: Connection, person: Person, district: int) -> tuple[Street, ...]:
    """All streets of a district by code and name; whoever may see the district may see them."""
    district_of(at, person, district)
    table = schema.street
    asked = select(table).where(table.c.district_id == district)
    found = (_street(row) for row in at.execute(asked))
    return tuple(sorted(found, key=lambda each: (not each.code, each.code, each.name)))


def add_street(at: Connection, person: Person, district: int, typed: str, code: str = "") -> int:
    """The id of a new street. Raises NotAllowed, or Refused for a name or code that is taken."""
    demand(person, Action.ADD, Thing.STATION, About(district))
    district_of(at, person, district, lock=True)
    shown, official = name(typed, CALLED), optional_name(code, "街镇代码")
    _refuse_taken(at, district, shown, official)
    values = {"district_id": district, "name": shown, "code": official}
    key: Any = at.execute(insert(schema.street).values(**values)).inserted_primary_key
    made = int(key[0])
    told = Street(made, district, official, shown, 1).told
    note(at, person, "add", Thing.STATION, None, district=district, summary=f"街镇「{shown}」", new=told)
    return made


def have_street(at: Connection, person: Person, district: int, typed: str) -> None:
    """Add a street of this name where there is none, with its official code if it has one that is still free."""
    shown = optional_name(typed, CALLED)
    there = streets_of(at, person, district)
    if shown and all(street.name != shown for street in there):
        official = official_street(shown, district_of(at, person, district).name)
        free = official is not None and all(street.code != official.code for street in there)
        add_street(at, person, district, shown, official.code if official and free else "")


def add_official_streets(at: Connection, person: Person, district: int, codes: frozenset[str]) -> int:
    """Add those official streets that the district does not have yet; how many that were."""
    demand(person, Action.ADD, Thing.STATION, About(district))
    there = streets_of(at, person, district)
    known = {street.name for street in there} | {street.code for street in there}
    new = [each for each in official_streets() if each.code in codes and not known & {each.code, each.name}]
    for each in new:
        add_street(at, person, district, each.name, each.code)
    return len(new)


def change_street(at: Connection, person: Person, wanted: Street, why: str = "") -> int:
    """Name and code as in `wanted`, whose `version` says what was seen; its new version."""
    seen = _street(row_of(at, schema.street, wanted.id, CALLED))
    demand(person, Action.CHANGE, Thing.STATION, About(seen.district))
    district_of(at, person, seen.district, lock=True)
    shown, official = name(wanted.name, CALLED), optional_name(wanted.code, "街镇代码")
    _refuse_taken(at, seen.district, shown, official, wanted.id)
    version = change(at, schema.street, wanted.id, wanted.version, seen.name, name=shown, code=official)
    new = Street(wanted.id, seen.district, official, shown, version).told
    summary = f"街镇「{seen.name}」"
    note(at, person, "change", Thing.STATION, district=seen.district, summary=summary, old=seen.told, new=new, why=why)
    return version


def remove_street(at: Connection, person: Person, street_id: int, why: str = "") -> None:
    """Only one that no station stands in. Raises NotAllowed, Refused (not_now)."""
    seen = _street(row_of(at, schema.street, street_id, CALLED))
    demand(person, Action.REMOVE, Thing.STATION, About(seen.district))
    district_of(at, person, seen.district, lock=True)
    if at.execute(select(schema.station.c.id).where(schema.station.c.street_id == street_id)).first():
        raise refuse("not_now", f"「{seen.name}」还有站点，不能删除", CALLED, "请先把这些站点改到别的街镇")
    at.execute(delete(schema.street).where(schema.street.c.id == street_id))
    summary = f"街镇「{seen.name}」"
    note(at, person, "remove", Thing.STATION, district=seen.district, summary=summary, old=seen.told, why=why)


def _refuse_taken(at: Connection, district: int, shown: str, code: str, but: int = 0) -> None:
    table = schema.street
    others = select(table.c.name, table.c.code).where(table.c.district_id == district, table.c.id != but)
    for other in at.execute(others):
        if other.name == shown:
            raise refuse("storage_taken", f"已经有街镇「{shown}」", CALLED)
        if code and other.code == code:
            raise refuse("storage_taken", f"代码 {code} 已经属于「{other.name}」", CALLED)


def _street(row: Any) -> Street:
    return Street(row.id, row.district_id, row.code, row.name, row.version)
