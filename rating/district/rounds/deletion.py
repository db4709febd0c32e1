"""How long a round is kept, and forgetting it: by an administrator, on purpose, with a line in the log that stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, delete, func, or_, select, text

from rating.district.log import note
from rating.district.people.person import Person
from rating.district.people.roles import About, Action, Thing, demand
from rating.district.rounds.local_day import over
from rating.district.rounds.round import Round, about_round, round_of, rounds_of
from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.changes import change, refuse

FORGETTABLE = (State.DRAFT, State.FINAL, State.CLOSED)
"""Between these a round is at work, and people wait for it."""
COUNTED: tuple[tuple[Table, str], ...] = (
    (schema.round_station, "站点"),
    (schema.upload, "上传文件"),
    (schema.entry, "填报数据"),
    (schema.evaluation, "评估结果"),
    (schema.decision, "复核与更正"),
    (schema.objection, "异议"),
    (schema.rectification, "整改"),
)
"""What is counted before it goes; everything else of the round goes with it all the same."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What went: counts by their Chinese name, in the order of `COUNTED`."""

    title: str
    counts: dict[str, int]

    @property
    def told(self) -> str:
        return "、".join(f"{name} {count}" for name, count in self.counts.items())


def forget_round(at: Connection, person: Person, round_id: int, title_typed: str, why: str) -> Forgotten:
    """Delete a round and all that belongs to it; the log stays. Nothing calls this but an administrator's wish.

    Raises NotAllowed, Refused: not_found; not_now unless the round is draft, final or closed; not_usable when the
    title typed is another; not_filled without a reason.
    """
    round_ = round_of(at, person, round_id, lock=True)
    demand(person, Action.REMOVE, Thing.ROUND, About(round_.district))
    if round_.state not in FORGETTABLE:
        states = "、".join(f"「{state.title}」" for state in FORGETTABLE)
        raise refuse("not_now", f"轮次处于「{round_.state.title}」", round_.title, f"只能清除处于{states}的轮次")
    if title_typed.strip() != round_.title.strip():
        raise refuse("not_usable", "填写的名称与轮次名称不一致", round_.title, "请原样填写轮次名称")
    _demand_reason(why, round_.title)
    counts = {name: _count(at, table, round_id) for table, name in COUNTED}
    overwrite_what_is_deleted(at)
    at.execute(delete(schema.assessment_round).where(schema.assessment_round.c.id == round_id))
    gone = Forgotten(round_.title, counts)
    summary = f"清除轮次「{round_.title}」：{gone.told}"
    told: dict[str, Any] = {"district": round_.district, "assessment_round": round_id}
    note(at, person, "forget", Thing.ROUND, round_id, **told, summary=summary, old=round_.state.title, why=why.strip())
    return gone


def holdings(at: Connection, person: Person, round_id: int) -> dict[str, int]:
    """What would go with the round, as `forget_round` counts it."""
    demand(person, Action.REMOVE, Thing.ROUND, About(round_of(at, person, round_id).district))
    return {name: _count(at, table, round_id) for table, name in COUNTED}


def keep_round_until(at: Connection, person: Person, round_id: int, until: date | None, seen: int, why: str) -> None:
    """Set the last day on which a round must be kept; None: for good. Raises Refused (also changed_meanwhile)."""
    round_ = round_of(at, person, round_id, lock=True)
    demand(person, Action.CHANGE, Thing.ROUND, about_round(at, round_))
    _demand_reason(why, round_.title)
    change(at, schema.assessment_round, round_id, seen, round_.title, keep_until=until)
    told: dict[str, Any] = {"district": round_.district, "assessment_round": round_id, "why": why.strip()}
    summary = f"轮次「{round_.title}」的保存期限"
    note(
        at,
        person,
        "change",
        Thing.ROUND,
        round_id,
        **told,
        summary=summary,
        old=_day(round_.keep_until),
        new=_day(until),
    )


def due_for_deletion(at: Connection, person: Person, district: int) -> tuple[Round, ...]:
    """Rounds past their last day, the longest past first. They are listed, never deleted by themselves."""
    demand(person, Action.REMOVE, Thing.ROUND, About(district))
    past = [round_ for round_ in rounds_of(at, person, district) if over(round_.keep_until)]
    return tuple(sorted(past, key=lambda round_: (round_.keep_until or date.max, round_.id)))


def _demand_reason(why: str, place: str) -> None:
    if not why.strip():
        raise refuse("not_filled", "没有写明原因", place)


def _day(day: date | None) -> str:
    return day.isoformat() if day else "长期"


def _count(at: Connection, table: Table, round_id: int) -> int:
    parts = select(schema.round_part.c.id).where(schema.round_part.c.round_id == round_id)
    belongs = []
    if "round_id" in table.c:
        belongs.append(table.c.round_id == round_id)
    if "part_id" in table.c:
        belongs.append(table.c.part_id.in_(parts))
    return int(at.execute(select(func.count()).select_from(table).where(or_(*belongs))).scalar_one())


def overwrite_what_is_deleted(at: Connection) -> None:
    """SQLite would leave the bytes in the file until the room is used again; PostgreSQL's vacuum frees them itself."""
    if at.dialect.name == "sqlite":
        at.execute(text("PRAGMA secure_delete = ON"))
