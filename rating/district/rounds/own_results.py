"""A station's announced result, as its head sees it: one row by its key, and no evaluation is loaded.

What a person may not see is refused like what is not there, so that no id tells anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from rating.district.people.person import Person, Role
from rating.district.people.roles import About, Action, Thing, may
from rating.district.rounds.announcements import Announcement, announcement
from rating.district.rounds.local_day import over
from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.changes import refuse
from rating.insight.published import Facts


@dataclass(frozen=True, slots=True)
class OwnRound:
    """A round as one station takes part in it; `evaluation_id` None: nothing is announced."""

    id: int
    part_id: int
    district: int
    title: str
    state: State
    filing_number: str
    fill_until: date | None
    score_until: date | None
    object_until: date | None
    rectify_until: date | None
    show_spread: bool
    show_names: bool
    show_ranks: bool
    publication_reason: str
    part_title: str
    evaluation_id: int | None
    station_id: int
    code: str
    name: str
    kind: str
    street: str

    @property
    def announced(self) -> bool:
        return self.state.published and self.evaluation_id is not None

    @property
    def may_object(self) -> bool:
        return self.announced and self.state is State.ANNOUNCED and not over(self.object_until)

    @property
    def about(self) -> About:
        return About(self.district, frozenset({self.kind}), self.station_id, published=self.announced)


_STATE = OwnRound.__slots__.index("state")


@dataclass(frozen=True, slots=True)
class OwnRow:
    """What is kept of one announced result; plain data, see `rating.insight.published`.

    announced  what its announcement tells of all stations alike; its words belong into `feedback`
    listing    lines of the rated stations of the own kind; empty unless the round shows names
    """

    own: OwnRound
    result: Mapping[str, Any]
    feedback: Mapping[str, Any]
    changes: Sequence[Mapping[str, Any]]
    announced: Announcement
    listing: Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Earlier:
    """One announced round of a station in short."""

    own: OwnRound
    result: Mapping[str, Any]
    facts: Facts


@dataclass(frozen=True, slots=True)
class OwnStation:
    """A station whose feedback may be asked for."""

    id: int
    name: str
    kind: str


def own_stations(at: Connection, person: Person, round_id: int | None = None) -> tuple[OwnStation, ...]:
    """A head's own stations; for others those of a round whose kinds they may see."""
    if person.role is Role.STATION_HEAD:
        table = schema.station
        rows = at.execute(select(table).where(table.c.id.in_(person.stations)).order_by(table.c.code))
        own = [(row, About(row.district_id, station=row.id)) for row in rows]
        return tuple(_named(row.id, row) for row, about in own if may(person, Action.SEE, Thing.STATION, about))
    station, round_ = schema.round_station, schema.assessment_round
    asked = select(station, round_.c.district_id).join_from(station, round_, round_.c.id == station.c.round_id)
    asked = asked.where(station.c.round_id == round_id, station.c.station_id.is_not(None))
    rows = at.execute(asked.order_by(station.c.position, station.c.id))
    known = [(row, About(row.district_id, frozenset({row.kind}), row.station_id)) for row in rows]
    return tuple(_named(row.station_id, row) for row, about in known if may(person, Action.SEE, Thing.FEEDBACK, about))


def _named(number: int, row: Any) -> OwnStation:
    return OwnStation(number, row.name, row.kind)


def own_rounds(at: Connection, person: Person, station_id: int) -> tuple[OwnRound, ...]:
    """The rounds that a station takes part in, the newest first; a head is not shown what is only planned."""
    seen = (each for each in _rounds(at, station_id) if may(person, Action.SEE, Thing.STATION, each.about))
    hidden = (State.DRAFT,) if person.role is Role.STATION_HEAD else ()
    return tuple(each for each in seen if each.state not in hidden)


