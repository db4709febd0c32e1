"""An import on its way to a rating: the files, what was confirmed, what checking found.

Kept in the browser's session until it is begun anew: going back loses nothing, and a file that comes
late joins the others. Answers outlive it: a later import with the same headings is not asked again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from rating import workflow
from rating.insight.changes import Changes, changes
from rating.intake.answers import NO_ANSWERS, Answers, Key
from rating.problems import Problem
from rating.reported import Question, Reported
from rating.rubric.nouns import Rubric
from rating.screens.import_arrival import Arrival, arrive
from rating.screens.session import NamedBytes, sample_files, show_imported, shown
from rating.workflow import Checked, Progress, Rated

DRAFT, REMEMBERED = "import_draft", "import_answers"
FROM_FILES, FROM_SAMPLE, FROM_UPLOAD = "以上传文件中的单位为准", "用示例区名册", "上传名册"


@dataclass(frozen=True, slots=True)
class FileSeen:
    """One file as it stands: its fingerprint, and what its content is, whatever its name says."""

    content: bytes
    digest: str
    form: str


@dataclass
class Draft:
    """One import.

    checked     None until the files have been read as they are now
    arrival     the last drop of files onto others; `before` what was read without it, `changed` what it changed
    attempt     how often files came; the place for the next ones is an empty one
    """

    rubric: Rubric
    files: tuple[NamedBytes, ...] = ()
    roster: NamedBytes | None = None
    previous: NamedBytes | None = None
    assessment_round: str = ""
    roster_choice: str = FROM_FILES
    answers: Answers = NO_ANSWERS
    checked: Checked | None = None
    arrival: Arrival | None = None
    before: Reported | None = None
    changed: Changes | None = None
    attempt: int = 0
    seen: dict[str, FileSeen] = field(default_factory=dict)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.checked.problems if self.checked else ()

    @property
    def questions(self) -> tuple[Question, ...]:
        return self.checked.reported.questions if self.checked else ()


def draft() -> Draft:
    """The import under way in this browser; an empty one to begin with."""
    kept: Draft | None = st.session_state.get(DRAFT)
    if kept is None:
        kept = Draft(shown().evaluation.rubric, answers=st.session_state.get(REMEMBERED, NO_ANSWERS))
        st.session_state[DRAFT] = kept
    return kept


def discard() -> None:
    """Forget the files, keep the answers and what the import is about."""
    old = draft()
    st.session_state[DRAFT] = Draft(
        old.rubric, (), old.roster, old.previous, old.assessment_round, old.roster_choice, old.answers,
        attempt=old.attempt + 1,
    )  # fmt: skip


def set_up(started: Draft, **settings: Any) -> None:
    """Another rubric, roster or earlier result: the files are read again, and compared with nothing."""
    for name, value in settings.items():
        setattr(started, name, value)
    started.arrival = started.before = started.checked = None


def take(started: Draft, files: Sequence[NamedBytes]) -> None:
    """Files that were dropped: the roster's and the earlier result's own names replace those, the rest arrive."""
    rest = []
    for name, content in files:
        if started.roster is not None and name == started.roster[0]:
            started.roster = (name, content)
        elif started.previous is not None and name == started.previous[0]:
            started.previous = (name, content)
        else:
            rest.append((name, content))
    if started.checked is not None and started.files:
        started.before = started.checked.reported
    started.arrival = arrive(started.files, rest)
    started.files = started.arrival.merged
    started.checked = None
    started.attempt += 1


def move(started: Draft, at: int, place: str) -> None:
    """The user says which file the one that came `at` replaces."""
    if started.arrival is not None:
        started.arrival = started.arrival.placed(at, place)
        started.files = started.arrival.merged
        started.checked = None


def remove(started: Draft, names: Sequence[str]) -> None:
    started.files = tuple(file for file in started.files if file[0] not in names)
    started.arrival = started.before = started.checked = None


def take_sample(started: Draft) -> None:
    """The sample district as if somebody had chosen its files; called before the selections are drawn."""
    files = sample_files()
    st.session_state["import_roster"], st.session_state["import_rubric"] = FROM_SAMPLE, files.rubric.title
    started.files, started.roster_choice = files.workbooks, FROM_SAMPLE
    set_up(started, rubric=files.rubric, roster=files.roster, previous=files.previous)


def answer(started: Draft, more: Mapping[Key, str]) -> None:
    """Remember these for the browser's session; the files are read again with them."""
    remember(started, started.answers.with_more(more))


def withdraw(started: Draft, keys: Sequence[Key]) -> None:
    remember(started, Answers({key: said for key, said in started.answers.by_key.items() if key not in keys}))


def remember(started: Draft, answers: Answers) -> None:
    started.answers = st.session_state[REMEMBERED] = answers
    started.checked = None


def check(started: Draft, progress: Progress | None = None) -> None:
    """Read and clean the files, with what the user has answered."""
    found = workflow.check(started.rubric, started.files, started.roster, progress, started.answers)
    reported = workflow.with_previous(found.reported, started.previous, started.rubric.code)
    started.checked = replace(found, reported=reported)
    started.changed = changes(started.before, reported, started.rubric) if started.before is not None else None


def confirm(started: Draft, progress: Progress | None = None) -> Rated | None:
    """Score exactly what was checked, by the rubric as it is written, and show it in this browser."""
    if started.checked is None:
        return None
    rated = workflow.rate_reported(started.rubric, started.checked.reported, started.assessment_round, progress)
    if rated.evaluation is not None:
        show_imported(rated.evaluation, "本次导入的数据")
    return rated
