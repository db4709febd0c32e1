"""A round, its parts and its stations, as they are kept; read only with permission.

A part is the stations that one rubric judges: one round may hold several, by kind of station. Each part
has its own uploads, values and evaluations.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from rating.district.people.person import Person
from rating.district.people.roles import About, Action, Thing, demand
from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.changes import row_of
from rating.reported import Roster


@dataclass(frozen=True, slots=True)
class Round:
    """One assessment round; dates are the last day on which something may still be done.

    left_out_kinds, left_out_codes   stations of the district that this round does not assess
    """

    id: int
    district: int
    title: str
    state: State
    filing_number: str
    note: str
    previous_id: int | None
    fill_until: date | None
    score_until: date | None
    object_until: date | None
    rectify_until: date | None
    show_spread: bool
    show_names: bool
    show_ranks: bool
    publication_reason: str
    frozen_fingerprint: str
    keep_until: date | None
    version: int
    left_out_kinds: tuple[str, ...] = ()
    left_out_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """What one rubric judges in a round; `kinds` empty: every kind that no other part names."""

    id: int
    round_id: int
    title: str
    rubric_id: int
    kinds: tuple[str, ...]
    published_id: int | None
    version: int


@dataclass(frozen=True, slots=True)
class RoundStation:
    """A station as the round knows it; `station_id` is its row in the roster, None once it is gone from there."""

    id: int
    part_id: int
    station_id: int | None
    code: str
    name: str
    kind: str
    street: str
    district: str


def round_of(at: Connection, person: Person, round_id: int, *, lock: bool = False) -> Round:
    """Raises Refused (not_found) or NotAllowed."""
    row = row_of(at, schema.assessment_round, round_id, "评估轮次", lock=lock)
    demand(person, Action.SEE, Thing.ROUND, About(row.district_id))
    return _round(row)


def rounds_of(at: Connection, person: Person, district: int) -> tuple[Round, ...]:
    """All rounds of a district, the newest first."""
    demand(person, Action.SEE, Thing.ROUND, About(district))
    table = schema.assessment_round
    rows = at.execute(select(table).where(table.c.district_id == district).order_by(table.c.id.desc()))
    return tuple(_round(row) for row in rows)


def parts_of(at: Connection, person: Person, round_id: int) -> tuple[Part, ...]:
    round_of(at, person, round_id)
    table = schema.round_part
    rows = at.execute(select(table).where(table.c.round_id == round_id).order_by(table.c.position, table.c.id))
    return tuple(_part(row) for row in rows)


def part_of(at: Connection, person: Person, part_id: int) -> tuple[Round, Part]:
    part = _part(row_of(at, schema.round_part, part_id, "评估分组"))
    return round_of(at, person, part.round_id), part


def locked(at: Connection, person: Person, part: Part) -> tuple[Round, Part]:
    """Round and part as they are now, kept from everybody else until the transaction ends: the round first, always."""
    round_ = round_of(at, person, part.round_id, lock=True)
    return round_, _part(row_of(at, schema.round_part, part.id, "评估分组", lock=True))


def stations_of(at: Connection, part_id: int) -> tuple[RoundStation, ...]:
    """The part's stations in the order of the roster. Asks no permission: the caller has."""
    table = schema.round_station
    rows = at.execute(select(table).where(table.c.part_id == part_id).order_by(table.c.position, table.c.id))
    return tuple(_station(row) for row in rows)


def stations_of_round(at: Connection, round_id: int) -> tuple[RoundStation, ...]:
    """The stations of all parts in the order of the roster. Asks no permission: the caller has."""
    table = schema.round_station
    rows = at.execute(select(table).where(table.c.round_id == round_id).order_by(table.c.position, table.c.id))
    return tuple(_station(row) for row in rows)


def roster_from(stations: tuple[RoundStation, ...]) -> Roster:
    columns = ("code", "name", "kind", "street", "district")
    return Roster(*(tuple(getattr(station, column) for station in stations) for column in columns))


def about_round(at: Connection, round_: Round) -> About:
    """What a round is about as a whole: its district and the kinds of all that it assesses."""
    table, part = schema.round_station, schema.round_part
    kinds = set(at.execute(select(table.c.kind).distinct().where(table.c.round_id == round_.id)).scalars())
    for named in at.execute(select(part.c.kinds).where(part.c.round_id == round_.id)).scalars():
        kinds.update(named)
    return About(round_.district, frozenset(kinds) or None, published=round_.state.published)


def about_part(at: Connection, round_: Round, part: Part) -> About:
    """What a part is about, for permissions: its district and the kinds of all its stations."""
    table = schema.round_station
    kinds = at.execute(select(table.c.kind).distinct().where(table.c.part_id == part.id)).scalars()
    return About(round_.district, frozenset(kinds), published=round_.state.published)


def about_station(at: Connection, round_: Round, part: Part, station_code: str, owner: int | None = None) -> About:
    """The same for one station of the part; `station` None when the part has no such station."""
    table = schema.round_station
    asked = select(table.c.station_id, table.c.kind).where(table.c.part_id == part.id, table.c.code == station_code)
    row = at.execute(asked).first()
    station, kinds = (row.station_id, frozenset({row.kind})) if row else (None, frozenset())
    return About(round_.district, kinds, station, owner, round_.state.published)


def _round(row: Any) -> Round:
    return Round(
        row.id,
        row.district_id,
        row.title,
        State(row.state),
        row.filing_number,
        row.note,
        row.previous_id,
        row.fill_until,
        row.score_until,
        row.object_until,
        row.rectify_until,
        row.show_spread,
        row.show_names,
        row.show_ranks,
        row.publication_reason,
        row.frozen_fingerprint,
        row.keep_until,
        row.version,
        tuple(row.left_out.get("kinds", ())),
        tuple(row.left_out.get("codes", ())),
    )


def _station(row: Any) -> RoundStation:
    return RoundStation(row.id, row.part_id, row.station_id, row.code, row.name, row.kind, row.street, row.district)


def _part(row: Any) -> Part:
    return Part(row.id, row.round_id, row.title, row.rubric_id, tuple(row.kinds), row.published_id, row.version)
