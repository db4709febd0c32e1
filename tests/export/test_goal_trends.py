"""The drawing of trends, read back from its data: what is joined, where it stands, what is written beside it."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rating.export.goal_trends import LETTERS, PANEL, TOP, ZERO, _spread, trend_lines
from rating.export.pictures import picture
from rating.insight.goal_trend import EarlierBoard, Trends, goal_trends
from rating.insight.goals import assess_goals
from tests.export.drawn import no_english_and_no_address, title
from tests.insight.goal_samples import area_table, goal_book

FIELDS = {"a": {"title": "持证数"}, "b": {"title": "人数"}}
GOAL: dict[str, Any] = {
    "baseline": {"text": "14%", "year": 2020, "value": "14%"},
    "target": {"text": "50%", "year": 2027, "value": "50%"},
    "readings": [
        {"title": "窄", "definition": "持证", "numerator": "a", "denominator": "b"},
        {"title": "宽", "definition": "加倍", "numerator": "a * 2", "denominator": "b"},
    ],
}


def trends(year: int = 2026, goal: dict[str, Any] = GOAL, earlier: bool = True) -> Trends:
    book = goal_book(goal, FIELDS)

    def board(at: int, licensed: int) -> Any:
        return assess_goals(book, area_table(["东街"], a=[licensed], b=[20]), year=at)

    return goal_trends(board(year, 4), [EarlierBoard("2024 年度", 2024, board(2024, 3))] if earlier else [])


def rows_with(found: Trends, *columns: str) -> list[dict[str, Any]]:
    """Every row of the data sets that have these columns, once."""
    sets = trend_lines(found).to_dict()["datasets"].values()
    rows = [row for each in sets for row in each if set(columns) <= set(row)]
    return [row for at, row in enumerate(rows) if row not in rows[:at]]


def test_readings_are_told_apart_by_shape_and_the_scale_starts_at_zero() -> None:
    points = rows_with(trends(), "形", "线")
    assert {row["口径"]: row["形"] for row in points} == {"窄": "circle", "宽": "square"}
    assert len({row["线"] for row in points}) == 2, "one unbroken line a reading"
    # the highest is the target, 50 %: the scale ends at 50 %, and 20 % stand at two fifths of it
    (now,) = [row for row in points if (row["口径"], row["何时"]) == ("窄", "现在")]
    assert abs(now["高"] - (ZERO - (ZERO - TOP) * 0.4)) < 1e-9
    assert [row["字"] for row in rows_with(trends(), "字", "类") if row["类"] == "尺"] == ["0", "25%", "50%"]


def test_the_baseline_is_drawn_once_and_every_last_figure_is_written() -> None:
    points = rows_with(trends(), "形", "线")
    assert [row["画"] for row in points if row["何时"] == "基期"] == [True, False]
    assert sorted(row["标"] for row in points if row["何时"] == "现在") == ["20.0%", "40.0%"]


def test_the_pace_ends_at_the_target_even_after_its_year() -> None:
    for year in (2026, 2030):
        chart = trend_lines(trends(year)).to_dict()
        (way,) = [rows for rows in chart["datasets"].values() if rows and set(rows[0]) == {"年", "高", "线"}]
        assert [row["年"] for row in way] == [2020, 2027]
    said = [row["字"] for row in rows_with(trends(2030), "字", "类") if row["类"] == "诺"]
    assert said[0] == "目标 ≥ 50%（2027 年）　期末：× 未达到"


def test_without_a_baseline_there_is_no_pace_and_no_zero() -> None:
    found = trends(goal={**GOAL, "baseline": {"text": "-", "year": 2020}}, earlier=False)
    points = rows_with(found, "形", "线")
    assert [row["年"] for row in points] == [2026, 2026]
    assert "没有基期数" in next(row["字"] for row in rows_with(found, "字", "类") if row["类"] == "诺")


def test_its_title_is_the_finding_and_its_words_are_chinese() -> None:
    chart = trend_lines(trends())
    assert title(chart) == "1 项目标有前后可比的数：1 项向目标推进"
    no_english_and_no_address(chart)
    assert chart.to_dict()["height"] == PANEL


def test_it_becomes_a_picture_of_both_kinds() -> None:
    svg = picture(trend_lines(trends()), "svg").decode()
    assert "匀速参考" in svg and "20.0%" in svg
    assert picture(trend_lines(trends()), "png").startswith(b"\x89PNG")


def test_a_board_without_goals_is_an_empty_drawing() -> None:
    assert "还没有前后可比的数" in title(trend_lines(Trends(2026, (), ())))


@given(st.lists(st.floats(0, 200), min_size=1, max_size=4))
def test_two_figures_never_cover_each_other(heights: list[float]) -> None:
    moved = sorted(_spread(heights))
    if len(moved) == 2:
        assert moved[1] - moved[0] >= LETTERS - 1e-6
    assert len(moved) == len(heights)
