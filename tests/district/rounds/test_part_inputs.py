"""What a part's reading rests on, for those who may work on it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rating.district.people.person import Role
from rating.district.people.roles import NotAllowed
from rating.district.rounds.part_inputs import HANDED_IN_BY, demand_open, inputs_of
from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.problems import Refused
from rating.workflow.scoring_round import hand_in
from tests.district.made import made
from tests.workflow.three_stations import assigned, begun, figures, marks


def test_an_evaluator_has_everything_and_a_rater_their_own(database: Database) -> None:
    it = begun(database)
    hand_in(database, it.evaluator, it.part.id, [figures()])
    hand_in(database, it.rater, it.part.id, [marks("专家甲")])
    assigned(database, it, it.rater.id or 0, "S001")
    assigned(database, it, it.second.id or 0, "S002")
    with database.reading() as at:
        own, everything = inputs_of(at, it.rater, it.part.id), inputs_of(at, it.evaluator, it.part.id)
    assert [each.name for each in own.uploads] == ["评分表_专家甲.csv"]
    assert [each.station_code for each in own.assignments] == ["S001"]
    assert (own.decisions, own.entry_revision, own.before_id) == ((), 0, None)
    assert "站点填报数据.csv" in [each.name for each in everything.uploads]
    assert len(everything.assignments) == 2
    assert everything.roster.roster.code == ("S001", "S002", "S003")
    assert set(own.raters) == {it.rater.id} and own.raters[it.rater.id or 0].name == "专家甲"


def test_former_names_come_with_the_roster(database: Database) -> None:
    it = begun(database)
    table = schema.station
    with database.writing() as at:
        at.execute(table.update().where(table.c.code == "S002").values(former_names=["旧名社工站"]))
        inputs = inputs_of(at, it.evaluator, it.part.id, lock=True)
    assert inputs.roster.former_names == {"S002": ("旧名社工站",)}


def test_only_what_counts_for_the_reading_is_compared(database: Database) -> None:
    it = begun(database)
    with database.writing() as at:
        before = inputs_of(at, it.evaluator, it.part.id)
        at.execute(schema.assessment_round.update().values(note="备注", version=9, state="scoring"))
        assert inputs_of(at, it.evaluator, it.part.id).same_as(before), "a note changes no reading"
        at.execute(schema.round_station.update().where(schema.round_station.c.code == "S003").values(street="别处"))
        assert not inputs_of(at, it.evaluator, it.part.id).same_as(before)


def test_who_may_not(database: Database) -> None:
    it, elsewhere = begun(database), made(database, name="邻区")
    confined = replace(it.evaluator, kinds=frozenset({"专项"}))
    with database.reading() as at:
        for person in (it.viewer, it.head, elsewhere.evaluator, elsewhere.rater, confined):
            with pytest.raises(NotAllowed):
                inputs_of(at, person, it.part.id)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("login", ["admin", "evaluator", "rater", "viewer", "head"])
def test_each_state_says_who_hands_in(state: State, login: str, database: Database) -> None:
    it = begun(database)
    person, round_ = getattr(it, login), replace(it.round, state=state)
    if person.role in HANDED_IN_BY.get(state, frozenset()):
        demand_open(person, round_)
        return
    with pytest.raises(Refused) as told:
        demand_open(person, round_)
    (problem,) = told.value.problems
    assert problem.code == "not_now" and state.title in problem.found and problem.remedy


def test_station_heads_and_viewers_never_hand_in() -> None:
    assert not any({Role.STATION_HEAD, Role.VIEWER} & roles for roles in HANDED_IN_BY.values())
