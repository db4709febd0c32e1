from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

from rating.insight.goal_board import GoalState, RatedStation, RatedStations, ReadingResult
from rating.insight.goal_readings import names_text, stars_reading, table_reading
from rating.rubric.file import load_goals
from tests.insight.goal_samples import NOT_APPLICABLE, area_table, goal_book, rated_stations

FIELDS = {"a": {"title": "甲"}, "b": {"title": "乙"}}
STREETS = ["东街", "西街", "南街"]


def judged(goal: dict[str, Any], names: list[str] = STREETS, **columns: Any) -> ReadingResult:
    more = {key: columns.pop(key) for key in ("scope", "unit") if key in columns}
    book = goal_book(goal, FIELDS, **more)
    return table_reading(book, book.goals[0], book.goals[0].readings[0], area_table(names, **columns))


def ratio(**more: Any) -> dict[str, Any]:
    return {"readings": [{"definition": "甲 ÷ 乙", "numerator": "a", "denominator": "b"}], **more}


def total(target: int, **more: Any) -> dict[str, Any]:
    stated = {
        "form": "total",
        "unit": "人",
        "decimals": 0,
        "target": {"text": str(target), "year": 2025, "value": target},
    }
    return {**stated, "readings": [{"definition": "甲", "numerator": "a"}], **more}


def coverage(**reading: Any) -> dict[str, Any]:
    target = {"text": "100%", "year": 2025, "value": "100%"}
    return {"form": "coverage", "target": target, "readings": [{"definition": "口径", **reading}]}


def minimum(**reading: Any) -> dict[str, Any]:
    target = {"text": "1", "year": 2025, "value": 1}
    keys = {"form": "minimum_per_unit", "unit": "人", "counted_unit": "家机构", "target": target}
    return {**keys, "readings": [{"definition": "口径", **reading}]}


def test_sums_come_before_division_never_an_average_of_rates() -> None:
    """1 of 1 and 9 of 99: the average of the rates is 54.5 %, the share of the persons is 10 %."""
    result = judged(ratio(), ["东街", "西街"], a=[1, 9], b=[1, 99])
    assert result.value == Fraction(1, 10)
    assert result.state is GoalState.NOT_MET
    assert (result.numerator, result.denominator, result.gap) == (10, 100, 40)
    assert result.gap_text == "还差 40 人"
    assert result.failing == ("西街",)


def test_missing_data_make_it_unknown_and_are_named_never_zero() -> None:
    result = judged(ratio(), a=[50, 50, None], b=[50, 50, 1])
    assert result.state is GoalState.UNKNOWN
    assert (result.value, result.shown, result.gap) == (None, "", None)
    assert result.missing == ("南街",)
    assert result.reason == "缺少数据：「甲」缺 1 个（南街）"


def test_a_column_that_nobody_has_is_told_in_one_word() -> None:
    assert judged(ratio(), a=[1, 1, 1]).reason == "缺少数据：「乙」全部没有"


def test_a_partly_known_total_tells_what_is_there() -> None:
    result = judged(total(5), a=[10, None, 10])
    assert result.state is GoalState.UNKNOWN
    assert result.value is None
    assert result.remarks == ("已有 2 个街镇的数据，合计 20 人",)


def test_not_applicable_streets_leave_numerator_and_denominator() -> None:
    result = judged(ratio(), a=[5, NOT_APPLICABLE, 5], b=[10, 1000, 10])
    assert result.value == Fraction(1, 2)
    assert result.state is GoalState.MET
    assert result.left_out == ("西街",)
    assert result.remarks == ("1 个街镇为合理缺项，未计入：西街",)


def test_all_not_applicable_cannot_be_judged() -> None:
    result = judged(ratio(), a=[NOT_APPLICABLE] * 3, b=[NOT_APPLICABLE] * 3)
    assert (result.state, result.reason) == (GoalState.UNKNOWN, "全部为合理缺项")


def test_zero_people_cannot_be_judged() -> None:
    result = judged(ratio(), a=[0, 0, 0], b=[0, 0, 0])
    assert (result.state, result.reason) == (GoalState.UNKNOWN, "分母为 0，无法计算")


def test_no_streets_at_all() -> None:
    result = judged(total(5), [], a=[])
    assert (result.state, result.reason) == (GoalState.UNKNOWN, "没有数据")


def test_coverage_counts_streets_and_not_stations() -> None:
    """220 stations in 215 streets do not cover a street that has none."""
    result = judged(coverage(covered="a >= 1"), a=[5, 1, 0])
    assert result.value == Fraction(2, 3)
    assert result.state is GoalState.NOT_MET
    assert result.failing == ("南街",)
    assert result.shown == "66.7%"


def test_a_surplus_in_one_street_does_not_hide_the_lack_in_another() -> None:
    result = judged(coverage(numerator="a", denominator="b"), a=[11, 9, 10], b=[10, 10, 10])
    assert result.value == 1
    assert result.state is GoalState.UNKNOWN
    assert result.reason == "东街的分子大于分母，请核对"


def test_102_percent_is_shown_and_not_capped() -> None:
    result = judged(coverage(numerator="a", denominator="b"), ["东街"], a=[51], b=[50])
    assert result.shown == "102.0%"
    assert result.state is GoalState.UNKNOWN


def test_a_condition_that_divides_by_zero_is_not_dropped() -> None:
    result = judged(coverage(covered="a / b >= 1"), a=[1, 1, 1], b=[1, 1, 0])
    assert (result.state, result.reason) == (GoalState.UNKNOWN, "南街的分母为 0，无法计算")


