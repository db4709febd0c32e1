"""`check --json`: what would be scored, and the questions with what may be answered."""

from __future__ import annotations

import json
from dataclasses import replace

from rating.insight.checked import checked
from rating.problems import Place, Problem
from rating.reported import ColumnRead, Question, TableRead
from tests.insight.example import example


def test_checked_shows_what_would_be_scored() -> None:
    found = checked(example().reported, example().rubric)
    assert set(found) == {"stations", "left_out", "questions", "problems"}
    values = found["stations"][5]["values"]
    assert values["licensed"] == {
        "status": "blank", "value": None, "text": None, "file": "测试.xlsx", "sheet": "填报表", "cell": "B7",
    }  # fmt: skip
    assert values["satisfied"]["value"] == "0.9"
    assert found["stations"][0]["marks"]["quality"]["e1"]["value"] == "10"
    json.dumps(found)


def asking(key: tuple[str, ...], file: str, code: str = "column_similar") -> Question:
    return Question(
        key, Problem(code, Place(file, "表", "B1"), "近似"), "持证人数", (("licensed", "持证数"),), 0.8, ("5",)
    )


def headed(file: str, layout: str) -> tuple[TableRead, ...]:
    return (TableRead(file, "表", layout, (1, 1), 5, 4, (ColumnRead("持证人数", "B1"),)),)


def test_questions_carry_their_key_and_what_may_be_answered() -> None:
    """One question stands for the same heading in further files; a refusal that may be answered is listed as well."""
    asked, unknown = (
        asking(("column", "a1", "持证人数"), "一.xlsx"),
        asking(("station", "外站"), "一.xlsx", "station_unknown"),
    )
    again = replace(asked.problem, place=Place("二.xlsx", "表", "B1"))
    other = Problem("column_mixed_share", Place("一.xlsx", "表", "G4"), "混用")
    problems = (asked.problem, again, unknown.problem, other)
    reported = replace(
        example().reported, problems=problems, questions=(asked, unknown), tables=headed("二.xlsx", "a1")
    )
    found = checked(reported, example().rubric)["questions"]
    assert [entry.get("key") for entry in found] == [list(asked.key), list(asked.key), list(unknown.key), None]
    assert [entry["severity"] for entry in found] == ["question", "question", "refusal", "question"]
    assert found[0]["options"] == [{"answer": "licensed", "title": "持证数"}]
    assert (found[0]["asked"], found[0]["confidence"], found[0]["samples"]) == ("持证人数", 0.8, ["5"])
    assert {"code", "severity", "where", "message", "station", "field"} <= set(found[3])
    assert "options" not in found[1], "what may be answered is said once"


def test_a_question_is_not_given_the_key_of_another_arrangement_of_headings() -> None:
    first, second = asking(("column", "a1", "持证人数"), "一.xlsx"), asking(("column", "b2", "持证人数"), "二.xlsx")
    again = replace(first.problem, place=Place("三.xlsx", "表", "B1"))
    problems = (first.problem, second.problem, again)
    tables = headed("三.xlsx", "a1")
    reported = replace(example().reported, problems=problems, questions=(first, second), tables=tables)
    found = checked(reported, example().rubric)["questions"]
    assert [entry.get("key") for entry in found] == [list(first.key), list(second.key), list(first.key)]
