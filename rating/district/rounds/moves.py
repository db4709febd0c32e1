"""A round from one state to the next: what each step needs, told all at once, and the step itself.

What is missing stops a step (`not_now`); what is unusual wants a reason (`round_to_confirm`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from rating.district.log import note
from rating.district.people.person import Person, Role
from rating.district.people.roles import Action, Thing, demand
from rating.district.rounds.frozen import fingerprint_of
from rating.district.rounds.local_day import day_in_words, over
from rating.district.rounds.parts import named
from rating.district.rounds.roster import differences
from rating.district.rounds.round import Round, about_round, parts_of, round_of, stations_of_round
from rating.district.rounds.standing import Standing
from rating.district.rounds.states import BACK, FORWARD, State
from rating.district.storage import schema
from rating.district.storage.changes import change, refuse
from rating.district.storage.columns import moment
from rating.problems import Place, Problem, Refused

STOPS, CONFIRM = "not_now", "round_to_confirm"


@dataclass(frozen=True, slots=True)
class Step:
    """A move that the round's state allows: what still stops it, and what wants a reason."""

    to: State
    back: bool
    stops: tuple[Problem, ...] = ()
    confirms: tuple[Problem, ...] = ()

    @property
    def needs_reason(self) -> bool:
        return self.back or bool(self.confirms)


def steps(at: Connection, person: Person, round_: Round, standings: Sequence[Standing] = ()) -> tuple[Step, ...]:
    """Every step from here, forward first; `standings` of all parts where the step to 复核 is among them."""
    return tuple(step_to(at, person, round_, to, standings) for to in ways(round_.state))


def ways(state: State) -> tuple[State, ...]:
    return (*FORWARD[state], *([BACK[state]] if state in BACK else []))


def step_to(at: Connection, person: Person, round_: Round, to: State, standings: Sequence[Standing] = ()) -> Step:
    """Raises Refused (not_now) when there is no way from the round's state to `to`."""
    if to not in ways(round_.state):
        found = f"本轮现在是「{round_.state.title}」，不能直接转到「{to.title}」"
        raise refuse(STOPS, found, round_.title)
    if BACK.get(round_.state) is to:
        return Step(to, back=True)
    told = tuple(NEEDS[to](at, person, round_, standings)) if to in NEEDS else ()
    stops = tuple(problem for problem in told if problem.code != CONFIRM)
    return Step(to, back=False, stops=stops, confirms=tuple(problem for problem in told if problem.code == CONFIRM))


def move(
    at: Connection, person: Person, round_: Round, to: State, why: str = "", standings: Sequence[Standing] = ()
) -> Round:
    """Take the step, from the round as `round_` was seen.

    Raises Refused: not_now with all that is missing, round_to_confirm where a reason is asked and none given,
    changed_meanwhile when somebody else changed the round.
    """
    now = round_of(at, person, round_.id, lock=True)
    demand(person, Action.MOVE, Thing.ROUND, about_round(at, now))
    if now.version != round_.version:
        raise refuse("changed_meanwhile", f"「{now.title}」刚刚被别人改过，现在是「{now.state.title}」", now.title)
    step = step_to(at, person, now, to, standings)
    if step.stops:
        raise Refused((*step.stops, *step.confirms))
    if step.needs_reason and not why.strip():
        back = refuse(CONFIRM, f"从「{now.state.title}」退回到「{to.title}」", now.title).problems if step.back else ()
        raise Refused((*back, *step.confirms))
    values: dict[str, Any] = {"state": to.value, "moved_at": moment()}
    if to.frozen != now.state.frozen:
        values["frozen_fingerprint"] = fingerprint_of(at, person, now) if to.frozen else ""
    change(at, schema.assessment_round, now.id, now.version, now.title, **values)
    note(
        at,
        person,
        "move",
        Thing.ROUND,
        now.id,
        district=now.district,
        assessment_round=now.id,
        summary=f"评估轮次「{now.title}」：{now.state.title} → {to.title}",
        old=now.state.title,
        new=to.title,
        why="；".join((*(problem.found for problem in step.confirms), *([why.strip()] if why.strip() else []))),
    )
    return round_of(at, person, now.id)


def _stop(round_: Round, found: str, remedy: str, place: str = "") -> Problem:
    return Problem(STOPS, Place(object=place or round_.title), found, remedy=remedy)


def _confirm(round_: Round, found: str, remedy: str = "") -> Problem:
    return Problem(CONFIRM, Place(object=round_.title), found, remedy=remedy)


def _to_open(at: Connection, person: Person, round_: Round, _: Sequence[Standing]) -> Iterator[Problem]:
    if not round_.title.strip():
        yield _stop(round_, "没有填写轮次名称", "请在「方案」中填写")
    yield from _complete(at, person, round_)
    if not round_.filing_number.strip():
        remedy = "按现行规定，评估考核应列入年度计划或备案；请补填文号，或写明没有文号的理由"
        yield _confirm(round_, "没有填写计划或备案文号", remedy)
    yield from _roster_moved(at, person, round_)


