from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from rating.insight.goal_board import GoalState, stars_of_result
from rating.insight.goals import assess_goals
from rating.problems import Refused
from tests.insight.goal_samples import area_table, goal_book, rated_stations

FIELDS = {"a": {"title": "甲"}}
TOTAL = {"unit": "人", "form": "total", "target": {"text": "5", "year": 2025, "value": 5}}
TWO = {
    **TOTAL,
    "readings": [
        {"title": "宽", "definition": "甲加三", "numerator": "a + 3"},
        {"title": "严", "definition": "甲", "numerator": "a"},
    ],
}


@pytest.mark.parametrize(
    ("value", "state"), [(5, GoalState.MET), (1, GoalState.NOT_MET), (3, GoalState.DIFFERS), (None, GoalState.UNKNOWN)]
)
def test_a_goal_with_two_readings_takes_neither_side(value: int | None, state: GoalState) -> None:
    board = assess_goals(goal_book(TWO, FIELDS), area_table(["东街"], a=[value]), year=2025)
    assert board.goal("g").state is state


def test_after_the_target_year_the_board_says_so() -> None:
    book, table = goal_book(TWO, FIELDS), area_table(["东街"], a=[1])
    assert assess_goals(book, table, year=2025).goals[0].state_title == "未达到"
    assert assess_goals(book, table, year=2026).goals[0].state_title == "期末：未达到"


def test_the_summary_counts_goals_by_state() -> None:
    board = assess_goals(goal_book(TWO, FIELDS), area_table(["东街"], a=[3]), year=2025)
    assert board.summary == "1 项目标：各口径结论不同 1 项"
    assert board.unit_title == "街镇"


def test_a_board_is_frozen() -> None:
    board = assess_goals(goal_book(TWO, FIELDS), area_table(["东街"], a=[3]), rated_stations(5), year=2025)
    with pytest.raises(FrozenInstanceError):
        board.year = 2030  # type: ignore[misc]


def test_stars_are_read_from_a_saved_result() -> None:
    rated = stars_of_result(
        {
            "rubric": {"code": "r", "version": "1", "fingerprint": "f", "standing": "example"},
            "stations": [
                {"code": "A", "name": "甲站", "kind": "综合", "street": None, "stars": 5},
                {"code": "B", "name": "乙站", "kind": "综合", "street": "东街", "stars": None},
            ],
        }
    )
    assert (rated.rubric, rated.standing) == ("r", "example")
    assert [(station.code, station.street, station.stars) for station in rated.stations] == [
        ("A", "", 5),
        ("B", "东街", None),
    ]


@pytest.mark.parametrize(
    "result",
    [
        {},
        {"rubric": {}, "stations": [{"code": "A"}]},
        {"rubric": {}, "stations": [{"code": "A", "stars": "五"}]},
        {"rubric": {}, "stations": [{"code": "A", "stars": True}]},
        {"rubric": {}, "stations": [{"code": "A", "stars": -1}]},
        {"rubric": None, "stations": []},
        {"rubric": {}, "stations": 3},
        {"rubric": {}, "stations": ["A"]},
        [],
    ],
)
def test_anything_else_is_refused_and_not_guessed(result: object) -> None:
    with pytest.raises(Refused) as refusal:
        stars_of_result(result)  # type: ignore[arg-type]
    assert [problem.code for problem in refusal.value.problems] == ["result_unreadable"]
