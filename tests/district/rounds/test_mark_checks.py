"""Recusal, assignment and the rater's own name, told by cell."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rating.district.rounds import mark_checks
from rating.district.rounds.duties import Assignment
from rating.district.rounds.mark_checks import Sender, mark_problems, same_name, shared_files, unmarked_problem
from rating.reported import Reported, Sheet, Status
from tests.district.rounds.test_entry_changes import FORM
from tests.scoring.build import reported

FIRST, SECOND = Sender(11, "专家甲"), Sender(12, "专家乙")


def table(*marks: dict[str, Any], raters: tuple[tuple[str, str, str], ...] = (("e1", "专家甲", "expert"),)) -> Reported:
    return reported(FORM, [{"code": f"S{n}", "mark": each} for n, each in enumerate(marks, 1)], raters)


def duty(sender: Sender, code: str, *, recused: bool = False, role: str = "") -> Assignment:
    return Assignment(sender.account_id, sender.name, int(code[1:]), code, 1, role, recused, "亲属" if recused else "")


def found(
    reading: Reported, *assignments: Assignment, senders: dict[str, Sender] | None = None
) -> list[tuple[str, str, str]]:
    return [
        (problem.code, problem.station, problem.place.cell)
        for problem in mark_problems(FORM, reading, assignments, senders or {})
    ]


def test_nothing_is_said_of_those_without_any_duty() -> None:
    assert found(table({"e1": 5}, {"e1": 6})) == []
    assert found(table({"e1": 5}), duty(SECOND, "S1", recused=True)) == []


def test_recused_and_not_assigned_by_cell() -> None:
    reading = table({"e1": 5}, {"e1": 6}, {"e1": 7})
    assert found(reading, duty(FIRST, "S1", recused=True)) == [("mark_recused", "S1", "A2")]
    assert found(reading, duty(FIRST, "S1", recused=True), duty(FIRST, "S2")) == [
        ("mark_recused", "S1", "A2"), ("mark_not_assigned", "S3", "A4"),
    ]  # fmt: skip


@pytest.mark.parametrize("mark", [Status.NOT_INSPECTED, Status.NOT_APPLICABLE])
def test_words_in_the_cell_of_a_recused_station_count_as_a_mark_and_a_blank_does_not(mark: Status) -> None:
    assert found(table({"e1": mark}, {"e1": 5}), duty(FIRST, "S1", recused=True)) == [("mark_recused", "S1", "A2")]
    assert found(table({}, {"e1": 5}), duty(FIRST, "S1", recused=True)) == []


def test_a_rater_is_matched_by_name_however_it_is_spaced() -> None:
    reading = table({"e1": 5}, raters=(("e1", "专 家　甲", "expert"),))
    assert found(reading, duty(FIRST, "S1", recused=True)) == [("mark_recused", "S1", "A2")]
    assert same_name("Ｌｉ Ｍｉｎｇ", "li ming") and not same_name("李明", "李明明")


def test_two_accounts_of_one_name_are_refused_only_what_both_may_not() -> None:
    namesake = Sender(13, "专家甲")
    reading = table({"e1": 5}, {"e1": 6})
    one_only = duty(FIRST, "S1", recused=True), duty(namesake, "S2", recused=True)
    assert found(reading, *one_only) == []
    assert found(reading, *one_only, duty(namesake, "S1", recused=True)) == [("mark_recused", "S1", "A2")]
    assert found(reading, *one_only, senders={"测试.xlsx": namesake}) == [("mark_recused", "S2", "A3")]


def test_the_name_in_the_file_must_be_the_senders() -> None:
    reading = table({"e1": 5}, {"e1": 6})
    assert found(reading, senders={"测试.xlsx": FIRST}) == []
    (problem,) = mark_problems(FORM, reading, (), {"测试.xlsx": SECOND})
    assert problem.code == "rater_other" and problem.place.file == "测试.xlsx"
    assert "专家甲" in problem.found and "专家乙" in problem.found and problem.severity.stops


def test_a_senders_recusal_holds_even_under_another_name() -> None:
    told = found(table({"e1": 5}), duty(SECOND, "S1", recused=True), senders={"测试.xlsx": SECOND})
    assert {code for code, _, _ in told} == {"rater_other", "mark_recused"}


def test_another_role_than_the_assigned_one() -> None:
    reading = table({"e1": 5})
    assert found(reading, duty(FIRST, "S1", role="expert")) == []
    assert found(reading, duty(FIRST, "S1", role="street")) == [("rater_other", "", "")]


def test_very_many_cells_are_counted_not_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mark_checks, "MOST_TOLD", 2)
    recused = [duty(FIRST, f"S{n}", recused=True) for n in range(1, 6)]
    problems = mark_problems(FORM, table(*({"e1": 5} for _ in range(5))), recused, {})
    assert [problem.code for problem in problems[:2]] == ["mark_recused"] * 2
    assert len(problems) == 3 and "3 处" in problems[2].found


def test_files_are_told_apart() -> None:
    """Only the files that a rater sent must bear that rater's name."""
    reading = table({"e1": 5, "e2": 6}, raters=(("e1", "专家甲", "expert"), ("e2", "专家乙", "expert")))
    columns = reading.marks["mark"]
    moved = {**columns, "e2": replace(columns["e2"], source=columns["e2"].source + 1)}
    two = replace(reading, marks={"mark": moved}, sheets=(*reading.sheets, Sheet("乙.xlsx", "表")))
    assert found(two, senders={"测试.xlsx": FIRST, "乙.xlsx": SECOND}) == []
    assert [code for code, *_ in found(two, senders={"测试.xlsx": FIRST, "乙.xlsx": FIRST})] == ["rater_other"]


def test_a_rater_is_told_which_assigned_stations_are_unmarked() -> None:
    reading = table({"e1": 5}, {}, {})
    assignments = [duty(FIRST, "S1"), duty(FIRST, "S2"), duty(FIRST, "S3", recused=True), duty(SECOND, "S3")]
    (problem,) = unmarked_problem(reading, assignments, FIRST.account_id, FIRST.name)
    assert "S2" in problem.found and "S3" not in problem.found and not problem.severity.stops
    assert unmarked_problem(reading, [duty(FIRST, "S1")], FIRST.account_id, FIRST.name) == ()


def test_the_same_bytes_from_two_raters_stop_the_reading() -> None:
    """Only one of equal files is read: without this the other rater's marks would be lost."""
    assert shared_files([("甲.xlsx", "1", FIRST), ("乙.xlsx", "2", SECOND), ("数据.xlsx", "3", None)]) == ()
    assert shared_files([("甲.xlsx", "1", FIRST), ("副本.xlsx", "1", FIRST), ("代.xlsx", "1", None)]) == ()
    (problem,) = shared_files([("甲.xlsx", "1", FIRST), ("代.xlsx", "1", None), ("乙.xlsx", "1", SECOND)])
    assert problem.code == "rater_other" and problem.place.file == "乙.xlsx" and problem.severity.stops
    assert "专家甲" in problem.found and "专家乙" in problem.found
