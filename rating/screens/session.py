"""What this browser is looking at: the sample district, or files imported in this session.

Nothing here is written to disk. The sample is rated once for the whole server; an imported rating
lives in the browser's session only. What is drawn from a rating (tables, charts) is kept beside it
and goes when it goes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st

from rating import workflow
from rating.problems import Refused
from rating.rubric.file import load_rubric
from rating.rubric.nouns import Rubric
from rating.scoring.evaluation import Evaluation

Kept = TypeVar("Kept")
NamedBytes = tuple[str, bytes]
IMPORTED = "imported_rating"
SAMPLE_ROUND = "2025 年度（示例）"


@dataclass
class Shown:
    """A rating, where it came from, and what has been drawn from it so far."""

    evaluation: Evaluation
    label: str
    sample: bool
    drawn: dict[str, Any] = field(default_factory=dict)

    def once(self, name: str, draw: Callable[[], Kept]) -> Kept:
        """`draw()`, but only the first time for this rating."""
        if name not in self.drawn:
            self.drawn[name] = draw()
        kept: Kept = self.drawn[name]
        return kept


@dataclass(frozen=True)
class SampleFiles:
    """The sample district as if it had been uploaded."""

    rubric: Rubric
    roster: NamedBytes
    workbooks: tuple[NamedBytes, ...]
    previous: NamedBytes
    area: NamedBytes


@st.cache_resource(show_spinner=False)
def sample_files() -> SampleFiles:
    files = workflow.sample_district()
    workbooks = tuple(_named(path) for path in files.workbooks)
    return SampleFiles(
        load_rubric(files.rubric), _named(files.roster), workbooks, _named(files.previous), _named(files.area)
    )


def _named(path: Path) -> NamedBytes:
    return path.name, path.read_bytes()


@st.cache_resource(show_spinner="正在评定示例区…")
def sample() -> Shown:
    """The sample district, rated once for every visitor, and never changed."""
    files = workflow.sample_district()
    rated = workflow.rate(load_rubric(files.rubric), files.workbooks, files.roster, files.previous, SAMPLE_ROUND)
    if rated.evaluation is None:
        raise Refused(rated.problems)
    return Shown(rated.evaluation, "示例区", sample=True)


def shown() -> Shown:
    imported: Shown | None = st.session_state.get(IMPORTED)
    return imported or sample()


def show_imported(evaluation: Evaluation, label: str) -> None:
    st.session_state[IMPORTED] = Shown(evaluation, label, sample=False)


def back_to_sample() -> None:
    st.session_state.pop(IMPORTED, None)
