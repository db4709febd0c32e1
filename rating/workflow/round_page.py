"""Everything that the page of a round shows, read in one view; and the rounds of a district with what waits in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rating.district.people.person import Person
from rating.district.people.roles import Action, Thing, may
from rating.district.rounds import decisions, entries, evaluations
from rating.district.rounds.decisions import Decision
from rating.district.rounds.entries import EntryChange
from rating.district.rounds.evaluations import Saved
from rating.district.rounds.roster import Difference, compared, present_stations
from rating.district.rounds.round import (
    Part,
    Round,
    RoundStation,
    about_part,
    about_round,
    part_of,
    parts_of,
    round_of,
    rounds_of,
    stations_of_round,
)
from rating.district.rounds.round_history import Line, Waiting, history_of, waiting_in
from rating.district.rubrics.revisions import RubricRevision, rubric_revisions
from rating.district.storage.database import Database


@dataclass(frozen=True)
class RoundPage:
    """A round as its page shows it.

    stations     of all parts, in the order of the roster
    present      the district's active stations as they are now, the left out among them
    differences  between the two, those left out aside
    may_change   the person may plan and move this round
    """

    round: Round
    parts: tuple[Part, ...]
    revisions: tuple[RubricRevision, ...]
    stations: tuple[RoundStation, ...]
    present: tuple[RoundStation, ...]
    differences: tuple[Difference, ...]
    may_change: bool

    @property
    def in_part(self) -> Counter[int]:
        """Part → how many stations."""
        return Counter(station.part_id for station in self.stations)

    @property
    def kinds(self) -> dict[str, int]:
        """Kinds of the district's stations → how many."""
        return dict(Counter(station.kind for station in self.present))

    def rubric(self, part: Part) -> RubricRevision | None:
        return next((each for each in self.revisions if each.id == part.rubric_id), None)


@dataclass(frozen=True)
class Revisions:
    """What became of a part: its evaluations and decisions, and the values that were changed, the newest first."""

    evaluations: tuple[Saved, ...]
    decisions: tuple[Decision, ...]
    entries: tuple[EntryChange, ...]


def round_page(database: Database, person: Person, round_id: int) -> RoundPage:
    """Raises NotAllowed or Refused (not_found)."""
    with database.reading() as at:
        round_ = round_of(at, person, round_id)
        stations, present = stations_of_round(at, round_.id), present_stations(at, round_.district)
        return RoundPage(
            round_,
            parts_of(at, person, round_.id),
            rubric_revisions(at, person, round_.district),
            stations,
            present,
            compared(round_, stations, present),
            may(person, Action.CHANGE, Thing.ROUND, about_round(at, round_)),
        )


def rounds_waiting(database: Database, person: Person, district: int) -> tuple[tuple[Round, Waiting], ...]:
    """The newest first."""
    with database.reading() as at:
        rounds = rounds_of(at, person, district)
        waiting = waiting_in(at, rounds)
        return tuple((round_, waiting[round_.id]) for round_ in rounds)


def changed_since(
    database: Database, person: Person, round_id: int, since: datetime, things: Sequence[Thing] = (Thing.ROUND,)
) -> tuple[Line, ...]:
    """What was done since then: to the round's plan, parts, roster and state, or to other things of it."""
    with database.reading() as at:
        return history_of(at, person, round_id, things, since)


def history(database: Database, person: Person, round_id: int) -> tuple[Line, ...]:
    """Every deed in the round that the log knows. Raises NotAllowed."""
    with database.reading() as at:
        return history_of(at, person, round_id)


def revisions_of(database: Database, person: Person, part_id: int) -> Revisions:
    """Raises NotAllowed."""
    with database.reading() as at:
        round_, part = part_of(at, person, part_id)
        sees = may(person, Action.SEE, Thing.ENTRY, about_part(at, round_, part))
        return Revisions(
            evaluations.saved_of(at, person, part.id),
            tuple(reversed(decisions.decisions_of(at, person, part.id, current=False))),
            entries.entry_history(at, person, part.id) if sees else (),
        )
