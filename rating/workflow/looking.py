"""Where a person may look: districts, rounds, their parts, and the evaluation that stands in the chosen one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from rating.district.people.person import Person
from rating.district.places.sight import DistrictSeen, districts_seen
from rating.district.rounds.evaluations import Saved, latest, load_evaluation
from rating.district.rounds.parts_seen import parts_seen, sees_results
from rating.district.rounds.round import Part, Round, rounds_of
from rating.district.rounds.states import State
from rating.district.rubrics.revisions import rubric_of
from rating.district.storage.database import Database
from rating.rubric.nouns import Rubric
from rating.scoring.evaluation import Evaluation

Row = TypeVar("Row", DistrictSeen, Round, Part)


@dataclass(frozen=True)
class View:
    """What a person may choose among, and what is chosen; None where there is nothing to choose.

    saved  the latest evaluation of the part; None without one, and for those who may not see it
    """

    districts: tuple[DistrictSeen, ...] = ()
    district: DistrictSeen | None = None
    rounds: tuple[Round, ...] = ()
    round: Round | None = None
    parts: tuple[Part, ...] = ()
    part: Part | None = None
    saved: Saved | None = None


def view(
    database: Database,
    person: Person,
    district_id: int | None = None,
    round_id: int | None = None,
    part_id: int | None = None,
) -> View:
    """The chosen district, round and part; an id that is not among the person's own falls back to the first.

    Without a round the newest that has begun is chosen. A station head and a rater are shown the rounds, no evaluation.
    """
    with database.reading() as at:
        districts = districts_seen(at, person)
        district = _chosen(districts, district_id)
        if district is None:
            return View(districts)
        rounds = rounds_of(at, person, district.id)
        begun = tuple(each for each in rounds if each.state is not State.DRAFT)
        round_ = _chosen(rounds, round_id, begun or rounds)
        if round_ is None:
            return View(districts, district, rounds)
        parts = parts_seen(at, person, round_)
        part = _chosen(parts, part_id)
        sees = part is not None and sees_results(at, person, round_, part)
        saved = latest(at, person, part.id) if part is not None and sees else None
        return View(districts, district, rounds, round_, parts, part, saved)


def evaluation_of(database: Database, person: Person, evaluation_id: int) -> Evaluation:
    """Raises Refused (not_found) or NotAllowed."""
    with database.reading() as at:
        return load_evaluation(at, person, evaluation_id)


def rubric_of_part(database: Database, person: Person, part: Part) -> Rubric:
    """What the part is judged by, as it was taken into the round. Raises NotAllowed."""
    with database.reading() as at:
        return rubric_of(at, person, part.rubric_id)


def _chosen(rows: tuple[Row, ...], wanted: int | None, otherwise: tuple[Row, ...] = ()) -> Row | None:
    """The wanted one, else the first of `otherwise`, else the first."""
    found = (row for row in rows if row.id == wanted)
    return next(found, None) or next(iter(otherwise or rows), None)
