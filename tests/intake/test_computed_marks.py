"""Averages and sums beside the marks are nobody's marks."""

from __future__ import annotations

import pytest

from rating.intake.computed_marks import computed_sheets, is_computed
from tests.intake.workbooks import book, codes, marks, one, read, small_form, xlsx


@pytest.mark.parametrize(
    "name", ["平均分", "专家平均", "均分", "合计", "总分", "最终得分", "综合分", "名次", "去掉最高最低后平均", "平 均"]
)
def test_words_over_what_was_reckoned(name: str) -> None:
    assert is_computed(name)


@pytest.mark.parametrize("name", ["专家甲", "高均安", "张平", "均安镇评估组", "指导中心", "得分", ""])
def test_names_of_people_and_groups(name: str) -> None:
    assert not is_computed(name)


def test_a_file_s_only_marks_are_taken_whatever_the_sheet_is_called() -> None:
    assert computed_sheets(["汇总"]) == frozenset()
    assert computed_sheets(["专家甲", "专家乙", "汇总"]) == {"汇总"}


def test_an_average_never_counts_as_one_more_rater() -> None:
    rows = [["站点", "专家甲：服务质量", "专家乙：服务质量", "平均分：服务质量"], ["甲站", 8, 6, 7]]
    reported = read(small_form("quality"), ("评分.xlsx", xlsx(rows)))
    assert marks(reported, "quality") == {"专家甲": ["8"], "专家乙": ["6"]}
    assert one(reported, "marks_computed").place.cell == "D1"
    assert len(reported.left_out) == 1


def test_a_sheet_of_averages_that_names_its_rater_is_his() -> None:
    two = [["站点", "服务质量"], ["甲站", 8]]
    named = [["评估人：王五"], ["站点", "服务质量"], ["甲站", 7]]
    reported = read(small_form("quality"), ("评分.xlsx", book({"专家甲": two, "汇总": named})))
    assert marks(reported, "quality") == {"专家甲": ["8"], "王五": ["7"]}
    assert codes(reported) == []


def test_an_empty_column_of_averages_is_not_even_told() -> None:
    rows = [["站点", "专家甲：服务质量", "平均分：服务质量"], ["甲站", 8, None]]
    assert codes(read(small_form("quality"), ("评分.xlsx", xlsx(rows)))) == []