def announced_row(at: Connection, person: Person, station_id: int, round_id: int | None = None) -> OwnRow:
    """What was announced to the station in that round, or in the newest.

    Refused (not_found), always in the same words, for what is not there, not announced, or not the person's.
    """
    for own in _rounds(at, station_id):
        if round_id in (None, own.id) and _seen(person, own):
            return row_of_round(at, own)
    raise refuse("not_found", "没有这份反馈，或者还没有公示", "站点反馈", "请从「我的反馈」进入")


def announced_rounds(person: Person, rounds: Sequence[OwnRound]) -> tuple[OwnRound, ...]:
    """Those of `own_rounds` whose feedback the person may see."""
    return tuple(own for own in rounds if _seen(person, own))


def _seen(person: Person, own: OwnRound) -> bool:
    return own.announced and may(person, Action.SEE, Thing.FEEDBACK, own.about)


def row_of_round(at: Connection, own: OwnRound) -> OwnRow:
    """For a round of `announced_rounds`: whoever calls has asked whether it may be seen."""
    result, feedback, changes, *publication = at.execute(_whole(), _key(own)).one()
    lines = at.execute(_listing(), _key(own)).scalar_one().get(own.kind, []) if own.show_names else []
    return OwnRow(own, result, feedback, changes, announcement(at, *publication), lines)


def earlier(at: Connection, rounds: Sequence[OwnRound]) -> tuple[Earlier, ...]:
    """In short, for rounds of `announced_rounds`."""
    found = ((own, at.execute(_short(), _key(own)).one()) for own in rounds)
    return tuple(Earlier(own, result, announcement(at, *publication).facts) for own, (result, *publication) in found)


def _key(own: OwnRound) -> dict[str, Any]:
    return {"evaluation": own.evaluation_id, "code": own.code}


# building a question costs more than answering it: each of the following is built once


@cache
def _whole() -> Select[Any]:
    result = schema.station_result
    return _kept(result.c.result, result.c.feedback, result.c.changes, *_in_force())


@cache
def _listing() -> Select[Any]:
    return _kept(schema.publication.c.listing)


@cache
def _short() -> Select[Any]:
    return _kept(schema.station_result.c.result, *_in_force())


def _in_force() -> tuple[Any, Any]:
    """What `announcement` asks for."""
    return schema.publication.c.id, schema.publication.c.made_at


def _kept(*columns: Any) -> Select[Any]:
    """One announced result: its row by the key, with the announcement in force."""
    result, publication = schema.station_result, schema.publication
    return (
        select(*columns)
        .join_from(result, publication, publication.c.evaluation_id == result.c.evaluation_id)
        .where(result.c.evaluation_id == bindparam("evaluation"), result.c.station_code == bindparam("code"))
        .where(publication.c.ended_at.is_(None))
    )


def _rounds(at: Connection, station_id: int) -> tuple[OwnRound, ...]:
    """Every round of a station, the newest first. Asks no permission."""
    rows = at.execute(_taken_part(), {"station": station_id})
    return tuple(_own_round(list(row)) for row in rows)


def _own_round(values: list[Any]) -> OwnRound:
    values[_STATE] = State(values[_STATE])
    return OwnRound(*values)


@cache
def _taken_part() -> Select[Any]:
    """The columns that `OwnRound` has, in its order."""
    station, part, round_ = schema.round_station, schema.round_part, schema.assessment_round
    named = {
        "district": round_.c.district_id,
        "part_id": part.c.id,
        "part_title": part.c.title,
        "evaluation_id": part.c.published_id,
        "station_id": station.c.station_id,
        **{name: station.c[name] for name in ("code", "name", "kind", "street")},
    }
    columns = [(named[name] if name in named else round_.c[name]).label(name) for name in OwnRound.__slots__]
    return (
        select(*columns)
        .join_from(station, part, part.c.id == station.c.part_id)
        .join(round_, round_.c.id == part.c.round_id)
        .where(station.c.station_id == bindparam("station"))
        .order_by(round_.c.id.desc())
    )
