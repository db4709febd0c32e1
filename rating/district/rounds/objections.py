"""Objections (异议): a station head disputes one indicator of the own published result, within the announcement.

Words are kept as a draft from the first save on, and are sent on purpose. One indicator has one objection
that is not withdrawn: what was answered is answered in this round.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from rating.district import log
from rating.district.people.person import Person
from rating.district.people.roles import About, Action, Thing, demand, may
from rating.district.rounds.attachments import Belonging
from rating.district.rounds.round import Part, Round, about_station, part_of, round_of
from rating.district.rounds.states import State
from rating.district.rounds.wording import written
from rating.district.storage import schema
from rating.district.storage.changes import change, refuse, row_of
from rating.district.storage.columns import moment

DRAFT, OPEN, UPHELD, REJECTED, WITHDRAWN = "draft", "open", "upheld", "rejected", "withdrawn"
TITLES = {DRAFT: "草稿", OPEN: "待答复", UPHELD: "已采纳", REJECTED: "未采纳", WITHDRAWN: "已撤回"}
SENT = (OPEN, UPHELD, REJECTED, WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Objection:
    """One objection. evaluation_id: what it objects to; settled_id: what upholding it led to.

    Points are texts, None where the indicator has none; a draft has no `sent_at`.
    """

    id: int
    part_id: int
    station_code: str
    indicator: str
    state: str
    reason: str
    made_by: int | None
    made_by_name: str
    made_at: datetime
    sent_at: datetime | None
    evaluation_id: int | None
    settled_id: int | None
    points_before: str | None
    points_after: str | None
    reply: str
    answered_by: int | None
    answered_by_name: str
    answered_at: datetime | None
    version: int

    @property
    def title(self) -> str:
        return TITLES[self.state]

    @property
    def files(self) -> Belonging:
        return Belonging(objection=self.id)


# ---- reading


def own_objections(at: Connection, person: Person, part_id: int, station_code: str) -> tuple[Objection, ...]:
    """A station's objections in one part, the newest first; a draft that was thrown away is not told of."""
    round_, part = part_of(at, person, part_id)
    demand(person, Action.SEE, Thing.OBJECTION, about_station(at, round_, part, station_code))
    table = schema.objection
    found = read(at, table.c.part_id == part_id, table.c.station_code == station_code)
    return tuple(each for each in found if each.state != WITHDRAWN or each.sent_at)


def queue(at: Connection, person: Person, part_id: int, states: Sequence[str] = SENT) -> tuple[Objection, ...]:
    """What stations of a part have sent and the person may see, the oldest first; never a draft."""
    round_, part = part_of(at, person, part_id)
    demand(person, Action.SEE, Thing.OBJECTION, About(round_.district))
    table = schema.objection
    found = read(at, table.c.part_id == part_id, table.c.state.in_([*states]), table.c.sent_at.is_not(None))
    codes = {each.station_code for each in found}
    theirs = {code for code in codes if may(person, Action.SEE, Thing.OBJECTION, about_station(at, round_, part, code))}
    return tuple(each for each in reversed(found) if each.station_code in theirs)


def objection_of(at: Connection, person: Person, objection_id: int) -> tuple[Round, Part, Objection]:
    """Raises Refused (not_found) or NotAllowed; a draft is seen only by those who may write it."""
    row_of(at, schema.objection, objection_id, "异议")
    found = read(at, schema.objection.c.id == objection_id)[0]
    round_, part = part_of(at, person, found.part_id)
    about = about_station(at, round_, part, found.station_code)
    demand(person, Action.SEE, Thing.OBJECTION, about)
    if found.sent_at is None:
        demand(person, Action.CHANGE, Thing.OBJECTION, about)
    return round_, part, found


def locked(at: Connection, person: Person, objection_id: int) -> tuple[Round, Part, Objection]:
    """The same before writing: the round stays in its state until the end, and nobody else writes in it."""
    round_, _, _ = objection_of(at, person, objection_id)
    round_of(at, person, round_.id, lock=True)
    return objection_of(at, person, objection_id)


def read(at: Connection, *where: Any) -> tuple[Objection, ...]:
    """Those that meet the clauses, the newest first. Asks no permission."""
    table = schema.objection
    maker, answerer = schema.account.alias(), schema.account.alias()
    asked = (
        select(
            *table.c,
            func.coalesce(maker.c.name, "").label("made_by_name"),
            func.coalesce(answerer.c.name, "").label("answered_by_name"),
        )
        .outerjoin(maker, maker.c.id == table.c.made_by)
        .outerjoin(answerer, answerer.c.id == table.c.answered_by)
    )
    rows = at.execute(asked.where(*where).order_by(table.c.id.desc()))
    return tuple(Objection(**{name: getattr(row, name) for name in Objection.__slots__}) for row in rows)


# ---- answering and the log


def settle(at: Connection, person: Person, objection_id: int, seen: int, reply: str, **outcome: Any) -> Objection:
    """Write the answer: `outcome` has the new state, and for what was upheld settled_id and points_after.

    Whether the person may answer is asked by the caller (`answering.py`).
    """
    round_, part, found = locked(at, person, objection_id)
    demand(person, Action.ANSWER, Thing.OBJECTION, about_station(at, round_, part, found.station_code))
    if round_.state is not State.ANNOUNCED:
        raise refuse("not_now", f"评估轮次在「{round_.state.title}」阶段", "答复异议", "异议在公示期内答复")
    said = written(reply, "答复")
    only_open(found)
    change(
        at,
        schema.objection,
        found.id,
        seen,
        "异议",
        **{"reply": said, "answered_by": person.id, "answered_at": moment(), **outcome},
    )
    _, _, answered = objection_of(at, person, found.id)
    points = (answered.points_before or "", answered.points_after or "")
    note(at, person, "answer", round_, answered, f"答复异议：{answered.title}", *points, why=said)
    return answered


def only_open(found: Objection) -> None:
    """Raises Refused (changed_meanwhile) when somebody else answered it, or it was withdrawn."""
    if found.state != OPEN:
        who = f"，由{found.answered_by_name}答复" if found.answered_by_name else ""
        raise refuse("changed_meanwhile", f"这条异议{found.title}{who}", "答复异议", "您的答复没有保存；请刷新后查看")


def note(
    at: Connection,
    person: Person,
    action: str,
    round_: Round,
    it: Objection,
    told: str,
    old: str = "",
    new: str = "",
    why: str = "",
) -> None:
    """One line of the log about an objection."""
    log.note(
        at,
        person,
        action,
        Thing.OBJECTION,
        it.id,
        district=round_.district,
        assessment_round=round_.id,
        summary=f"{it.station_code}：{told}",
        old=old,
        new=new,
        why=why,
    )
