"""Who marks which station, who must not, and who has handed in what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rating.district.people.person import Person
from rating.district.rounds import assignments, duties, progress
from rating.district.rounds.assignments import Assigned, Wish
from rating.district.rounds.duties import Assignment, Duty, RaterAccount
from rating.district.rounds.progress import PartProgress
from rating.district.rounds.round import RoundStation, part_of, stations_of
from rating.district.rubrics.revisions import rubric_of
from rating.district.storage.database import Database


@dataclass(frozen=True)
class Duties:
    """A part's stations, the district's raters, what stands between them, and the roles that mark: code → title."""

    stations: tuple[RoundStation, ...]
    raters: tuple[RaterAccount, ...]
    assignments: tuple[Assignment, ...]
    roles: dict[str, str]


def duties_of(database: Database, person: Person, part_id: int) -> Duties:
    """Raises NotAllowed."""
    with database.reading() as at:
        round_, part = part_of(at, person, part_id)
        return Duties(
            stations_of(at, part.id),
            duties.raters_of(at, person, round_.district),
            duties.assignments_of(at, person, part.id),
            duties.marking_roles(rubric_of(at, person, part.rubric_id)),
        )


def assign(database: Database, person: Person, round_id: int, wishes: Sequence[Wish], why: str = "") -> Assigned:
    """Bring about what is wished of raters and stations; see `district.rounds.assignments.assign`."""
    with database.writing() as at:
        return assignments.assign(at, person, round_id, wishes, why)


def recuse(
    database: Database, person: Person, round_id: int, rater_id: int, station_ids: Sequence[int], reason: str
) -> Assigned:
    """The rater must not mark these stations; what was assigned of them is no more."""
    wishes = [Wish(rater_id, station, Duty.RECUSED, reason=reason) for station in station_ids]
    return assign(database, person, round_id, wishes, reason)


def progress_of(database: Database, person: Person, part_id: int) -> PartProgress:
    """Who has handed in what for a part. Raises NotAllowed."""
    with database.reading() as at:
        return progress.progress_of(at, person, part_id)
