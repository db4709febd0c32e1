"""Rubrics of a district as revisions: the YAML as it was taken in, never changed, only followed by the next.

A rubric is read again from its text wherever it is used, so that what judges is what is kept; reading is
remembered by the text itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, func, insert, select

from rating.district.log import note
from rating.district.people.person import Person
from rating.district.people.roles import About, Action, Thing, demand
from rating.district.storage import schema
from rating.district.storage.changes import row_of
from rating.district.storage.columns import moment
from rating.problems import Problem, Refused
from rating.rubric.file import parse_rubric
from rating.rubric.nouns import Rubric

CALLED = "评分标准"
REMEMBERED = 64
"""Parsed rubrics kept in memory, all districts together."""


@dataclass(frozen=True, slots=True)
class RubricRevision:
    """One revision; `number` counts within the district and the rubric's code, from 1."""

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

    @property
    def label(self) -> str:
        return f"{self.title}（第 {self.number} 版）"


def add_rubric(at: Connection, person: Person, district: int, text: str, why: str = "", name: str = "") -> int:
    """The id of the revision that holds this rubric; an unchanged one is not kept twice.

    `name` is the file's, for its problems. Raises Refused with every problem of a rubric that does not load.
    """
    demand(person, Action.ADD, Thing.RUBRIC, About(district))
    rubric = readable(text, name)
    row_of(at, schema.district, district, "区", lock=True)  # two at once would give one number twice
    known = _known(at, district, rubric)
    if known is not None:
        return known
    table = schema.rubric_revision
    last = select(func.max(table.c.number)).where(table.c.district_id == district, table.c.code == rubric.code)
    number = (at.execute(last).scalar() or 0) + 1
    made = (
        insert(table)
        .values(
            district_id=district,
            code=rubric.code,
            number=number,
            title=rubric.title,
            standing=rubric.standing,
            fingerprint=rubric.fingerprint,
            text=text,
            made_by=person.id,
            made_at=moment(),
            why=why,
        )
        .returning(table.c.id)
    )
    revision = int(at.execute(made).scalar_one())
    summary = f"评分标准「{rubric.title}」第 {number} 版"
    note(at, person, "add", Thing.RUBRIC, revision, district=district, summary=summary, new=rubric.fingerprint, why=why)
    return revision


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
    )
