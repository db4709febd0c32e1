"""The parts of a round: which rubric judges which kinds of station; every station belongs to exactly one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, exists, insert, select, update

from rating.district.log import note
from rating.district.people.person import Person
from rating.district.people.roles import About, Action, Thing, demand
from rating.district.rounds.round import Part, Round, RoundStation, about_round, parts_of, round_of, stations_of_round
from rating.district.rubrics.revisions import rubric_of
from rating.district.storage import schema
from rating.district.storage.changes import change, refuse, row_of
from rating.problems import Place, Problem, Refused
from rating.rubric.nouns import Rubric

KEPT_BY_PART = (schema.upload, schema.entry, schema.evaluation, schema.decision, schema.objection, schema.rectification)
"""A part that any of these belong to is not removed with them."""


@dataclass(frozen=True, slots=True)
class PartPlan:
    """A part as somebody wants it; `id` of the part that it changes, None for a new one.

    kinds empty: every kind that no other part names.
    """

    title: str
    rubric_id: int
    kinds: tuple[str, ...] = ()
    id: int | None = None


def plan_of_part(part: Part) -> PartPlan:
    return PartPlan(part.title, part.rubric_id, part.kinds, part.id)


def set_parts(
    at: Connection, person: Person, round_id: int, seen: int, plans: Sequence[PartPlan], why: str = ""
) -> tuple[Part, ...]:
    """The round's parts as planned, in this order; its stations go to the part of their kind.

    Raises Refused with everything that is wrong: not_now once frozen, not_usable, changed_meanwhile.
    """
    round_ = open_for_change(at, person, round_id, seen)
    demand(person, Action.CHANGE, Thing.ROUND, About(round_.district, _kinds_judged(at, round_, plans)))
    before = parts_of(at, person, round_.id)
    rubrics = {plan.rubric_id: _own_rubric(at, person, round_, plan) for plan in plans}
    stations = stations_of_round(at, round_.id)
    problems = [*_faults(plans, rubrics), *_in_use(at, before, plans), *_roles_gone(at, before, plans, rubrics)]
    problems += homeless(plans, rubrics, stations) if not problems and stations else []
    if problems:
        raise Refused(problems)
    written = [_write(at, round_, position, plan) for position, plan in enumerate(plans)]
    _settle(at, stations, plans, written)
    _remove(at, {part.id for part in before} - set(written))
    change(at, schema.assessment_round, round_.id, seen, round_.title)
    note(
        at,
        person,
        "change",
        Thing.ROUND,
        round_.id,
        district=round_.district,
        assessment_round=round_.id,
        summary=f"评估轮次「{round_.title}」：分组与评分标准",
        old=_in_words(at, [plan_of_part(part) for part in before]),
        new=_in_words(at, plans),
        why=why,
    )
    return parts_of(at, person, round_.id)


def open_for_change(at: Connection, person: Person, round_id: int, seen: int) -> Round:
    """The round, locked, while its rubrics and roster may still change and nobody else has changed it."""
    round_ = round_of(at, person, round_id, lock=True)
    demand(person, Action.CHANGE, Thing.ROUND, about_round(at, round_))
    if round_.version != seen:
        raise refuse("changed_meanwhile", f"「{round_.title}」刚刚被别人改过", round_.title)
    if round_.state.frozen:
        found = f"本轮已到「{round_.state.title}」，评分标准、分组和参评名册已经冻结"
        raise refuse("not_now", found, round_.title, "确需修改的，请先退回到「填报」")
    return round_


def place_of(plans: Sequence[PartPlan], kind: str) -> int | None:
    """Which part judges a kind: the one that names it, else the one that names none; None where there is neither."""
    named = next((place for place, plan in enumerate(plans) if kind in plan.kinds), None)
    return named if named is not None else next((place for place, plan in enumerate(plans) if not plan.kinds), None)


def homeless(
    plans: Sequence[PartPlan], rubrics: Mapping[int, Rubric], stations: Iterable[RoundStation]
) -> list[Problem]:
    """Stations that no part judges, or whose kind their part's rubric does not know: one problem a kind, by name."""
    problems = []
    by_kind: dict[str, list[str]] = {}
    for station in stations:
        by_kind.setdefault(station.kind, []).append(station.name)
    for kind, names in by_kind.items():
        place, shown = place_of(plans, kind), kind or "（未填类型）"
        known = rubrics[plans[place].rubric_id].kinds if place is not None else []
        if place is None:
            found = f"类型「{shown}」不属于任何一组：{named(names)}"
            remedy = "请把该类型写入某一组，或把它列为本轮不参评"
        elif known and kind not in known:
            found = f"「{plans[place].title}」的评分标准没有类型「{shown}」：{named(names)}"
            remedy = "请改正站点类型，或换用有该类型的评分标准"
        else:
            continue
        problems.append(Problem("not_usable", Place(object="参评名册"), found, remedy=remedy))
    return problems


def named(names: Sequence[str], most: int = 5) -> str:
    """The first few by name, and how many there are in all."""
    listed = "、".join(names[:most])
    return listed if len(names) <= most else f"{listed}等 {len(names)} 个"


def _kinds_judged(at: Connection, round_: Round, plans: Sequence[PartPlan]) -> frozenset[str] | None:
    """The kinds that are named; a part that names none takes in every kind of the district."""
    table = schema.station
    every = select(table.c.kind).distinct().where(table.c.district_id == round_.district, table.c.active)
    general = any(not plan.kinds for plan in plans)
    taken_in = set(at.execute(every).scalars()) - set(round_.left_out_kinds) if general else set()
    return frozenset(taken_in.union(*(plan.kinds for plan in plans))) or None


