"""Decided values and what they lead to, on both databases."""

from __future__ import annotations

import threading
from decimal import Decimal
from typing import Any

import pytest

from rating.district.people.person import Person
from rating.district.people.roles import NotAllowed
from rating.district.rounds import rated_parts
from rating.district.rounds.decisions import decide, decisions_of
from rating.district.rounds.evaluations import load_evaluation, saved_of
from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.insight.result import result
from rating.problems import Refused
from rating.scoring.evaluation import Evaluation
from rating.workflow import corrections
from rating.workflow.corrections import Proposed, decide_and_rate, re_rate, with_decisions
from rating.workflow.scoring_round import take_back
from tests.district.same import unlike
from tests.workflow.three_stations import Begun, accepted, begun, figures, marks, rows, set_state


@pytest.fixture
def rated(database: Database) -> Begun:
    """Rated in 评分: the experts are 6 apart on S002, which waits for adjudication."""
    it = begun(database, State.SCORING)
    accepted(database, it, figures(), marks("专家甲"), marks("专家乙", {"S002": "1"}))
    return it


def refused(told: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in told.value.problems]


def newest(database: Database, it: Begun) -> Evaluation:
    with database.reading() as at:
        return load_evaluation(at, it.viewer, saved_of(at, it.viewer, it.part.id)[0].id)


def stations(evaluation: Evaluation) -> dict[str, Any]:
    return {station["code"]: station for station in result(evaluation)["stations"]}


def test_what_a_decision_would_do_is_worked_out_and_nothing_kept(database: Database, rated: Begun) -> None:
    assert stations(newest(database, rated))["S002"]["stars"] is None, "waits for adjudication"
    before = {table.name: rows(database, table) for table in schema.TABLES.sorted_tables}
    after = with_decisions(database, rated.evaluator, rated.part.id, [Proposed("S002", "service", "6")], "核对录像")
    assert stations(after)["S002"]["indicators"]["quality"]["points"] == "6.0"
    assert stations(after)["S002"]["stars"] == 4
    assert after.reported.adjudicated[1, "service"].mark == Decimal(6)
    assert {table.name: rows(database, table) for table in schema.TABLES.sorted_tables} == before


def test_decision_and_evaluation_are_kept_together(database: Database, rated: Begun) -> None:
    proposed = [Proposed("S002", "service", "6"), Proposed("S001", "staff", "4 人", "核对合同")]
    shown = with_decisions(database, rated.evaluator, rated.part.id, proposed, "核对录像")
    saved = decide_and_rate(database, rated.evaluator, rated.part.id, proposed, "核对录像", "adjudication")
    kept = newest(database, rated)
    assert unlike(shown, kept) == [], "what was shown is what is kept"
    assert (saved.number, saved.occasion, saved.entry_revision, saved.why) == (2, "adjudication", 1, "核对录像")
    with database.reading() as at:
        mark, staff = decisions_of(at, rated.viewer, rated.part.id)
    assert (mark.old, mark.new, mark.why, mark.made_by_name) == (
        "专家甲 7 分、专家乙 1 分",
        "6",
        "核对录像",
        "评估员乙",
    )
    assert (staff.old, staff.new, staff.why) == ("5 人", "4 人", "核对合同")
    cell = stations(kept)["S001"]["indicators"]["size"]
    assert (cell["value"], cell["text"], cell["file"], cell["sheet"]) == ("4", "4 人", "复核与更正", "第 2 号")
    assert rows(database, schema.entry)[0].value == "5", "what was handed in stays as it was"


def test_a_later_decision_takes_the_place_of_an_earlier_one(database: Database, rated: Begun) -> None:
    for mark in ("6", "8"):
        decide_and_rate(
            database, rated.evaluator, rated.part.id, [Proposed("S002", "service", mark)], "复核", "adjudication"
        )
    with database.reading() as at:
        (now,) = decisions_of(at, rated.viewer, rated.part.id)
        everything = decisions_of(at, rated.viewer, rated.part.id, current=False)
    assert (now.new, now.old, now.number) == ("8", "6 分（复核）", 2)
    assert [(each.new, each.ended) for each in everything] == [("6", True), ("8", False)]
    assert stations(newest(database, rated))["S002"]["indicators"]["quality"]["points"] == "8.0"


def test_rating_anew_rests_on_what_was_accepted_not_on_files_taken_back_since(database: Database, rated: Begun) -> None:
    decide_and_rate(
        database, rated.evaluator, rated.part.id, [Proposed("S002", "service", "6")], "复核", "adjudication"
    )
    before = newest(database, rated)
    take_back(database, rated.evaluator, rows(database, schema.upload)[0].id)
    saved = re_rate(database, rated.second, rated.part.id, "rating", "复算")
    assert saved.number == 3
    assert unlike(before, newest(database, rated)) == []


def test_decisions_survive_the_next_acceptance(database: Database, rated: Begun) -> None:
    decide_and_rate(
        database, rated.evaluator, rated.part.id, [Proposed("S002", "service", "6")], "复核", "adjudication"
    )
    accepted(database, rated, marks("专家丙"), why="补收")
    assert stations(newest(database, rated))["S002"]["indicators"]["quality"]["points"] == "6.0"


WRONG = [
    ([Proposed("S002", "service", "11")], "value_over_full_marks"),
    ([Proposed("S002", "service", "很好")], "value_unreadable"),
    ([Proposed("S002", "staff", "3.5")], "value_not_whole"),
    ([Proposed("S002", "nothing", "3")], "not_usable"),
    ([Proposed("S999", "staff", "3")], "not_found"),
]


