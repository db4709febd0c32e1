"""A station's announced result, as its head sees it: one row by its key, and no evaluation is loaded.

What a person may not see is refused like what is not there, so that no id tells anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, LargeBinary, Select, and_, bindparam, select, type_coerce

from rating.district.people.person import Person, Role
from rating.district.people.roles import About, Action, Thing, may
from rating.district.rounds.announcements import Announcement, announcement
from rating.district.rounds.local_day import over
from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.changes import refuse
from rating.district.storage.columns import unpacked
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


Sealed = tuple[bytes, bytes, Sequence[Mapping[str, Any]], int, datetime]
"""What is kept of one announced result, still packed: result, feedback, changes, the announcement's id and moment."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A round that a station took part in; `sealed` None: nothing is announced, or the person may not see it."""

    own: OwnRound
    sealed: Sealed | None


_COLUMNS, _STATE = len(OwnRound.__slots__), OwnRound.__slots__.index("state")


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


def own_rounds(at: Connection, person: Person, station_id: int) -> tuple[Taken, ...]:
    """The rounds that a station takes part in, the newest first; a head is not shown what is only planned."""
    seen = (each for each in _rounds(at, person, station_id) if may(person, Action.SEE, Thing.STATION, each.own.about))
    hidden = (State.DRAFT,) if person.role is Role.STATION_HEAD else ()
    return tuple(each for each in seen if each.own.state not in hidden)


def announced_row(at: Connection, person: Person, station_id: int, round_id: int | None = None) -> OwnRow:
    """What was announced to the station in that round, or in the newest.

    Refused (not_found), always in the same words, for what is not there, not announced, or not the person's.
    """
    for taken in _rounds(at, person, station_id):
        if taken.sealed and round_id in (None, taken.own.id):
            return row_of_round(at, taken.own, taken.sealed)
    raise refuse("not_found", "没有这份反馈，或者还没有公示", "站点反馈", "请从「我的反馈」进入")


def row_of_round(at: Connection, own: OwnRound, sealed: Sealed) -> OwnRow:
    """What was sealed, unpacked: whoever has it may see it."""
    result, feedback, changes, publication, made_at = sealed
    lines = at.execute(_listing(), {"publication": publication}).scalar_one() if own.show_names else {}
    told = announcement(at, publication, made_at)
    return OwnRow(own, unpacked(result), unpacked(feedback), changes, told, lines.get(own.kind, []))


def earlier(at: Connection, rounds: Sequence[Taken]) -> tuple[Earlier, ...]:
    """Those of them that are announced, in short."""
    known = ((each.own, each.sealed) for each in rounds if each.sealed)
    return tuple(Earlier(own, unpacked(seal[0]), announcement(at, *seal[3:]).facts) for own, seal in known)


def _rounds(at: Connection, person: Person, station_id: int) -> Iterator[Taken]:
    """Every round of a station, the newest first, in one question; sealed results only where the person may see them.

    Asks no permission for the rounds themselves.
    """
    for row in at.execute(_taken_part(), {"station": station_id}):
        own, sealed = _own_round(list(row[:_COLUMNS])), tuple(row[_COLUMNS:])
        shown = own.announced and sealed[0] and may(person, Action.SEE, Thing.FEEDBACK, own.about)
        yield Taken(own, sealed if shown else None)


def _own_round(values: list[Any]) -> OwnRound:
    values[_STATE] = State(values[_STATE])
    return OwnRound(*values)


# building a question costs more than answering it: each of the following is built once


@cache
def _listing() -> Select[Any]:
    publication = schema.publication
    return select(publication.c.listing).where(publication.c.id == bindparam("publication"))


@cache
def _taken_part() -> Select[Any]:
    """The columns that `OwnRound` has, in its order, and those of `Sealed`, empty where nothing is in force."""
    station, part, round_ = schema.round_station, schema.round_part, schema.assessment_round
    result, publication = schema.station_result, schema.publication
    in_force = and_(publication.c.evaluation_id == part.c.published_id, publication.c.ended_at.is_(None))
    its_own = and_(result.c.evaluation_id == publication.c.evaluation_id, result.c.station_code == station.c.code)
    return (
        select(*_of_round(), *_sealed())
        .join_from(station, part, part.c.id == station.c.part_id)
        .join(round_, round_.c.id == part.c.round_id)
        .outerjoin(publication, in_force)
        .outerjoin(result, its_own)
        .where(station.c.station_id == bindparam("station"))
        .order_by(round_.c.id.desc())
    )


def _of_round() -> list[Any]:
    station, part, round_ = schema.round_station, schema.round_part, schema.assessment_round
    named = {
        "district": round_.c.district_id,
        "part_id": part.c.id,
        "part_title": part.c.title,
        "evaluation_id": part.c.published_id,
        "station_id": station.c.station_id,
        **{name: station.c[name] for name in ("code", "name", "kind", "street")},
    }
    return [(named[name] if name in named else round_.c[name]).label(name) for name in OwnRound.__slots__]


def _sealed() -> list[Any]:
    result, publication = schema.station_result, schema.publication
    packed = [type_coerce(column, LargeBinary) for column in (result.c.result, result.c.feedback)]
    return [*packed, result.c.changes, publication.c.id, publication.c.made_at]
