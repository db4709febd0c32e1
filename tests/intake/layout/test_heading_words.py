"""Second headings and units that change what a column means."""

from __future__ import annotations

import pytest

from rating.intake.layout.heading_words import is_beside_the_mark, is_the_mark, other_unit
from tests.intake.workbooks import FIELDS, codes, marks, one, read, small_form, values, xlsx


@pytest.mark.parametrize(
    "label", ["满分", "分值", "权重", "扣分", "扣分原因", "扣分情况", "加分项", "评语", "备注", "佐证材料", "整改建议"]
)
def test_what_stands_beside_a_mark(label: str) -> None:
    assert is_beside_the_mark(label)


@pytest.mark.parametrize("label", ["专家甲", "张满分", "材料评审组", "基本情况", "业务标准", "指导中心", "得分", ""])
def test_what_may_be_a_rater_or_a_dimension(label: str) -> None:
    assert not is_beside_the_mark(label)


@pytest.mark.parametrize(
    ("label", "unit", "another"),
    [
        ("经费（万元）", "元", True), ("经费（单位：元）", "万元", True), ("时间（年）", "月", True), ("服务(次)", "小时", True),
        ("经费（元）", "元", False), ("人数（名）", "人", False), ("比率（%）", "", False), ("得分（分）", "分", False),
        ("经费（必填）", "元", False), ("经费", "元", False), ("年限（年）", "年限", False),
    ],
)  # fmt: skip
def test_a_unit_that_is_not_the_data_item_s(label: str, unit: str, another: bool) -> None:
    assert other_unit(label, unit) == another


def test_full_marks_and_reasons_under_a_mark_are_nobody_s_marks() -> None:
    rows = [["站点", "服务质量", None, None], [None, "满分", "得分", "扣分原因"], ["甲站", 10, 8, "缺台账"]]
    reported = read(small_form("quality"), ("专家甲.xlsx", xlsx(rows, touch=lambda sheet: sheet.merge_cells("B1:D1"))))
    assert marks(reported, "quality") == {"专家甲": ["8"]}
    assert codes(reported) == ["column_unknown", "column_unknown"]


def test_a_dimension_above_a_mark_may_be_called_anything() -> None:
    rows = [["站点", "业务情况"], [None, "服务质量"], ["甲站", 8]]
    assert marks(read(small_form("quality"), ("专家甲.xlsx", xlsx(rows))), "quality") == {"专家甲": ["8"]}


@pytest.mark.parametrize("heading", ["服务时长（天）", "服务时长（单位：年）"])
def test_another_unit_is_asked_about_never_taken(heading: str) -> None:
    reported = read(
        small_form("hours", fields={"hours": FIELDS["hours"]}), ("a.xlsx", xlsx([["站点", heading], ["甲站", 5]]))
    )
    assert "单位" in one(reported, "column_similar").found
    assert values(reported, "hours") == [None]
    assert not is_the_mark(heading)
