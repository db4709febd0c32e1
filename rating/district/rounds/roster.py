"""The round's own roster: the district's stations as they were when it was taken, frozen from 评分 on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from rating.district.log import note
from rating.district.people.person import Person
from rating.district.people.roles import About, Action, Thing, demand
from rating.district.rounds.parts import PartPlan, homeless, named, open_for_change, place_of, plan_of_part
from rating.district.rounds.round import Round, RoundStation, parts_of, round_of, stations_of_round
from rating.district.rubrics.revisions import rubric_of
from rating.district.storage import schema
from rating.district.storage.changes import change, refuse
from rating.problems import Refused
from rating.rubric.nouns import Rubric

COMPARED = {"name": "名称", "kind": "类型", "street": "街镇", "district": "区"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One station that the round and the district's roster hold differently.

    what  added (the round lacks it) · removed (gone or inactive in the roster) · changed
    """

    code: str
    name: str
    what: str
    words: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What taking the roster changed; `unassigned` counts assignments that went with their station."""

    stations: int
    differences: tuple[Difference, ...]
    unassigned: int


def differences(at: Connection, person: Person, round_id: int) -> tuple[Difference, ...]:
    """Where the district's roster has moved on since the round took it; stations left out aside."""
    round_ = round_of(at, person, round_id)
    return compared(round_, stations_of_round(at, round_.id), present_stations(at, round_.district))


def compared(round_: Round, taken: Sequence[RoundStation], present: Sequence[RoundStation]) -> tuple[Difference, ...]:
    """The same from what was read already."""
    return _differences(taken, _taking_part(present, round_.left_out_kinds, round_.left_out_codes))


def set_roster(
    at: Connection,
    person: Person,
    round_id: int,
    seen: int,
    left_out_kinds: Collection[str] = (),
    left_out_codes: Collection[str] = (),
    why: str = "",
) -> Taken:
    """Take the district's active stations, save those left out, each into the part of its kind.

    Raises Refused: not_now once frozen, changed_meanwhile, not_usable with the stations that fit no part by name.
    """
    round_ = open_for_change(at, person, round_id, seen)
    before = stations_of_round(at, round_.id)
    present = _taking_part(present_stations(at, round_.district), left_out_kinds, left_out_codes)
    demand(person, Action.CHANGE, Thing.ROUND, About(round_.district, frozenset(s.kind for s in (*before, *present))))
    plans = [plan_of_part(part) for part in parts_of(at, person, round_.id)]
    if not plans:
        raise refuse("not_now", "还没有分组和评分标准", round_.title, "请先设定分组和评分标准，再取用名册")
    rubrics = {plan.rubric_id: rubric_of(at, person, plan.rubric_id) for plan in plans}
    problems = homeless(plans, rubrics, present)
    if problems:
        raise Refused(problems)
    changed = _differences(before, present)
    unassigned = _write(at, round_, before, present, plans, rubrics)
    left_out = {"kinds": sorted(set(left_out_kinds)), "codes": sorted(set(left_out_codes))}
    change(at, schema.assessment_round, round_.id, seen, round_.title, left_out=left_out)
    _log(at, person, round_, changed, len(present), unassigned, left_out, why)
    return Taken(len(present), changed, unassigned)


def present_stations(at: Connection, district: int) -> tuple[RoundStation, ...]:
    """The district's active stations by code, as a round would take them (`id` and `part_id` 0)."""
    station, street, place = schema.station, schema.street, schema.district
    joined = station.join(place, place.c.id == station.c.district_id).outerjoin(
        street, street.c.id == station.c.street_id
    )
    asked = (
        select(station, street.c.name.label("street"), place.c.name.label("district"))
        .select_from(joined)
        .where(station.c.district_id == district, station.c.active)
        .order_by(station.c.code)
    )
    return tuple(
        RoundStation(0, 0, row.id, row.code, row.name, row.kind, row.street or "", row.district)
        for row in at.execute(asked)
    )


