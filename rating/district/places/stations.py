"""The register of a district's stations (站点名册): added, changed, closed; removed only while no round knows them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from rating.district.log import note
from rating.district.people.names import name, optional_name
from rating.district.people.person import Person
from rating.district.people.roles import About, Action, Thing, demand, may
from rating.district.places.districts import district_of
from rating.district.storage import schema
from rating.district.storage.changes import change, refuse

CALLED = "站点"
LONGEST_CODE, LONGEST, MOST_FORMER_NAMES = 40, 120, 20
FIELDS = {
    "code": "代码",
    "name": "名称",
    "kind": "类型",
    "street": "街镇",
    "former_names": "曾用名",
    "active": "状态",
}
"""What of a station may change → what people call it."""


@dataclass(frozen=True, slots=True)
class Station:
    """A station as it was when it was read; `version` says which state that was.

    street        the street's name, "" for none; `street_code` its official code
    former_names  under which files may still name it
    active        False: closed; it stays for the rounds that know it
    """

    id: int
    district: int
    code: str
    name: str
    kind: str = ""
    street: str = ""
    street_code: str = ""
    former_names: tuple[str, ...] = ()
    active: bool = True
    version: int = 1

    @property
    def label(self) -> str:
        return f"{self.name}（{self.code}）"


@dataclass(frozen=True, slots=True)
class NewStation:
    """A station to be added; `street` names one of the district's streets, "" for none."""

    code: str
    name: str
    kind: str = ""
    street: str = ""
    former_names: tuple[str, ...] = ()


def told(station: Station | NewStation, field: str) -> str:
    """One of `FIELDS` in words."""
    if field == "active":
        return "使用中" if isinstance(station, NewStation) or station.active else "已停用"
    value = getattr(station, field)
    return "、".join(value) if field == "former_names" else str(value)


def stations_of_district(
    at: Connection, person: Person, district: int, *, active: bool | None = None
) -> tuple[Station, ...]:
    """The stations of a district that the person may see, in the order of their codes."""
    district_of(at, person, district)
    table = schema.station
    asked = _asked().where(table.c.district_id == district).order_by(table.c.code)
    if active is not None:
        asked = asked.where(table.c.active == active)
    found = tuple(_station(row) for row in at.execute(asked))
    return tuple(each for each in found if may(person, Action.SEE, Thing.STATION, _about(each)))


def station_of(at: Connection, person: Person, station_id: int) -> Station:
    """Raises Refused (not_found) or NotAllowed."""
    row = at.execute(_asked().where(schema.station.c.id == station_id)).one_or_none()
    if row is None:
        raise refuse("not_found", "没有找到这一站点", CALLED)
    station = _station(row)
    demand(person, Action.SEE, Thing.STATION, _about(station))
    return station


def kinds_of(stations: tuple[Station, ...]) -> tuple[str, ...]:
    """The kinds that occur, in the order of the stations."""
    return tuple(dict.fromkeys(each.kind for each in stations if each.kind))


def add_station(at: Connection, person: Person, district: int, wanted: NewStation, why: str = "") -> int:
    """The id of a new station. Raises NotAllowed, or Refused: not_filled, not_usable, storage_taken, not_found."""
    demand(person, Action.ADD, Thing.STATION, About(district))
    district_of(at, person, district, lock=True)
    values = _values(at, district, wanted)
    _refuse_taken(at, district, values["code"])
    key: Any = at.execute(insert(schema.station).values(district_id=district, **values)).inserted_primary_key
    made = int(key[0])
    new = "；".join(f"{title}：{told(wanted, field)}" for field, title in FIELDS.items() if told(wanted, field))
    summary = f"站点「{values['name']}（{values['code']}）」"
    note(at, person, "add", Thing.STATION, made, district=district, summary=summary, new=new, why=why)
    return made


