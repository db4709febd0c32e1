"""Rubrics of a district as revisions: the YAML as it was taken in, never changed, only followed by the next.

A rubric is read again from its text wherever it is used, so that what judges is what is kept; reading is
remembered by the text itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, select

from rating.district.log import note
from rating.district.people.person import Person
from rating.district.people.roles import About, Action, Thing, demand
from rating.district.rubrics.answers import Answer, answers_from, as_rows
from rating.district.storage import schema
from rating.district.storage.changes import added, refuse, row_of
from rating.district.storage.columns import moment
from rating.problems import Problem, Refused
from rating.rubric.file import parse_rubric
from rating.rubric.nouns import Rubric

CALLED = "评分标准"
REMEMBERED = 64
"""Parsed rubrics kept in memory, all districts together."""


@dataclass(frozen=True, slots=True)
class Document:
    """What confirmed a rubric, such as 《…评定办法》 and 民发〔2026〕1 号."""

    title: str = ""
    number: str = ""

    @property
    def named(self) -> bool:
        return bool(self.title.strip() and self.number.strip())


NO_DOCUMENT = Document()


@dataclass(frozen=True, slots=True)
class RubricRevision:
    """One revision; `number` counts within the district and the rubric's code, from 1.

    document  named where the rubric is confirmed · answers: the reasons given to warnings of the lint
    """

    id: int
    district: int
    code: str
    number: int
    title: str
    standing: str
    fingerprint: str
    made_by_name: str
    made_at: datetime
    why: str
    document: Document = NO_DOCUMENT
    answers: tuple[Answer, ...] = ()

    @property
    def label(self) -> str:
        return f"{self.title}（第 {self.number} 版）"


def add_rubric(
    at: Connection,
    person: Person,
    district: int,
    text: str,
    why: str = "",
    name: str = "",
    *,
    document: Document = NO_DOCUMENT,
    answers: Sequence[Answer] = (),
) -> int:
    """The id of the revision that holds this rubric; an unchanged one is not kept twice.

    `name` is the file's, for its problems. Raises Refused with every problem of a rubric that does not load, and
    rubric_document where it calls itself confirmed and nothing is named that confirmed it.
    """
    demand(person, Action.ADD, Thing.RUBRIC, About(district))
    rubric = readable(text, name)
    row_of(at, schema.district, district, "区", lock=True)  # two at once would give one number twice
    known = _known(at, district, rubric)
    if known is not None:
        return known
    before = _newest(at, district, rubric.code)
    confirming = _confirming(rubric, before, document)
    number = (before.number if before else 0) + 1
    revision = added(
        at,
        schema.rubric_revision,
        district_id=district,
        code=rubric.code,
        number=number,
        title=rubric.title,
        standing=rubric.standing,
        document_title=confirming.title.strip(),
        document_number=confirming.number.strip(),
        fingerprint=rubric.fingerprint,
        text=text,
        answers=as_rows(answers),
        made_by=person.id,
        made_at=moment(),
        why=why,
    )
    summary = f"评分标准「{rubric.title}」第 {number} 版{_confirmed_by(confirming)}"
    note(at, person, "add", Thing.RUBRIC, revision, district=district, summary=summary, new=rubric.fingerprint, why=why)
    return revision


def _confirming(rubric: Rubric, before: Any, document: Document) -> Document:
    """What confirms the rubric: the document named now, or else the one that confirmed the revision before."""
    if rubric.standing != "confirmed":
        return NO_DOCUMENT
    if document.named:
        return document
    if before is not None and before.standing == "confirmed":
        return Document(before.document_title, before.document_number)
    raise refuse("rubric_document", f"「{rubric.title}」写为已确认，没有写明确认它的文件", CALLED)


def _confirmed_by(document: Document) -> str:
    return f"，由《{document.title.strip('《》')}》（{document.number}）确认" if document.named else ""


def _newest(at: Connection, district: int, code: str) -> Any:
    table = schema.rubric_revision
    asked = select(table).where(table.c.district_id == district, table.c.code == code)
    return at.execute(asked.order_by(table.c.number.desc()).limit(1)).first()


def rubric_of(at: Connection, person: Person, rubric_id: int) -> Rubric:
    """The rubric of one revision. Raises Refused (not_found), NotAllowed, or its problems should it no longer load."""
    row = row_of(at, schema.rubric_revision, rubric_id, CALLED)
    demand(person, Action.SEE, Thing.RUBRIC, About(row.district_id))
    return readable(row.text, row.title)


def text_of(at: Connection, person: Person, rubric_id: int) -> str:
    """The YAML as it was taken in."""
    row = row_of(at, schema.rubric_revision, rubric_id, CALLED)
    demand(person, Action.SEE, Thing.RUBRIC, About(row.district_id))
    return str(row.text)


def revision_of(at: Connection, person: Person, rubric_id: int) -> RubricRevision:
    """Raises Refused (not_found), NotAllowed."""
    row = row_of(at, schema.rubric_revision, rubric_id, CALLED)
    return next(each for each in rubric_revisions(at, person, row.district_id) if each.id == rubric_id)


def rubric_revisions(at: Connection, person: Person, district: int) -> tuple[RubricRevision, ...]:
    """Every revision, the newest first."""
    demand(person, Action.SEE, Thing.RUBRIC, About(district))
    table, account = schema.rubric_revision, schema.account
    asked = (
        select(table, account.c.name.label("made_by_name"))
        .outerjoin(account, account.c.id == table.c.made_by)
        .where(table.c.district_id == district)
        .order_by(table.c.id.desc())
    )
    return tuple(_revision(row) for row in at.execute(asked))


def readable(text: str, name: str = "") -> Rubric:
    """The rubric in `text`. Raises Refused with every problem of one that does not load."""
    rubric, problems = _parsed(text, name or CALLED)
    if rubric is None:
        raise Refused(problems)
    return rubric


@lru_cache(maxsize=REMEMBERED)
def _parsed(text: str, name: str) -> tuple[Rubric | None, tuple[Problem, ...]]:
    return parse_rubric(text, name)


def _known(at: Connection, district: int, rubric: Rubric) -> int | None:
    table = schema.rubric_revision
    asked = select(table.c.id).where(table.c.district_id == district, table.c.fingerprint == rubric.fingerprint)
    return at.execute(asked.order_by(table.c.id.desc())).scalars().first()


def _revision(row: Any) -> RubricRevision:
    return RubricRevision(
        row.id,
        row.district_id,
        row.code,
        row.number,
        row.title,
        row.standing,
        row.fingerprint,
        row.made_by_name or "",
        row.made_at,
        row.why,
        Document(row.document_title, row.document_number),
        answers_from(row.answers),
    )
