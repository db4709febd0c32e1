"""A part that has been rated: its values, and the next evaluation kept only on what was seen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rating.district.people.roles import NotAllowed
from rating.district.rounds.evaluations import latest
from rating.district.rounds.rated_parts import OWN_WAYS, RATED_IN, demand_rated_now, keep_rated, values_of
from rating.district.rounds.states import State
from rating.district.storage.archive import packed
from rating.district.storage.database import Database
from rating.problems import Refused
from tests.district.made import made
from tests.workflow.three_stations import Begun, accepted, begun, figures, marks, set_state


@pytest.fixture
def rated(database: Database) -> Begun:
    it = begun(database, State.SCORING)
    accepted(database, it, figures(), marks("专家甲"))
    return it


def codes(told: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in told.value.problems]


def test_values_are_those_that_were_accepted(database: Database, rated: Begun) -> None:
    with database.reading() as at:
        values = values_of(at, rated.evaluator, rated.part.id)
        newest = values.newest(at, rated.evaluator)
    assert (values.entry_revision, values.last_number, values.decisions) == (1, 0, ())
    assert values.reading.columns["staff"].scaled.tolist() == newest.reported.columns["staff"].scaled.tolist()
    assert values.rubric.fingerprint == newest.rubric.fingerprint


def test_nothing_before_the_first_values(database: Database) -> None:
    it = begun(database)
    with database.reading() as at, pytest.raises(Refused) as told:
        values_of(at, it.evaluator, it.part.id)
    assert codes(told) == ["not_now"]


def test_who_may_not(database: Database, rated: Begun) -> None:
    elsewhere = made(database, name="邻区")
    with database.reading() as at:
        for person in (rated.viewer, rated.rater, rated.head, elsewhere.evaluator):
            with pytest.raises(NotAllowed):
                values_of(at, person, rated.part.id)


def test_kept_when_all_is_as_it_was_seen(database: Database, rated: Begun) -> None:
    with database.writing() as at:
        values = values_of(at, rated.evaluator, rated.part.id)
        evaluation = values.newest(at, rated.evaluator)
        saved = keep_rated(
            at, rated.evaluator, values, evaluation, packed(evaluation), "adjudication", "复核",
            [("S001", "service", "9 分", "8", "录像"), ("S002", "service", "7 分", "6", "")],
        )  # fmt: skip
        assert latest(at, rated.viewer, rated.part.id) == saved
        again = values_of(at, rated.evaluator, rated.part.id)
        assert [(each.new, each.why) for each in again.decisions] == [("8", "录像"), ("6", "复核")]
        assert again.last_number == 2
        with pytest.raises(Refused) as told:
            keep_rated(at, rated.evaluator, values, evaluation, b"", "adjudication", "复核")
    assert codes(told) == ["changed_meanwhile"]


def test_a_reason_is_needed(database: Database, rated: Begun) -> None:
    with database.writing() as at:
        values = values_of(at, rated.evaluator, rated.part.id)
        evaluation = values.newest(at, rated.evaluator)
        with pytest.raises(Refused) as told:
            keep_rated(at, rated.evaluator, values, evaluation, b"", "rating", " ")
    assert codes(told) == ["not_filled"]


def test_the_state_is_asked_again_inside(database: Database, rated: Begun) -> None:
    with database.reading() as at:
        values = values_of(at, rated.evaluator, rated.part.id)
        evaluation = values.newest(at, rated.evaluator)
    set_state(database, rated, State.FINAL)
    with pytest.raises(Refused) as told, database.writing() as at:
        keep_rated(at, rated.evaluator, values, evaluation, b"", "rating", "复算")
    assert codes(told) == ["not_now"]


@pytest.mark.parametrize("state", State)
def test_when_a_part_may_be_rated_anew(state: State, database: Database) -> None:
    round_ = replace(begun(database).round, state=state)
    if state in RATED_IN:
        demand_rated_now(round_, "rating")
    else:
        with pytest.raises(Refused, match="not_now"):
            demand_rated_now(round_, "rating")
    for occasion in OWN_WAYS:
        with pytest.raises(Refused, match="not_now"):
            demand_rated_now(round_, occasion)
