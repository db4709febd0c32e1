"""A round's plan: title, 计划/备案文号, deadlines, what is shown to others; changed only while its state allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, insert, select

from rating.district.log import note
from rating.district.people.person import Person, Role
from rating.district.people.roles import About, Action, Thing, demand
from rating.district.rounds.round import Round, about_round, round_of
from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.changes import change, refuse
from rating.district.storage.columns import moment
from rating.problems import Place, Problem, Refused

LONGEST_TITLE = 100


@dataclass(frozen=True, slots=True)
class Plan:
    """What a round states about itself; dates are the last day on which something may still be done.

    show_spread  each station head sees where they stand among their kind, without names
    show_names, show_ranks  names or ranks of all stations are shown to station heads; asks for a reason
    """

    title: str = ""
    filing_number: str = ""
    note: str = ""
    previous_id: int | None = None
    fill_until: date | None = None
    score_until: date | None = None
    object_until: date | None = None
    rectify_until: date | None = None
    show_spread: bool = True
    show_names: bool = False
    show_ranks: bool = False
    publication_reason: str = ""


TITLES = {
    "title": "轮次名称",
    "filing_number": "计划或备案文号",
    "note": "说明",
    "previous_id": "上一轮",
    "fill_until": "填报截止",
    "score_until": "评分截止",
    "object_until": "公示与异议截止",
    "rectify_until": "整改截止",
    "show_spread": "显示同类分布",
    "show_names": "公开站点名称与星级",
    "show_ranks": "公开名次",
    "publication_reason": "公开的理由",
}
DEADLINES = ("fill_until", "score_until", "object_until", "rectify_until")
_ORDER = tuple(State)
LAST: dict[str, State] = {
    "title": State.OPEN,
    "previous_id": State.OPEN,
    "fill_until": State.OPEN,
    "score_until": State.SCORING,
    "object_until": State.ANNOUNCED,
    "rectify_until": State.RECTIFICATION,
}
"""Field → the last state in which it may change; the others always may: what was published by mistake can be undone."""


def plan_of(round_: Round) -> Plan:
    return Plan(**{field.name: getattr(round_, field.name) for field in fields(Plan)})


def may_change(field: str, state: State) -> bool:
    return field not in LAST or _ORDER.index(state) <= _ORDER.index(LAST[field])


def create_round(at: Connection, person: Person, district: int, plan: Plan) -> Round:
    """A new round in 方案. Raises Refused with all that is wrong with the plan."""
    demand(person, Action.ADD, Thing.ROUND, About(district))
    plan = _tidy(plan)
    _demand_sound(at, district, plan, None)
    made = (
        insert(schema.assessment_round)
        .values(
            district_id=district,
            state=State.DRAFT.value,
            created_at=moment(),
            created_by=person.id,
            **_values(plan),
        )
        .returning(schema.assessment_round.c.id)
    )
    row = int(at.execute(made).scalar_one())
    summary = f"评估轮次「{plan.title}」"
    note(at, person, "add", Thing.ROUND, row, district=district, assessment_round=row, summary=summary)
    return round_of(at, person, row)


def change_round(at: Connection, person: Person, round_id: int, seen: int, plan: Plan, why: str = "") -> Round:
    """Write what differs from the round as `seen` (a version); from the announcement on every change needs a reason.

    Raises Refused: changed_meanwhile, not_now for what the state no longer lets change, not_usable, not_filled.
    """
    round_ = round_of(at, person, round_id, lock=True)
    demand(person, Action.CHANGE, Thing.ROUND, about_round(at, round_))
    before, plan = plan_of(round_), _tidy(plan)
    changed = [field.name for field in fields(Plan) if getattr(before, field.name) != getattr(plan, field.name)]
    if round_.version != seen:
        raise refuse("changed_meanwhile", f"「{round_.title}」刚刚被别人改过", round_.title)
    if not changed:
        return round_
    late = [name for name in changed if not may_change(name, round_.state)]
    if late:
        raise Refused(_late(round_, name) for name in late)
    _demand_reason(person, round_, before, plan, why)
    _demand_sound(at, round_.district, plan, round_)
    change(at, schema.assessment_round, round_.id, seen, round_.title, **_values(plan))
    note(
        at,
        person,
        "change",
        Thing.ROUND,
        round_.id,
        district=round_.district,
        assessment_round=round_.id,
        summary=f"评估轮次「{plan.title}」：" + "、".join(TITLES[name] for name in changed),
        old="；".join(f"{TITLES[name]}：{in_words(getattr(before, name))}" for name in changed),
        new="；".join(f"{TITLES[name]}：{in_words(getattr(plan, name))}" for name in changed),
        why=why,
    )
    return round_of(at, person, round_.id)


def in_words(value: Any) -> str:
    """A plan's value as the log writes it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value) if value not in (None, "") else "（空）"


