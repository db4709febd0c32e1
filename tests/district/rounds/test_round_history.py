from __future__ import annotations

from dataclasses import replace

import pytest

from rating.district.people.roles import NotAllowed, Thing
from rating.district.rounds.plan import change_round, plan_of
from rating.district.rounds.round import rounds_of
from rating.district.rounds.round_history import Waiting, history_of, waiting_in
from rating.district.rounds.states import State
from rating.district.storage.columns import moment
from rating.district.storage.database import Database
from rating.workflow.scoring_round import hand_in
from tests.district.made import made
from tests.district.rounds.planned import moved, planned
from tests.workflow.three_stations import begun, figures, marks


def test_the_newest_first_with_who_old_new_and_why(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        round_ = planned(at, here.admin, here.district)
        other = planned(at, here.admin, here.district, "另一轮")
        began = moment()
        change_round(at, here.evaluator, round_.id, round_.version, replace(plan_of(round_), note="改"), "补充")
        since = history_of(at, here.evaluator, round_.id, (Thing.ROUND,), began)
        assert [(line.who, line.old, line.new, line.why) for line in since] == [
            ("评估员乙（评估员）", "说明：（空）", "说明：改", "补充")
        ]
        every = history_of(at, here.admin, round_.id)
        assert len(every) == 4 and every[0].id > every[-1].id
        assert not {line.id for line in every} & {line.id for line in history_of(at, here.admin, other.id)}
        assert len(history_of(at, here.admin, round_.id, most=2)) == 2


def test_only_those_who_may_change_the_whole_round_read_it(database: Database) -> None:
    here, there = made(database), made(database, name="他区")
    with database.writing() as at:
        round_ = planned(at, here.admin, here.district)
        confined = replace(here.evaluator, kinds=frozenset({"特色专项"}))
        for person in (here.rater, here.head, here.viewer, there.evaluator, confined):
            with pytest.raises(NotAllowed):
                history_of(at, person, round_.id)


def test_what_waits_is_counted_for_each_round(database: Database) -> None:
    there = begun(database, State.OPEN)
    hand_in(database, there.evaluator, there.part.id, [figures(), marks("专家甲")])
    with database.writing() as at:
        moved(at, there.admin, planned(at, there.admin, there.here.district, "另一轮"), State.OPEN)
        rounds = rounds_of(at, there.admin, there.here.district)
        assert list(waiting_in(at, rounds).values()) == [Waiting(), Waiting(files=2)]
