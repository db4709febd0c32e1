from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from rating.insight.goal_board import GoalState
from rating.insight.goals import assess_goals, goals_result
from rating.problems import Place, Problem, Refused
from rating.reported import Reported
from rating.rubric.file import load_goals
from rating.rubric.goals import GoalBook
from tests.insight.goal_samples import NOT_APPLICABLE, area_table, rated_stations

SHIPPED = Path(__file__).parents[2] / "rubrics" / "goals"
STREETS = ["东街", "西街", "南街"]


def shanghai_table(**more: list[int | str | None]) -> Reported:
    columns: dict[str, list[int | str | None]] = {
        "talent_total": [100000, 50000, 60000],
        "certificate_holders": [20000, 14000, 10999],
        "degree_only": [0, 0, 1],
        "community_workers": [10, 10, 10],
        "community_workers_licensed": [1, 2, 3],
        "stations": [3, 3, 1],
        "eldercare_units": [3, 3, 4],
        "eldercare_units_staffed": [3, 2, 4],
        "child_welfare_licensed": [498, 1, 0],
        "youth_workers": [80, 10, 10],
        "youth": [100000, 10000, 10000],
        "overseas_workers": [1, 0, NOT_APPLICABLE],
        "overseas_residents": [1000, 0, NOT_APPLICABLE],
    }
    return area_table(STREETS, **{**columns, **more})


@pytest.fixture
def shanghai() -> GoalBook:
    """The shipped eight goals as if the three streets were the whole city."""
    book = load_goals(SHIPPED / "shanghai.yaml")
    assert book.scope is not None
    return book.model_copy(update={"scope": book.scope.model_copy(update={"units": 3})})


def test_the_eight_goals_of_the_plan(shanghai: GoalBook) -> None:
    board = assess_goals(shanghai, shanghai_table(), year=2025)
    assert {result.goal.code: result.state.value for result in board.goals} == {
        "talent": "met",
        "certified": "differs",
        "community_certified": "met",
        "coverage": "met",
        "eldercare": "not_met",
        "child_welfare": "not_met",
        "youth": "not_met",
        "overseas": "met",
    }
    assert board.goal("community_certified").readings[0].value == Fraction(1, 5)
    assert board.goal("youth").readings[0].gap_text == "还差 20 人"
    assert board.goal("child_welfare").readings[0].gap_text == "还差 1 人"


def test_two_readings_of_certified_stand_side_by_side(shanghai: GoalBook) -> None:
    only, either = assess_goals(shanghai, shanghai_table(), year=2025).goal("certified").readings
    assert (only.reading.title, only.shown, only.state) == ("只计证书", "4.49 万人", GoalState.NOT_MET)
    assert (either.reading.title, either.shown, either.state) == ("证书或相关学历", "4.50 万人", GoalState.MET)


def test_the_plans_own_conflicts_are_told_and_not_corrected(shanghai: GoalBook) -> None:
    board = assess_goals(shanghai, shanghai_table(), year=2025)
    told = [problem.found for problem in board.problems if problem.code == "goal_conflict"]
    assert any("35,531" in text for text in told)
    assert any("30,928" in text for text in told)
    baseline = board.goal("certified").goal.baseline
    assert baseline is not None
    assert (baseline.text, baseline.value) == ("3", 3)
    assert [str(conflict.figure) for conflict in board.goal("certified").goal.conflicts[:2]] == ["3.5531", "3.0928"]


def test_dash_is_no_baseline_and_not_zero(shanghai: GoalBook) -> None:
    baseline = shanghai.goal("coverage").baseline
    assert (baseline.text, baseline.value) == ("-", None)
    document = goals_result(assess_goals(shanghai, shanghai_table(), year=2025))
    coverage = next(goal for goal in document["goals"] if goal["code"] == "coverage")
    assert coverage["baseline"] == {"text": "-", "year": 2020, "value": None}


def test_twelve_streets_do_not_judge_the_whole_citys_total() -> None:
    board = assess_goals(load_goals(SHIPPED / "shanghai.yaml"), shanghai_table(child_welfare_licensed=[1, 1, 1]))
    assert board.goal("child_welfare").state is GoalState.UNKNOWN
    assert board.goal("talent").state is GoalState.MET
    assert board.goal("talent").ended


def test_yichangs_five_star_share_comes_from_the_ratings() -> None:
    book = load_goals(SHIPPED / "yichang.yaml")
    board = assess_goals(book, area_table([]), rated_stations(5, 5, 4, None, 3), year=2025)
    every, rated = board.goal("five_star").readings
    assert (every.shown, every.gap_text) == ("40.0%", "还差 1 个站")
    assert rated.state is GoalState.MET
    assert board.rated is not None
    unrated = assess_goals(book, area_table([]), year=2025)
    assert unrated.goal("five_star").state is GoalState.UNKNOWN
    assert unrated.rated is None