def _own_rubric(at: Connection, person: Person, round_: Round, plan: PartPlan) -> Rubric:
    row = row_of(at, schema.rubric_revision, plan.rubric_id, "评分标准")
    if row.district_id != round_.district:
        raise refuse("not_found", "没有找到这份评分标准", plan.title)
    return rubric_of(at, person, plan.rubric_id)


def _faults(plans: Sequence[PartPlan], rubrics: Mapping[int, Rubric]) -> Iterator[Problem]:
    for plan in plans:
        rubric, place = rubrics[plan.rubric_id], Place(object=plan.title or "分组")
        if not plan.title.strip():
            yield Problem("not_filled", place, "有一组没有填写名称")
        if rubric.unit != "station":
            yield Problem("not_usable", place, f"「{rubric.title}」评定的不是社工站")
        strange = [kind for kind in plan.kinds if rubric.kinds and kind not in rubric.kinds]
        if strange:
            found = f"「{rubric.title}」没有类型「{'、'.join(strange)}」"
            yield Problem("not_usable", place, found, f"{'、'.join(rubric.kinds)} 中的类型")
    yield from _twice(plans)


def _twice(plans: Sequence[PartPlan]) -> Iterator[Problem]:
    place = Place(object="分组")
    for title, count in Counter(plan.title.strip() for plan in plans).items():
        if title and count > 1:
            yield Problem("not_usable", place, f"有 {count} 组都叫「{title}」")
    for kind, count in Counter(kind for plan in plans for kind in set(plan.kinds)).items():
        if count > 1:
            yield Problem("not_usable", place, f"类型「{kind}」写在 {count} 组里", "只属于一组")
    general = [plan.title for plan in plans if not plan.kinds]
    if len(general) > 1:
        yield Problem("not_usable", place, f"不分类型的组有 {len(general)} 个：{'、'.join(general)}", "最多一个")
    if len({plan.id for plan in plans if plan.id is not None}) < sum(plan.id is not None for plan in plans):
        yield Problem("not_usable", place, "同一组写了两次")


def _in_use(at: Connection, before: Sequence[Part], plans: Sequence[PartPlan]) -> Iterator[Problem]:
    """Parts that would go though something was handed in or rated for them; ids that are of another round."""
    wanted = {plan.id for plan in plans}
    for part in before:
        if part.id not in wanted and any(_has(at, table, part.id) for table in KEPT_BY_PART):
            yield Problem("not_now", Place(object=part.title), f"「{part.title}」已有上传或评定，不能删去")
    known = {part.id for part in before}
    for plan in plans:
        if plan.id is not None and plan.id not in known:
            yield Problem("not_found", Place(object=plan.title), "没有找到这一组")


def _has(at: Connection, table: Any, part_id: int) -> bool:
    return bool(at.execute(select(exists().where(table.c.part_id == part_id))).scalar())


def _roles_gone(
    at: Connection, before: Sequence[Part], plans: Sequence[PartPlan], rubrics: Mapping[int, Rubric]
) -> Iterator[Problem]:
    """Assignments whose role the part's other rubric would not know."""
    duty, station = schema.assignment, schema.round_station
    old = {part.id: part for part in before}
    for plan in plans:
        if plan.id is None or plan.id not in old or old[plan.id].rubric_id == plan.rubric_id:
            continue
        joined = duty.join(station, station.c.id == duty.c.round_station_id)
        asked = select(duty.c.role).distinct().select_from(joined).where(station.c.part_id == plan.id)
        known = {role.code for role in rubrics[plan.rubric_id].roles}
        gone = sorted(set(at.execute(asked).scalars()) - known - {""})
        if gone:
            found = f"已有分工的评估主体「{'、'.join(gone)}」，新的评分标准里没有"
            yield Problem("not_usable", Place(object=plan.title), found, remedy="请先删去这些分工，再换评分标准")


def _write(at: Connection, round_: Round, position: int, plan: PartPlan) -> int:
    table = schema.round_part
    values = {
        "position": position,
        "title": plan.title.strip(),
        "rubric_id": plan.rubric_id,
        "kinds": list(dict.fromkeys(plan.kinds)),
    }
    if plan.id is not None:
        at.execute(update(table).where(table.c.id == plan.id).values(**values, version=table.c.version + 1))
        return plan.id
    return int(at.execute(insert(table).values(round_id=round_.id, **values).returning(table.c.id)).scalar_one())


def _settle(
    at: Connection, stations: Sequence[RoundStation], plans: Sequence[PartPlan], written: Sequence[int]
) -> None:
    """Each station to the part of its kind; `homeless` has made sure that there is one."""
    table = schema.round_station
    for kind in {station.kind for station in stations}:
        place = place_of(plans, kind)
        if place is not None:
            ids = [station.id for station in stations if station.kind == kind]
            at.execute(update(table).where(table.c.id.in_(ids)).values(part_id=written[place]))


def _remove(at: Connection, gone: set[int]) -> None:
    at.execute(delete(schema.round_part).where(schema.round_part.c.id.in_(gone)))


def _in_words(at: Connection, plans: Sequence[PartPlan]) -> str:
    table = schema.rubric_revision
    titles = {row.id: f"{row.title}（第 {row.number} 版）" for row in at.execute(select(table))} if plans else {}
    return "；".join(
        f"{plan.title}：{titles.get(plan.rubric_id, '')}，{'、'.join(plan.kinds) or '其余类型'}" for plan in plans
    )