def _complete(at: Connection, person: Person, round_: Round) -> Iterator[Problem]:
    parts = parts_of(at, person, round_.id)
    stations = stations_of_round(at, round_.id)
    if not parts:
        yield _stop(round_, "还没有分组和评分标准", "请在「分组与标准」中至少设一组")
    elif not stations:
        yield _stop(round_, "还没有参评站点", "请先取用站点名册")
    else:
        filled = {station.part_id for station in stations}
        empty = [part.title for part in parts if part.id not in filled]
        if empty:
            yield _stop(round_, f"没有站点的组：{named(empty)}", "请核对各组的类型，或删去空的组")


def _roster_moved(at: Connection, person: Person, round_: Round) -> Iterator[Problem]:
    moved = differences(at, person, round_.id)
    if moved and stations_of_round(at, round_.id):
        found = f"站点名册与本轮取用的有 {len(moved)} 处不同：{named([each.name for each in moved])}"
        yield _confirm(round_, found, "请重新取用名册，或写明不更新的理由")


def _to_scoring(at: Connection, person: Person, round_: Round, _: Sequence[Standing]) -> Iterator[Problem]:
    yield from _complete(at, person, round_)
    yield from _roster_moved(at, person, round_)


def _to_reviewed(at: Connection, person: Person, round_: Round, standings: Sequence[Standing]) -> Iterator[Problem]:
    known = {standing.part_id: standing for standing in standings}
    for part in parts_of(at, person, round_.id):
        standing = known.get(part.id)
        if standing is None or standing.evaluation_id is None:
            yield _stop(round_, f"「{part.title}」还没有评定", "请在「数据导入」中核对并评定", part.title)
        elif standing.stale:
            remedy = "请在「数据导入」中核对并重新评定"
            yield _stop(round_, f"「{part.title}」：{standing.stale}", remedy, part.title)
        elif standing.open_spreads:
            found = f"「{part.title}」有 {standing.open_spreads} 处评估人分差过大，尚未复核"
            yield _confirm(round_, found, "请在「复核」中录入复核分；确不复核的，请写明理由")


def _to_announced(at: Connection, person: Person, round_: Round, _: Sequence[Standing]) -> Iterator[Problem]:
    if round_.object_until is None:
        yield _stop(round_, "没有填写公示与异议截止日期", "请先填写")
    elif over(round_.object_until):
        day = day_in_words(round_.object_until)
        yield _stop(round_, f"公示与异议截止日期（{day}）已过", "请改为今天或以后的日期")


def _to_final(at: Connection, person: Person, round_: Round, _: Sequence[Standing]) -> Iterator[Problem]:
    waiting = _count(at, round_, schema.objection, ("open",))
    if waiting:
        yield _stop(round_, f"还有 {waiting} 项异议没有答复", "请先在「异议处理」中答复")
    if not over(round_.object_until):
        day = day_in_words(round_.object_until) or "未填写"
        if person.role is Role.ADMINISTRATOR:
            yield _confirm(round_, f"公示期未满（截止日期：{day}）", "提前定级的，请写明理由")
        else:
            yield _stop(round_, f"公示期未满（截止日期：{day}）", "请等公示期满；确需提前的，由管理员办理")
    yield from _unpublished(at, person, round_)


def _unpublished(at: Connection, person: Person, round_: Round) -> Iterator[Problem]:
    """What becomes final must be what station heads have seen."""
    table = schema.evaluation
    asked = (
        select(table.c.part_id, func.max(table.c.id).label("newest"))
        .where(table.c.part_id.in_(part.id for part in parts_of(at, person, round_.id)))
        .group_by(table.c.part_id)
    )
    newest = {row.part_id: row.newest for row in at.execute(asked)}
    for part in parts_of(at, person, round_.id):
        if part.published_id is None or part.published_id != newest.get(part.id):
            yield _stop(round_, f"「{part.title}」最新的评定结果还没有公示", "请先公示最新结果", part.title)


def _to_closed(at: Connection, person: Person, round_: Round, _: Sequence[Standing]) -> Iterator[Problem]:
    waiting = _count(at, round_, schema.rectification, ("open", "submitted", "returned"))
    if waiting:
        yield _confirm(round_, f"还有 {waiting} 项整改没有办结", "请先办结，或写明结束本轮的理由")


def _count(at: Connection, round_: Round, table: Any, states: Sequence[str]) -> int:
    part = schema.round_part
    asked = (
        select(func.count())
        .select_from(table.join(part, part.c.id == table.c.part_id))
        .where(part.c.round_id == round_.id, table.c.state.in_(states))
    )
    return int(at.execute(asked).scalar_one())


Needs = Callable[[Connection, Person, Round, Sequence[Standing]], Iterator[Problem]]
NEEDS: Mapping[State, Needs] = {
    State.OPEN: _to_open,
    State.SCORING: _to_scoring,
    State.REVIEWED: _to_reviewed,
    State.ANNOUNCED: _to_announced,
    State.FINAL: _to_final,
    State.CLOSED: _to_closed,
}
"""State → what the step to it needs."""
