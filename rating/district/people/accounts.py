"""Accounts: who may log in, in which role, and how far that goes.

An account is never removed, only stopped: what its owner did stays theirs. Login names are kept folded
(`names.folded`), so that they are unique without regard to case and width.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select

from rating.district.log import note
from rating.district.people.names import folded, login_name, name, optional_name
from rating.district.people.person import Person, Role
from rating.district.people.roles import About, Action, Thing, demand, may
from rating.district.storage import schema
from rating.district.storage.changes import refuse, row_of
from rating.district.storage.columns import moment

CALLED = "账号"
LONGEST_EXTERNAL = 200
AT_ONCE = 500
"""Values of one IN (…)."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account as it was when it was read; `version` says which state that was.

    district     None: every district
    kinds        of stations an evaluator or viewer is confined to; empty: all
    stations     ids of a station head's stations
    activated    a password has been set
    code_until   until when an unused activation code is good; None without one
    external_id  of the district's own single sign-on; None without
    """

    id: int
    login: str
    name: str
    role: Role
    district: int | None
    kinds: frozenset[str] = frozenset()
    stations: frozenset[int] = frozenset()
    active: bool = True
    activated: bool = False
    external_id: str | None = None
    last_login_at: datetime | None = None
    code_until: datetime | None = None
    version: int = 1

    @property
    def label(self) -> str:
        return f"{self.name}（{self.login}）"


@dataclass(frozen=True, slots=True)
class Wanted:
    """An account to be made; the meaning of each is that of `Account`."""

    login: str
    name: str
    role: Role
    district: int | None = None
    kinds: frozenset[str] = frozenset()
    stations: frozenset[int] = frozenset()
    external_id: str | None = None


def person_of(at: Connection, account_id: int, session: int | None = None, address: str = "") -> Person | None:
    """Who is behind an account, as it is now; None when there is no such account or it was stopped."""
    table = schema.account
    asked = select(table.c.login, table.c.name, table.c.role, table.c.district_id)
    row = at.execute(asked.where(table.c.id == account_id, table.c.active)).one_or_none()
    if row is None:
        return None
    kinds, stations = _scopes(at, (account_id,)).get(account_id, (frozenset(), frozenset()))
    role = Role(row.role)
    return Person(account_id, row.login, row.name, role, row.district_id, kinds, stations, session, address)


def account_of(at: Connection, person: Person, account_id: int) -> Account:
    """One account; everybody may see their own. Raises Refused (not_found) or NotAllowed."""
    row = row_of(at, schema.account, account_id, CALLED)
    demand(person, Action.SEE, Thing.ACCOUNT, About(row.district_id, owner=account_id))
    return _accounts(at, (row,))[0]


def account_by_login(at: Connection, person: Person, typed: str) -> Account:
    """The same by its login name, however it is typed."""
    table = schema.account
    row = at.execute(select(table).where(table.c.login == folded(typed))).one_or_none()
    if row is None:
        raise refuse("not_found", f"没有登录名是「{folded(typed)[:60]}」的账号", CALLED)
    demand(person, Action.SEE, Thing.ACCOUNT, About(row.district_id, owner=row.id))
    return _accounts(at, (row,))[0]


def accounts_of(
    at: Connection,
    person: Person,
    district: int | None = None,
    *,
    role: Role | None = None,
    active: bool | None = None,
    words: str = "",
) -> tuple[Account, ...]:
    """Accounts of a district and, for who may see them, those of every district; by role, then login name.

    `words` is looked for in login and name, without regard to case and width.
    """
    demand(person, Action.SEE, Thing.ACCOUNT, About(district))
    table = schema.account
    asked = select(table).order_by(table.c.login)
    if district is not None:
        asked = asked.where(or_(table.c.district_id == district, table.c.district_id.is_(None)))
    if role is not None:
        asked = asked.where(table.c.role == role.value)
    if active is not None:
        asked = asked.where(table.c.active == active)
    seen = [row for row in at.execute(asked) if may(person, Action.SEE, Thing.ACCOUNT, About(row.district_id))]
    found = _accounts(at, [row for row in seen if folded(words) in f"{row.login} {folded(row.name)}"])
    order = list(Role)
    return tuple(sorted(found, key=lambda account: order.index(account.role)))


def logins(at: Connection) -> frozenset[str]:
    """Every login name there is, in all districts. Asks no permission: the caller has."""
    return frozenset(at.execute(select(schema.account.c.login)).scalars())


def add_account(at: Connection, person: Person, wanted: Wanted) -> int:
    """The id of a new account without a password: it needs an activation code, or single sign-on.

    Raises NotAllowed or Refused: not_filled, not_usable, storage_taken.
    """
    demand(person, Action.ADD, Thing.ACCOUNT, About(wanted.district))
    login = login_name(wanted.login)
    if at.execute(select(schema.account.c.id).where(schema.account.c.login == login)).first():
        raise refuse("storage_taken", f"登录名「{login}」已经有人使用", CALLED)
    check_scope(at, wanted)
    values = {
        "login": login,
        "name": name(wanted.name, "姓名"),
        "role": wanted.role.value,
        "district_id": wanted.district,
        "external_id": free_external_id(at, wanted.external_id),
        "created_at": moment(),
    }
    key: Any = at.execute(insert(schema.account).values(**values)).inserted_primary_key
    made = int(key[0])
    write_scopes(at, made, wanted.kinds, wanted.stations)
    summary = f"账号「{values['name']}」（{login}），{wanted.role.title}"
    new = "；".join(f"{title}：{value}" for title, value in described(at, wanted).items() if value)
    note(at, person, "add", Thing.ACCOUNT, made, district=wanted.district, summary=summary, new=new)
    return made


def check_scope(at: Connection, wanted: Wanted | Account) -> None:
    """A role's scope must make sense. Raises Refused (not_filled, not_usable)."""
    if wanted.district is None and wanted.role is not Role.ADMINISTRATOR:
        raise refuse("not_filled", f"{wanted.role.title}没有写明属于哪个区", CALLED)
    if wanted.district is not None:
        row_of(at, schema.district, wanted.district, "区")
    if wanted.role is Role.STATION_HEAD and not wanted.stations:
        raise refuse("not_filled", "站长没有写明负责哪个站点", CALLED)
    if wanted.stations and wanted.role is not Role.STATION_HEAD:
        raise refuse("not_usable", f"只有站长按站点授权，{wanted.role.title}不按站点授权", CALLED)
    if wanted.kinds and wanted.role not in (Role.EVALUATOR, Role.VIEWER):
        raise refuse("not_usable", f"只有评估员和查看人可以限定站点类型，{wanted.role.title}不可以", CALLED)
    if len(_stations_in(at, wanted.stations, wanted.district)) < len(wanted.stations):
        raise refuse("not_usable", "负责的站点不在这个区的名册中", CALLED)


