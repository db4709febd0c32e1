"""The station head's side of an objection: draft, files, send, withdraw; only about the own published result."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, insert, select

from rating.district.people.person import Person
from rating.district.people.roles import About, Action, Thing, demand
from rating.district.rounds.attachments import attach, detach, take
from rating.district.rounds.local_day import day_in_words, over
from rating.district.rounds.objections import DRAFT, OPEN, WITHDRAWN, Objection, locked, note, objection_of, read
from rating.district.rounds.round import Part, Round, about_station, part_of, round_of
from rating.district.rounds.states import State
from rating.district.rounds.wording import short, written
from rating.district.storage import schema
from rating.district.storage.changes import change, refuse
from rating.district.storage.columns import moment
from rating.problems import Refused

SHORTEST_REASON = 5


def draft(
    at: Connection, person: Person, part_id: int, station_code: str, indicator: str, reason: str, seen: int = 0
) -> Objection:
    """Keep what was typed so far; `seen` is the draft's version, 0 for a new one.

    Raises Refused: not_now outside the announcement, not_usable where there is an objection already.
    """
    round_, part = part_of(at, person, part_id)
    round_ = round_of(at, person, round_.id, lock=True)  # others who write in it wait
    about = _own(at, person, round_, part, station_code, Action.ADD)
    _still_open(round_)
    said, title = short(reason, "异议理由"), _title(at, part, station_code, indicator)
    there = _standing(at, part_id, station_code, indicator)
    if there is None:
        return _begin(at, person, round_, part, station_code, indicator, said, title)
    if there.state != DRAFT:
        raise _already(there, title)
    demand(person, Action.CHANGE, Thing.OBJECTION, about)
    change(at, schema.objection, there.id, seen, f"异议：{title}", reason=said, made_by=person.id)
    return objection_of(at, person, there.id)[2]


def _begin(
    at: Connection,
    person: Person,
    round_: Round,
    part: Part,
    station_code: str,
    indicator: str,
    reason: str,
    title: str,
) -> Objection:
    row = at.execute(
        insert(schema.objection).values(
            part_id=part.id,
            station_code=station_code,
            indicator=indicator,
            state=DRAFT,
            reason=reason,
            made_by=person.id,
            made_at=moment(),
        )
    ).inserted_primary_key
    assert row is not None
    _, _, made = objection_of(at, person, int(row[0]))
    note(at, person, "add", round_, made, f"起草对「{title}」的异议")
    return made


def send(at: Connection, person: Person, objection_id: int, seen: int, reason: str) -> Objection:
    """Hand the draft in, with what the published result says now. Raises Refused (not_now, not_filled, …)."""
    round_, part, found = locked(at, person, objection_id)
    _own(at, person, round_, part, found.station_code, Action.CHANGE)
    _still_open(round_)
    title, said = _title(at, part, found.station_code, found.indicator), written(reason, "异议理由", SHORTEST_REASON)
    if found.state != DRAFT:
        raise _already(found, title)
    change(
        at,
        schema.objection,
        found.id,
        seen,
        f"异议：{title}",
        state=OPEN,
        reason=said,
        made_by=person.id,
        sent_at=moment(),
        evaluation_id=part.published_id,
        points_before=_points(at, part, found.station_code, found.indicator),
    )
    take(at, found.files)
    _, _, sent = objection_of(at, person, found.id)
    note(at, person, "object", round_, sent, f"对「{title}」提出异议", why=said)
    return sent


def withdraw_objection(at: Connection, person: Person, objection_id: int, seen: int) -> None:
    """Take back a draft or what nobody has answered yet, as long as the announcement lasts."""
    round_, part, found = locked(at, person, objection_id)
    _own(at, person, round_, part, found.station_code, Action.CHANGE)
    if round_.state is not State.ANNOUNCED:
        raise refuse("not_now", f"评估轮次已到「{round_.state.title}」阶段", "撤回异议")
    if found.state not in (DRAFT, OPEN):
        raise refuse("not_now", f"这条异议{found.title}，不能撤回", "撤回异议", "请刷新页面查看答复")
    change(at, schema.objection, found.id, seen, "异议", state=WITHDRAWN)
    note(at, person, "withdraw", round_, found, "撤回异议" if found.sent_at else "放弃异议草稿")


def add_file(at: Connection, person: Person, objection_id: int, name: str, content: bytes) -> int:
    """Add a file to a draft; the upload's id."""
    round_, part, found = locked(at, person, objection_id)
    about = _own(at, person, round_, part, found.station_code, Action.CHANGE)
    _still_open(round_)
    _only_draft(found)
    return attach(at, person, about, part, found.files, name, content)


