"""Drafts of rubrics: a person's own work, kept at each step, seen by nobody else until it is taken as a revision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select

from rating.district.log import note
from rating.district.people.person import Person
from rating.district.people.roles import About, Action, Thing, demand
from rating.district.rubrics.answers import Answer, answers_from, as_rows
from rating.district.storage import schema
from rating.district.storage.changes import added, change, refuse, row_of
from rating.district.storage.columns import moment

CALLED = "评分标准草稿"
MOST_UNDONE = 50
"""Steps that can be undone; older ones are forgotten."""
MOST_DRAFTS = 20
"""Of one person: more is a sign that something else is meant."""
LARGEST_PAPER = 20_000_000
"""Bytes of a paper kept with its draft."""


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft in a list. `reading`: its paper is still being read, and nothing is drafted yet."""

    id: int
    title: str
    based_on: int | None
    reading: bool
    paper_name: str
    changed_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft, whole; `earlier` are the texts before this one, the oldest first."""

    id: int
    district: int
    title: str
    text: str
    earlier: tuple[str, ...]
    answers: tuple[Answer, ...]
    based_on: int | None
    paper_name: str
    paper: bytes | None
    decisions: tuple[Mapping[str, Any], ...]
    version: int


def drafts(at: Connection, person: Person, district: int) -> tuple[DraftLine, ...]:
    """The person's own, what was touched last first."""
    demand(person, Action.SEE, Thing.RUBRIC_DRAFT, About(district, owner=person.id))
    table = schema.rubric_draft
    columns = [table.c[name] for name in ("id", "title", "based_on", "text", "paper_name", "changed_at", "version")]
    asked = select(*columns).where(table.c.district_id == district, table.c.made_by == person.id)
    rows = at.execute(asked.order_by(table.c.changed_at.desc(), table.c.id.desc()))
    return tuple(
        DraftLine(row.id, row.title, row.based_on, not row.text, row.paper_name, row.changed_at, row.version)
        for row in rows
    )


def start_draft(
    at: Connection,
    person: Person,
    district: int,
    title: str,
    text: str = "",
    *,
    based_on: int | None = None,
    answers: Sequence[Answer] = (),
    paper_name: str = "",
    paper: bytes | None = None,
) -> int:
    """The id of a new draft, of a text or of a paper. Raises Refused (not_now) beyond `MOST_DRAFTS`, NotAllowed."""
    demand(person, Action.ADD, Thing.RUBRIC_DRAFT, About(district, owner=person.id))
    if len(drafts(at, person, district)) >= MOST_DRAFTS:
        raise refuse("not_now", f"已有 {MOST_DRAFTS} 份草稿", CALLED, "请先删去不再需要的草稿")
    if based_on is not None:
        revision = row_of(at, schema.rubric_revision, based_on, "评分标准")
        demand(person, Action.SEE, Thing.RUBRIC, About(revision.district_id))
    now = moment()
    draft = added(
        at,
        schema.rubric_draft,
        district_id=district,
        made_by=person.id,
        title=title,
        text=text,
        earlier=[],
        answers=as_rows(answers),
        based_on=based_on,
        paper_name=paper_name,
        paper=paper,
        decisions=[],
        made_at=now,
        changed_at=now,
    )
    note(at, person, "add", Thing.RUBRIC_DRAFT, draft, district=district, summary=f"新建评分标准草稿「{title}」")
    return draft


def draft_of(at: Connection, person: Person, draft_id: int) -> Draft:
    """Refused (not_found), in the same words, for what is not there and what is another person's."""
    row = at.execute(select(schema.rubric_draft).where(schema.rubric_draft.c.id == draft_id)).one_or_none()
    if row is None or row.made_by != person.id:
        raise refuse("not_found", "没有找到这份草稿", CALLED)
    demand(person, Action.SEE, Thing.RUBRIC_DRAFT, About(row.district_id, owner=row.made_by))
    return Draft(
        row.id,
        row.district_id,
        row.title,
        row.text,
        tuple(row.earlier),
        answers_from(row.answers),
        row.based_on,
        row.paper_name,
        row.paper,
        tuple(row.decisions),
        row.version,
    )


def stepped(draft: Draft, text: str, title: str = "") -> Draft:
    """One step on, which can be undone."""
    earlier = (*draft.earlier, draft.text) if draft.text and draft.text != text else draft.earlier
    return replace(draft, text=text, title=title or draft.title, earlier=earlier[-MOST_UNDONE:])


def undone(draft: Draft) -> Draft:
    """One step back. Raises Refused (not_now) where there is nothing to undo."""
    if not draft.earlier:
        raise refuse("not_now", "没有可以撤销的修改", draft.title)
    return replace(draft, text=draft.earlier[-1], earlier=draft.earlier[:-1])


def keep_text(at: Connection, person: Person, draft_id: int, seen: int, text: str, title: str = "") -> int:
    """The draft's new version. Raises Refused (changed_meanwhile, not_found)."""
    return _keep_step(at, seen, stepped(_own(at, person, draft_id), text, title))


def undo(at: Connection, person: Person, draft_id: int, seen: int) -> int:
    """The draft's new version. Raises Refused (changed_meanwhile, not_found, not_now)."""
    return _keep_step(at, seen, undone(_own(at, person, draft_id)))


def _keep_step(at: Connection, seen: int, draft: Draft) -> int:
    return _change(at, draft, seen, text=draft.text, title=draft.title, earlier=list(draft.earlier))


def keep_answers(at: Connection, person: Person, draft_id: int, seen: int, answers: Sequence[Answer]) -> int:
    return _change(at, _own(at, person, draft_id), seen, answers=as_rows(answers))


def keep_decisions(
    at: Connection, person: Person, draft_id: int, seen: int, decisions: Sequence[Mapping[str, Any]]
) -> int:
    """What was decided about each row of the paper, as plain data."""
    return _change(at, _own(at, person, draft_id), seen, decisions=[dict(each) for each in decisions])


def drop_draft(at: Connection, person: Person, draft_id: int, why: str = "") -> None:
    """Gone for good; a revision made of it stays."""
    draft = draft_of(at, person, draft_id)
    demand(person, Action.REMOVE, Thing.RUBRIC_DRAFT, About(draft.district, owner=person.id))
    at.execute(delete(schema.rubric_draft).where(schema.rubric_draft.c.id == draft_id))
    summary = f"删去评分标准草稿「{draft.title}」"
    note(at, person, "remove", Thing.RUBRIC_DRAFT, draft_id, district=draft.district, summary=summary, why=why)


def _own(at: Connection, person: Person, draft_id: int) -> Draft:
    draft = draft_of(at, person, draft_id)
    demand(person, Action.CHANGE, Thing.RUBRIC_DRAFT, About(draft.district, owner=person.id))
    return draft


def _change(at: Connection, draft: Draft, seen: int, **values: Any) -> int:
    return change(at, schema.rubric_draft, draft.id, seen, draft.title, **values, changed_at=moment())
