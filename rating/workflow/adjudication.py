"""复核: the marks that raters gave too far apart, and what is decided instead of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rating.district.people.person import Person
from rating.district.rounds.basis import Basis, basis_of, demand_same
from rating.district.rounds.decisions import decide, may_be_decided_now
from rating.district.rounds.evaluations import Saved, load_evaluation, save_evaluation
from rating.district.rounds.frozen import demand_frozen
from rating.district.rounds.round import part_of, round_of
from rating.district.storage.archive import packed
from rating.district.storage.changes import refuse
from rating.district.storage.database import Database
from rating.insight.contested import as_seen
from rating.problems import Place, Problem, Refused
from rating.scoring.evaluation import Evaluation
from rating.workflow.scoring_round import Proposed, with_decisions

OCCASION = "adjudication"


@dataclass(frozen=True, slots=True)
class Settled:
    """The mark that is to stand for one field of one station, as typed, and why."""

    station_code: str
    field: str
    typed: str
    why: str


def settle(database: Database, person: Person, part_id: int, marks: Sequence[Settled], seen_id: int) -> Saved:
    """Decide marks and rate anew: all of it or nothing. `seen_id` is the evaluation that the user looked at.

    Raises NotAllowed, Refused: not_filled (mark or reason), problems of marks that cannot be read, not_now,
    changed_meanwhile when the part was rated or decided anew since.
    """
    _demand_filled(marks)
    with database.reading() as at:
        round_, part = part_of(at, person, part_id)
        may_be_decided_now(round_, OCCASION)
        basis = basis_of(at, part_id)
        if basis.newest_id != seen_id:
            raise refuse("changed_meanwhile", "这一组刚刚重新评定过", part.title)
        before = load_evaluation(at, person, seen_id)
    after = with_decisions(
        database, person, part_id, [Proposed(mark.station_code, mark.field, mark.typed) for mark in marks]
    )
    return _keep(database, person, part_id, marks, basis, before, after)