def drop_file(at: Connection, person: Person, objection_id: int, upload_id: int) -> None:
    round_, part, found = locked(at, person, objection_id)
    _own(at, person, round_, part, found.station_code, Action.CHANGE)
    _only_draft(found)
    detach(at, person, found.files, upload_id)


def _only_draft(found: Objection) -> None:
    if found.state != DRAFT:
        raise refuse("not_now", f"这条异议{found.title}，附件不能再改", "附件", "需要补充时，可先撤回，再重新提出")


def _own(at: Connection, person: Person, round_: Round, part: Part, station_code: str, action: Action) -> About:
    about = about_station(at, round_, part, station_code, owner=person.id)
    demand(person, action, Thing.OBJECTION, about)
    return about


def _still_open(round_: Round) -> None:
    if round_.state is not State.ANNOUNCED:
        raise refuse("not_now", f"评估轮次在「{round_.state.title}」阶段", "异议", "异议只能在公示期内提出")
    if over(round_.object_until):
        raise refuse(
            "not_now", f"异议期已于 {day_in_words(round_.object_until)}结束", "异议", "如有特殊情况，请联系区级评估员"
        )


def _standing(at: Connection, part_id: int, station_code: str, indicator: str) -> Objection | None:
    table = schema.objection
    found = read(
        at,
        table.c.part_id == part_id,
        table.c.station_code == station_code,
        table.c.indicator == indicator,
        table.c.state != WITHDRAWN,
    )
    return found[0] if found else None


def _already(there: Objection, title: str) -> Refused:
    if there.state == OPEN:
        return refuse("not_usable", f"「{title}」已有一条异议在等待答复", "异议", "如需补充，可先撤回，再重新提出")
    return refuse("not_now", f"「{title}」的异议已有答复（{there.title}）", "异议", "同一指标在一轮中只答复一次")


def _published(at: Connection, part: Part, station_code: str) -> Any:
    """The row that the station head reads: `result` (RESULT.json, design §11) and `feedback`."""
    table = schema.station_result
    asked = select(table).where(table.c.evaluation_id == part.published_id, table.c.station_code == station_code)
    found = at.execute(asked).one_or_none() if part.published_id else None
    if found is None:
        raise refuse("not_now", "本站的结果还没有公示", "异议")
    return found


def _title(at: Connection, part: Part, station_code: str, indicator: str) -> str:
    """Of an indicator or gate that stands in the published result. Raises Refused (not_found)."""
    row = _published(at, part, station_code)
    gates = {f"gate:{gate['code']}": str(gate["title"]) for gate in row.result["gates"]}
    lines = [line for group in ("lost", "good", "others") for line in row.feedback.get(group, ())]
    titles: dict[str, str] = gates | {str(line["code"]): str(line["title"]) for line in lines}
    if indicator not in gates and indicator not in row.result["indicators"]:
        raise refuse("not_found", "公示的结果中没有这项指标", "异议")
    return titles.get(indicator, indicator)


def _points(at: Connection, part: Part, station_code: str, indicator: str) -> str | None:
    told = _published(at, part, station_code).result["indicators"].get(indicator, {}).get("points")
    return None if told is None else str(told)
