"""What this browser is looking at: the sample district, files imported in this session, or a district's round.

In the try-out nothing is written to disk: the sample is rated once for the whole server, an imported rating lives
in the browser's session only. In a district the latest evaluation of the chosen round is shown; who may see it is
asked at every rerun, and what is drawn from it (tables, charts) is kept once for the whole server, beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import streamlit as st

from rating import workflow
from rating.problems import Place, Problem, Refused
from rating.rubric.file import load_rubric
from rating.rubric.nouns import Rubric
from rating.scoring.evaluation import Evaluation
from rating.screens.visit import where
from rating.screens.visit.where import Where
from rating.shown import moment_text

if TYPE_CHECKING:
    from rating.district.rounds.evaluations import Saved

Kept = TypeVar("Kept")
NamedBytes = tuple[str, bytes]
IMPORTED = "imported_rating"
SAMPLE_ROUND = "2025 年度（示例）"
MOST_KEPT = 12
"""Evaluations that the server keeps ready, each with what was drawn from it."""


@dataclass
class Shown:
    """A rating, where it came from, and what has been drawn from it so far.

    told  of a district's evaluation: the round's state and number, who rated when; "" in the try-out
    """

    evaluation: Evaluation
    label: str
    sample: bool
    drawn: dict[str, Any] = field(default_factory=dict)
    told: str = ""

    def once(self, name: str, draw: Callable[[], Kept]) -> Kept:
        """`draw()`, but only the first time for this rating, and then for everybody who may see it."""
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


def looked_at() -> Shown | None:
    """What the screens show; None in a district whose chosen round has no evaluation that the person may see."""
    here = where.here()
    if here is None:
        imported: Shown | None = st.session_state.get(IMPORTED)
        return imported or sample()
    return of_district(here)


def shown() -> Shown:
    """The same for pages that are not opened without one."""
    now = looked_at()
    if now is None:
        raise Refused((Problem("not_found", Place(object="评估结果"), "所选的轮次还没有评估结果"),))
    return now


def of_district(here: Where) -> Shown | None:
    """The evaluation that `here.view` found with the person's permission, drawn on together with all others' pages."""
    view, saved = here.view, here.view.saved
    if view.round is None or saved is None:
        return None

    kept = _known(here, saved)
    number = f"文号 {view.round.filing_number}" if view.round.filing_number else ""
    rated = f"{saved.made_by_name} {moment_text(saved.made_at)} 评定"
    told = (f"{view.round.title}（{view.round.state.title}）", number, f"第 {saved.number} 次评定", rated)
    return Shown(kept.evaluation, here.part_label, False, kept.drawn, " · ".join(part for part in told if part))


def evaluation_known(here: Where, saved: Saved) -> Evaluation:
    """One that the person was just told of (`saved`), from what the server keeps ready, else read."""
    return _known(here, saved).evaluation


def _known(here: Where, saved: Saved) -> Shown:
    def load() -> Evaluation:
        from rating.workflow.looking import evaluation_of

        return evaluation_of(here.database, here.person, saved.id)

    return _kept(saved.fingerprint, load)


def rubric_in_use() -> Rubric | None:
    """What the chosen round part is judged by; in the try-out the rubric of what is being looked at."""
    here = where.here()
    if here is None:
        return shown().evaluation.rubric
    if here.view.part is None:
        return None
    from rating.workflow.looking import rubric_of_part

    return rubric_of_part(here.database, here.person, here.view.part)


@st.cache_resource(show_spinner="正在读取评估结果…", max_entries=MOST_KEPT)
def _kept(fingerprint: str, _load: Callable[[], Evaluation]) -> Shown:
    """By the archive's own SHA-256: the same in every database, and never another evaluation."""
    return Shown(_load(), "", sample=False)


def show_imported(evaluation: Evaluation, label: str) -> None:
    st.session_state[IMPORTED] = Shown(evaluation, label, sample=False)


def back_to_sample() -> None:
    st.session_state.pop(IMPORTED, None)
