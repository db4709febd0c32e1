"""Cells that offer a number without stating it, and columns of two ways of writing: asked about, then as answered."""

from __future__ import annotations

from functools import cache

import pytest

from rating.intake.answers import FRACTIONS, NOT_USED, PERCENT, Answers
from rating.problems import stopping
from rating.reported import Question, Reported, Status
from tests.intake.workbooks import codes, one, read, small_form, statuses, values, xlsx

RUBRIC = small_form("hours", "satisfied")


@cache  # a workbook carries the time of its making: an answer belongs to these very bytes
def hours(typed: object) -> tuple[str, bytes]:
    return ("a.xlsx", xlsx([["站点", "服务时长"], ["甲站", typed], ["乙站", 7]]))


def asked(reported: Reported) -> Question:
    (question,) = reported.questions
    return question


@pytest.mark.parametrize(
    ("typed", "offered", "confidence"), [("不超过90", ["90"], 0.5), ("3-5", ["3", "5"], 0.0), ("90以内", ["90"], 0.5)]
)
def test_a_bound_or_a_span_offers_its_numbers(typed: str, offered: list[str], confidence: float) -> None:
    reported = read(RUBRIC, hours(typed))
    question = asked(reported)
    assert [answer for answer, _ in question.options] == [*offered, NOT_USED]
    assert question.options[0][1] == f"按 {offered[0]} 采用"
    assert (question.confidence, question.problem.place.cell, question.samples) == (confidence, "B2", (typed,))
    assert question.key == ("range", reported.uploads[0].sha256, "Sheet1", "B2")
    assert statuses(reported, "hours") == [Status.UNREADABLE, Status.REPORTED]


@pytest.mark.parametrize("said", ["90", "88.5"])
def test_the_confirmed_number_is_taken_with_the_text_as_typed_beside_it(said: str) -> None:
    key = asked(read(RUBRIC, hours("不超过90"))).key
    reported = read(RUBRIC, hours("不超过90"), answers=Answers({key: said}))
    assert values(reported, "hours") == [said, "7"]
    assert reported.columns["hours"].text[0] == "不超过90"
    assert not stopping(reported.problems) and reported.questions == ()


def test_a_cell_that_is_not_wanted_is_blank_and_told() -> None:
    key = asked(read(RUBRIC, hours("3-5"))).key
    reported = read(RUBRIC, hours("3-5"), answers=Answers({key: NOT_USED}))
    assert statuses(reported, "hours") == [Status.BLANK, Status.REPORTED]
    assert "已确认按空白处理" in next(problem.found for problem in reported.problems if problem.place.cell == "B2")


@pytest.mark.parametrize("said", ["很多", "", "约90", "3-5"])
def test_an_answer_that_is_no_number_settles_nothing(said: str) -> None:
    key = asked(read(RUBRIC, hours("不超过90"))).key
    reported = read(RUBRIC, hours("不超过90"), answers=Answers({key: said}))
    assert one(reported, "mapping_unknown") and one(reported, "value_range")
    assert values(reported, "hours") == [None, "7"]


def test_a_confirmed_number_must_still_be_within_the_fields_limits() -> None:
    key = asked(read(RUBRIC, hours("不超过90"))).key
    assert one(read(RUBRIC, hours("不超过90"), answers=Answers({key: "99999"})), "value_out_of_range")


def test_an_answer_holds_only_for_the_very_bytes() -> None:
    key = asked(read(RUBRIC, hours("不超过90"))).key
    other = ("a.xlsx", xlsx([["站点", "服务时长"], ["甲站", "不超过90"], ["丙站", 8]]))
    assert asked(read(RUBRIC, other, answers=Answers({key: "90"}))).key != key


def test_a_percentage_is_confirmed_as_a_percentage() -> None:
    file = ("a.xlsx", xlsx([["站点", "满意度"], ["甲站", "不超过90%"], ["乙站", "85%"]]))
    question = asked(read(RUBRIC, file))
    assert question.options[0][0] == "90%"
    assert values(read(RUBRIC, file, answers=Answers({question.key: "90%"})), "satisfied") == ["0.9", "0.85"]


MIXED = ("a.xlsx", xlsx([["站点", "满意度"], ["甲站", 0.85], ["乙站", 90], ["丙站", "88%"], ["丁站", 1], ["戊站", 0]]))


def test_a_mixed_column_is_one_question_with_its_own_numbers() -> None:
    question = asked(read(RUBRIC, MIXED))
    assert question.key[0] == "share" and question.key[2:] == ("Sheet1", "B")
    assert question.options == (
        (FRACTIONS, "不大于 1 的数是小数（0.85 即 85%）"),
        (PERCENT, "都是百分数（0.85 即 0.85%）"),
    )
    assert question.samples == ("0.85", "90") and question.confidence == 0


@pytest.mark.parametrize(
    ("said", "read_as"),
    [(FRACTIONS, ["0.85", "0.9", "0.88", "1", "0"]), (PERCENT, ["0.0085", "0.9", "0.88", "0.01", "0"])],
)
def test_a_mixed_column_is_read_as_answered(said: str, read_as: list[str]) -> None:
    key = asked(read(RUBRIC, MIXED)).key
    reported = read(RUBRIC, MIXED, answers=Answers({key: said}))
    assert values(reported, "satisfied") == read_as
    assert "column_mixed_share" not in codes(reported) and reported.questions == ()


def test_an_unknown_answer_about_a_mixed_column_settles_nothing() -> None:
    key = asked(read(RUBRIC, MIXED)).key
    assert one(read(RUBRIC, MIXED, answers=Answers({key: "yes"})), "column_mixed_share")


def test_questions_are_asked_no_more_often_than_their_problems_are_listed() -> None:
    rows = [["站点", "服务时长"], *([f"第{at}站", f"不超过{at + 1}"] for at in range(600))]
    reported = read(RUBRIC, ("a.xlsx", xlsx(rows)))
    assert len(reported.questions) == 500
    assert "另有 100 处" in [problem.found for problem in reported.problems if problem.code == "value_range"][-1]
