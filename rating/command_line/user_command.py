"""`user …`: accounts from the server itself, for emergencies; done as 命令行 and logged as such."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace

from rating.command_line.arguments import Answer, Request
from rating.district.people.accounts import Account, Wanted
from rating.district.people.activation import Issued
from rating.district.people.person import AT_THE_SERVER, Role
from rating.district.storage.changes import refuse
from rating.district.storage.database import Database
from rating.district.storage.opening import opened_and_migrated
from rating.shown import moment_text
from rating.workflow import looking, people, places

_SEVERAL = re.compile(r"[、，,;；\s]+")
ROLES = {role.title: role for role in Role}
WHY = "在服务器上用命令操作"


def list_users(request: Request) -> Answer:
    with _database(request) as database:
        listed = people.accounts_of(database, AT_THE_SERVER, _district(database, request))
        names = {each.id: each.title for each in looking.view(database, AT_THE_SERVER).districts}
    return Answer("\n".join(_line(account, names) for account in listed) or "还没有账号。")


def add(request: Request) -> Answer:
    typed = request.typed
    with _database(request) as database:
        district = _district(database, request)
        stations = _stations(database, district, request)
        wanted = Wanted(typed["login"], typed["name"], _role(request), district, _kinds(request), stations)
        return Answer(_told(people.add_account(database, AT_THE_SERVER, wanted)))


def activate(request: Request) -> Answer:
    with _database(request) as database:
        return Answer(_told(people.issue_code(database, AT_THE_SERVER, _account(database, request).id, WHY)))


def stop(request: Request) -> Answer:
    return _turn(request, active=False)


def resume(request: Request) -> Answer:
    return _turn(request, active=True)


def role(request: Request) -> Answer:
    """Role and reach become what is written; what is not written is none, or every district."""
    with _database(request) as database:
        district = _district(database, request)
        wanted = replace(
            _account(database, request),
            role=_role(request),
            district=district,
            kinds=_kinds(request),
            stations=_stations(database, district, request),
        )
        people.change_account(database, AT_THE_SERVER, wanted, WHY)
    return Answer(f"「{wanted.label}」现在是{wanted.role.title}。")


def _turn(request: Request, *, active: bool) -> Answer:
    with _database(request) as database:
        account = _account(database, request)
        people.change_account(database, AT_THE_SERVER, replace(account, active=active), WHY)
    return Answer(f"「{account.label}」已{'恢复使用' if active else '停用'}。")


def _account(database: Database, request: Request) -> Account:
    return people.account_by_login(database, AT_THE_SERVER, request.typed["login"])


def _role(request: Request) -> Role:
    typed = request.typed["role"].strip()
    if typed not in ROLES:
        raise refuse("not_usable", f"没有角色「{typed}」", "--role", f"请写其中之一：{'、'.join(ROLES)}")
    return ROLES[typed]


def _district(database: Database, request: Request) -> int | None:
    """The district that is named; None where none is."""
    typed = request.typed.get("district", "").strip()
    if not typed:
        return None
    districts = looking.view(database, AT_THE_SERVER).districts
    found = next((each.id for each in districts if each.name == typed), None)
    if found is None:
        known = "、".join(each.name for each in districts) or "（还没有区）"
        raise refuse("not_found", f"没有名为「{typed}」的区", "--district", f"现有：{known}")
    return found


def _stations(database: Database, district: int | None, request: Request) -> frozenset[int]:
    codes = [code for code in _SEVERAL.split(request.typed.get("stations", "")) if code]
    if not codes or district is None:
        return frozenset()
    by_code = {each.code: each.id for each in places.stations_of(database, AT_THE_SERVER, district)}
    unknown = [code for code in codes if code not in by_code]
    if unknown:
        raise refuse("not_found", f"这个区没有代码是「{'」「'.join(unknown)}」的站点", "--stations")
    return frozenset(by_code[code] for code in codes)


def _kinds(request: Request) -> frozenset[str]:
    return frozenset(kind for kind in _SEVERAL.split(request.typed.get("kinds", "")) if kind)


def _line(account: Account, districts: Mapping[int, str]) -> str:
    """One account; columns are told apart by tabs."""
    where = "全部区" if account.district is None else districts.get(account.district, "")
    state = "停用" if not account.active else "使用中" if account.activated or account.external_id else "未激活"
    return f"{account.login}\t{account.name}\t{account.role.title}\t{where}\t{state}"


def _told(issued: Issued) -> str:
    return (
        f"账号：{issued.login}（{issued.name}，{issued.role.title}）\n激活码：{issued.code}\n"
        f"{moment_text(issued.until)} 前在登录页点「用激活码设置密码」。激活码只显示这一次，请只交给本人。"
    )


def _database(request: Request) -> closing[Database]:
    return closing(opened_and_migrated(request.typed.get("database", "")))


COMMANDS: Mapping[str, Callable[[Request], Answer]] = {
    "user list": list_users,
    "user add": add,
    "user activate": activate,
    "user stop": stop,
    "user resume": resume,
    "user role": role,
}
