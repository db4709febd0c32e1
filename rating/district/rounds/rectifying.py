"""The station head's side of rectification: what was done, the evidence, and handing it in."""

from __future__ import annotations

from sqlalchemy import Connection

from rating.district.people.person import Person
from rating.district.people.roles import About, Action, Thing, demand
from rating.district.rounds.attachments import attach, detach, take
from rating.district.rounds.rectification import SUBMITTED, WITH_STATION, Item, in_stage, item_of, locked, note
from rating.district.rounds.round import Part, Round, about_station
from rating.district.rounds.wording import short, written
from rating.district.storage import schema
from rating.district.storage.changes import change, refuse
from rating.district.storage.columns import moment

SHORTEST_REPORT = 5


def save_report(at: Connection, person: Person, item_id: int, seen: int, done: str) -> Item:
    """Keep what was typed so far, without handing it in."""
    _, _, found, _ = _in_hand(at, person, item_id)
    change(at, schema.rectification, found.id, seen, "整改项", done=short(done, "整改情况"), done_by=person.id)
    return item_of(at, person, item_id)[2]


def submit(at: Connection, person: Person, item_id: int, seen: int, done: str) -> Item:
    """Say that it is done; from here on the evaluator has it, with the evidence as it is."""
    round_, _, found, _ = _in_hand(at, person, item_id)
    said = written(done, "整改情况", SHORTEST_REPORT)
    values = {"state": SUBMITTED, "done": said, "done_by": person.id, "done_at": moment()}
    change(at, schema.rectification, found.id, seen, "整改项", **values)
    take(at, found.files)
    note(at, person, round_, found, "报送整改情况", found.done, said)
    return item_of(at, person, item_id)[2]


def add_evidence(at: Connection, person: Person, item_id: int, name: str, content: bytes) -> int:
    """Add a file; the upload's id."""
    _, part, found, about = _in_hand(at, person, item_id)
    return attach(at, person, about, part, found.files, name, content)


def drop_evidence(at: Connection, person: Person, item_id: int, upload_id: int) -> None:
    """Take a file back that was not handed in yet."""
    _, _, found, _ = _in_hand(at, person, item_id)
    detach(at, person, found.files, upload_id)


def _in_hand(at: Connection, person: Person, item_id: int) -> tuple[Round, Part, Item, About]:
    round_, part, found = locked(at, person, item_id)
    about = about_station(at, round_, part, found.station_code, owner=person.id)
    demand(person, Action.CHANGE, Thing.RECTIFICATION, about)
    in_stage(round_)
    if found.state not in WITH_STATION:
        raise refuse(
            "not_now", f"这一整改项现在是「{found.title}」，内容不能再改", "整改", "需要补充时，请联系评估员退回"
        )
    return round_, part, found, about
