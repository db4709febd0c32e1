"""Rectification (整改): what a station is asked to put right after the final result, what it did, and the verdict.

open → submitted → accepted · returned (to be done again) · rejected. A re-check scores accepted items anew;
the old mark stays beside the new.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from rating.district import log
from rating.district.people.person import Person, Role
from rating.district.people.roles import About, Action, Thing, demand, may
from rating.district.rounds.attachments import Belonging
from rating.district.rounds.local_day import local_day, over, today
from rating.district.rounds.round import Part, Round, about_station, part_of, round_of
from rating.district.rounds.states import State
from rating.district.rounds.wording import short, written
from rating.district.storage import schema
from rating.district.storage.changes import change, refuse, row_of
from rating.district.storage.columns import moment

OPEN, SUBMITTED, RETURNED, ACCEPTED, REJECTED = "open", "submitted", "returned", "accepted", "rejected"
TITLES = {
    OPEN: "待整改",
    SUBMITTED: "待验收",
    RETURNED: "已退回，待补充",
    ACCEPTED: "验收通过",
    REJECTED: "验收未通过",
}
WITH_STATION = (OPEN, RETURNED)
STAGES = (State.FINAL, State.RECTIFICATION)


@dataclass(frozen=True, slots=True)
class Item:
    """One item. evaluation_id: in which points were lost; settled_id: of the re-check; until: last day."""

    id: int
    part_id: int
    station_code: str
    indicator: str
    state: str
    demand: str
    until: date | None
    made_by: int | None
    made_by_name: str
    made_at: datetime
    done: str
    done_by: int | None
    done_by_name: str
    done_at: datetime | None
    verdict: str
    checked_by: int | None
    checked_by_name: str
    checked_at: datetime | None
    evaluation_id: int | None
    settled_id: int | None
    points_before: str | None
    points_after: str | None
    version: int

    @property
    def title(self) -> str:
        return "已复评" if self.settled_id else TITLES[self.state]

    @property
    def files(self) -> Belonging:
        return Belonging(rectification=self.id)

    @property
    def overdue(self) -> bool:
        """The last day has passed and the station still has it in hand."""
        return self.state in WITH_STATION and over(self.until)

    @property
    def late(self) -> bool:
        """It was handed in after the last day."""
        return self.done_at is not None and self.state not in WITH_STATION and over(self.until, local_day(self.done_at))


@dataclass(frozen=True, slots=True)
class Asked:
    """An item to be opened; `title` of the indicator, for the log."""

    station_code: str
    indicator: str
    demand: str
    until: date | None
    points_before: str | None = None
    title: str = ""


# ---- reading


def items_of(at: Connection, person: Person, part_id: int, station_code: str | None = None) -> tuple[Item, ...]:
    """A part's items, or one station's, in the order in which they were opened."""
    round_, part = part_of(at, person, part_id)
    table = schema.rectification
    where = [table.c.part_id == part_id]
    about = About(round_.district)
    if station_code is not None:
        about = about_station(at, round_, part, station_code)
        where.append(table.c.station_code == station_code)
    demand(person, Action.SEE, Thing.RECTIFICATION, about)
    found = _read(at, *where)
    codes = {each.station_code for each in found}
    theirs = {
        code for code in codes if may(person, Action.SEE, Thing.RECTIFICATION, about_station(at, round_, part, code))
    }
    return tuple(_as_sent(person, each) for each in found if each.station_code in theirs)


def item_of(at: Connection, person: Person, item_id: int) -> tuple[Round, Part, Item]:
    """Raises Refused (not_found) or NotAllowed."""
    row_of(at, schema.rectification, item_id, "整改项")
    found = _read(at, schema.rectification.c.id == item_id)[0]
    round_, part = part_of(at, person, found.part_id)
    demand(person, Action.SEE, Thing.RECTIFICATION, about_station(at, round_, part, found.station_code))
    return round_, part, _as_sent(person, found)


def _as_sent(person: Person, found: Item) -> Item:
    """What the station has not handed in yet only the station reads."""
    return found if person.role is Role.STATION_HEAD or found.state != OPEN else replace(found, done="")


def locked(at: Connection, person: Person, item_id: int) -> tuple[Round, Part, Item]:
    """The same before writing: the round stays in its state until the end, and nobody else writes in it."""
    round_, _, _ = item_of(at, person, item_id)
    round_of(at, person, round_.id, lock=True)
    return item_of(at, person, item_id)


def _read(at: Connection, *where: Any) -> tuple[Item, ...]:
    table, accounts = schema.rectification, schema.account
    asked, source = select(*table.c), table
    for who in ("made_by", "done_by", "checked_by"):
        account = accounts.alias()
        source = source.outerjoin(account, account.c.id == table.c[who])  # type: ignore[assignment]
        asked = asked.add_columns(func.coalesce(account.c.name, "").label(f"{who}_name"))
    rows = at.execute(asked.select_from(source).where(*where).order_by(table.c.id))
    return tuple(Item(**{name: getattr(row, name) for name in Item.__slots__}) for row in rows)


# ---- opening and closing


def open_items(at: Connection, person: Person, part_id: int, asked: tuple[Asked, ...]) -> tuple[int, ...]:
    """Open items for one or many stations, all or none; ids in the order asked.

    Raises Refused: not_now outside 定级 and 整改, not_usable where an indicator has an item already.
    """
    round_, part = part_of(at, person, part_id)
    round_ = round_of(at, person, round_.id, lock=True)
    in_stage(round_)
    if not asked:
        raise refuse("not_filled", "没有选择整改项", "整改")
    there = {(each.station_code, each.indicator) for each in items_of(at, person, part_id)}
    return tuple(_open(at, person, round_, part, each, there) for each in asked)


def _open(at: Connection, person: Person, round_: Round, part: Part, it: Asked, there: set[tuple[str, str]]) -> int:
    demand(person, Action.ADD, Thing.RECTIFICATION, about_station(at, round_, part, it.station_code))
    if (it.station_code, it.indicator) in there:
        raise refuse(
            "not_usable", f"{it.station_code} 的「{it.title or it.indicator}」已有整改项", "整改", "请刷新后再选"
        )
    if it.until is not None and it.until < today():
        raise refuse("not_usable", "整改期限早于今天", "整改期限")
    there.add((it.station_code, it.indicator))
    said = written(it.demand, "整改要求")
    row = at.execute(
        insert(schema.rectification).values(
            part_id=part.id,
            station_code=it.station_code,
            indicator=it.indicator,
            state=OPEN,
            demand=said,
            until=it.until,
            made_by=person.id,
            made_at=moment(),
            evaluation_id=part.published_id,
            points_before=it.points_before,
        )
    ).inserted_primary_key
    assert row is not None
    made = item_of(at, person, int(row[0]))[2]
    note(at, person, round_, made, f"对「{it.title or it.indicator}」提出整改要求", why=said)
    return made.id


def judge(at: Connection, person: Person, item_id: int, seen: int, state: str, verdict: str) -> Item:
    """Accept what the station did, return it, or reject it; the last two need their reason."""
    round_, part, found = locked(at, person, item_id)
    demand(person, Action.ANSWER, Thing.RECTIFICATION, about_station(at, round_, part, found.station_code))
    in_stage(round_)
    if found.state != SUBMITTED:
        raise refuse("changed_meanwhile", f"这一整改项现在是「{found.title}」", "验收整改")
    said = short(verdict, "验收意见") if state == ACCEPTED else written(verdict, "验收意见")
    change(
        at,
        schema.rectification,
        found.id,
        seen,
        "整改项",
        state=state,
        verdict=said,
        checked_by=person.id,
        checked_at=moment(),
    )
    note(at, person, round_, found, f"验收整改：{TITLES[state]}", found.title, TITLES[state], said)
    return item_of(at, person, item_id)[2]


def settle_item(at: Connection, person: Person, item_id: int, seen: int, points: str | None, evaluation: int) -> None:
    """Write the mark of the re-check beside the old one."""
    round_, part, found = locked(at, person, item_id)
    demand(person, Action.ANSWER, Thing.RECTIFICATION, about_station(at, round_, part, found.station_code))
    only_recheckable(round_, found)
    values = {"points_after": points, "settled_id": evaluation}
    change(at, schema.rectification, found.id, seen, "整改项", **values)
    note(at, person, round_, found, "整改复评", found.points_before or "", points or "")


def only_recheckable(round_: Round, found: Item) -> None:
    """Raises Refused (not_now) unless the round is in 整改 and the item was accepted and not scored anew yet."""
    if round_.state is not State.RECTIFICATION:
        raise refuse("not_now", f"评估轮次在「{round_.state.title}」阶段", "整改复评", "请先在「轮次」中推进到整改阶段")
    if found.settled_id is not None:
        raise refuse("changed_meanwhile", "这一整改项已经复评", "整改复评")
    if found.state != ACCEPTED:
        raise refuse("not_now", f"这一整改项现在是「{found.title}」", "整改复评", "验收通过后才能复评")


def in_stage(round_: Round) -> None:
    """Raises Refused (not_now) before 定级 and after the end."""
    if round_.state not in STAGES:
        raise refuse("not_now", f"评估轮次在「{round_.state.title}」阶段", "整改", "整改在定级之后、结束之前进行")


def note(
    at: Connection, person: Person, round_: Round, it: Item, told: str, old: str = "", new: str = "", why: str = ""
) -> None:
    """One line of the log about an item."""
    log.note(
        at,
        person,
        "rectify",
        Thing.RECTIFICATION,
        it.id,
        district=round_.district,
        assessment_round=round_.id,
        summary=f"{it.station_code}：{told}",
        old=old,
        new=new,
        why=why,
    )
