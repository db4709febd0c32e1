"""What is joined, what is left out, and what is said of it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from rating.insight.goal_board import GoalBoard
from rating.insight.goal_trend import BASELINE, NOW, EarlierBoard, Trends, goal_trends, year_in
from rating.insight.goals import assess_goals
from rating.rubric.goals import GoalBook
from tests.insight.goal_samples import area_table, goal_book, rated_stations

FIELDS = {"a": {"title": "持证数"}, "b": {"title": "人数"}}
RATIO: dict[str, Any] = {
    "target": {"text": "50%", "year": 2027, "value": "50%"},
    "readings": [{"definition": "持证数 ÷ 人数", "numerator": "a", "denominator": "b"}],
}
BASED = {**RATIO, "baseline": {"text": "14%", "year": 2020, "value": "14%"}}
SCOPE = {"scope": {"title": "全市街镇", "units": 3, "clause": {"source": "plan", "text": "三个"}}}


def judged(
    book: GoalBook, year: int, licensed: list[int | None], streets: tuple[str, ...] = ("东街", "西街")
) -> GoalBoard:
    return assess_goals(book, area_table(list(streets), a=licensed, b=[10] * len(streets)), year=year)


def told(trends: Trends) -> list[tuple[str, int, Fraction, bool]]:
    return [(each.what, each.year, each.value, each.joined) for each in trends.goals[0].lines[0].points]


def test_baseline_earlier_rounds_and_now_in_order_of_years() -> None:
    book = goal_book(BASED, FIELDS)
    earlier = [
        EarlierBoard("2025 年度", 2025, judged(book, 2025, [3, 3])),
        EarlierBoard("2024 年度", 2024, judged(book, 2024, [2, 2])),
    ]
    trends = goal_trends(judged(book, 2026, [4, 4]), earlier, "2026 年度")
    # 4 of 20, 6 of 20, 8 of 20
    assert told(trends) == [
        (BASELINE, 2020, Fraction(14, 100), False),
        ("2024 年度", 2024, Fraction(4, 20), True),
        ("2025 年度", 2025, Fraction(6, 20), True),
        (NOW, 2026, Fraction(8, 20), True),
    ]
    (only,) = trends.goals
    assert only.paced and only.until_target == "还有 1 年" and only.remarks == ()
    assert trends.finding == "1 项目标有前后可比的数：1 项向目标推进"


def test_no_baseline_is_no_zero() -> None:
    for goal in (RATIO, {**RATIO, "baseline": {"text": "-", "year": 2020}}):
        (only,) = goal_trends(judged(goal_book(goal, FIELDS), 2026, [4, 4])).goals
        assert [point.what for point in only.lines[0].points] == [NOW]
        assert not only.paced
        assert only.remarks == ("没有基期数，从 2026 年起",)


@pytest.mark.parametrize(("year", "words"), [(2025, "还有 2 年"), (2027, "当年到期"), (2028, "期末")])
def test_how_far_the_target_is(year: int, words: str) -> None:
    assert goal_trends(judged(goal_book(BASED, FIELDS), year, [4, 4])).goals[0].until_target == words


def test_a_figure_of_other_streets_is_not_joined_and_says_so() -> None:
    book = goal_book(RATIO, FIELDS)
    before = EarlierBoard("2025 年度", 2025, judged(book, 2025, [5, 5, 5], ("东街", "西街", "南街")))
    trends = goal_trends(judged(book, 2026, [4, 4]), [before])
    assert [point.joined for point in trends.goals[0].lines[0].points] == [False, False]
    assert "各年计入的街镇不同，不连线" in trends.goals[0].remarks
    assert trends.finding.startswith("还没有前后可比的数")


def test_a_part_of_the_city_is_not_joined_with_the_citys_baseline() -> None:
    (only,) = goal_trends(judged(goal_book(BASED, FIELDS, **SCOPE), 2026, [4, 4])).goals
    assert [(point.what, point.joined) for point in only.lines[0].points] == [(BASELINE, False), (NOW, False)]
    assert only.remarks == ("基期是全市的数，现有 2 个街镇的数据，两者不连线",)
    whole = judged(goal_book(BASED, FIELDS, **SCOPE), 2026, [4, 4, 4], ("东街", "西街", "南街"))
    assert goal_trends(whole).goals[0].lines[0].points[-1].joined


def test_a_sum_of_some_streets_is_not_drawn_where_the_whole_citys_is_promised() -> None:
    goal = {
        "unit": "人", "form": "total", "baseline": {"text": "10", "year": 2020, "value": 10},
        "target": {"text": "99", "year": 2027, "value": 99}, "readings": [{"definition": "合计", "numerator": "a"}],
    }  # fmt: skip
    (only,) = goal_trends(judged(goal_book(goal, FIELDS, **SCOPE), 2026, [4, 4])).goals
    assert [point.what for point in only.lines[0].points] == [BASELINE]
    assert only.lines[0].points[0].label == "10 人"
    assert "现有数据的合计不是全市的数，没有画入" in only.remarks


def test_going_back_and_at_most() -> None:
    book = goal_book({**BASED, "direction": "at_most"}, FIELDS)
    assert goal_trends(judged(book, 2026, [4, 4])).finding == "1 项目标有前后可比的数：1 项后退"
    same = goal_book({**BASED, "baseline": {"text": "40%", "year": 2020, "value": "40%"}}, FIELDS)
    assert goal_trends(judged(same, 2026, [4, 4])).finding == "1 项目标有前后可比的数：1 项不变"


def test_the_present_figures_belong_to_the_year_of_their_round_and_rounds_of_one_year_are_told() -> None:
    book = goal_book(RATIO, FIELDS)
    earlier = [
        EarlierBoard("2024 年上半年", 2024, judged(book, 2024, [1, 1])),
        EarlierBoard("2024 年下半年", 2024, judged(book, 2024, [2, 2])),
        EarlierBoard("2025 年补评", 2025, judged(book, 2025, [3, 3])),
    ]
    trends = goal_trends(judged(book, 2026, [4, 4]), earlier, "2025 年度")
    assert trends.year == 2025 and trends.rounds == (("2024 年下半年", 2024),)
    assert trends.remarks == ("与别的轮次同年或不早于本轮、没有列入：2024 年上半年、2025 年补评",)
    assert goal_trends(judged(book, 2026, [4, 4]), (), "2031 年度").year == 2026, "nothing is known of years to come"


def test_a_goal_counted_otherwise_then_is_another_goal() -> None:
    other = {**RATIO, "readings": [{"definition": "人数", "numerator": "b", "denominator": "b"}]}
    before = EarlierBoard("2025 年度", 2025, judged(goal_book(other, FIELDS), 2025, [1, 1]))
    trends = goal_trends(judged(goal_book(RATIO, FIELDS), 2026, [4, 4]), [before])
    assert [point.what for point in trends.goals[0].lines[0].points] == [NOW]


def test_missing_figures_are_no_zero() -> None:
    book = goal_book(BASED, FIELDS)
    trends = goal_trends(judged(book, 2026, [4, None]), [EarlierBoard("2025 年度", 2025, judged(book, 2025, [3, 3]))])
    assert [point.what for point in trends.goals[0].lines[0].points] == [BASELINE, "2025 年度"]


def test_stars_of_another_rubric_are_said_to_be_so() -> None:
    goal = {"form": "stars_share", "readings": [{"definition": "五星", "stars": 5, "counted": "all"}]}
    book = goal_book(goal, FIELDS)
    now, then = rated_stations(5, 5, street="东街"), rated_stations(5, 4, street="东街")
    other = type(then)(then.rubric, "2", then.standing, "e" * 64, then.stations)
    boards = [assess_goals(book, area_table(["东街"]), stars, year=2026) for stars in (now, then, other)]
    for before, remark in ((boards[1], False), (boards[2], True)):
        (only,) = goal_trends(boards[0], [EarlierBoard("2025 年度", 2025, before)]).goals
        assert [point.value for point in only.lines[0].points] == [Fraction(1, 2), Fraction(1)]
        assert ("2025 年度所用评分标准与本轮不同" in only.remarks) == remark


@pytest.mark.parametrize(
    ("title", "year"),
    [("2024年度（示例数据）", 2024), ("第三轮", None), ("2023—2024 年度", 2024), ("第120245号", None), ("", None)],
)
def test_the_year_of_a_title(title: str, year: int | None) -> None:
    assert year_in(title) == year
