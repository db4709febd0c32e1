from __future__ import annotations

from rating.export.goal_trend_table import trend_table
from rating.insight.goal_trend import Trends
from tests.export.test_goal_trends import GOAL, trends


def test_the_table_has_a_row_a_reading_and_a_column_a_round() -> None:
    listing = trend_table(trends())
    assert listing.heads == (
        "目标", "基期", "2024 年度", "现在（2026 年）", "目标值", "结论", "还差", "距目标年", "说明",
    )  # fmt: skip
    # 3 and 4 of 20; twice as many read widely; 50 % of 20 are 10, of which 4 and 8 are there
    assert listing.rows == (
        ("试验目标：窄", "14%（2020 年）", "15.0%", "20.0%", "≥ 50%（2027 年）", "× 未达到", "6 人", "还有 1 年", ""),
        (
            "试验目标：宽",
            "14%（2020 年）",
            "30.0%",
            "40.0%",
            "≥ 50%（2027 年）",
            "× 未达到",
            "2 人",
            "还有 1 年",
            "",
        ),
    )


def test_what_holds_for_the_goal_is_said_once() -> None:
    found = trend_table(trends(goal={**GOAL, "baseline": {"text": "-", "year": 2020}}))
    assert [row[-1] for row in found.rows] == ["没有基期数，从 2024 年起", "同上"]
    assert [row[1] for row in found.rows] == ["没有", "没有"]


def test_a_round_whose_title_names_no_year_gets_it_in_its_head() -> None:
    found = trends()
    renamed = Trends(found.year, (("第三轮", 2024),), found.goals)
    assert trend_table(renamed).heads[2] == "第三轮（2024 年）"


def test_a_board_without_goals_has_no_rows() -> None:
    assert trend_table(Trends(2026, (), ())).rows == ()
