"""Files handed in, byte for byte as they came; what no longer counts is marked, never removed."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, select, update

from rating.district.log import note
from rating.district.people.person import Person
from rating.district.people.roles import About, Action, Thing, demand, may
from rating.district.rounds.round import Part, Round, about_part, about_station, part_of, round_of
from rating.district.storage import schema
from rating.district.storage.changes import added, refuse
from rating.district.storage.columns import moment
from rating.shown import one_line

CALLED = "上传文件"
STATES = {"unsent": "未提交", "draft": "待核对", "taken": "已采用", "replaced": "已替换", "withdrawn": "已撤回"}
"""State of an upload → its Chinese word. What a rater has not submitted yet is theirs alone."""
COUNTED = ("draft", "taken")
HELD = ("unsent", *COUNTED)
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class KeptUpload:
    """One file as received, without its bytes. `part_id` None for what belongs to no part of the round."""

    id: int
    round_id: int | None
    part_id: int | None
    purpose: str
    name: str
    sha256: str
    size: int
    state: str
    sent_by: int | None
    sent_by_name: str
    sent_at: datetime
    objection_id: int | None
    rectification_id: int | None


def keep_upload(
    at: Connection,
    person: Person,
    about: About,
    *,
    round_id: int | None,
    part_id: int | None,
    name: str,
    content: bytes,
    purpose: str = "data",
    state: str = "draft",
    objection_id: int | None = None,
    rectification_id: int | None = None,
) -> KeptUpload:
    """Keep a file; `about` says whose it is (`owner` is always who sends it). Raises NotAllowed."""
    demand(person, Action.ADD, Thing.UPLOAD, replace(about, owner=person.id))
    sha256, sent_at = hashlib.sha256(content).hexdigest(), moment()
    name = kept_name(name)
    values: dict[str, Any] = {
        "round_id": round_id,
        "part_id": part_id,
        "purpose": purpose,
        "name": name,
        "sha256": sha256,
        "size": len(content),
        "state": state,
        "sent_by": person.id,
        "sent_at": sent_at,
        "objection_id": objection_id,
        "rectification_id": rectification_id,
    }
    number = added(at, schema.upload, **values, content=content)
    note(
        at, person, "upload", Thing.UPLOAD, number,
        district=about.district, assessment_round=round_id,
        summary=f"上传「{name}」，{len(content)} 字节", new=sha256,
    )  # fmt: skip
    return KeptUpload(id=number, sent_by_name=person.name if person.id is not None else "", **values)


def kept_name(name: str) -> str:
    """The name as it is kept and shown: on one line, the end of a very long one."""
    return one_line(name)[-LONGEST_NAME:] or "未命名"


def uploads_of(
    at: Connection,
    person: Person,
    part_id: int,
    purpose: str = "data",
    states: Collection[str] = COUNTED,
) -> tuple[KeptUpload, ...]:
    """Those that the person may see, in the order they came: a rater gets only their own."""
    about, table = about_part(at, *part_of(at, person, part_id)), schema.upload
    asked = _asked().where(table.c.part_id == part_id, table.c.purpose == purpose, table.c.state.in_(list(states)))
    found = [_upload(row) for row in at.execute(asked.order_by(table.c.id))]
    return tuple(each for each in found if may(person, Action.SEE, Thing.UPLOAD, _about(at, person, each, about)))


def upload_of(at: Connection, person: Person, upload_id: int) -> KeptUpload:
    """Raises Refused (not_found) or NotAllowed."""
    row = at.execute(_asked().where(schema.upload.c.id == upload_id)).one_or_none()
    if row is None:
        raise refuse("not_found", f"没有找到这一{CALLED}", CALLED)
    found = _upload(row)
    about = about_upload(at, person, found)
    demand(person, Action.SEE, Thing.UPLOAD, about)
    for reference, thing in ((found.objection_id, Thing.OBJECTION), (found.rectification_id, Thing.RECTIFICATION)):
        if reference is not None and found.state == "draft":
            demand(person, Action.CHANGE, thing, about)  # not sent yet: only the station reads it
    return found


def content_of(at: Connection, person: Person, upload_id: int) -> tuple[str, bytes]:
    """Name and untouched bytes. Raises NotAllowed, Refused: not_found, storage_damaged."""
    found = upload_of(at, person, upload_id)
    content = bytes(at.execute(select(schema.upload.c.content).where(schema.upload.c.id == upload_id)).scalar_one())
    if hashlib.sha256(content).hexdigest() != found.sha256:
        raise refuse("storage_damaged", f"保存的「{found.name}」与收到时不一致", CALLED)
    return found.name, content


def withdraw(at: Connection, person: Person, upload_id: int) -> KeptUpload:
    """Marked as withdrawn; the bytes stay. Raises NotAllowed, Refused: not_found, not_now."""
    found = upload_of(at, person, upload_id)
    about = about_upload(at, person, found)
    demand(person, Action.REMOVE, Thing.UPLOAD, about)
    table = schema.upload
    counted = table.c.id == upload_id, table.c.state.in_(HELD)
    if not at.execute(update(table).where(*counted).values(state="withdrawn")).rowcount:
        raise refuse("not_now", f"「{found.name}」{STATES[found.state]}", CALLED, "请刷新页面后再看")
    note(
        at, person, "withdraw", Thing.UPLOAD, upload_id,
        district=about.district, assessment_round=found.round_id,
        summary=f"撤回「{found.name}」", old=STATES[found.state], new=STATES["withdrawn"],
    )  # fmt: skip
    return replace(found, state="withdrawn")


def take(at: Connection, person: Person, round_: Round, uploads: Sequence[KeptUpload]) -> None:
    """Mark drafts as taken: from now on they are what the round holds. Raises NotAllowed."""
    _mark(at, person, round_, uploads, "draft", "taken", "采用")


def submit(at: Connection, person: Person, round_: Round, uploads: Sequence[KeptUpload]) -> None:
    """A rater's own files go to whoever evaluates. Raises NotAllowed."""
    _mark(at, person, round_, uploads, "unsent", "draft", "提交")


