"""Which rounds judge with which revision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from rating.district.people.person import Person
from rating.district.people.roles import About, Action, Thing, demand
from rating.district.rounds.states import State
from rating.district.storage import schema


@dataclass(frozen=True, slots=True)
class Use:
    """A round that judges with a revision; from 评分 on it keeps it (`state.frozen`)."""

    round_id: int
    title: str
    state: State

    @property
    def sentence(self) -> str:
        return f"{self.title}（{self.state.title}{'，已冻结' if self.state.frozen else ''}）"


def uses(at: Connection, person: Person, district: int) -> Mapping[int, tuple[Use, ...]]:
    """By id of the revision, the newest round first; what no round judges with is not there."""
    demand(person, Action.SEE, Thing.RUBRIC, About(district))
    demand(person, Action.SEE, Thing.ROUND, About(district))
    part, round_ = schema.round_part, schema.assessment_round
    asked = (
        select(part.c.rubric_id, round_.c.id, round_.c.title, round_.c.state)
        .distinct()
        .join_from(part, round_, round_.c.id == part.c.round_id)
        .where(round_.c.district_id == district)
        .order_by(round_.c.id.desc())
    )
    found: dict[int, tuple[Use, ...]] = {}
    for row in at.execute(asked):
        found[row.rubric_id] = (*found.get(row.rubric_id, ()), Use(row.id, row.title, State(row.state)))
    return found
