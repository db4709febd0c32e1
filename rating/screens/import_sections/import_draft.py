"""An import on its way to a rating: the files, what was confirmed, what checking found.

Kept until it is begun anew: going back loses nothing, and a file that comes late joins the others. Answers
outlive it: a later import with the same headings is not asked again. Where all of this is kept, and what a
confirmation brings about, is said by `Keeping`: in the try-out this browser's session, in a district its round
(`import_round.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import streamlit as st

from rating import workflow
from rating.insight.changes import Changes, changes
from rating.intake.answers import NO_ANSWERS, Answers, Key
from rating.problems import Problem, stopping
from rating.reported import Question, Reported
from rating.rubric.nouns import Rubric
from rating.screens.import_sections.import_arrival import Arrival, arrive
from rating.screens.visit.session import NamedBytes, sample_files, show_imported
from rating.workflow import Checked, Progress

DRAFT, REMEMBERED = "import_draft", "import_answers"
FROM_FILES, FROM_SAMPLE, FROM_UPLOAD = "以上传文件中的单位为准", "用示例区名册", "上传名册"


@dataclass(frozen=True, slots=True)
class FileSeen:
    """One file as it stands: its fingerprint, and what its content is, whatever its name says."""

    content: bytes
    digest: str
    form: str


class Keeping(Protocol):
    """Where an import is kept. What is refused is told on the page, and then nothing has changed."""

    @property
    def in_round(self) -> bool:
        """Rubric, roster and earlier result are those of a district's round, not for the user to choose."""

    def keep_files(self, started: Draft, wanted: tuple[NamedBytes, ...]) -> bool:
        """These are the files from now on; False when that was refused."""

    def keep_answers(self, started: Draft, answers: Answers) -> bool:
        """These are the answers from now on; False when that was refused."""

    def check(self, started: Draft, progress: Progress | None) -> Checked:
        """Read and clean the files, with what the user has answered. May raise Refused."""

    def confirm(self, started: Draft, checked: Checked, why: str, progress: Progress | None) -> tuple[Problem, ...]:
        """Score exactly what was checked; what forbids it. May raise Refused."""

    def origin(self, name: str) -> Mapping[str, str]:
        """Heading → what is told of where a file came from; the same headings for every file."""

    def template(self, started: Draft, role: str, rater: str) -> tuple[bytes | None, tuple[Problem, ...]]:
        """The workbook to be filled in, and what was found in the roster. May raise Refused."""


@dataclass(frozen=True)
class InMemory:
    """The try-out: nothing is kept beyond this browser's session."""

    in_round: bool = False

    def keep_files(self, started: Draft, wanted: tuple[NamedBytes, ...]) -> bool:
        started.files = wanted
        return True

    def keep_answers(self, started: Draft, answers: Answers) -> bool:
        st.session_state[REMEMBERED] = started.answers = answers
        return True

    def check(self, started: Draft, progress: Progress | None) -> Checked:
        found = workflow.check(started.rubric, started.files, started.roster, progress, started.answers)
        return replace(found, reported=workflow.with_previous(found.reported, started.previous, started.rubric.code))

    def confirm(self, started: Draft, checked: Checked, why: str, progress: Progress | None) -> tuple[Problem, ...]:
        """By the rubric as it is written, shown in this browser only."""
        rated = workflow.rate_reported(started.rubric, checked.reported, started.assessment_round, progress)
        if rated.evaluation is not None:
            show_imported(rated.evaluation, "本次导入的数据")
            return ()
        return stopping(rated.problems)

    def origin(self, name: str) -> Mapping[str, str]:
        return {}

    def template(self, started: Draft, role: str, rater: str) -> tuple[bytes | None, tuple[Problem, ...]]:
        return workflow.template(started.rubric, started.roster, rater, role)


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
    keeping: Keeping = field(default_factory=InMemory)

    @property
    def knows_stations(self) -> bool:
        """There is a roster, so that a station without data is seen to be missing."""
        return self.keeping.in_round or self.roster is not None

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.checked.problems if self.checked else ()

    @property
    def questions(self) -> tuple[Question, ...]:
        return self.checked.reported.questions if self.checked else ()


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
    arrival = arrive(started.files, rest)
    before = started.checked.reported if started.checked is not None and started.files else started.before
    started.attempt += 1
    if started.keeping.keep_files(started, arrival.merged):
        started.arrival, started.before, started.checked = arrival, before, None


def move(started: Draft, at: int, place: str) -> None:
    """The user says which file the one that came `at` replaces."""
    if started.arrival is None:
        return
    arrival = started.arrival.placed(at, place)
    if started.keeping.keep_files(started, arrival.merged):
        started.arrival, started.checked = arrival, None


def remove(started: Draft, names: Sequence[str]) -> None:
    if started.keeping.keep_files(started, tuple(file for file in started.files if file[0] not in names)):
        started.arrival = started.before = started.checked = None


def take_sample(started: Draft) -> None:
    """The sample district as if somebody had chosen its files; called before the selections are drawn."""
    files = sample_files()
    st.session_state["import_roster"], st.session_state["import_rubric"] = FROM_SAMPLE, files.rubric.title
    started.files, started.roster_choice = files.workbooks, FROM_SAMPLE
    set_up(started, rubric=files.rubric, roster=files.roster, previous=files.previous)


def answer(started: Draft, more: Mapping[Key, str]) -> None:
    """Remember these; the files are read again with them."""
    remember(started, started.answers.with_more(more))


def withdraw(started: Draft, keys: Sequence[Key]) -> None:
    remember(started, Answers({key: said for key, said in started.answers.by_key.items() if key not in keys}))


def remember(started: Draft, answers: Answers) -> None:
    if started.keeping.keep_answers(started, answers):
        started.checked = None


def check(started: Draft, progress: Progress | None = None) -> None:
    """Read and clean the files, and compare them with what was there before the last drop. May raise Refused."""
    started.checked = started.keeping.check(started, progress)
    before, now = started.before, started.checked.reported
    started.changed = changes(before, now, started.rubric) if before is not None else None


def confirm(started: Draft, why: str = "", progress: Progress | None = None) -> tuple[Problem, ...] | None:
    """Score what was checked; what forbids it, or None before anything was checked. May raise Refused."""
    if started.checked is None:
        return None
    return started.keeping.confirm(started, started.checked, why, progress)
