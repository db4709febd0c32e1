from __future__ import annotations

from dataclasses import replace

from rating.export.goal_grid import goal_grid, grid_listing
from rating.insight.goals import assess_goals
from tests.insight.goal_samples import NOT_APPLICABLE, area_table, goal_book, rated_stations

FIELDS = {"a": {"title": "持证数"}, "b": {"title": "人数"}}
GOAL = {"readings": [{"definition": "持证数 ÷ 人数", "numerator": "a", "denominator": "b"}]}
STARS = {"form": "stars_share", "readings": [{"definition": "五星", "stars": 5, "counted": "all"}]}


def test_every_street_has_its_figure_and_its_verdict() -> None:
    table = area_table(["东街", "西街", "南街", "北街"], a=[1, 2, None, NOT_APPLICABLE], b=[4, 4, 4, 4])
    grid = goal_grid(assess_goals(goal_book(GOAL, FIELDS), table, year=2025))
    assert [(row.name, row.cells[0].figure, row.cells[0].verdict) for row in grid.rows] == [
        ("东街", "25.0%", "× 未达到"),
        ("西街", "50.0%", "✓ 达到"),
        ("南街", "缺数据", "？ 不能判断"),
        ("北街", "合理缺项", ""),
    ]
    assert grid.rows[2].cells[0].lacking == ("持证数",)


def test_a_total_promises_nothing_to_a_street() -> None:
    goal = {
        "unit": "人", "form": "total", "target": {"text": "9", "year": 2025, "value": 9},
        "readings": [{"definition": "合计", "numerator": "a"}],
    }  # fmt: skip
    grid = goal_grid(assess_goals(goal_book(goal, FIELDS), area_table(["东街", "西街"], a=[4, None]), year=2025))
    assert grid.judged == (False,)
    assert [(row.cells[0].figure, row.cells[0].verdict) for row in grid.rows] == [("4 人", ""), ("缺数据", "")]
    assert grid_listing(grid).rows == (("东街", "4 人"), ("西街", "缺数据"))


def test_stars_find_their_street_by_name_and_streets_without_a_row_come_last() -> None:
    book = goal_book(STARS, FIELDS)
    board = assess_goals(book, area_table(["东街", "西街"], a=[1, 1]), rated_stations(5, 4, street="西街"), year=2025)
    assert [(row.name, row.cells[0].figure) for row in goal_grid(board).rows] == [("东街", ""), ("西街", "50.0%")]
    alone = replace(board, units=(), districts=())
    assert [row.name for row in goal_grid(alone).rows] == ["西街"]


def test_districts_are_told_where_there_are_several() -> None:
    board = assess_goals(goal_book(GOAL, FIELDS), area_table(["东街", "西街"], a=[1, 2], b=[4, 4]), year=2025)
    assert goal_grid(board).districts == ()
    listing = grid_listing(goal_grid(replace(board, districts=("甲区", "乙区"))))
    assert listing.heads == ("区", "街镇", "试验目标", "试验目标（结论）")
    assert listing.rows == (("甲区", "东街", "25.0%", "× 未达到"), ("乙区", "西街", "50.0%", "✓ 达到"))


def test_a_goal_with_readings_has_a_column_each() -> None:
    both = [
        {"title": "窄", "definition": "持证", "numerator": "a", "denominator": "b"},
        {"title": "宽", "definition": "全部", "numerator": "b", "denominator": "b"},
    ]
    table = area_table(["东街"], a=[1], b=[4])
    grid = goal_grid(assess_goals(goal_book({**GOAL, "readings": both}, FIELDS), table, year=2025))
    assert grid.heads == ("试验目标：窄", "试验目标：宽")
    assert [cell.figure for cell in grid.rows[0].cells] == ["25.0%", "100.0%"]