def _values(plan: Plan) -> dict[str, Any]:
    return {field.name: getattr(plan, field.name) for field in fields(Plan)}


def _tidy(plan: Plan) -> Plan:
    written: dict[str, Any] = {name: value.strip() for name, value in _values(plan).items() if isinstance(value, str)}
    return replace(plan, **written)


def _late(round_: Round, name: str) -> Problem:
    found = f"本轮已到「{round_.state.title}」，「{TITLES[name]}」不能再改"
    return Problem("not_now", Place(object=round_.title), found, remedy="确需修改的，请先退回到前面的步骤")


def _demand_reason(person: Person, round_: Round, before: Plan, plan: Plan, why: str) -> None:
    """Once announced, people rely on what was said: a change needs a reason, a shorter time also an administrator."""
    if not round_.state.published:
        return
    if not why.strip():
        raise refuse("not_filled", "本轮已经公示，修改时请写明理由", round_.title)
    if _shortened(before.object_until, plan.object_until) and person.role is not Role.ADMINISTRATOR:
        raise refuse("not_allowed", "公示期只能由管理员缩短", TITLES["object_until"])


def _shortened(before: date | None, after: date | None) -> bool:
    return before is not None and (after is None or after < before)


def _demand_sound(at: Connection, district: int, plan: Plan, round_: Round | None) -> None:
    problems = [*_faults(plan), *_title_taken(at, district, plan, round_), *_previous_wrong(at, district, plan, round_)]
    if problems:
        raise Refused(problems)


def _faults(plan: Plan) -> Iterator[Problem]:
    if not plan.title:
        yield Problem("not_filled", Place(object=TITLES["title"]), "没有填写轮次名称")
    if len(plan.title) > LONGEST_TITLE:
        yield Problem("not_usable", Place(object=TITLES["title"]), f"轮次名称超过 {LONGEST_TITLE} 个字")
    given = [(name, getattr(plan, name)) for name in DEADLINES if getattr(plan, name) is not None]
    for (one, first), (other, then) in pairwise(given):
        if then < first:
            found = f"「{TITLES[other]}」{then} 早于「{TITLES[one]}」{first}"
            yield Problem("not_usable", Place(object=TITLES[other]), found)
    if (plan.show_names or plan.show_ranks) and not plan.publication_reason:
        yield Problem("not_filled", Place(object=TITLES["publication_reason"]), "公开名称或名次需要写明理由")


def _title_taken(at: Connection, district: int, plan: Plan, round_: Round | None) -> Iterator[Problem]:
    table = schema.assessment_round
    asked = select(table.c.id).where(table.c.district_id == district, table.c.title == plan.title)
    if at.execute(asked).scalar() not in (None, round_.id if round_ else None):
        yield Problem("not_usable", Place(object=TITLES["title"]), f"已有名为「{plan.title}」的轮次")


def _previous_wrong(at: Connection, district: int, plan: Plan, round_: Round | None) -> Iterator[Problem]:
    """The round before must be one of the same district, and rounds may not follow each other in a circle."""
    if plan.previous_id is None:
        return
    place = Place(object=TITLES["previous_id"])
    table = schema.assessment_round
    pairs = at.execute(select(table.c.id, table.c.previous_id).where(table.c.district_id == district))
    before: dict[int, int | None] = {row.id: row.previous_id for row in pairs}
    if plan.previous_id not in before:
        yield Problem("not_found", place, "没有找到所选的上一轮")
        return
    step: int | None = plan.previous_id
    passed: set[int] = set()
    while step is not None and step not in passed:
        if round_ is not None and step == round_.id:
            yield Problem("not_usable", place, "所选的上一轮本身排在这一轮之后")
            return
        passed.add(step)
        step = before.get(step)
