"""The rubrics of a district: what is there, which rounds judge with it, what changed, and taking a draft into use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rating.district.people.person import Person
from rating.district.rubrics import drafts, revisions
from rating.district.rubrics.answers import still_meant
from rating.district.rubrics.revisions import NO_DOCUMENT, Document, RubricRevision
from rating.district.rubrics.uses import Use, uses
from rating.district.storage.changes import refuse
from rating.district.storage.database import Database
from rating.insight.rubric_differences.difference import Difference
from rating.insight.rubric_differences.differences import differences
from rating.rubric.lint import lint


@dataclass(frozen=True)
class Shelf:
    """One rubric of the district: its revisions, the newest first, and the rounds that judge with them, by id."""

    code: str
    revisions: tuple[RubricRevision, ...]
    uses: Mapping[int, tuple[Use, ...]]

    @property
    def title(self) -> str:
        return self.revisions[0].title


def library(database: Database, person: Person, district: int) -> tuple[Shelf, ...]:
    """The one that was changed last comes first."""
    with database.reading() as at:
        found = revisions.rubric_revisions(at, person, district)
        used = uses(at, person, district)
    codes = dict.fromkeys(each.code for each in found)
    return tuple(_shelf(code, found, used) for code in codes)


def _shelf(code: str, found: tuple[RubricRevision, ...], used: Mapping[int, tuple[Use, ...]]) -> Shelf:
    own = tuple(each for each in found if each.code == code)
    return Shelf(code, own, {each.id: used[each.id] for each in own if each.id in used})


def revision_text(database: Database, person: Person, revision_id: int) -> str:
    """The YAML of a revision as it was taken in."""
    with database.reading() as at:
        return revisions.text_of(at, person, revision_id)


def changes_of(database: Database, person: Person, revision_id: int) -> tuple[Difference, ...]:
    """Against the revision before of the same rubric; nothing for the first."""
    with database.reading() as at:
        own = revisions.revision_of(at, person, revision_id)
        found = revisions.rubric_revisions(at, person, own.district)
        earlier = [each for each in found if each.code == own.code and each.number < own.number]
        if not earlier:
            return ()
        before = max(earlier, key=lambda each: each.number)
        return differences(revisions.rubric_of(at, person, before.id), revisions.rubric_of(at, person, own.id))


def changes_in_draft(database: Database, person: Person, draft_id: int) -> tuple[Difference, ...]:
    """Of a draft against the revision that it would follow; nothing where it would be the first.

    Raises Refused with every problem of a draft that does not load yet.
    """
    with database.reading() as at:
        draft = drafts.draft_of(at, person, draft_id)
        rubric = revisions.readable(draft.text, draft.title)
        own = [each for each in revisions.rubric_revisions(at, person, draft.district) if each.code == rubric.code]
        return differences(revisions.rubric_of(at, person, own[0].id), rubric) if own else ()


def take_text(
    database: Database,
    person: Person,
    draft_id: int,
    seen: int,
    text: str,
    why: str,
    document: Document = NO_DOCUMENT,
) -> int:
    """The draft, with its last text, as the next revision that rounds may judge with; the draft is gone. Its id.

    Raises Refused: not_filled without a reason, changed_meanwhile, rubric_document, with every problem of a text
    that does not load; not_now where it says nothing else than a revision already does.
    """
    if not why.strip():
        raise refuse("not_filled", "没有写修订的理由", "理由")
    rubric = revisions.readable(text)  # slow the first time, and remembered: before the transaction
    warnings = lint(rubric)
    with database.writing() as at:
        draft = drafts.draft_of(at, person, draft_id)
        drafts.keep_text(at, person, draft_id, seen, text)  # refused when somebody was faster
        before = {each.id for each in revisions.rubric_revisions(at, person, draft.district)}
        answers = still_meant(draft.answers, warnings)
        made = revisions.add_rubric(
            at, person, draft.district, text, why.strip(), draft.title, document=document, answers=answers
        )
        if made in before:
            raise refuse("not_now", "草稿与已有的一版完全相同", draft.title, "没有新的内容；不再需要的，请删去草稿")
        drafts.drop_draft(at, person, draft_id, "已保存为新的一版")
    return made
