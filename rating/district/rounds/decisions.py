"""Decisions on single values after they were read: adjudicated marks, corrections on an objection or a re-check.

A later decision on the same value ends the earlier one, which stays readable.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select, update

from rating.district.log import note
from rating.district.people.person import Person
from rating.district.people.roles import Action, Thing, demand
from rating.district.rounds.evaluations import OCCASIONS
from rating.district.rounds.round import Part, Round, about_part, about_station, part_of
from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.changes import added, refuse, row_of
from rating.district.storage.columns import moment
from rating.shown import visible

CALLED = "复核与更正"
WHEN = {
    "adjudication": (State.OPEN, State.SCORING, State.REVIEWED),
    "objection": (State.ANNOUNCED,),
    "recheck": (State.FINAL, State.RECTIFICATION),
}
"""Occasion → the states of a round in which such a decision is made."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One value decided. `old` and `new` as texts, as they are shown; `number` counts within the part.

    `ended` where a later decision on the same value took its place.
    """

    id: int
    part_id: int
    station_code: str
    field: str
    occasion: str
    old: str
    new: str
    why: str
    made_by: int | None
    made_by_name: str
    made_at: datetime
    objection_id: int | None
    rectification_id: int | None
    number: int
    ended: bool = False


def decide(
    at: Connection,
    person: Person,
    round_: Round,
    part: Part,
    station_code: str,
    field: str,
    old: str,
    new: str,
    why: str,
    occasion: str,
    objection_id: int | None = None,
    rectification_id: int | None = None,
) -> Decision:
    """Decide one value of one station; an earlier decision on it is ended.

    Raises NotAllowed, Refused: not_found (no such station in the part), not_filled (value or reason), not_now.
    """
    demand(person, Action.ADD, Thing.DECISION, about_station(at, round_, part, station_code))
    may_be_decided_now(round_, occasion)
    _filled(new, why)
    row_of(at, schema.round_part, part.id, "评估分组", lock=True)  # one number each, one current decision
    _station_there(at, part, station_code)
    table, made_at = schema.decision, moment()
    values: dict[str, Any] = {
        "part_id": part.id,
        "station_code": station_code,
        "field": field,
        "occasion": occasion,
        "old": kept_text(old),
        "new": kept_text(new),
        "why": kept_text(why),
        "made_by": person.id,
        "made_at": made_at,
        "objection_id": objection_id,
        "rectification_id": rectification_id,
    }
    number = added(at, table, **values)
    same = table.c.part_id == part.id, table.c.station_code == station_code, table.c.field == field
    at.execute(update(table).where(*same, table.c.ended_by.is_(None), table.c.id != number).values(ended_by=number))
    note(
        at, person, "decide", Thing.DECISION, number,
        district=round_.district, assessment_round=round_.id,
        summary=f"{OCCASIONS[occasion]}：{station_code} 的「{field}」", old=old, new=values["new"], why=values["why"],
    )  # fmt: skip
    return next(each for each in _decisions(at, part.id) if each.id == number)


def kept_text(text: str) -> str:
    """A value or a reason as it is kept: only what is seen, without spaces around it."""
    return visible(text).strip()


def may_be_decided_now(round_: Round, occasion: str) -> None:
    """Raises Refused (not_now) when the round's state is not one for this occasion."""
    if round_.state not in WHEN[occasion]:
        when = "、".join(state.title for state in WHEN[occasion])
        found = f"轮次处于「{round_.state.title}」，不能作{OCCASIONS[occasion]}更正"
        raise refuse("not_now", found, round_.title, f"{OCCASIONS[occasion]}更正只在「{when}」阶段进行")


def decisions_of(at: Connection, person: Person, part_id: int, current: bool = True) -> tuple[Decision, ...]:
    """Decisions of a part in the order they were made; with `current=False` also those that were ended."""
    round_, part = part_of(at, person, part_id)
    demand(person, Action.SEE, Thing.DECISION, about_part(at, round_, part))
    return tuple(each for each in _decisions(at, part_id) if not (current and each.ended))


def _filled(new: str, why: str) -> None:
    for text, called in ((new, "更正后的内容"), (why, "理由")):
        if not kept_text(text):
            raise refuse("not_filled", f"没有填写{called}", CALLED)


def _station_there(at: Connection, part: Part, code: str) -> None:
    table = schema.round_station
    if at.execute(select(table.c.id).where(table.c.part_id == part.id, table.c.code == code)).first() is None:
        raise refuse("not_found", f"本组名册中没有代码为「{code}」的单位", CALLED)


def _decisions(at: Connection, part_id: int) -> list[Decision]:
    return [_decision(row) for row in at.execute(_asked(part_id))]


def _asked(part_id: int) -> Select[Any]:
    table, account = schema.decision, schema.account
    number = func.row_number().over(order_by=table.c.id).label("number")
    who = account.c.name.label("who")
    joined = select(*table.c, who, number).outerjoin(account, account.c.id == table.c.made_by)
    return joined.where(table.c.part_id == part_id).order_by(table.c.id)


def _decision(row: Any) -> Decision:
    return Decision(
        row.id, row.part_id, row.station_code, row.field, row.occasion, row.old, row.new, row.why, row.made_by,
        row.who or "", row.made_at, row.objection_id, row.rectification_id, row.number, row.ended_by is not None,
    )  # fmt: skip
