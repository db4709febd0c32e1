"""What a station head sees of a round: their own result, from one kept row, as far as the round's switches go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Any

from rating.district.people.person import Person
from rating.district.rounds import own_results
from rating.district.rounds.own_results import Earlier, OwnRound, OwnRow, OwnStation, Taken
from rating.district.rounds.published_changes import Change, changes_from
from rating.district.rounds.states import State
from rating.district.storage.database import Database, Transaction
from rating.insight.feedback import Feedback
from rating.insight.feedback_record import from_plain
from rating.insight.published import Facts, Listed, as_shown, listed, result_as_shown
from rating.insight.spread import Spread


@dataclass(frozen=True)
class OwnFeedback:
    """One station's announced result, whole.

    told     without rank and medians where the round does not show them · result: the same of RESULT.json
    spread   of the station's kind, None where the round does not show it or too few stations have a figure
    listing  of the station's kind, empty unless the round shows names
    changes  against what was announced before, the newest first
    """

    own: OwnRound
    told: Feedback
    result: Mapping[str, Any]
    facts: Facts
    spread: Spread | None
    listing: tuple[Listed, ...]
    changes: tuple[Change, ...]
    number: int
    rated_at: datetime
    announced_at: datetime

    @property
    def titles(self) -> dict[str, str]:
        """Indicators by code."""
        return {line.code: line.title for line in (*self.told.lost, *self.told.good, *self.told.others)}


@dataclass(frozen=True, slots=True)
class Past:
    """A station's result in one announced round; `other_rubric`: not the same rubric as in the round before it."""

    round_id: int
    title: str
    state: State
    total: str | None
    full_marks: str
    stars: int | None
    band: str | None
    rubric: str
    other_rubric: bool


@dataclass(frozen=True)
class OwnPage:
    """Everything that the page 我的反馈 shows; `feedback` is None while nothing is announced."""

    rounds: tuple[OwnRound, ...]
    feedback: OwnFeedback | None
    history: tuple[Past, ...]


def own_stations(database: Database, person: Person, round_id: int | None = None) -> tuple[OwnStation, ...]:
    """A head's own stations; for others those of a round whose kinds they may see."""
    with database.reading() as at:
        return own_results.own_stations(at, person, round_id)


def own_feedback(database: Database, person: Person, station_id: int, round_id: int | None = None) -> OwnFeedback:
    """The announced result of that round, or of the newest.

    Raises Refused (not_found), in the same words for what is not there, not announced, or not the person's.
    """
    with database.reading() as at:
        row = own_results.announced_row(at, person, station_id, round_id)
    return _feedback(row)


def history(database: Database, person: Person, station_id: int) -> tuple[Past, ...]:
    """A station's announced results, the newest first."""
    return own_page(database, person, station_id).history


def own_page(database: Database, person: Person, station_id: int, round_id: int | None = None) -> OwnPage:
    """Rounds, feedback and history in one view: of that round, or of the newest that is announced."""
    with database.reading() as at:
        rounds = own_results.own_rounds(at, person, station_id)
        row = _chosen(at, rounds, round_id)
        past = own_results.earlier(at, rounds)
    return OwnPage(tuple(each.own for each in rounds), _feedback(row) if row else None, tuple(_past(past)))


def _chosen(at: Transaction, rounds: Sequence[Taken], round_id: int | None) -> OwnRow | None:
    """Of that round when it is announced to the person, otherwise of the newest that is."""
    seen = [(each.own, each.sealed) for each in rounds if each.sealed]
    found = next((each for each in seen if each[0].id == round_id), seen[0] if seen else None)
    return own_results.row_of_round(at, *found) if found else None


def _feedback(row: OwnRow) -> OwnFeedback:
    own, facts = row.own, row.announced.facts
    spread = facts.spreads.get(own.kind) if own.show_spread else None
    return OwnFeedback(
        own=own,
        told=as_shown(from_plain(row.feedback, row.announced.words), spread, ranks=own.show_ranks),
        result=result_as_shown(row.result, ranks=own.show_ranks),
        facts=facts,
        spread=spread if spread and spread.total else None,
        listing=listed(row.listing, ranks=own.show_ranks),
        changes=changes_from(row.changes),
        number=row.announced.number,
        rated_at=row.announced.rated_at,
        announced_at=row.announced.announced_at,
    )


def _past(rounds: Sequence[Earlier]) -> Iterator[Past]:
    for each, before in zip_longest(rounds, rounds[1:]):
        result, facts = each.result, each.facts
        yield Past(
            each.own.id,
            each.own.title,
            each.own.state,
            result["total"],
            result["full_marks"],
            result["stars"],
            result["band"],
            f"{facts.rubric_title} {facts.rubric_version} 版",
            before is not None and before.facts.fingerprint != facts.fingerprint,
        )
