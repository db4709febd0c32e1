"""Changing an account: its role, how far it goes, its name, whether it is in use.

Two rules keep a district from locking itself out: nobody changes what they themselves may do, and there is
always an administrator of every district who can log in.
"""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, or_, select

from rating.district.log import note
from rating.district.people.accounts import (
    CALLED,
    Account,
    account_of,
    check_scope,
    described,
    free_external_id,
    person_of,
    write_scopes,
)
from rating.district.people.names import name
from rating.district.people.person import Person, Role
from rating.district.people.roles import About, Action, NotAllowed, Thing, demand
from rating.district.storage import schema
from rating.district.storage.changes import change, refuse
from rating.problems import Place, Problem


def change_account(at: Connection, person: Person, wanted: Account, why: str = "") -> int:
    """Make the account like `wanted`, whose `version` says what was seen; its new version.

    Name, role, district, kinds, stations, external_id and active may differ; what else differs is not
    written. Who is stopped is logged out. Raises NotAllowed, or Refused: changed_meanwhile, not_now, not_usable.
    """
    seen = account_of(at, person, wanted.id)
    demand(person, Action.CHANGE, Thing.ACCOUNT, About(seen.district))
    demand(person, Action.CHANGE, Thing.ACCOUNT, About(wanted.district))
    _leave_own_reach(person, seen, wanted)
    if seen.role is Role.ADMINISTRATOR:
        keep_an_administrator(at, person, None if _administers(wanted) else seen.id)
    check_scope(at, wanted)
    version = change(
        at,
        schema.account,
        seen.id,
        wanted.version,
        seen.label,
        name=name(wanted.name, "姓名"),
        role=wanted.role.value,
        district_id=wanted.district,
        external_id=free_external_id(at, wanted.external_id, seen.id),
        active=wanted.active,
    )
    write_scopes(at, seen.id, wanted.kinds, wanted.stations)
    if not wanted.active:
        end_sessions(at, seen.id)
    _tell(at, person, seen, wanted, why)
    return version


def end_sessions(at: Connection, account_id: int) -> int:
    """Log an account out everywhere; how many sessions that ended. Asks and logs nothing: the caller does."""
    return at.execute(delete(schema.session).where(schema.session.c.account_id == account_id)).rowcount


def log_out_everywhere(at: Connection, person: Person, account_id: int, why: str = "") -> int:
    """The same by an administrator."""
    account = account_of(at, person, account_id)
    demand(person, Action.CHANGE, Thing.ACCOUNT, About(account.district))
    ended = end_sessions(at, account_id)
    summary = f"结束「{account.label}」的全部登录（{ended} 处）"
    note(at, person, "log_out", Thing.ACCOUNT, account_id, district=account.district, summary=summary, why=why)
    return ended


def open_sessions(at: Connection, person: Person, account_id: int) -> int:
    """In how many places an account is logged in."""
    account = account_of(at, person, account_id)
    demand(person, Action.SEE, Thing.ACCOUNT, About(account.district))
    table = schema.session
    return int(at.execute(select(func.count()).where(table.c.account_id == account_id)).scalar_one())


def keep_an_administrator(at: Connection, person: Person, leaving: int | None) -> None:
    """Wait for others who change administrators; raises when the last one but `leaving` would be lost.

    An administrator counts who reaches every district and can log in: in use, and activated or known to the
    single sign-on. `leaving` None: nobody leaves. NotAllowed when `person` has meanwhile lost their own role.
    """
    table = schema.account
    able = or_(table.c.password_hash.is_not(None), table.c.external_id.is_not(None))
    asked = select(table.c.id).where(
        table.c.role == Role.ADMINISTRATOR.value, table.c.active, table.c.district_id.is_(None), able
    )
    staying = set(at.execute(asked.order_by(table.c.id).with_for_update()).scalars())
    _still_in_office(at, person)
    if leaving is not None and leaving in staying and len(staying) == 1:
        found = "这是最后一位可以登录的管理员，不能停用，也不能改为其他角色"
        raise refuse("not_now", found, CALLED, "请先添加另一位管理员，并请其激活账号")


def _still_in_office(at: Connection, person: Person) -> None:
    """Who was demoted or stopped while their page stood open does nothing more to administrators."""
    now = person if person.id is None else person_of(at, person.id)
    if now is None or (now.role, now.district) != (person.role, person.district):
        found = f"「{person.name}」的角色刚刚被改过，已没有这项权限"
        raise NotAllowed((Problem("not_allowed", Place(object=Thing.ACCOUNT.title), found),))


def _administers(account: Account) -> bool:
    return account.active and account.role is Role.ADMINISTRATOR and account.district is None


def _leave_own_reach(person: Person, seen: Account, wanted: Account) -> None:
    if person.id != seen.id:
        return
    reach = ("role", "district", "kinds", "stations", "active", "external_id")
    if any(getattr(seen, each) != getattr(wanted, each) for each in reach):
        raise refuse("not_now", "不能改变自己的角色、授权范围和状态", CALLED, "请由另一位管理员修改")


def _tell(at: Connection, person: Person, seen: Account, wanted: Account, why: str) -> None:
    old, new = described(at, seen), described(at, wanted)
    changed = [title for title in old if old[title] != new[title]]
    if not changed:
        return
    told = ["；".join(f"{title}：{each[title] or '无'}" for title in changed) for each in (old, new)]
    summary = f"账号「{seen.label}」的{'、'.join(changed)}"
    note(
        at,
        person,
        "change",
        Thing.ACCOUNT,
        seen.id,
        district=wanted.district,
        summary=summary,
        old=told[0],
        new=told[1],
        why=why,
    )
