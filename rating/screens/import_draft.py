"""An import on its way to a rating: the files, what was confirmed, what checking found.

Kept in the browser's session until it is confirmed or begun anew; going back loses nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import streamlit as st

from rating import workflow
from rating.problems import Problem, stopping
from rating.rubric.nouns import Rubric
from rating.screens.session import NamedBytes, show_imported
from rating.workflow import Checked, Progress, Rated

DRAFT = "import_draft"
STEPS = ("检查文件", "找到表格", "对应列名", "核对站点", "核对数值", "预览", "确认")
STEP_OF = {
    "file": 0,
    "table": 1,
    "sheet": 1,
    "column": 2,
    "station": 3,
    "roster": 3,
    "row": 3,
    "value": 4,
    "mark": 4,
    "rater": 4,
    "result": 4,
}
"""Problem codes begin with what they are about; that says at which step they belong."""
PREVIEW = STEPS.index("预览")


@dataclass
class Draft:
    """`checked` is None until the files have been read."""

    rubric: Rubric
    files: tuple[NamedBytes, ...] = ()
    roster: NamedBytes | None = None
    previous: NamedBytes | None = None
    assessment_round: str = ""
    checked: Checked | None = None
    same_column: dict[str, str] = field(default_factory=dict)
    attempt: int = 0
    """How often corrected files came; the place for the next ones is an empty one."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.checked.problems if self.checked else ()


def draft() -> Draft | None:
    kept: Draft | None = st.session_state.get(DRAFT)
    return kept


def begin(started: Draft) -> None:
    st.session_state[DRAFT] = started


def with_corrected(started: Draft, corrected: Sequence[NamedBytes]) -> Draft:
    """A file of a known name takes the place of the one before, any other is added; answers are kept."""
    new = dict(corrected)
    known = {name for name, _ in started.files}
    roster, previous = (
        (each[0], new.pop(each[0])) if each and each[0] in new else each for each in (started.roster, started.previous)
    )
    replaced = tuple((name, new.get(name, content)) for name, content in started.files)
    added = tuple((name, content) for name, content in new.items() if name not in known)
    return replace(
        started,
        files=(*replaced, *added),
        roster=roster,
        previous=previous,
        checked=None,
        attempt=started.attempt + 1,
    )


def discard() -> None:
    st.session_state.pop(DRAFT, None)


def step_of(problem: Problem) -> int:
    return STEP_OF.get(problem.code.partition("_")[0], PREVIEW - 1)


def stopped_at(problems: Sequence[Problem]) -> int:
    """The first step that something stops; the preview when nothing does."""
    return min((step_of(problem) for problem in stopping(problems)), default=PREVIEW)


def check(started: Draft, progress: Progress | None = None) -> None:
    """Read and clean the files; columns that the user has recognised count as known by that name."""
    form = with_names(started.rubric, started.same_column)
    found = workflow.check(form, started.files, started.roster, progress)
    reported = workflow.with_previous(found.reported, started.previous, started.rubric.code)
    started.checked = replace(found, reported=reported)


def with_names(rubric: Rubric, same_column: dict[str, str]) -> Rubric:
    """The rubric, knowing further names of its fields: column title → field code."""
    fields = dict(rubric.fields)
    for title, code in same_column.items():
        known = fields[code]
        fields[code] = known.model_copy(update={"aliases": [*known.aliases, title]})
    return rubric.model_copy(update={"fields": fields})


def confirm(started: Draft, progress: Progress | None = None) -> Rated | None:
    """Score exactly what was checked, by the rubric as it is written, and show it in this browser."""
    if started.checked is None:
        return None
    rated = workflow.rate_reported(started.rubric, started.checked.reported, started.assessment_round, progress)
    if rated.evaluation is not None:
        show_imported(rated.evaluation, "本次导入的数据")
        discard()
    return rated
