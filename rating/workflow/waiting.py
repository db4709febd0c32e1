"""What waits in a part of a round, for the first page of whoever evaluates: files, marks, objections, deadlines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rating.district.people.person import Person
from rating.district.rounds.progress import progress_of
from rating.district.rounds.round import Round, part_of
from rating.district.rounds.round_history import waiting_in
from rating.district.rounds.standing import overtaken
from rating.district.rounds.states import State
from rating.district.storage.database import Database
from rating.scoring.evaluation import Evaluation

DEADLINES = {
    State.OPEN: ("填报截止", "fill_until"),
    State.SCORING: ("评分截止", "score_until"),
    State.ANNOUNCED: ("公示与异议截止", "object_until"),
    State.RECTIFICATION: ("整改截止", "rectify_until"),
}
"""State of a round → which of its last days counts now."""


@dataclass(frozen=True)
class PartWaiting:
    """Counts of what waits in the part; objections and rectification are those of the whole round.

    owed      pairs of rater and station without complete marks
    overdue   names of raters who are late
    stale     why the newest evaluation does not rest on what is there now, "" when it does
    spreads   wide spreads among raters that nobody has settled
    deadline  what ends on `until`; "" without a day that counts now
    """

    files: int
    owed: int
    overdue: tuple[str, ...]
    thin: int
    stale: str
    spreads: int
    objections: int
    rectifications: int
    deadline: str
    until: date | None


def waiting_of(database: Database, person: Person, part_id: int, evaluation: Evaluation | None) -> PartWaiting:
    """`evaluation` is the part's newest. Raises NotAllowed for whoever may not see the part's values."""
    with database.reading() as at:
        round_, part = part_of(at, person, part_id)
        progress = progress_of(at, person, part.id)
        counts = waiting_in(at, (round_,))[round_.id]
        rests_on = frozenset(upload.sha256 for upload in evaluation.uploads) if evaluation else frozenset()
        stale = overtaken(at, part.id, rests_on) if evaluation and not round_.state.published else ""
    deadline, until = _deadline(round_)
    return PartWaiting(
        sum(form.state == "draft" for form in progress.forms),
        progress.owed,
        tuple(rater.name for rater in progress.raters if rater.overdue),
        len(progress.thin),
        stale,
        sum(problem.code == "rater_spread" for problem in evaluation.problems) if evaluation else 0,
        counts.objections,
        counts.rectifications,
        deadline,
        until,
    )


def _deadline(round_: Round) -> tuple[str, date | None]:
    title, field = DEADLINES.get(round_.state, ("", ""))
    until: date | None = getattr(round_, field) if field else None
    return (title, until) if until else ("", None)