def _stations_in(at: Connection, stations: frozenset[int], district: int | None) -> tuple[str, ...]:
    """Codes of those stations that belong to the district."""
    if not stations:
        return ()
    table = schema.station
    asked = select(table.c.code).where(table.c.id.in_(stations), table.c.district_id == district)
    return tuple(at.execute(asked.order_by(table.c.code)).scalars())


def free_external_id(at: Connection, typed: str | None, but: int | None = None) -> str | None:
    """The sign-on's name for the account, None for none. Raises Refused when another account has it."""
    external = optional_name(typed or "", "单点登录标识", LONGEST_EXTERNAL) or None
    table = schema.account
    taken = select(table.c.id).where(table.c.external_id == external, table.c.id != (but or 0))
    if external and at.execute(taken).first():
        raise refuse("storage_taken", f"单点登录标识「{external}」已经属于另一个账号", CALLED)
    return external


def described(at: Connection, account: Wanted | Account) -> Mapping[str, str]:
    """What an account is, title → text, as the log tells it."""
    district = ""
    if account.district is not None:
        district = str(row_of(at, schema.district, account.district, "区").name)
    return {
        "姓名": account.name,
        "角色": account.role.title,
        "区": district or "全部",
        "类型": "、".join(sorted(account.kinds)),
        "站点": "、".join(_stations_in(at, account.stations, account.district)),
        "单点登录标识": account.external_id or "",
        "状态": "停用" if isinstance(account, Account) and not account.active else "使用中",
    }


def write_scopes(at: Connection, account: int, kinds: frozenset[str], stations: frozenset[int]) -> None:
    """Replace what an account is confined to."""
    table = schema.account_scope
    at.execute(delete(table).where(table.c.account_id == account))
    rows = [{"account_id": account, "kind": name(kind, "类型"), "station_id": None} for kind in sorted(kinds)]
    rows += [{"account_id": account, "kind": None, "station_id": station} for station in sorted(stations)]
    if rows:
        at.execute(insert(table), rows)


Scope = tuple[frozenset[str], frozenset[int]]


def _scopes(at: Connection, accounts: Sequence[int]) -> dict[int, Scope]:
    """Account → its kinds and stations, where it has any."""
    table = schema.account_scope
    asked = select(table.c.account_id, table.c.kind, table.c.station_id)
    found: dict[int, tuple[set[str], set[int]]] = {}
    for first in range(0, len(accounts), AT_ONCE):
        for row in at.execute(asked.where(table.c.account_id.in_(accounts[first : first + AT_ONCE]))):
            kinds, stations = found.setdefault(row.account_id, (set(), set()))
            kinds.update(() if row.kind is None else (row.kind,))
            stations.update(() if row.station_id is None else (row.station_id,))
    return {account: (frozenset(kinds), frozenset(stations)) for account, (kinds, stations) in found.items()}


def _accounts(at: Connection, rows: Sequence[Any]) -> tuple[Account, ...]:
    scopes = _scopes(at, [row.id for row in rows])
    return tuple(_account(row, *scopes.get(row.id, (frozenset(), frozenset()))) for row in rows)


def _account(row: Any, kinds: frozenset[str], stations: frozenset[int]) -> Account:
    return Account(
        row.id,
        row.login,
        row.name,
        Role(row.role),
        row.district_id,
        kinds,
        stations,
        row.active,
        row.password_hash is not None,
        row.external_id,
        row.last_login_at,
        row.activation_until if row.activation_hash else None,
        row.version,
    )
