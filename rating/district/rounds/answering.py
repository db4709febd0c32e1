"""Who may answer an objection: another person than those who gave, made or decided what is objected to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from rating.district.people.person import Person, Role
from rating.district.people.roles import Action, NotAllowed, Thing, demand, may
from rating.district.rounds.entries import raters_named
from rating.district.rounds.objections import Objection, objection_of
from rating.district.rounds.round import about_part, about_station
from rating.district.storage import schema
from rating.problems import Place, Problem

MARKED = "给该站打过分"
RATED = "作出了所异议的评定"
DECIDED = "决定过所异议的数值"
SCORED = ("rating", "adjudication")
"""Occasions on which a result is made; answering another objection makes nobody the scorer of this one."""


@dataclass(frozen=True, slots=True)
class Answerers:
    """barred: account id → why · names: of those who may answer, in the order of their names."""

    barred: Mapping[int, str]
    names: tuple[str, ...]


def answerers(at: Connection, person: Person, objection_id: int, fields: Collection[str]) -> Answerers:
    """`fields` are those that the indicator reads; needs to see the objection."""
    round_, part, found = objection_of(at, person, objection_id)
    barred = dict(_barred(at, found, fields))
    needed = (
        (Action.ANSWER, Thing.OBJECTION, about_station(at, round_, part, found.station_code)),
        (Action.ADD, Thing.EVALUATION, about_part(at, round_, part)),  # upholding rates all of its kinds anew
    )
    names = tuple(
        each.name
        for each in _active(at)
        if each.id not in barred and all(may(each, *permission) for permission in needed)
    )
    return Answerers(barred, names)


def demand_another(at: Connection, person: Person, objection_id: int, fields: Collection[str]) -> None:
    """Raises NotAllowed, naming who may, when the person is not another than the scorer."""
    round_, part, found = objection_of(at, person, objection_id)
    demand(person, Action.ANSWER, Thing.OBJECTION, about_station(at, round_, part, found.station_code))
    told = answerers(at, person, objection_id, fields)
    why = told.barred.get(person.id or 0)
    if why is not None:
        raise NotAllowed((Problem("not_allowed", Place(object="答复异议"), refused_because(why), "", who_may(told)),))


def refused_because(why: str) -> str:
    return f"您{why}，这条异议须由另一人答复"


def who_may(told: Answerers) -> str:
    if not told.names:
        return "目前没有其他评估员可以答复，请管理员增加一个评估员账号"
    return f"可以答复的有：{'、'.join(told.names)}"


def _barred(at: Connection, found: Objection, fields: Collection[str]) -> Iterator[tuple[int, str]]:
    """Account → reason; where there are several the last one counts."""
    yield from ((account, RATED) for account in _raters_of(at, found))
    yield from ((account, DECIDED) for account in _deciders(at, found, fields))
    yield from ((account, MARKED) for account in _markers(at, found))


def _raters_of(at: Connection, found: Objection) -> Iterator[int]:
    """Who made the rating that is objected to, and the newest one, where the part was rated again since."""
    table = schema.evaluation
    asked = select(table.c.made_by).where(table.c.part_id == found.part_id, table.c.occasion.in_(SCORED))
    for last in (found.evaluation_id, None):
        until = asked if last is None else asked.where(table.c.id <= last)
        maker = at.execute(until.order_by(table.c.id.desc()).limit(1)).scalar_one_or_none()
        if maker is not None:
            yield int(maker)


def _deciders(at: Connection, found: Objection, fields: Collection[str]) -> Iterator[int]:
    table = schema.decision
    asked = select(table.c.made_by).where(
        table.c.part_id == found.part_id,
        table.c.station_code == found.station_code,
        table.c.field.in_([*fields]),
        table.c.made_by.is_not(None),
    )
    yield from (int(account) for account in at.execute(asked).scalars())


def _markers(at: Connection, found: Objection) -> Iterator[int]:
    """Who was assigned to the station, and whoever bears the name under which a mark on it was handed in."""
    stations, assigned, accounts = schema.round_station, schema.assignment, schema.account
    asked = (
        select(assigned.c.account_id)
        .join(stations, stations.c.id == assigned.c.round_station_id)
        .where(stations.c.part_id == found.part_id, stations.c.code == found.station_code, ~assigned.c.recused)
    )
    yield from (int(account) for account in at.execute(asked).scalars())
    # a name that stands in two roles is kept with the role behind it: 张三（街镇）
    raters = {name.partition("（")[0] for name in raters_named(at, found.part_id, found.station_code)}
    named = select(accounts.c.id).where(accounts.c.name.in_(raters) | accounts.c.login.in_(raters))
    yield from (int(account) for account in at.execute(named).scalars())


def _active(at: Connection) -> Iterator[Person]:
    """All active accounts, by name."""
    table, scope = schema.account, schema.account_scope
    kinds: dict[int, set[str]] = {}
    for account, kind in at.execute(select(scope.c.account_id, scope.c.kind).where(scope.c.kind.is_not(None))):
        kinds.setdefault(account, set()).add(kind)
    asked = select(table.c.id, table.c.login, table.c.name, table.c.role, table.c.district_id)
    for row in at.execute(asked.where(table.c.active).order_by(table.c.name, table.c.id)):
        yield Person(row.id, row.login, row.name, Role(row.role), row.district_id, frozenset(kinds.get(row.id, ())))