def _taking_part(
    stations: Sequence[RoundStation], left_out_kinds: Collection[str], left_out_codes: Collection[str]
) -> tuple[RoundStation, ...]:
    return tuple(
        station for station in stations if station.kind not in left_out_kinds and station.code not in left_out_codes
    )


def _differences(before: Sequence[RoundStation], present: Sequence[RoundStation]) -> tuple[Difference, ...]:
    old, new = ({station.code: station for station in stations} for stations in (before, present))
    found = [Difference(code, new[code].name, "added", "名册中有，本轮没有") for code in new if code not in old]
    found += [
        Difference(code, old[code].name, "removed", "本轮有，名册中已没有、已停用或不参评")
        for code in old
        if code not in new
    ]
    for code in (code for code in old if code in new):
        words = "；".join(
            f"{title}：{getattr(old[code], name) or '（空）'} → {getattr(new[code], name) or '（空）'}"
            for name, title in COMPARED.items()
            if getattr(old[code], name) != getattr(new[code], name)
        )
        if words:
            found.append(Difference(code, new[code].name, "changed", words))
    return tuple(found)


def _write(
    at: Connection,
    round_: Round,
    before: Sequence[RoundStation],
    present: Sequence[RoundStation],
    plans: Sequence[PartPlan],
    rubrics: Mapping[int, Rubric],
) -> int:
    """Write the snapshot; a station keeps its row, so that its assignments stay. How many assignments went."""
    table, known = schema.round_station, {station.code: station for station in before}
    codes = {station.code for station in present}
    gone = [station.id for code, station in known.items() if code not in codes]
    lost = _drop(at, schema.assignment.c.round_station_id.in_(gone))
    at.execute(delete(table).where(table.c.id.in_(gone)))
    new, kept = [], []
    for position, station in enumerate(present):
        place = place_of(plans, station.kind)
        part_id = plans[place].id if place is not None else None  # `homeless` has refused None
        values = {"part_id": part_id, "position": position, **_columns(station)}
        if station.code in known:
            kept.append({"row": known[station.code].id, **values})
        else:
            new.append({"round_id": round_.id, "code": station.code, **values})
    if kept:
        at.execute(update(table).where(table.c.id == bindparam("row")), kept)
    if new:
        at.execute(insert(table), new)
    return lost + sum(_drop_strange(at, plan, rubrics[plan.rubric_id]) for plan in plans)


def _columns(station: RoundStation) -> dict[str, Any]:
    return {"station_id": station.station_id, **{name: getattr(station, name) for name in COMPARED}}


def _drop(at: Connection, condition: Any) -> int:
    return at.execute(delete(schema.assignment).where(condition)).rowcount


def _drop_strange(at: Connection, plan: PartPlan, rubric: Rubric) -> int:
    """Assignments of stations that came into a part whose rubric does not know their rater's role."""
    table = schema.round_station
    inside = select(table.c.id).where(table.c.part_id == plan.id)
    known = {role.code for role in rubric.roles} | {""}
    return _drop(at, schema.assignment.c.round_station_id.in_(inside) & schema.assignment.c.role.not_in(known))


def _log(
    at: Connection,
    person: Person,
    round_: Round,
    changed: Sequence[Difference],
    stations: int,
    unassigned: int,
    left_out: Mapping[str, Sequence[str]],
    why: str,
) -> None:
    counts = {what: [each.name for each in changed if each.what == what] for what in ("added", "removed", "changed")}
    words = ("新增", "移出", "信息变化")
    told = [f"{word} {named(names)}" for word, names in zip(words, counts.values(), strict=True) if names]
    told += [f"随之删去 {unassigned} 项分工"] if unassigned else []
    out = "、".join((*left_out["kinds"], *left_out["codes"]))
    note(
        at,
        person,
        "change",
        Thing.ROUND,
        round_.id,
        district=round_.district,
        assessment_round=round_.id,
        summary=f"评估轮次「{round_.title}」：取用名册，{stations} 个站点" + (f"，不参评：{out}" if out else ""),
        new="；".join(told),
        why=why,
    )
