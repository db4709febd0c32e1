from __future__ import annotations

from rating.export.goal_trend_table import trend_table
from rating.export.goals_pages import (
    cells_page,
    definitions_page,
    foot,
    goal_pages,
    goals_page,
    grid_page,
    trend_page,
)
from rating.insight.goal_board import GoalState
from rating.insight.goal_trend import goal_trends
from rating.insight.goals import assess_goals
from tests.insight.goal_samples import NOT_APPLICABLE, area_table, goal_book, rated_stations

FIELDS = {"a": {"title": "持证数", "definition": "有证书的人"}, "b": {"title": "人数"}}
GOAL = {
    "title": "持证率",
    "baseline": {"text": "14%", "year": 2020, "value": "14%"},
    "readings": [{"definition": "持证数 ÷ 人数", "numerator": "a", "denominator": "b"}],
    "conflicts": [{"text": "正文另写 15%", "clause": {"source": "plan", "text": "15%"}}],
    "note": "先看定义",
}


def board(a, b):  # type: ignore[no-untyped-def]
    names = ["东街", "西街", "南街"][: len(a)]
    return assess_goals(goal_book(GOAL, FIELDS), area_table(names, a=a, b=b), rated_stations(5), year=2026)


def test_one_row_a_reading_with_figures_as_the_board_shows_them() -> None:
    page = goals_page(board([499, 0, NOT_APPLICABLE], [999, 1, 5]))
    assert page.rows == [
        [
            1,
            "持证率",
            "—",
            "14%（2020）",
            "49.9%",
            "≥ 50%（2025）",
            "期末：未达到",
            "还差 1 人",
            499,
            1000,
            "低于目标的街镇：东街、西街；1 个街镇为合理缺项，未计入：南街",
        ]
    ]
    assert page.states == [GoalState.NOT_MET]


def test_the_grid_says_in_words_which_street_falls_short() -> None:
    page = grid_page(board([1, None, NOT_APPLICABLE], [10, 1, 5]))
    assert page.headers == ["街镇", "持证率"]
    assert page.rows == [["东街", "10.0%（未达到）"], ["西街", "缺数据"], ["南街", "合理缺项"], ["合计", "不能判断"]]


def test_every_figure_has_its_cell() -> None:
    page = cells_page(board([1], [2]))
    assert page.rows == [
        ["持证率", "东街", "持证数", "1", "已填", "区域表.xlsx", "区域表", "B2"],
        ["持证率", "东街", "人数", "2", "已填", "区域表.xlsx", "区域表", "C2"],
    ]


def test_definitions_sources_conflicts_and_problems_are_all_told() -> None:
    rows = definitions_page(board([None], [2])).rows
    kinds = [row[0] for row in rows]
    assert kinds[:4] == ["目标", "口径", "来源不一致", "说明"]
    assert "数据项" in kinds
    assert "提醒" in kinds
    assert ["来源不一致", "持证率", "正文另写 15%", "规划，“15%”"] in rows
    assert any("标准，1 版" in str(row[2]) for row in rows)


def test_the_standing_is_on_every_page() -> None:
    judged = board([1], [2])
    assert foot(judged) == "试验目标册 1 版 · 示例（未经确认） · 2026 年判断"
    assert [page.title for page in goal_pages(judged)] == ["目标达成", "趋势", "街镇明细", "数据来源", "口径与出处"]


def test_the_trend_is_the_table_beside_the_chart_with_the_state_of_each_row() -> None:
    page = trend_page(goal_trends(board([1], [2])))
    listing = trend_table(goal_trends(board([1], [2])))
    assert page.headers == list(listing.heads)
    assert [tuple(row) for row in page.rows] == [tuple(cell or "—" for cell in row) for row in listing.rows]
    assert page.headers[page.state_column or 0] == "结论"
    assert page.states == [board([1], [2]).goals[0].readings[0].state]
