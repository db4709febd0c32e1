"""Decisions: made with a reason by those who may, ended by later ones, never lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rating.district.people.roles import NotAllowed
from rating.district.rounds.decisions import WHEN, decide, decisions_of, kept_text, may_be_decided_now
from rating.district.rounds.round import Part, Round
from rating.district.rounds.states import State
from rating.district.storage.database import Database
from rating.problems import Refused
from tests.district.made import Made, made
from tests.district.rounds.planned import log_of, only_part, scoring

Begun = tuple[Made, Round, Part]


@pytest.fixture
def begun(database: Database) -> Begun:
    here = made(database)
    with database.writing() as at:
        round_ = scoring(at, here.admin, here.district)
        return here, round_, only_part(at, here.admin, round_)


def test_a_decision_is_kept_with_old_new_and_why(database: Database, begun: Begun) -> None:
    here, round_, part = begun
    with database.writing() as at:
        made_ = decide(
            at, here.evaluator, round_, part, "S001", "design", "专家甲 3 分", " 5\u200b ", " 核对录像 ", "adjudication"
        )
        assert decisions_of(at, here.viewer, part.id) == (made_,)
        (line,) = log_of(at, "decide")
    assert (made_.new, made_.why, made_.number, made_.ended, made_.made_by_name) == (
        "5",
        "核对录像",
        1,
        False,
        "评估员乙",
    )
    assert (line.old, line.new, line.why) == ("专家甲 3 分", "5", "核对录像") and "S001" in line.summary


def test_a_later_one_on_the_same_value_ends_it_and_no_other(database: Database, begun: Begun) -> None:
    here, round_, part = begun
    with database.writing() as at:
        for station, field, new in (("S001", "a", "1"), ("S002", "a", "2"), ("S001", "b", "3"), ("S001", "a", "4")):
            decide(at, here.evaluator, round_, part, station, field, "", new, "核对", "adjudication")
        now = decisions_of(at, here.evaluator, part.id)
        everything = decisions_of(at, here.evaluator, part.id, current=False)
    assert [each.new for each in now] == ["2", "3", "4"]
    assert [(each.number, each.new, each.ended) for each in everything] == [
        (1, "1", True), (2, "2", False), (3, "3", False), (4, "4", False),
    ]  # fmt: skip


def test_who_may_not(database: Database, begun: Begun) -> None:
    here, round_, part = begun
    elsewhere = made(database, name="邻区")
    confined = replace(here.evaluator, kinds=frozenset({"专项"}))
    with database.writing() as at:
        for person in (here.viewer, here.rater, here.head, elsewhere.evaluator, confined):
            with pytest.raises(NotAllowed):
                decide(at, person, round_, part, "S001", "a", "", "1", "核对", "adjudication")
        for person in (here.rater, here.head, elsewhere.viewer, confined):
            with pytest.raises(NotAllowed):
                decisions_of(at, person, part.id)
        assert decisions_of(at, here.viewer, part.id) == ()


@pytest.mark.parametrize(("new", "why"), [("", "核对"), ("1", ""), ("\u200b ", "核对"), ("1", " \n ")])
def test_value_and_reason_are_needed(new: str, why: str, database: Database, begun: Begun) -> None:
    here, round_, part = begun
    with database.writing() as at:
        with pytest.raises(Refused) as told:
            decide(at, here.evaluator, round_, part, "S001", "a", "", new, why, "adjudication")
        assert decisions_of(at, here.evaluator, part.id) == ()
    assert told.value.problems[0].code == "not_filled"


def test_a_station_that_is_not_in_the_part(database: Database, begun: Begun) -> None:
    here, round_, part = begun
    with database.writing() as at, pytest.raises(Refused) as told:
        decide(at, here.evaluator, round_, part, "S999", "a", "", "1", "核对", "adjudication")
    assert told.value.problems[0].code == "not_found"


@pytest.mark.parametrize("occasion", WHEN)
def test_each_occasion_has_its_states(occasion: str, database: Database, begun: Begun) -> None:
    _, round_, _ = begun
    for state in State:
        if state in WHEN[occasion]:
            may_be_decided_now(replace(round_, state=state), occasion)
        else:
            with pytest.raises(Refused, match="not_now"):
                may_be_decided_now(replace(round_, state=state), occasion)


def test_only_what_is_seen_is_kept() -> None:
    assert kept_text(" \u202e甲\x00\u200b\n乙 ") == "甲\n乙"