@pytest.mark.parametrize(("proposed", "code"), WRONG, ids=[code for _, code in WRONG])
def test_what_cannot_be_read_is_refused_and_nothing_kept(
    proposed: list[Proposed], code: str, database: Database, rated: Begun
) -> None:
    for attempt in (
        lambda: with_decisions(database, rated.evaluator, rated.part.id, proposed),
        lambda: decide_and_rate(database, rated.evaluator, rated.part.id, proposed, "复核", "adjudication"),
    ):
        with pytest.raises(Refused) as told:
            attempt()
        assert refused(told) == [code]
    assert rows(database, schema.decision) == [] and len(rows(database, schema.evaluation)) == 1


@pytest.mark.parametrize(("typed", "why"), [("6", " "), ("", "复核"), (" \u200b", "复核")])
def test_value_and_reason_are_needed(typed: str, why: str, database: Database, rated: Begun) -> None:
    with pytest.raises(Refused) as told:
        decide_and_rate(
            database, rated.evaluator, rated.part.id, [Proposed("S002", "story", typed)], why, "adjudication"
        )
    assert refused(told) == ["not_filled"]
    with pytest.raises(Refused) as nothing:
        decide_and_rate(database, rated.evaluator, rated.part.id, [], "复核", "adjudication")
    assert refused(nothing) == ["not_filled"]
    assert rows(database, schema.decision) == []


def test_before_anything_was_accepted_there_is_nothing_to_decide(database: Database) -> None:
    it = begun(database, State.SCORING)
    for attempt in (
        lambda: with_decisions(database, it.evaluator, it.part.id, []),
        lambda: re_rate(database, it.evaluator, it.part.id, "rating", "复算"),
    ):
        with pytest.raises(Refused) as told:
            attempt()
        assert refused(told) == ["not_now"]


OCCASIONS: dict[str, set[State]] = {
    "rating": {State.OPEN, State.SCORING, State.REVIEWED},
    "adjudication": {State.OPEN, State.SCORING, State.REVIEWED},
    "objection": set(),
    "recheck": set(),
}
"""Objections and re-checks have doors of their own."""


@pytest.mark.parametrize("occasion", OCCASIONS)
def test_each_occasion_has_its_states(occasion: str, database: Database, rated: Begun) -> None:
    could = set()
    for state in State:
        set_state(database, rated, state)
        try:
            re_rate(database, rated.evaluator, rated.part.id, occasion, "理由")
            could.add(state)
        except Refused as told:
            assert [problem.code for problem in told.problems] in (["not_now"], ["round_thawed"]), told  # noqa: PT017
    assert could == OCCASIONS[occasion]


@pytest.mark.parametrize("login", ["viewer", "rater", "head"])
def test_others_decide_nothing(login: str, database: Database, rated: Begun) -> None:
    person = getattr(rated, login)
    proposed = [Proposed("S002", "service", "6")]
    for attempt in (
        lambda: with_decisions(database, person, rated.part.id, proposed),
        lambda: decide_and_rate(database, person, rated.part.id, proposed, "复核", "adjudication"),
        lambda: re_rate(database, person, rated.part.id, "rating", "复算"),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_of_two_who_decide_at_the_very_same_time_one_is_told(database: Database, rated: Begun) -> None:
    outcomes: list[str] = []
    ready = threading.Barrier(2)

    def try_it(person: Person, mark: str) -> None:
        try:
            decide_and_rate(
                database, person, rated.part.id, [Proposed("S002", "service", mark)], "复核", "adjudication"
            )
            outcomes.append("kept")
        except Refused as told:
            outcomes.extend(problem.code for problem in told.problems)

    keep, waited = corrections.packed, threading.local()

    def together(evaluation: Evaluation) -> bytes:
        archive = keep(evaluation)
        if not getattr(waited, "done", False):
            waited.done = True
            ready.wait(30)
        return archive

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(corrections, "packed", together)
        people = ((rated.evaluator, "6"), (rated.second, "7"))
        threads = [threading.Thread(target=try_it, args=each) for each in people]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(outcomes) == ["changed_meanwhile", "kept"]
    assert len(rows(database, schema.decision)) == 1 and len(rows(database, schema.evaluation)) == 2


def test_a_fault_after_the_decision_leaves_neither(
    database: Database, rated: Begun, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: Any) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(rated_parts, "save_evaluation", breaks)
    with pytest.raises(RuntimeError):
        decide_and_rate(
            database, rated.evaluator, rated.part.id, [Proposed("S002", "service", "6")], "复核", "adjudication"
        )
    assert rows(database, schema.decision) == [] and len(rows(database, schema.evaluation)) == 1


def test_values_accepted_in_between_are_not_passed_over(database: Database, rated: Begun) -> None:
    """What was shown rests on other values: the decision is refused, not put on top of them."""
    with database.reading() as at:
        values = rated_parts.values_of(at, rated.evaluator, rated.part.id)
    accepted(database, rated, marks("专家丙"), why="补收")
    evaluation = newest(database, rated)
    with pytest.raises(Refused) as told, database.writing() as at:
        rated_parts.keep_rated(at, rated.evaluator, values, evaluation, b"", "adjudication", "复核")
    assert refused(told) == ["changed_meanwhile"]


def test_a_decision_made_elsewhere_in_between_is_not_passed_over(database: Database, rated: Begun) -> None:
    with database.reading() as at:
        values = rated_parts.values_of(at, rated.evaluator, rated.part.id)
    with database.writing() as at:
        decide(at, rated.second, rated.round, rated.part, "S001", "service", "9", "8", "复核", "adjudication")
    with pytest.raises(Refused) as told, database.writing() as at:
        rated_parts.keep_rated(at, rated.evaluator, values, newest(database, rated), b"", "adjudication", "复核")
    assert refused(told) == ["changed_meanwhile"]