def test_nine_of_ten_homes_is_not_met_even_with_plenty_on_average() -> None:
    result = judged(minimum(numerator="a", denominator="b"), a=[4, 3, 2], b=[4, 3, 3])
    assert result.state is GoalState.NOT_MET
    assert result.failing == ("南街",)
    assert (result.shown, result.gap_text) == ("9 / 10 家机构", "还差 1 家机构")


def test_one_home_without_is_enough_to_know_even_while_data_are_missing() -> None:
    result = judged(minimum(numerator="a", denominator="b"), a=[4, 2, None], b=[4, 3, 3])
    assert result.state is GoalState.NOT_MET
    assert result.missing == ("南街",)
    assert judged(minimum(numerator="a", denominator="b"), a=[4, None], b=[4, 3], names=["东街", "西街"]).state is (
        GoalState.UNKNOWN
    )


def test_the_lowest_figure_of_each_street() -> None:
    result = judged(minimum(lowest="a"), a=[5, 0, 2])
    assert result.state is GoalState.NOT_MET
    assert result.value == 0
    assert result.failing == ("西街",)
    assert judged(minimum(lowest="a"), a=[5, 1, 2]).state is GoalState.MET


def test_a_street_without_homes_promises_nothing() -> None:
    result = judged(minimum(numerator="a", denominator="b"), a=[4, 0, 2], b=[4, 0, 2])
    assert result.state is GoalState.MET
    assert [unit.state for unit in result.units] == [GoalState.MET, None, GoalState.MET]


def test_part_of_the_city_cannot_fall_short_of_the_whole_citys_total() -> None:
    scope = {"title": "全市街镇", "units": 215, "clause": {"source": "plan", "text": "215"}}
    short = judged(total(100), a=[10, 10, 10], scope=scope)
    assert short.state is GoalState.UNKNOWN
    assert short.reason == "目标为全市街镇合计（215 个），现有 3 个街镇的数据，不能判断"
    assert short.value == 30
    assert judged(total(30), a=[10, 10, 10], scope=scope).state is GoalState.MET
    rate = judged(ratio(), a=[1, 1, 1], b=[9, 9, 9], scope=scope)
    assert rate.state is GoalState.NOT_MET
    assert rate.remarks == ("只按现有 3 个街镇对照（全市街镇 215 个）",)
    assert judged(total(100), a=[10, 10, 10], scope={**scope, "units": 3}).state is GoalState.NOT_MET


def test_a_promise_to_every_street_is_judged_street_by_street() -> None:
    result = judged(ratio(level="street"), a=[9, 9, 1], b=[10, 10, 10])
    assert result.value == Fraction(19, 30)
    assert result.state is GoalState.NOT_MET
    assert result.gap_text == "还有 1 个街镇未达到"
    assert judged(ratio(level="street"), a=[9, 9, 5], b=[10, 10, 10]).state is GoalState.MET


def stars(counted: str, rated: RatedStations | None, **more: Any) -> ReadingResult:
    reading = {"definition": "口径", "stars": 5, "counted": counted, **more}
    book = goal_book({"form": "stars_share", "counted_unit": "个站", "readings": [reading]}, FIELDS)
    return stars_reading(book.goals[0], book.goals[0].readings[0], rated)


def test_five_star_share_over_all_or_over_rated_stations() -> None:
    rated = rated_stations(5, 5, 4, None)
    every = stars("all", rated)
    assert (every.value, every.state) == (Fraction(1, 2), GoalState.MET)
    assert every.remarks == ("1 个站未评定：站3",)
    assert stars("rated", rated).value == Fraction(2, 3)


def test_18_of_37_is_not_half() -> None:
    result = stars("all", rated_stations(*([5] * 18 + [4] * 19)))
    assert (result.state, result.shown, result.gap_text) == (GoalState.NOT_MET, "48.6%", "还差 1 个站")


def test_no_ratings_no_share() -> None:
    assert stars("all", None).reason == "没有评定结果，无法计算星级占比"
    assert stars("rated", rated_stations(None, None)).reason == "没有可计入的站点"
    assert stars("all", RatedStations("标准", "1", "example", "f", ())).state is GoalState.UNKNOWN


def test_stations_of_no_single_street_stand_last() -> None:
    stations = (
        RatedStation("B", "滨江站", "治理专项", "", 5),
        RatedStation("W", "西街站", "综合", "西街", 4),
        RatedStation("E", "东街站", "综合", "东街", 5),
    )
    result = stars("all", RatedStations("标准", "1", "example", "f", stations))
    assert [unit.name for unit in result.units] == ["西街", "东街", "（不属于单个街镇）"]
    assert [unit.shown for unit in result.units] == ["0.0%", "100.0%", "100.0%"]
    only = stars("all", RatedStations("标准", "1", "example", "f", stations), kinds=["综合"])
    assert only.denominator == 2


def test_long_lists_are_counted() -> None:
    assert names_text(["甲", "乙"]) == "甲、乙"
    assert names_text([str(number) for number in range(215)]) == "0、1、2、3、4 等 215 个"


def test_stars_that_cannot_be_counted_say_why() -> None:
    book = load_goals(Path(__file__).parents[2] / "rubrics" / "goals" / "yichang.yaml")
    goal = next(goal for goal in book.goals if goal.form == "stars_share")
    found = stars_reading(goal, goal.readings[0], rated_stations(5), "不是这里的站点")
    assert (found.state, found.value, found.reason) == (GoalState.UNKNOWN, None, "不是这里的站点")
