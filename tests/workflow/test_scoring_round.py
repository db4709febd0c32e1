"""From files handed in to a kept evaluation, on both databases."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from rating.district.people.person import Person
from rating.district.people.roles import NotAllowed
from rating.district.rounds.decisions import decide
from rating.district.rounds.entries import entry_history
from rating.district.rounds.evaluations import latest, load_evaluation, saved_of
from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.insight.result import result
from rating.problems import Refused
from rating.workflow import scoring_round
from rating.workflow.scoring_round import accept, answer, check_part, hand_in, take_back
from tests.district.made import made
from tests.district.same import unlike
from tests.workflow.three_stations import Begun, accepted, assigned, begun, figures, marks, rows, set_state


@pytest.fixture
def opened(database: Database) -> Begun:
    return begun(database)


def refused(told: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in told.value.problems]


def test_what_was_checked_is_kept_whole(database: Database, opened: Begun) -> None:
    hand_in(database, opened.evaluator, opened.part.id, [figures(), marks("专家甲"), marks("专家乙")])
    seen = check_part(database, opened.evaluator, opened.part.id)
    assert seen.checked.accepted and len(seen.upload_ids) == 3 and seen.entry_revision == 0
    saved = accept(database, opened.evaluator, opened.part.id, seen)
    assert saved is not None and (saved.number, saved.occasion, saved.entry_revision) == (1, "rating", 1)
    with database.reading() as at:
        evaluation = load_evaluation(at, opened.evaluator, saved.id)
        assert latest(at, opened.viewer, opened.part.id) == saved
    assert unlike(evaluation.reported.columns, seen.checked.reported.columns) == []
    assert evaluation.assessment_round == "2026 年度"
    assert [station["stars"] for station in result(evaluation)["stations"]] == [5, 4, 4]
    assert {upload.who for upload in evaluation.uploads} == {"评估员乙"}
    assert [row.state for row in rows(database, schema.upload)] == ["taken"] * 3
    assert len(rows(database, schema.entry)) == 3 * 4 + 3 * 2
    assert [row.action for row in rows(database, schema.log)][-3:] == ["change", "change", "rate"]


def test_nothing_is_taken_in_while_something_stops_a_result(database: Database, opened: Begun) -> None:
    hand_in(database, opened.evaluator, opened.part.id, [figures({"S001": ("很多", "100%", "否", "")})])
    seen = check_part(database, opened.evaluator, opened.part.id)
    with pytest.raises(Refused) as told:
        accept(database, opened.evaluator, opened.part.id, seen)
    assert refused(told) == ["value_unreadable"]
    assert rows(database, schema.evaluation) == rows(database, schema.entry) == []
    assert [row.state for row in rows(database, schema.upload)] == ["draft"]


def test_from_scoring_on_a_changed_value_wants_a_reason_and_keeps_the_old_one(database: Database) -> None:
    opened = begun(database, State.SCORING)
    accepted(database, opened, figures())
    accepted(database, opened, marks("专家甲"))  # more values change nothing that was given
    mine = rows(database, schema.upload)[0].id
    take_back(database, opened.evaluator, mine)
    with pytest.raises(Refused) as told:
        accepted(database, opened, figures({"S002": ("5", "50%", "否", "")}, "站点填报数据（更正）.csv"))
    assert refused(told) == ["not_filled"]
    assert len(rows(database, schema.evaluation)) == 2
    saved = accepted(database, opened, why="站点补交了劳动合同")
    with database.reading() as at:
        history = entry_history(at, opened.viewer, opened.part.id, "S002")
        everything = entry_history(at, opened.viewer, opened.part.id)
    changed = [each for each in history if each.old and each.says_otherwise]
    assert [(each.old.value, each.new.value, each.why, each.made_by_name) for each in changed if each.old] == [
        ("4", "5", "站点补交了劳动合同", "评估员乙")
    ]
    assert changed[0].old is not None and (changed[0].old.file, changed[0].old.cell) == ("站点填报数据.csv", "C3")
    assert changed[0].new.file == "站点填报数据（更正）.csv"
    assert saved.entry_revision == changed[0].revision == 3
    assert {each.new.station_code for each in everything} == {"S001", "S002", "S003"}, "new cells count too"


def test_before_scoring_a_value_may_change_without_a_reason(database: Database, opened: Begun) -> None:
    accepted(database, opened, figures())
    take_back(database, opened.evaluator, rows(database, schema.upload)[0].id)
    assert accepted(database, opened, figures({"S002": ("5", "50%", "否", "")}, "改.csv")).number == 2


def test_a_value_taken_back_ends_and_can_be_read_again(database: Database, opened: Begun) -> None:
    accepted(database, opened, figures(), marks("专家甲"))
    take_back(database, opened.evaluator, rows(database, schema.upload)[1].id)
    accepted(database, opened)
    with database.reading() as at:
        gone = [each for each in entry_history(at, opened.admin, opened.part.id, "S001") if each.old]
    assert [(each.old.value, each.old.rater, each.new.status) for each in gone if each.old] == [
        ("9", "专家甲", "blank")
    ]


# ---- two people at once


def test_the_second_of_two_evaluators_is_told_and_nothing_is_lost(database: Database, opened: Begun) -> None:
    part = opened.part.id
    hand_in(database, opened.evaluator, part, [figures()])
    mine, theirs = (check_part(database, each, part) for each in (opened.evaluator, opened.second))
    first = accept(database, opened.evaluator, part, mine)
    with pytest.raises(Refused) as told:
        accept(database, opened.second, part, theirs)
    assert refused(told) == ["changed_meanwhile"]
    with database.reading() as at:
        assert saved_of(at, opened.second, part) == (first,)
    again = check_part(database, opened.second, part)
    second = accept(database, opened.second, part, again)
    assert second is not None and second.number == 2


def test_of_two_who_accept_at_the_very_same_time_one_is_told(database: Database, opened: Begun) -> None:
    part = opened.part.id
    hand_in(database, opened.evaluator, part, [figures()])
    people = (opened.evaluator, opened.second)
    seen = {person.id: check_part(database, person, part) for person in people}
    outcomes: list[str] = []
    ready = threading.Barrier(2)

    def try_it(person: Person) -> None:
        ready.wait()
        try:
            accept(database, person, part, seen[person.id])
            outcomes.append("kept")
        except Refused as told:
            outcomes.extend(problem.code for problem in told.problems)

    threads = [threading.Thread(target=try_it, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["changed_meanwhile", "kept"]
    assert len(rows(database, schema.evaluation)) == len(rows(database, schema.entry_revision)) == 1


def rename(database: Database, it: Begun) -> None:
    table = schema.round_station
    with database.writing() as at:
        at.execute(table.update().where(table.c.code == "S001").values(name="改名的社工站"))


def decided(database: Database, it: Begun) -> None:
    with database.writing() as at:
        decide(at, it.second, it.round, it.part, "S001", "service", "9 分", "8", "复核", "adjudication")


BETWEEN: dict[str, Callable[[Database, Begun], object]] = {
    "another file": lambda database, it: hand_in(database, it.second, it.part.id, [marks("专家乙")]),
    "a file taken back": lambda database, it: take_back(database, it.second, rows(database, schema.upload)[0].id),
    "an answer": lambda database, it: answer(database, it.second, it.part.id, {("station", "甲站"): "S001"}),
    "a recusal": lambda database, it: assigned(database, it, it.rater.id or 0, "S001", recused=True),
    "the roster": rename,
    "a decision": decided,
}


@pytest.mark.parametrize("between", BETWEEN.values(), ids=BETWEEN)
def test_what_a_check_rests_on_must_still_be_so(
    between: Callable[[Database, Begun], object], database: Database, opened: Begun
) -> None:
    hand_in(database, opened.evaluator, opened.part.id, [figures(), marks("专家甲")])
    seen = check_part(database, opened.evaluator, opened.part.id)
    between(database, opened)
    with pytest.raises(Refused) as told:
        accept(database, opened.evaluator, opened.part.id, seen)
    assert refused(told) == ["changed_meanwhile"]
    assert rows(database, schema.evaluation) == rows(database, schema.entry) == []


def test_what_somebody_else_checked_is_not_accepted(database: Database, opened: Begun) -> None:
    hand_in(database, opened.evaluator, opened.part.id, [figures()])
    seen = check_part(database, opened.evaluator, opened.part.id)
    for person, part in ((opened.second, opened.part.id), (opened.evaluator, opened.part.id + 1)):
        with pytest.raises(Refused) as told:
            accept(database, person, part, seen)
        assert refused(told) == ["changed_meanwhile"]


@pytest.mark.parametrize("step", ["take", "add_revision", "save_evaluation"])
def test_a_fault_in_the_middle_leaves_nothing(
    step: str, database: Database, opened: Begun, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(database, opened.evaluator, opened.part.id, [figures()])
    seen = check_part(database, opened.evaluator, opened.part.id)
    before = {table.name: rows(database, table) for table in schema.TABLES.sorted_tables}
    done = getattr(scoring_round, step)

    def breaks(*given: Any, **named: Any) -> None:
        done(*given, **named)
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(scoring_round, step, breaks)
    with pytest.raises(RuntimeError):
        accept(database, opened.evaluator, opened.part.id, seen)
    assert {table.name: rows(database, table) for table in schema.TABLES.sorted_tables} == before
    monkeypatch.undo()
    assert accept(database, opened.evaluator, opened.part.id, seen) is not None


def test_a_changed_roster_behind_a_frozen_round_stops_the_rating(database: Database) -> None:
    opened = begun(database, State.SCORING)
    hand_in(database, opened.evaluator, opened.part.id, [figures()])
    table = schema.round_station
    with database.writing() as at:
        at.execute(table.update().where(table.c.code == "S001").values(street="别处街道"))
    seen = check_part(database, opened.evaluator, opened.part.id)
    with pytest.raises(Refused) as told:
        accept(database, opened.evaluator, opened.part.id, seen)
    assert refused(told) == ["round_thawed"]
    assert rows(database, schema.evaluation) == []


# ---- raters


def test_a_rater_works_on_their_own_files_only(database: Database, opened: Begun) -> None:
    part = opened.part.id
    hand_in(database, opened.evaluator, part, [figures(), marks("专家乙")])
    (mine,) = hand_in(database, opened.rater, part, [marks("专家甲")])
    assert mine.state == "unsent"
    assert mine.id not in check_part(database, opened.evaluator, part).upload_ids, "not submitted yet"
    seen = check_part(database, opened.rater, part)
    assert seen.upload_ids == (mine.id,)
    assert [upload.name for upload in seen.reading.uploads] == ["评分表_专家甲.csv"]
    assert seen.checked.problems == (), "what others have still to hand in is not told to a rater"
    assert accept(database, opened.rater, part, seen) is None
    assert [row.state for row in rows(database, schema.upload)] == ["draft", "draft", "draft"]
    assert rows(database, schema.evaluation) == []
    everything = check_part(database, opened.evaluator, part)
    assert len(everything.upload_ids) == 3
    assert {upload.who for upload in everything.reading.uploads} == {"评估员乙", "专家甲"}
    assert accept(database, opened.evaluator, part, everything) is not None


def test_marks_for_a_recused_station_are_told_by_cell(database: Database, opened: Begun) -> None:
    part = opened.part.id
    assigned(database, opened, opened.rater.id or 0, "S002", recused=True)
    hand_in(database, opened.rater, part, [marks("专家甲")])
    seen = check_part(database, opened.rater, part)
    (problem,) = seen.checked.problems
    assert (problem.code, problem.station, problem.field) == ("mark_recused", "S002", "service")
    assert problem.where == "评分表_专家甲.csv → C4 → 2 号街道社工站"
    with pytest.raises(Refused) as told:
        accept(database, opened.rater, part, seen)
    assert refused(told) == ["mark_recused"]
    theirs = check_part(database, opened.evaluator, part)
    assert theirs.upload_ids == (), "what a rater could not submit is not mixed in"


def test_recusal_holds_whoever_hands_the_file_in(database: Database, opened: Begun) -> None:
    assigned(database, opened, opened.rater.id or 0, "S002", recused=True)
    hand_in(database, opened.evaluator, opened.part.id, [figures(), marks("专家甲")])
    codes = [each.code for each in check_part(database, opened.evaluator, opened.part.id).checked.problems]
    assert codes.count("mark_recused") == 1


def test_marks_outside_the_assignment_are_told_and_missing_ones_too(database: Database, opened: Begun) -> None:
    part = opened.part.id
    assigned(database, opened, opened.rater.id or 0, "S001", "S002")
    hand_in(database, opened.rater, part, [marks("专家甲", only=("S001", "S003"))])
    found = check_part(database, opened.rater, part).checked.problems
    assert [(each.code, each.station) for each in found] == [("mark_not_assigned", "S003"), ("rater_missing", "")]
    assert "2 号街道社工站" in found[1].found


def test_without_any_assignment_every_station_may_be_marked(database: Database, opened: Begun) -> None:
    hand_in(database, opened.rater, opened.part.id, [marks("专家甲")])
    assert check_part(database, opened.rater, opened.part.id).checked.accepted


def test_a_rater_hands_in_under_their_own_name(database: Database, opened: Begun) -> None:
    hand_in(database, opened.rater, opened.part.id, [marks("专家丙")])
    (problem,) = check_part(database, opened.rater, opened.part.id).checked.problems
    assert problem.code == "rater_other"
    assert "专家甲" in problem.found and "专家丙" in problem.found


# ---- who, when


@pytest.mark.parametrize("login", ["viewer", "head", "other_head"])
def test_others_neither_hand_in_nor_check(login: str, database: Database, opened: Begun) -> None:
    hand_in(database, opened.evaluator, opened.part.id, [figures()])
    person = getattr(opened, login)
    with pytest.raises(NotAllowed):
        hand_in(database, person, opened.part.id, [figures()])
    with pytest.raises(NotAllowed):
        check_part(database, person, opened.part.id)


def test_another_district_reaches_nothing(database: Database, opened: Begun) -> None:
    elsewhere = made(database, name="邻区")
    (mine,) = hand_in(database, opened.evaluator, opened.part.id, [figures()])
    for person in (elsewhere.evaluator, elsewhere.rater):
        for attempt in (
            lambda who: check_part(database, who, opened.part.id),
            lambda who: hand_in(database, who, opened.part.id, [figures()]),
            lambda who: take_back(database, who, mine.id),
        ):
            with pytest.raises(NotAllowed):
                attempt(person)


MAY_HAND_IN = {
    State.DRAFT: set(),
    State.OPEN: {"admin", "evaluator", "rater"},
    State.SCORING: {"admin", "evaluator", "rater"},
    State.REVIEWED: {"admin", "evaluator"},
    State.ANNOUNCED: set(),
    State.FINAL: set(),
    State.RECTIFICATION: set(),
    State.CLOSED: set(),
}


@pytest.mark.parametrize("state", State)
def test_files_are_handed_in_only_while_the_round_takes_them(state: State, database: Database, opened: Begun) -> None:
    uploads = {
        who: hand_in(database, getattr(opened, who), opened.part.id, [marks(who)])[0] for who in ("evaluator", "rater")
    }
    set_state(database, opened, state)
    could, codes = set(), set()
    for login in ("admin", "evaluator", "rater"):
        try:
            hand_in(database, getattr(opened, login), opened.part.id, [marks(f"{login}二")])
            could.add(login)
        except Refused as told:
            codes.update(problem.code for problem in told.problems)
    assert could == MAY_HAND_IN[state] and codes <= {"not_now"}
    if not could:
        with pytest.raises(Refused) as told_back:
            take_back(database, opened.evaluator, uploads["evaluator"].id)
        assert refused(told_back) == ["not_now"]


def test_after_scoring_every_acceptance_wants_a_reason(database: Database) -> None:
    opened = begun(database, State.SCORING)
    accepted(database, opened, figures())
    set_state(database, opened, State.REVIEWED)
    with pytest.raises(Refused) as told:
        accepted(database, opened, marks("专家甲"))
    assert refused(told) == ["not_filled"]
    assert accepted(database, opened, why="补收专家打分").why == "补收专家打分"


def test_an_acceptance_that_was_checked_too_early_is_refused_in_the_later_state(database: Database) -> None:
    opened = begun(database, State.SCORING)
    hand_in(database, opened.evaluator, opened.part.id, [figures()])
    seen = check_part(database, opened.evaluator, opened.part.id)
    set_state(database, opened, State.ANNOUNCED)
    with pytest.raises(Refused) as told:
        accept(database, opened.evaluator, opened.part.id, seen, "理由")
    assert refused(told) == ["not_now"]


def test_the_round_before_gives_the_previous_stars(database: Database) -> None:
    first = begun(database, State.SCORING, "2025 年度")
    accepted(
        database,
        first,
        figures({"S001": ("3", "50%", "否", ""), "S002": ("3", "50%", "否", "")}),
        marks("专家甲", {"S001": "2"}),
    )
    second = begun(database, title="2026 年度", here=first.here, previous_id=first.round.id)
    hand_in(database, second.evaluator, second.part.id, [figures(), marks("专家甲")])
    seen = check_part(database, second.evaluator, second.part.id)
    assert seen.reading.previous_stars == {0: 0, 1: 4, 2: 4}
    saved = accept(database, second.evaluator, second.part.id, seen)
    assert saved is not None
    with database.reading() as at:
        evaluation = load_evaluation(at, second.viewer, saved.id)
    assert [station["stars"] for station in result(evaluation)["stations"]] == [0, 4, 4], "one star up at most"


def test_a_part_without_stations_or_files(database: Database, opened: Begun) -> None:
    seen = check_part(database, opened.evaluator, opened.part.id)
    assert [problem.code for problem in seen.checked.problems] == ["file_empty"] and not seen.checked.accepted
    with database.writing() as at:
        at.execute(schema.round_station.delete())
    with pytest.raises(Refused) as told:
        check_part(database, opened.evaluator, opened.part.id)
    assert refused(told) == ["not_now"]
