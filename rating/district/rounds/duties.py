"""Who marks which station in a round, and who must not (回避), as it stands; read only with permission."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, select

from rating.district.people.person import Person, Role
from rating.district.people.roles import About, Action, Thing, demand, may
from rating.district.rounds.round import Round, part_of, stations_of_round
from rating.district.storage import schema
from rating.rubric.nouns import Rubric


class Duty(StrEnum):
    """What a rater has to do with a station."""

    NONE = "none"
    ASSIGNED = "assigned"
    RECUSED = "recused"

    @property
    def title(self) -> str:  # type: ignore[override]  # a title, not str.title
        return {"none": "不分配", "assigned": "打分", "recused": "回避"}[self.value]


@dataclass(frozen=True, slots=True)
class RaterAccount:
    """An account that may be given stations; one no longer active keeps what it has."""

    id: int
    name: str
    login: str
    active: bool


@dataclass(frozen=True, slots=True)
class Assignment:
    """One rater and one station of the round; `station_id` is of `round_station`, `role` a code of the rubric."""

    rater_id: int
    rater_name: str
    station_id: int
    station_code: str
    part_id: int
    role: str
    recused: bool
    reason: str

    @property
    def duty(self) -> Duty:
        return Duty.RECUSED if self.recused else Duty.ASSIGNED


def assignments_of(at: Connection, person: Person, part_id: int) -> tuple[Assignment, ...]:
    """A rater gets only their own."""
    round_, part = part_of(at, person, part_id)
    found = [each for each in all_of_round(at, round_) if each.part_id == part.id]
    kinds = {station.id: station.kind for station in stations_of_round(at, round_.id)}

    def seen(each: Assignment) -> bool:
        about = About(round_.district, frozenset({kinds[each.station_id]}), owner=each.rater_id)
        return may(person, Action.SEE, Thing.ASSIGNMENT, about)

    if person.role in (Role.RATER, Role.STATION_HEAD) or person.kinds:
        return tuple(filter(seen, found))
    demand(person, Action.SEE, Thing.ASSIGNMENT, About(round_.district))
    return tuple(found)


def raters_of(at: Connection, person: Person, district: int) -> tuple[RaterAccount, ...]:
    """The accounts of the district's raters, by name."""
    demand(person, Action.SEE, Thing.ASSIGNMENT, About(district))
    table = schema.account
    asked = select(table).where(table.c.district_id == district, table.c.role == Role.RATER.value)
    return tuple(
        RaterAccount(row.id, row.name, row.login, row.active)
        for row in at.execute(asked.order_by(table.c.name, table.c.id))
    )


def marking_roles(rubric: Rubric) -> dict[str, str]:
    """Roles that give marks in this rubric: code → title."""
    asked = {role for field in rubric.fields.values() for role in field.marked_by}
    return {role.code: role.title for role in rubric.roles if role.code in asked}


def all_of_round(at: Connection, round_: Round) -> list[Assignment]:
    """Every assignment and recusal of the round. Asks no permission: the caller has."""
    duty, station, account = schema.assignment, schema.round_station, schema.account
    joined = duty.join(station, station.c.id == duty.c.round_station_id).join(
        account, account.c.id == duty.c.account_id
    )
    asked = (
        select(duty, station.c.code, station.c.part_id, account.c.name)
        .select_from(joined)
        .where(duty.c.round_id == round_.id)
        .order_by(station.c.position, account.c.name)
    )
    return [
        Assignment(
            row.account_id, row.name, row.round_station_id, row.code, row.part_id, row.role, row.recused, row.reason
        )
        for row in at.execute(asked)
    ]
