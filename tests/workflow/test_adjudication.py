from __future__ import annotations

import pytest
from sqlalchemy import select

from rating.district.people.roles import NotAllowed
from rating.district.rounds.decisions import decisions_of
from rating.district.rounds.evaluations import latest, load_evaluation
from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.insight.wide_spreads import wide_spreads
from rating.problems import Refused
from rating.workflow.adjudication import settle
from rating.workflow.corrections import Proposed
from tests.district.made import made
from tests.workflow.three_stations import Begun, accepted, begun, figures, marks, rows


def apart(database: Database) -> tuple[Begun, int]:
    """Two raters of whom one gave S001 and S002 far less; the evaluation's id."""
    there = begun(database, State.SCORING)
    saved = accepted(database, there, figures(), marks("专家甲"), marks("专家乙", {"S001": "2", "S002": "1"}))
    return there, saved.id


BOTH = [Proposed("S001", "service", "6.5", "现场复核"), Proposed("S002", "service", "4", "查阅记录")]


def test_marks_are_settled_together_each_with_its_own_reason(database: Database) -> None:
    there, seen = apart(database)
    saved = settle(database, there.evaluator, there.part.id, BOTH, seen)
    assert (saved.number, saved.occasion) == (2, "adjudication")
    with database.reading() as at:
        after = load_evaluation(at, there.admin, saved.id)
        kept = decisions_of(at, there.admin, there.part.id)
    assert [(each.station_code, each.new, each.why) for each in kept] == [
        ("S001", "6.5", "现场复核"),
        ("S002", "4", "查阅记录"),
    ]
    assert kept[0].old == "专家甲 9 分、专家乙 2 分"
    assert {each.settled: each.why for each in wide_spreads(after)} == {"6.5 分": "现场复核", "4 分": "查阅记录"}
    assert not [problem for problem in after.problems if problem.code == "rater_spread"]


def test_nothing_is_half_kept_when_one_mark_cannot_be_read(database: Database) -> None:
    there, seen = apart(database)
    before = rows(database, schema.evaluation), rows(database, schema.decision)
    with pytest.raises(Refused):
        settle(database, there.evaluator, there.part.id, [BOTH[0], Proposed("S002", "service", "十一", "理由")], seen)
    with pytest.raises(Refused):
        settle(database, there.evaluator, there.part.id, [BOTH[0], Proposed("S002", "service", "11", "理由")], seen)
    with pytest.raises(Refused) as told:
        settle(database, there.evaluator, there.part.id, [BOTH[0], Proposed("S002", "service", " ", "")], seen)
    assert [problem.found for problem in told.value.problems] == ["没有填写复核分", "没有填写理由"]
    assert (rows(database, schema.evaluation), rows(database, schema.decision)) == before


def test_the_second_of_two_who_settle_is_told(database: Database) -> None:
    there, seen = apart(database)
    settle(database, there.evaluator, there.part.id, BOTH[:1], seen)
    with pytest.raises(Refused, match="changed_meanwhile"):
        settle(database, there.second, there.part.id, BOTH, seen)
    with database.reading() as at:
        assert at.execute(select(schema.decision.c.new)).scalars().all() == ["6.5"]
        newest = latest(at, there.admin, there.part.id)
    assert newest is not None and newest.number == 2


def test_only_those_who_may_decide_settle(database: Database) -> None:
    there, seen = apart(database)
    foreign = made(database, name="他区")
    for person in (there.rater, there.head, there.viewer, foreign.evaluator):
        with pytest.raises(NotAllowed):
            settle(database, person, there.part.id, BOTH, seen)
