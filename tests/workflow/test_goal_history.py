"""Earlier figures of the goals: only what the person may see, and each belongs to its year."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from rating.district.people.roles import NotAllowed
from rating.district.storage.database import Database
from rating.insight.goal_trend import goal_trends
from rating.insight.result import result
from rating.rubric.file import load_goals
from rating.rubric.goals import GoalBook
from rating.workflow import HOME, goals
from rating.workflow.area_table import keep_area_table
from rating.workflow.goal_history import earlier_goals, earlier_rounds, goals_of_result
from tests.district.made import made
from tests.screens.opening import district
from tests.workflow.three_stations import Begun, accepted, begun, figures, marks


def book() -> GoalBook:
    return load_goals(HOME / "rubrics" / "goals" / "yichang.yaml")


def table(licensed: int) -> bytes:
    return f"代码,名称,城市社区工作者数,持证城市社区工作者数\nT1,1 号街道,10,{licensed}\nT2,2 号街道,10,1\n".encode()


def two_rounds(database: Database, title: str = "2024 年度") -> tuple[Begun, Begun]:
    """The first with an evaluation and two area tables, of which the newer counts; the second with an evaluation."""
    first = begun(database, title=title)
    accepted(database, first, figures(), marks("专家甲"))
    for licensed in (9, 3):
        keep_area_table(database, first.evaluator, first.round.id, "区情表.csv", table(licensed))
    second = begun(database, title="2026 年度", here=first.here, previous_id=first.round.id)
    accepted(database, second, figures(), marks("专家甲"))
    return first, second


def test_tables_and_stars_of_the_round_before_come_with_their_year(database: Database) -> None:
    first, second = two_rounds(database)
    for person in (second.admin, second.evaluator, second.viewer):
        (found,) = earlier_rounds(database, person, second.part.id)
        assert (found.round_id, found.title, found.year) == (first.round.id, "2024 年度", 2024)
        assert len(found.area) == 64 and found.evaluation is not None
        before = earlier_goals(database, person, book(), found)
        assert before is not None and (before.year, before.board.year) == (2024, 2024)
        # 3 + 1 of 10 + 10
        assert before.board.goal("licensed").readings[0].value == Fraction(4, 20)
        assert before.board.goal("five_star").readings[0].value is not None
    assert earlier_rounds(database, second.evaluator, first.part.id) == (), "what comes later is nothing earlier"
    keep_area_table(database, second.evaluator, second.round.id, "区情表.csv", table(7))
    board = goals(book(), [("区情表.csv", table(7))]).board
    assert board is not None and before is not None
    points = goal_trends(board, [before], "2026 年度").goals[0].lines[0].points
    assert [(point.year, point.value, point.joined) for point in points] == [
        (2024, Fraction(4, 20), False),
        (2026, Fraction(8, 20), True),
    ]


def test_raters_station_heads_and_other_districts_are_refused(database: Database) -> None:
    _, second = two_rounds(database)
    (found,) = earlier_rounds(database, second.viewer, second.part.id)
    stranger = begun(database, here=made(database, name="另一区"))
    for person in (second.rater, second.head, stranger.evaluator):
        with pytest.raises(NotAllowed):
            earlier_rounds(database, person, second.part.id)
        with pytest.raises(NotAllowed):
            earlier_goals(database, person, book(), found)


def test_a_table_without_an_evaluation_and_a_round_with_nothing(database: Database) -> None:
    first = begun(database, title="2023 年度")
    keep_area_table(database, first.evaluator, first.round.id, "区情表.csv", table(3))
    begun(database, title="2024 年度", here=first.here)
    third = begun(database, title="2025 年度", here=first.here)
    (found,) = earlier_rounds(database, third.evaluator, third.part.id)
    assert (found.title, found.evaluation, found.stars) == ("2023 年度", None, "")
    before = earlier_goals(database, third.evaluator, book(), found)
    assert before is not None
    assert before.board.goal("licensed").readings[0].value == Fraction(4, 20)
    assert before.board.goal("five_star").readings[0].value is None, "nothing was rated, which is no zero"


def test_an_area_table_that_cannot_be_used_leaves_the_stars(database: Database) -> None:
    first, second = two_rounds(database)
    keep_area_table(database, first.evaluator, first.round.id, "区情表.xlsx", b"nothing")
    (found,) = earlier_rounds(database, second.evaluator, second.part.id)
    before = earlier_goals(database, second.evaluator, book(), found)
    assert before is not None
    assert [each.goal.form for each in before.board.goals] == ["stars_share"]


def test_a_round_that_names_no_year_gets_the_one_in_which_its_figures_came(database: Database) -> None:
    first, second = two_rounds(database, title="第三轮")
    (found,) = earlier_rounds(database, second.evaluator, second.part.id)
    assert found.year >= 2026
    del first


def test_an_earlier_result_file_gives_its_stars() -> None:
    now = district(3)
    content = {**result(now), "round": "2024 年度"}
    before = goals_of_result(book(), ("上一轮.json", json.dumps(content, ensure_ascii=False).encode()))
    assert before is not None and before.year == 2024
    assert [each.goal.code for each in before.board.goals] == ["five_star"]
    unnamed = json.dumps({**content, "round": ""}).encode()
    assert goals_of_result(book(), ("上一轮.json", unnamed)) is None
    assert goals_of_result(book(), ("坏.json", b"{}")) is None
    assert goals_of_result(load_goals(HOME / "rubrics" / "goals" / "shanghai.yaml"), ("坏.json", b"{}")) is None
