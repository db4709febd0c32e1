"""A district whose round holds an evaluation, for the screens of people with accounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rating.district.people.person import Person
from rating.district.rounds.evaluations import Saved, save_evaluation
from rating.district.rounds.round import Part, Round, round_of
from rating.district.storage.database import Database
from tests.district.made import Made, made
from tests.district.rounds.planned import only_part, planned, scoring
from tests.screens.opening import district


@dataclass(frozen=True)
class RoundMade:
    """A district with a round of three stations and one part."""

    made: Made
    round: Round
    part: Part

    def __getattr__(self, login: str) -> Person:
        return getattr(self.made, login)  # type: ignore[no-any-return]


def round_made(database: Database, begun: bool = True, **more: Any) -> RoundMade:
    """In 评分, or still in 方案."""
    people = made(database)
    with database.writing() as at:
        round_ = (scoring if begun else planned)(at, people.evaluator, people.district, **more)
        return RoundMade(people, round_, only_part(at, people.evaluator, round_))


def rated(database: Database, there: RoundMade, **changes: Any) -> Saved:
    """An evaluation of the three stations, made by the evaluator."""
    evaluation = district(3, **changes)
    with database.writing() as at:
        now = round_of(at, there.evaluator, there.round.id)
        return save_evaluation(at, there.evaluator, now, there.part, evaluation, "rating", "")