def test_micro_projects_can_be_read_in_total_or_at_each_level() -> None:
    book = load_goals(SHIPPED / "yichang.yaml")
    table = area_table(["东街", "西街"], micro_city=[30, 0], micro_county=[0, 20])
    together, each = assess_goals(book, table, year=2025).goal("micro_governance").readings
    assert (together.value, together.state) == (50, GoalState.MET)
    assert (each.value, each.state) == (20, GoalState.NOT_MET)


def test_problems_name_what_is_missing_and_where_too_much_stands(shanghai: GoalBook) -> None:
    table = shanghai_table(youth=[100000, None, 10000], community_workers_licensed=[1, 12, 3])
    board = assess_goals(shanghai, table, year=2025)
    missing = [problem for problem in board.problems if problem.code == "goal_data_missing"]
    assert any("「青少年人数」缺 1 个（西街）" in problem.message for problem in missing)
    (over,) = [problem for problem in board.problems if problem.code == "goal_coverage_over"]
    assert over.station == "S02"
    assert over.where == "区域表.xlsx → 区域表!F3 → 社区工作者的持证率 → 西街"


def test_a_table_that_was_not_accepted_gives_no_board(shanghai: GoalBook) -> None:
    refused = replace(shanghai_table(), problems=(Problem("value_unreadable", Place(cell="B2"), "写的是「许多」"),))
    with pytest.raises(Refused, match="许多"):
        assess_goals(shanghai, refused)


def test_warnings_of_reading_travel_with_the_board(shanghai: GoalBook) -> None:
    warned = replace(shanghai_table(), problems=(Problem("value_approximate", Place(cell="B2"), "约 85"),))
    assert assess_goals(shanghai, warned).problems[0].code == "value_approximate"


def test_json_has_decimals_as_strings_and_unknown_as_null(shanghai: GoalBook) -> None:
    board = assess_goals(shanghai, shanghai_table(youth=[None, 1, 1]), year=2026)
    document = json.loads(json.dumps(goals_result(board), ensure_ascii=False))
    assert document["goals_file"]["standing"] == "example"
    assert document["year"] == 2026
    assert document["ratings"] is None
    goals = {goal["code"]: goal for goal in document["goals"]}
    assert goals["youth"]["readings"][0]["value"] is None
    assert goals["youth"]["readings"][0]["missing"] == ["东街"]
    share = goals["community_certified"]["readings"][0]
    assert (share["value"], share["numerator"], share["denominator"]) == ("0.2", "6", "30")
    assert share["units"][0]["cells"][0]["cell"] == "F2"
    assert goals["community_certified"]["state_title"] == "期末：达到"
    assert [conflict["value"] for conflict in goals["certified"]["conflicts"]] == ["3.5531", "3.0928", None]
    assert goals["talent"]["clause"]["source"] == "上海市社会工作人才队伍建设“十四五”规划"
    rated = assess_goals(shanghai, shanghai_table(), rated_stations(5), year=2025)
    assert goals_result(rated)["ratings"]["rubric"] == "标准"


def test_row_order_changes_no_figure(shanghai: GoalBook) -> None:
    forward = assess_goals(shanghai, shanghai_table(), year=2025)
    backward_table = {
        code: [None if cell is None else str(cell) for cell in reversed(list(column.text))]
        for code, column in shanghai_table().columns.items()
    }
    backward = assess_goals(shanghai, area_table(STREETS[::-1], **backward_table), year=2025)
    assert [[reading.value for reading in goal.readings] for goal in forward.goals] == [
        [reading.value for reading in goal.readings] for goal in backward.goals
    ]


@pytest.mark.parametrize(("street", "strangers"), [("东街", False), ("北大街", True), ("", True)])
def test_stars_of_other_stations_are_no_share_of_ours(street: str, strangers: bool) -> None:
    board = assess_goals(load_goals(SHIPPED / "yichang.yaml"), area_table(STREETS), rated_stations(1, 2, street=street))
    told = [problem for problem in board.problems if problem.code == "result_other_stations"]
    stars = next(goal for goal in board.goals if goal.goal.form == "stars_share")
    assert bool(told) is strangers
    assert (stars.state is GoalState.UNKNOWN) is strangers
    assert (stars.readings[0].value is None) is strangers


def test_stations_without_a_street_belong_by_their_name() -> None:
    stars = rated_stations(5, street="")
    named = replace(stars, stations=(replace(stars.stations[0], name="东街社工站"),))
    board = assess_goals(load_goals(SHIPPED / "yichang.yaml"), area_table(STREETS), named)
    assert "result_other_stations" not in {problem.code for problem in board.problems}