def _mark(
    at: Connection, person: Person, round_: Round, uploads: Sequence[KeptUpload], old: str, new: str, deed: str
) -> None:
    for each in uploads:
        demand(person, Action.ADD, Thing.UPLOAD, about_upload(at, person, each))
    turned = [each for each in uploads if each.state == old]
    if turned:
        table = schema.upload
        at.execute(update(table).where(table.c.id.in_([each.id for each in turned])).values(state=new))
        names = "、".join(f"「{each.name}」" for each in turned)
        note(
            at, person, "change", Thing.UPLOAD,
            district=round_.district, assessment_round=round_.id,
            summary=f"{deed}{names}", old=STATES[old], new=STATES[new],
        )  # fmt: skip


def about_upload(at: Connection, person: Person, upload: KeptUpload) -> About:
    """What a file is about: its part's kinds, or the one station whose objection or rectification it supports."""
    if upload.part_id is None:
        district = round_of(at, person, upload.round_id).district if upload.round_id else person.district
        return About(district, owner=upload.sent_by)
    round_, part = part_of(at, person, upload.part_id)
    code = _station_code(at, upload)
    if code is not None:
        return about_station(at, round_, part, code, upload.sent_by)
    return replace(about_part(at, round_, part), owner=upload.sent_by)


def _about(at: Connection, person: Person, upload: KeptUpload, part: About) -> About:
    """The same, where what the part is about is known: a list asks it once."""
    if upload.objection_id is None and upload.rectification_id is None:
        return replace(part, owner=upload.sent_by)
    return about_upload(at, person, upload)


def about_part_upload(at: Connection, round_: Round, part: Part, person: Person) -> About:
    """What a file that the person hands in for a part is about."""
    return replace(about_part(at, round_, part), owner=person.id)


def _station_code(at: Connection, upload: KeptUpload) -> str | None:
    for table, reference in (
        (schema.objection, upload.objection_id),
        (schema.rectification, upload.rectification_id),
    ):
        if reference is not None:
            return str(at.execute(select(table.c.station_code).where(table.c.id == reference)).scalar_one())
    return None


def _asked() -> Select[Any]:
    """Everything but the bytes."""
    table, account = schema.upload, schema.account
    told = [column for column in table.c if column.name not in ("content", "replaced_by")]
    return select(*told, account.c.name.label("sender")).outerjoin(account, account.c.id == table.c.sent_by)


def _upload(row: Any) -> KeptUpload:
    return KeptUpload(
        row.id, row.round_id, row.part_id, row.purpose, row.name, row.sha256, row.size, row.state, row.sent_by,
        row.sender or "", row.sent_at, row.objection_id, row.rectification_id,
    )  # fmt: skip
