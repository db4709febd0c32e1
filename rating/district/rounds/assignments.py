"""Assignment and recusal (回避) changed together and logged: all that is wished, or nothing.

A recusal holds against every assignment made for many at once; only somebody who names it lifts it, with a reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, update

from rating.district.log import note
from rating.district.people.person import Person
from rating.district.people.roles import About, Action, Thing, demand
from rating.district.rounds.duties import Assignment, Duty, RaterAccount, all_of_round, marking_roles, raters_of
from rating.district.rounds.parts import named
from rating.district.rounds.round import Round, RoundStation, parts_of, round_of, stations_of_round
from rating.district.rounds.states import State
from rating.district.rubrics.revisions import rubric_of
from rating.district.storage import schema
from rating.district.storage.changes import refuse
from rating.problems import Place, Problem, Refused

CALLED = "评估分工"
CHANGED_IN = (State.OPEN, State.SCORING)
Now = Mapping[tuple[int, int], Assignment]
"""(rater, station) → what stands there."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants of one rater and one station; `seen` is what they saw there, None when made for many at once.

    `role` "" where the rubric leaves only one; `reason` of a recusal.
    """

    rater_id: int
    station_id: int
    wanted: Duty
    role: str = ""
    reason: str = ""
    seen: Duty | None = None


@dataclass(frozen=True, slots=True)
class Assigned:
    """What came of wishes: how many were changed, and the recusals that stood against one made for many."""

    changed: int
    kept_recused: tuple[Assignment, ...] = ()


def assign(at: Connection, person: Person, round_id: int, wishes: Sequence[Wish], why: str = "") -> Assigned:
    """Bring about what is wished; a wish that is so already changes nothing.

    Raises Refused with everything that is wrong: not_now outside 填报 and 评分, changed_meanwhile where something
    else stands than was `seen`, not_filled for a recusal without a reason, not_usable, not_found.
    """
    round_ = round_of(at, person, round_id, lock=True)
    stations = {station.id: station for station in stations_of_round(at, round_.id)}
    touched = [stations[wish.station_id] for wish in wishes if wish.station_id in stations]
    about = About(round_.district, frozenset(station.kind for station in touched) or None)
    demand(person, Action.CHANGE, Thing.ASSIGNMENT, about)
    if round_.state not in CHANGED_IN:
        found = f"本轮现在是「{round_.state.title}」，分工和回避不能改"
        raise refuse("not_now", found, CALLED, "分工只在「填报」和「评分」时安排")
    now = {(each.rater_id, each.station_id): each for each in all_of_round(at, round_)}
    raters = {rater.id: rater for rater in raters_of(at, person, round_.district)}
    roles = {part.id: marking_roles(rubric_of(at, person, part.rubric_id)) for part in parts_of(at, person, round_.id)}
    last = {(wish.rater_id, wish.station_id): wish for wish in wishes}
    problems = [problem for wish in last.values() for problem in _wrong(wish, now, raters, stations, roles, why)]
    if problems:
        raise Refused(_few(problems))
    kept = tuple(now[key] for key, wish in last.items() if _held(wish, now))
    turned = [
        _with_role(wish, stations, roles) for key, wish in last.items() if not _held(wish, now) and _new(wish, now)
    ]
    _write(at, round_, turned, now)
    if turned:
        _log(at, person, round_, turned, now, raters, stations, why)
    return Assigned(len(turned), kept)


def _stands(wish: Wish, now: Now) -> Duty:
    there = now.get((wish.rater_id, wish.station_id))
    return there.duty if there else Duty.NONE


def _held(wish: Wish, now: Now) -> bool:
    """A recusal that a wish made for many at once does not lift."""
    return wish.seen is None and wish.wanted is not Duty.RECUSED and _stands(wish, now) is Duty.RECUSED


def _new(wish: Wish, now: Now) -> bool:
    there = now.get((wish.rater_id, wish.station_id))
    if there is None or there.duty is not wish.wanted:
        return there is not None or wish.wanted is not Duty.NONE
    return bool((wish.role and wish.role != there.role) or (there.recused and wish.reason.strip() != there.reason))


def _wrong(
    wish: Wish,
    now: Now,
    raters: Mapping[int, RaterAccount],
    stations: Mapping[int, RoundStation],
    roles: Mapping[int, Mapping[str, str]],
    why: str,
) -> Iterator[Problem]:
    station, rater = stations.get(wish.station_id), raters.get(wish.rater_id)
    if station is None or rater is None:
        yield Problem("not_found", Place(object=CALLED), "没有找到这位评估人" if station else "本轮没有这个站点")
        return
    place, stands = Place(object=f"{rater.name} → {station.name}"), _stands(wish, now)
    if wish.seen is not None and wish.seen is not stands:
        found = f"{rater.name}对「{station.name}」现在是“{stands.title}”"
        yield Problem("changed_meanwhile", place, found)
    if wish.wanted is Duty.RECUSED and not wish.reason.strip():
        yield Problem("not_filled", place, "回避没有写明理由", remedy="请写明回避的理由，如曾任该站负责人")
    if wish.seen is Duty.RECUSED and wish.wanted is not Duty.RECUSED and not why.strip():
        yield Problem("not_filled", place, "解除回避没有写明理由", remedy="请写明为什么不再需要回避")
    if wish.wanted is Duty.ASSIGNED and not _held(wish, now):
        yield from _cannot_mark(wish, place, rater, roles[station.part_id])


def _cannot_mark(wish: Wish, place: Place, rater: RaterAccount, roles: Mapping[str, str]) -> Iterator[Problem]:
    if not rater.active:
        yield Problem("not_usable", place, f"{rater.name}的账号已停用")
    if not roles:
        yield Problem("not_usable", place, "这份评分标准没有由评估人打分的数据项")
    elif wish.role and wish.role not in roles:
        yield Problem("not_usable", place, f"评分标准里没有打分的评估主体「{wish.role}」", "、".join(roles.values()))
    elif not wish.role and len(roles) > 1:
        yield Problem("not_filled", place, "没有选择评估主体", "、".join(roles.values()))


def _few(problems: Sequence[Problem], most: int = 20) -> Iterable[Problem]:
    """The first of very many alike, and how many more there are."""
    yield from problems[:most]
    if len(problems) > most:
        yield Problem(problems[most].code, Place(object=CALLED), f"另有 {len(problems) - most} 处同样的问题")


def _with_role(wish: Wish, stations: Mapping[int, RoundStation], roles: Mapping[int, Mapping[str, str]]) -> Wish:
    known = roles[stations[wish.station_id].part_id]
    role = wish.role or (next(iter(known)) if len(known) == 1 else "")
    return Wish(wish.rater_id, wish.station_id, wish.wanted, role, wish.reason.strip(), wish.seen)


def _write(at: Connection, round_: Round, turned: Sequence[Wish], now: Now) -> None:
    table, new = schema.assignment, []
    for wish in turned:
        row = (table.c.account_id == wish.rater_id) & (table.c.round_station_id == wish.station_id)
        recused = wish.wanted is Duty.RECUSED
        values: dict[str, Any] = {"role": wish.role, "recused": recused, "reason": wish.reason if recused else ""}
        if wish.wanted is Duty.NONE:
            at.execute(delete(table).where(row))
        elif (wish.rater_id, wish.station_id) in now:
            at.execute(update(table).where(row).values(**values))
        else:
            key = {"round_id": round_.id, "account_id": wish.rater_id, "round_station_id": wish.station_id}
            new.append({**key, **values})
    if new:
        at.execute(insert(table), new)


def _log(
    at: Connection,
    person: Person,
    round_: Round,
    turned: Sequence[Wish],
    now: Now,
    raters: Mapping[int, RaterAccount],
    stations: Mapping[int, RoundStation],
    why: str,
) -> None:
    """One line an intention: for each rater, which stations were what, and are what now."""
    old: dict[str, list[str]] = {}
    new: dict[str, list[str]] = {}
    for wish in turned:
        name, code = raters[wish.rater_id].name, stations[wish.station_id].code
        old.setdefault(f"{name} {_stands(wish, now).title}", []).append(code)
        new.setdefault(f"{name} {wish.wanted.title}", []).append(f"{code}（{wish.reason}）" if wish.reason else code)
    who = sorted({raters[wish.rater_id].name for wish in turned})
    note(
        at,
        person,
        "change",
        Thing.ASSIGNMENT,
        round_.id,
        district=round_.district,
        assessment_round=round_.id,
        summary=f"评估轮次「{round_.title}」：{named(who)}，{len(turned)} 项",
        old="；".join(f"{duty}：{'、'.join(codes)}" for duty, codes in old.items()),
        new="；".join(f"{duty}：{'、'.join(codes)}" for duty, codes in new.items()),
        why=why,
    )
