"""Drafts of rubrics: begun from nothing, from a rubric, from a file or from a paper; kept at each step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from rating.district.people.person import Person
from rating.district.rounds.local_day import today
from rating.district.rubrics import drafts as kept
from rating.district.rubrics import revisions
from rating.district.rubrics.answers import Answer, with_answer
from rating.district.rubrics.drafts import Draft, DraftLine
from rating.district.storage.changes import refuse
from rating.district.storage.database import Database
from rating.problems import Place, Problem, Refused
from rating.rubric.written import written
from rating.rubric.yaml_tree import read_tree
from rating.workshop.sheets.from_excel import rubric_from_excel

YAML = (".yaml", ".yml")
EXCEL = (".xlsx", ".xlsm")


def own_drafts(database: Database, person: Person, district: int) -> tuple[DraftLine, ...]:
    """The person's own, what was touched last first."""
    with database.reading() as at:
        return kept.drafts(at, person, district)


def open_draft(database: Database, person: Person, draft_id: int) -> Draft:
    """Raises Refused (not_found) for what is not there and what is another person's."""
    with database.reading() as at:
        return kept.draft_of(at, person, draft_id)


def begin(database: Database, person: Person, district: int, title: str, text: str) -> int:
    """A draft of a text, such as a copy of a rubric that comes with the tool; its id."""
    with database.writing() as at:
        return kept.start_draft(at, person, district, title, text)


def begin_revision(database: Database, person: Person, revision_id: int) -> int:
    """A draft that goes on from a revision, with the reasons given to its warnings; its id."""
    with database.writing() as at:
        before = revisions.revision_of(at, person, revision_id)
        text = revisions.text_of(at, person, revision_id)
        more: dict[str, Any] = {"based_on": revision_id, "answers": before.answers}
        return kept.start_draft(at, person, before.district, before.title, text, **more)


def begin_paper(database: Database, person: Person, district: int, name: str, content: bytes) -> int:
    """A draft whose paper is still to be read (`rubric_paper`); its id. Refused (not_usable) for one too large."""
    if len(content) > kept.LARGEST_PAPER:
        raise refuse("not_usable", f"文件有 {len(content) // 1_000_000} MB", name, "请删去文件中的图片后再试")
    with database.writing() as at:
        return kept.start_draft(at, person, district, name.rsplit(".", 1)[0], paper_name=name, paper=content)


def text_in_file(name: str, content: bytes) -> str:
    """The rubric in a file as YAML: a YAML file as it is, an Excel form as it would be written.

    Raises Refused with what stops it. A YAML file that does not load yet may be drafted on, as long as it can be read.
    """
    if name.lower().endswith(EXCEL):
        rubric, problems = rubric_from_excel(content, name)
        if rubric is None:
            raise Refused(problems)
        return written(rubric)
    if not name.lower().endswith(YAML):
        raise Refused(
            (Problem("rubric_unreadable", Place(file=name), "不是评分标准文件", "YAML 或本工具导出的 Excel"),)
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        problem = Problem("rubric_unreadable", Place(file=name), "文件不是 UTF-8 编码", "UTF-8 编码的文本文件")
        raise Refused((problem,)) from None
    if read_tree(text).findings:
        revisions.readable(text, name)
    return text


def keep(database: Database, person: Person, draft_id: int, seen: int, text: str, title: str = "") -> int:
    """One step, which can be undone; the draft's new version. Raises Refused (changed_meanwhile, not_found)."""
    with database.writing() as at:
        return kept.keep_text(at, person, draft_id, seen, text, title)


def undo(database: Database, person: Person, draft_id: int, seen: int) -> int:
    with database.writing() as at:
        return kept.undo(at, person, draft_id, seen)


def answer(
    database: Database, person: Person, draft_id: int, seen: int, warning: Problem, reason: str, on: date | None = None
) -> int:
    """Why a warning is let stand; an empty reason takes it back. The draft's new version."""
    with database.writing() as at:
        answers = kept.draft_of(at, person, draft_id).answers
        found: Sequence[Answer] = with_answer(answers, warning, reason, person.name, (on or today()).isoformat())
        return kept.keep_answers(at, person, draft_id, seen, found)


def decide(database: Database, person: Person, draft_id: int, seen: int, decisions: Sequence[Mapping[str, Any]]) -> int:
    """What was decided about the rows of the paper; the draft's new version."""
    with database.writing() as at:
        return kept.keep_decisions(at, person, draft_id, seen, decisions)


def drop(database: Database, person: Person, draft_id: int) -> None:
    with database.writing() as at:
        kept.drop_draft(at, person, draft_id)
