"""The letter template of a district as revisions: each file as it was taken in, only followed by the next.

Going back to the program's own form is a revision too, without a file; so the log and the list tell when it was.
Whether a file may be a template at all is asked before it comes here (`rating/export/word/templates`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, insert, select

from rating.district.log import note
from rating.district.people.person import Person
from rating.district.people.roles import About, Action, Thing, demand
from rating.district.storage import schema
from rating.district.storage.changes import refuse, row_of
from rating.district.storage.columns import moment

CALLED = "意见书模板"
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class TemplateRevision:
    """One revision; `number` counts within the district from 1; `sha256` "": the program's own form."""

    id: int
    district: int
    number: int
    name: str
    sha256: str
    size: int
    made_by_name: str
    made_at: datetime

    @property
    def own_form(self) -> bool:
        return not self.sha256


def revisions(at: Connection, person: Person, district: int) -> tuple[TemplateRevision, ...]:
    """All of a district, the newest first: that is the one in use."""
    demand(person, Action.SEE, Thing.LETTER_TEMPLATE, About(district))
    table, account = schema.letter_template, schema.account
    columns = (table.c[name] for name in ("id", "district_id", "number", "name", "sha256", "size"))
    asked = (
        select(*columns, account.c.name.label("made_by_name"), table.c.made_at)
        .outerjoin_from(table, account, account.c.id == table.c.made_by)
        .where(table.c.district_id == district)
        .order_by(table.c.number.desc())
    )
    return tuple(
        TemplateRevision(
            row.id, row.district_id, row.number, row.name, row.sha256, row.size, row.made_by_name or "", row.made_at
        )
        for row in at.execute(asked)
    )


def in_use(at: Connection, person: Person, district: int) -> bytes | None:
    """The file that every letter of the district is written with; None: the program's own form."""
    demand(person, Action.SEE, Thing.LETTER_TEMPLATE, About(district))
    table = schema.letter_template
    newest = select(table.c.content).where(table.c.district_id == district).order_by(table.c.number.desc()).limit(1)
    content: bytes | None = at.execute(newest).scalar()
    return content


def content_of(at: Connection, person: Person, template_id: int) -> tuple[str, bytes]:
    """Name and bytes of one revision. Raises Refused (not_found) also for one without a file."""
    row = row_of(at, schema.letter_template, template_id, CALLED)
    demand(person, Action.SEE, Thing.LETTER_TEMPLATE, About(row.district_id))
    if row.content is None:
        raise refuse("not_found", "这一版是默认样式，没有文件", CALLED)
    return row.name, bytes(row.content)


def take_in(at: Connection, person: Person, district: int, seen: int, name: str, content: bytes) -> int:
    """The id of a new revision with this file, in use from now on. `seen`: number of the revision seen, 0 for none.

    Raises NotAllowed, Refused: changed_meanwhile; not_usable for the very file that is in use already.
    """
    demand(person, Action.ADD, Thing.LETTER_TEMPLATE, About(district))
    before = _as_seen(at, person, district, seen)
    digest = sha256(content).hexdigest()
    if before is not None and before.sha256 == digest:
        raise refuse("not_usable", "这个文件就是现在使用的模板", CALLED, "请选择改好的文件")
    called = name.strip()[:LONGEST_NAME] or "模板.docx"
    values = {"name": called, "sha256": digest, "size": len(content), "content": content}
    new, made = _put(at, person, district, seen, values)
    told = f"意见书模板第 {made} 版「{called}」"
    note(at, person, "add", Thing.LETTER_TEMPLATE, new, district=district, summary=told, old=_told(before), new=digest)
    return new


def back_to_own_form(at: Connection, person: Person, district: int, seen: int) -> int:
    """The id of a new revision without a file. Raises NotAllowed, Refused: changed_meanwhile, not_usable."""
    demand(person, Action.REMOVE, Thing.LETTER_TEMPLATE, About(district))
    before = _as_seen(at, person, district, seen)
    if before is None or before.own_form:
        raise refuse("not_usable", "现在使用的就是默认样式", CALLED)
    new, made = _put(at, person, district, seen, {"name": "", "content": None})
    told = f"意见书恢复默认样式（第 {made} 版）"
    note(at, person, "remove", Thing.LETTER_TEMPLATE, new, district=district, summary=told, old=_told(before))
    return new


def _as_seen(at: Connection, person: Person, district: int, seen: int) -> TemplateRevision | None:
    """The revision in use, while nobody else can add one."""
    row_of(at, schema.district, district, "区", lock=True)  # two at once would give one number twice
    newest = next(iter(revisions(at, person, district)), None)
    if (newest.number if newest else 0) != seen:
        raise refuse("changed_meanwhile", "意见书模板刚刚被别人换过", CALLED)
    return newest


def _put(at: Connection, person: Person, district: int, seen: int, values: dict[str, Any]) -> tuple[int, int]:
    """Id and number."""
    made = insert(schema.letter_template).values(
        district_id=district, number=seen + 1, made_by=person.id, made_at=moment(), **values
    )
    return int(at.execute(made.returning(schema.letter_template.c.id)).scalar_one()), seen + 1


def _told(before: TemplateRevision | None) -> str:
    return "默认样式" if before is None or before.own_form else f"第 {before.number} 版「{before.name}」"
