from __future__ import annotations

import pytest

from rating.district.people.roles import NotAllowed
from rating.district.rounds.states import State
from rating.district.storage.database import Database
from rating.workflow.looking import evaluation_of
from rating.workflow.scoring_round import hand_in
from rating.workflow.waiting import waiting_of
from tests.district.rounds.planned import later
from tests.workflow.three_stations import Begun, accepted, assigned, begun, figures, marks


def test_what_waits_is_counted(database: Database) -> None:
    there = begun(database, State.SCORING, score_until=later(5))
    assigned(database, there, there.rater.id or 0, "S001")
    hand_in(database, there.evaluator, there.part.id, [figures()])
    hand_in(database, there.rater, there.part.id, [marks("专家甲")])
    found = waiting_of(database, there.evaluator, there.part.id, None)
    assert found.files == 1, "what a rater has not submitted does not wait for anybody else"
    assert (found.deadline, found.until) == ("评分截止", later(5))
    assert (found.stale, found.spreads, found.objections, found.rectifications) == ("", 0, 0, 0)


def test_a_wide_spread_and_files_that_came_later_wait(database: Database, opened: Begun) -> None:
    saved = accepted(database, opened, figures(), marks("专家甲"), marks("专家乙", {"S001": "4"}))
    evaluation = evaluation_of(database, opened.evaluator, saved.id)
    assert waiting_of(database, opened.evaluator, opened.part.id, evaluation).spreads == 1
    hand_in(database, opened.second, opened.part.id, [marks("专家丙")])
    found = waiting_of(database, opened.viewer, opened.part.id, evaluation)
    assert found.files == 1
    assert "还没有核对采用" in found.stale


def test_it_is_told_to_those_who_may_see_values(database: Database, opened: Begun) -> None:
    for person in (opened.rater, opened.head):
        with pytest.raises(NotAllowed):
            waiting_of(database, person, opened.part.id, None)