def change_station(at: Connection, person: Person, wanted: Station, why: str = "") -> int:
    """Make the station like `wanted`, whose `version` says what was seen; its new version.

    A name that changes is kept among the former names, so that files with the old one are still understood.
    """
    seen = station_of(at, person, wanted.id)
    demand(person, Action.CHANGE, Thing.STATION, About(seen.district))
    district_of(at, person, seen.district, lock=True)
    wanted = _with_former_name(seen, wanted)
    values = _values(at, seen.district, wanted)
    _refuse_taken(at, seen.district, values["code"], wanted.id)
    version = change(at, schema.station, wanted.id, wanted.version, seen.label, **values, active=wanted.active)
    changed = [field for field in FIELDS if told(seen, field) != told(wanted, field)]
    old, new = (
        "；".join(f"{FIELDS[field]}：{told(each, field) or '无'}" for field in changed) for each in (seen, wanted)
    )
    summary = f"站点「{seen.label}」的{'、'.join(FIELDS[field] for field in changed)}"
    if changed:
        note(
            at,
            person,
            "change",
            Thing.STATION,
            wanted.id,
            district=seen.district,
            summary=summary,
            old=old,
            new=new,
            why=why,
        )
    return version


def take_out(at: Connection, person: Person, seen: Station, why: str = "") -> bool:
    """Remove a station; one that a round or an account knows is only closed. True when it is gone."""
    if known_elsewhere(at, seen.id):
        change_station(at, person, replace(seen, active=False), why)
        return False
    there = station_of(at, person, seen.id)
    demand(person, Action.REMOVE, Thing.STATION, About(there.district))
    district_of(at, person, there.district, lock=True)
    table = schema.station
    gone = at.execute(delete(table).where(table.c.id == seen.id, table.c.version == seen.version)).rowcount
    if not gone:
        raise refuse("changed_meanwhile", f"「{seen.label}」刚刚被别人改过", seen.label)
    old = "；".join(f"{title}：{told(there, field)}" for field, title in FIELDS.items() if told(there, field))
    summary = f"站点「{there.label}」"
    note(at, person, "remove", Thing.STATION, seen.id, district=there.district, summary=summary, old=old, why=why)
    return True


def known_elsewhere(at: Connection, station_id: int) -> bool:
    """Whether a round assesses it or an account goes by it."""
    known = (schema.round_station.c.station_id, schema.account_scope.c.station_id)
    return any(at.execute(select(column).where(column == station_id).limit(1)).first() for column in known)


def _with_former_name(seen: Station, wanted: Station) -> Station:
    if name(wanted.name, "名称", LONGEST) == seen.name or seen.name in wanted.former_names:
        return wanted
    return replace(wanted, former_names=(*wanted.former_names, seen.name)[-MOST_FORMER_NAMES:])


def _values(at: Connection, district: int, wanted: Station | NewStation) -> dict[str, Any]:
    former = dict.fromkeys(name(each, "曾用名", LONGEST) for each in wanted.former_names)
    if len(former) > MOST_FORMER_NAMES:
        raise refuse("not_usable", f"曾用名有 {len(former)} 个，最多 {MOST_FORMER_NAMES} 个", CALLED)
    return {
        "code": name(wanted.code, "代码", LONGEST_CODE),
        "name": name(wanted.name, "名称", LONGEST),
        "kind": optional_name(wanted.kind, "类型"),
        "street_id": _street_id(at, district, optional_name(wanted.street, "街镇")),
        "former_names": list(former),
    }


def _street_id(at: Connection, district: int, called: str) -> int | None:
    if not called:
        return None
    table = schema.street
    found = at.execute(select(table.c.id).where(table.c.district_id == district, table.c.name == called)).scalar()
    if found is None:
        raise refuse("not_found", f"本区没有街镇「{called}」", CALLED, "请先添加这个街镇")
    return int(found)


def _refuse_taken(at: Connection, district: int, code: str, but: int = 0) -> None:
    table = schema.station
    asked = select(table.c.name).where(table.c.district_id == district, table.c.code == code, table.c.id != but)
    other = at.execute(asked).scalar()
    if other is not None:
        raise refuse("storage_taken", f"代码 {code} 已经属于「{other}」", CALLED)


def _about(station: Station) -> About:
    return About(station.district, frozenset({station.kind}), station.id)


def _asked() -> Any:
    table, street = schema.station, schema.street
    asked = select(table, street.c.name.label("street"), street.c.code.label("street_code"))
    return asked.outerjoin(street, street.c.id == table.c.street_id)


def _station(row: Any) -> Station:
    return Station(
        row.id,
        row.district_id,
        row.code,
        row.name,
        row.kind,
        row.street or "",
        row.street_code or "",
        tuple(row.former_names),
        row.active,
        row.version,
    )
