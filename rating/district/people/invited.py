"""From a list of names to accounts: what each row asks for, checked whole before anything is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from rating.district.people.accounts import Wanted
from rating.district.people.names import LONGEST_LOGIN, folded, login_name, name
from rating.district.people.person import Role
from rating.district.places.stations import Station
from rating.intake.people_list import ListedPerson
from rating.intake.plain_text import plain_text
from rating.problems import Place, Problem, Refused

_ROLES = {role.title: role for role in Role} | {
    "社工站站长": Role.STATION_HEAD,
    "站点负责人": Role.STATION_HEAD,
    "专家": Role.RATER,
    "评委": Role.RATER,
    "评分人": Role.RATER,
    "打分人": Role.RATER,
    "评估专员": Role.EVALUATOR,
    "查看": Role.VIEWER,
}
ROLES_TOLD = "、".join(role.title for role in Role)


@dataclass(frozen=True)
class Known:
    """What a list is checked against: the district's stations in use, its kinds, and every login name there is."""

    district: int
    stations: tuple[Station, ...]
    logins: frozenset[str]
    headed: frozenset[int] = frozenset()

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(station.kind for station in self.stations if station.kind))


@dataclass(frozen=True)
class Invitation:
    """Accounts to be made, all or none; `problems` name the cells that forbid it."""

    wanted: tuple[Wanted, ...]
    problems: tuple[Problem, ...] = ()


def invitation(known: Known, people: Sequence[ListedPerson], problems: Iterable[Problem] = ()) -> Invitation:
    """What a list of people asks for. An account left blank becomes the station's code, or the person's name."""
    found, wanted = list(problems), []
    typed = {folded(person.login) for person in people if person.login}
    taken = set(known.logins)
    for person in people:
        before = len(found)
        role = _role(person, found)
        stations = _stations(known, person, role, found)
        kinds = _kinds(known, person, role, found)
        called = _name(person, found)
        login = _login(person, stations, taken, typed, found)
        taken.add(login)
        if len(found) == before and role is not None:
            district = known.district
            ids = frozenset(station.id for station in stations)
            wanted.append(Wanted(login, called, role, district, kinds, ids))
    return Invitation(tuple(wanted), tuple(found))


def heads_of(known: Known) -> Invitation:
    """One account for the head of each station that has none yet; the login name is the station's code."""
    taken = set(known.logins)
    wanted = []
    for station in known.stations:
        if station.id in known.headed:
            continue
        login = free_login(station.code, taken)
        taken.add(login)
        called = f"{station.name}站长"
        wanted.append(Wanted(login, called, Role.STATION_HEAD, known.district, stations=frozenset({station.id})))
    return Invitation(tuple(wanted))


def free_login(wished: str, taken: set[str]) -> str:
    """The wish made fit for a login name, with a number where it is taken."""
    plain = folded(wished)[: LONGEST_LOGIN - 5]
    try:
        first = login_name(plain)
    except Refused:
        first = "zz" + "".join(sign for sign in plain if sign.isascii() and sign.isalnum())
    free, number = first, 1
    while free in taken:
        number += 1
        free = f"{first}-{number}"
    return free


def _name(person: ListedPerson, problems: list[Problem]) -> str:
    return _checked(lambda: name(person.name, "姓名"), person.place("name"), problems)


def _role(person: ListedPerson, problems: list[Problem]) -> Role | None:
    role = _ROLES.get(plain_text(person.role))
    if role is None:
        found = f"角色「{person.role}」无法识别" if person.role else "没有写角色"
        problems.append(Problem("not_usable", person.place("role"), found, ROLES_TOLD))
    elif role is Role.ADMINISTRATOR:
        found = "管理员不能由名单批量建立"
        problems.append(Problem("not_usable", person.place("role"), found, remedy="请在「新建账号」中逐个添加管理员"))
    return role


def _stations(known: Known, person: ListedPerson, role: Role | None, problems: list[Problem]) -> tuple[Station, ...]:
    place = person.place("stations")
    if role is not Role.STATION_HEAD:
        if role is not None and person.stations:
            problems.append(Problem("not_usable", place, f"{role.title}不按站点授权，「站点代码」应为空"))
        return ()
    if not person.stations:
        problems.append(Problem("not_filled", place, "站长没有写站点代码"))
    by_code = {station.code: station for station in known.stations}
    found = tuple(by_code[code] for code in dict.fromkeys(person.stations) if code in by_code)
    for code in person.stations:
        if code not in by_code:
            remedy = _zeros(code, by_code) or "请核对代码，或先在站点名册中添加"
            problems.append(Problem("not_found", place, f"名册中没有代码是「{code}」的站点", remedy=remedy))
    return found


def _zeros(code: str, known: Iterable[str]) -> str:
    """A hint where only the zeros before the number differ."""
    same = [each for each in known if code.isdecimal() and each.isdecimal() and int(each) == int(code)]
    return f"是否为「{same[0]}」？请把单元格设为文本后填写" if len(same) == 1 else ""


def _kinds(known: Known, person: ListedPerson, role: Role | None, problems: list[Problem]) -> frozenset[str]:
    if not person.kinds or role in (None, Role.STATION_HEAD, Role.RATER):
        return frozenset()  # a head's or rater's kind is a remark on them, no confinement
    for kind in person.kinds:
        if kind not in known.kinds:
            place = person.place("kinds")
            problems.append(Problem("not_usable", place, f"名册中没有类型「{kind}」", "、".join(known.kinds)))
    return frozenset(person.kinds)


def _login(
    person: ListedPerson, stations: Sequence[Station], taken: set[str], typed: set[str], problems: list[Problem]
) -> str:
    if not person.login:
        return free_login(stations[0].code if stations else person.name, taken | typed)
    login = _checked(lambda: login_name(person.login), person.place("login"), problems)
    if login and login in taken:
        problems.append(Problem("storage_taken", person.place("login"), f"登录名「{login}」已经有人使用"))
    return login


def _checked(check: Callable[[], str], place: Place, problems: list[Problem]) -> str:
    """What `check` gives; "" and a problem at the cell when it refuses."""
    try:
        return check()
    except Refused as refusal:
        problems.extend(replace(problem, place=place) for problem in refusal.problems)
        return ""
