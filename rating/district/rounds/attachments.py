"""Files that a station adds to an objection or to a rectification item: kept as they came, never opened here.

What a file is, its name and its first bytes must say alike: a program called 证书.pdf is no certificate.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from sqlalchemy import ColumnElement, Connection, select, update

from rating.district.people.person import Person
from rating.district.people.roles import About
from rating.district.rounds.round import Part
from rating.district.rounds.uploads import keep_upload, withdraw
from rating.district.storage import schema
from rating.district.storage.changes import refuse
from rating.problems import Refused
from rating.shown import in_file_name

MOST_FILES = 5
MOST_BYTES = 10 * 1024 * 1024
LONGEST_NAME = 120
_ZIP, _OLE = (b"PK\x03\x04",), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
BEGINS: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "docx": _ZIP,
    "xlsx": _ZIP,
    "ofd": _ZIP,
    "doc": _OLE,
    "xls": _OLE,
    "wps": (*_OLE, *_ZIP),
    "et": (*_OLE, *_ZIP),
}
"""Ending of the name → how the content may begin."""
KINDS = tuple(BEGINS)
WORDS = "PDF、图片（jpg、png）、Word、Excel、WPS 或 OFD 文件"
LIMITS = f"最多 {MOST_FILES} 份，每份不超过 {MOST_BYTES // 1024 // 1024} MB；{WORDS}"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file as it is listed; its bytes come from its own route."""

    id: int
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Belonging:
    """What a file is added to: an objection or a rectification item."""

    objection: int | None = None
    rectification: int | None = None

    @property
    def purpose(self) -> str:
        return "objection" if self.objection is not None else "evidence"

    def clause(self) -> ColumnElement[bool]:
        table = schema.upload
        if self.objection is not None:
            return table.c.objection_id == self.objection
        return table.c.rectification_id == self.rectification


def attachments_of(at: Connection, to: Belonging, *, sent: bool = False) -> tuple[Attachment, ...]:
    """In the order in which they were added; `sent`: only those that were handed in.

    Asks no permission: the caller has, for what they belong to.
    """
    table = schema.upload
    states = ("taken",) if sent else ("draft", "taken")
    asked = select(table.c.id, table.c.name, table.c.size).where(to.clause(), table.c.state.in_(states))
    return tuple(Attachment(row.id, row.name, row.size) for row in at.execute(asked.order_by(table.c.id)))


def attach(at: Connection, person: Person, about: About, part: Part, to: Belonging, name: str, content: bytes) -> int:
    """Keep one more file; its id. Raises Refused (not_usable) and what `keep_upload` raises."""
    called = usable(name, content)
    table = schema.upload
    held = at.execute(select(table.c.name, table.c.sha256).where(to.clause(), table.c.state != "withdrawn")).all()
    if len(held) >= MOST_FILES:
        raise refuse(
            "not_usable", f"已有 {len(held)} 份附件，最多 {MOST_FILES} 份", called, "请先删去一份，或把材料合并成一份"
        )
    same = next((row.name for row in held if row.sha256 == hashlib.sha256(content).hexdigest()), None)
    if same is not None:
        raise refuse("not_usable", f"内容与已添加的「{same}」完全相同", called, "不必重复添加")
    kept = keep_upload(
        at,
        person,
        about,
        round_id=part.round_id,
        part_id=part.id,
        name=called,
        content=content,
        purpose=to.purpose,
        objection_id=to.objection,
        rectification_id=to.rectification,
    )
    return kept.id


def detach(at: Connection, person: Person, to: Belonging, upload_id: int) -> None:
    """Take a file back before it was sent. Raises Refused (not_found) for a file of something else."""
    if upload_id not in {each.id for each in attachments_of(at, to)}:
        raise refuse("not_found", "没有找到这份附件", "附件")
    withdraw(at, person, upload_id)


def take(at: Connection, to: Belonging) -> None:
    """What was added is sent now, and stays as it is."""
    table = schema.upload
    at.execute(update(table).where(to.clause(), table.c.state == "draft").values(state="taken"))


def usable(name: str, content: bytes) -> str:
    """The name under which the file may be kept. Raises Refused (not_usable) with what is wrong with it."""
    called = _called(name)
    ending = PurePosixPath(called).suffix.lower().removeprefix(".")
    if ending not in BEGINS:
        raise _unusable(called, f"不能添加这种文件（{'.' + ending if ending else '没有扩展名'}）")
    if not content:
        raise _unusable(called, "文件是空的")
    if len(content) > MOST_BYTES:
        raise _unusable(called, f"文件有 {len(content) / 1024 / 1024:.1f} MB，超过 {MOST_BYTES // 1024 // 1024} MB")
    if not content.startswith(BEGINS[ending]):
        raise _unusable(called, f"内容不是 {ending} 文件，可能只是改过扩展名，或文件已损坏")
    return called


def _unusable(called: str, found: str) -> Refused:
    return refuse("not_usable", found, called, f"可以添加的是：{LIMITS}")


def _called(name: str) -> str:
    """The last part of whatever path a browser sent, without signs that lead or mislead; its ending kept."""
    last = in_file_name(name.replace("\\", "/").rsplit("/", 1)[-1])
    ending = PurePosixPath(last).suffix
    return last if len(last) <= LONGEST_NAME else last[: max(0, LONGEST_NAME - len(ending))] + ending[:LONGEST_NAME]
