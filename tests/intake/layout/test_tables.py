"""Finding the table: titles above, several header rows, several tables, rows that are no data."""

from __future__ import annotations

from typing import Any

import pytest

from tests.intake.workbooks import book, codes, form, marks, one, read, small_form, values, xlsx


def test_title_rows_above_and_signatures_below() -> None:
    rows = [
        ["杨浦区社工站评估数据表（示例）"],
        ["被考评单位：", None, None, "2025年 月 日"],
        [],
        ["序号", "站点名称", "驻站社工数（人）", "服务时长"],
        [1, "甲站", 5, 100],
        [],
        [2, "乙站", 6, 120],
        ["小计", None, 11, 220],
        [3, "丙站", 7, 130],
        [None, "合 计", 18, 350],
        ["平均", None, 6, 116.7],
        ["填表人：张三", None, None, "审核人：李四"],
        ["（公章）"],
        ["注：本表一式两份"],
    ]
    reported = read(small_form("staff", "hours"), ("a.xlsx", xlsx(rows)))
    assert reported.roster.name == ("甲站", "乙站", "丙站")
    assert values(reported, "staff") == ["5", "6", "7"]
    assert codes(reported) == ["row_left_out"] * 6
    assert [where.split("!")[-1] for where, _ in reported.left_out] == ["A8", "B10", "A11", "A12", "A13", "A14"]
    assert [int(row) for row in reported.columns["staff"].row] == [4, 6, 8]


def test_a_table_that_starts_anywhere() -> None:
    blank: list[Any] = [None] * 5
    rows = [*[[]] * 40, [*blank, "站点", None, "服务时长"], [*blank, "甲站", None, 3]]
    reported = read(small_form("hours"), ("a.xlsx", xlsx(rows)))
    assert values(reported, "hours") == ["3"]
    assert (int(reported.columns["hours"].row[0]), int(reported.columns["hours"].col[0])) == (41, 7)


def test_two_header_rows_merged() -> None:
    rows = [
        ["站点", "队伍建设", None, "服务"],
        [None, "驻站社工数", "成立日期", "服务时长"],
        ["甲站", 5, "2024-01-01", 3],
    ]

    def touch(sheet: Any) -> None:
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("B1:C1")

    reported = read(small_form("staff", "founded", "hours"), ("a.xlsx", xlsx(rows, touch=touch)))
    assert (values(reported, "staff"), values(reported, "hours")) == (["5"], ["3"])
    assert codes(reported) == []


def test_three_header_rows_and_a_joined_title() -> None:
    fields = {
        "now": {"title": "2025年服务人数"},
        "then": {"title": "2024年服务人数"},
    }
    rows = [["站点", "服务情况"], [None, "2024年", "2025年"], [None, "服务人数", "服务人数"], ["甲站", 5, 6]]

    def touch(sheet: Any) -> None:
        sheet.merge_cells("A1:A3")
        sheet.merge_cells("B1:C1")

    leaf = {
        "code": "x",
        "title": "x",
        "full_marks": "9",
        "value": "now",
        "rule": {"linear": {"zero": "0", "full": "9"}},
    }
    rubric = form(fields=fields, dimensions=[{"code": "d", "title": "d", "indicators": [leaf]}])
    reported = read(rubric, ("a.xlsx", xlsx(rows, touch=touch)))
    assert (values(reported, "then"), values(reported, "now")) == (["5"], ["6"])


def test_units_in_a_row_under_the_header_are_no_station() -> None:
    rows = [["站点", "驻站社工数", "服务时长"], [None, "人", "小时"], ["甲站", 5, 3]]
    reported = read(small_form("staff", "hours"), ("a.xlsx", xlsx(rows)))
    assert reported.roster.name == ("甲站",)
    assert codes(reported) == ["row_left_out"]


def test_a_full_marks_row_under_the_header_is_no_station() -> None:
    rows = [["站点", "服务质量"], ["满分", 10], ["甲站", 9]]
    assert read(small_form("quality"), ("专家甲.xlsx", xlsx(rows))).roster.name == ("甲站",)


def test_several_tables_in_one_sheet_and_a_repeated_header() -> None:
    rows = [
        ["站点", "驻站社工数"], ["甲站", 5], ["站点", "驻站社工数"], ["乙站", 6], [],
        ["站点", "服务时长"], ["甲站", 30], ["乙站", 40],
    ]  # fmt: skip
    reported = read(small_form("staff", "hours"), ("a.xlsx", xlsx(rows)))
    assert (values(reported, "staff"), values(reported, "hours")) == (["5", "6"], ["30", "40"])
    assert codes(reported) == []


def test_several_sheets_some_without_a_table_some_hidden() -> None:
    def touch(found: Any) -> None:
        found["草稿"].sheet_state = "hidden"

    data = book(
        {
            "填表说明": [["名称一栏请填写全称"], ["服务时长填小时"]],
            "队伍": [["站点", "驻站社工数"], ["甲站", 5]],
            "服务": [["站点", "服务时长"], ["甲站", 50]],
            "草稿": [["站点", "服务时长"], ["甲站", 1]],
        },
        touch,
    )
    reported = read(small_form("staff", "hours"), ("a.xlsx", data))
    assert (values(reported, "staff"), values(reported, "hours")) == (["5"], ["50"])
    assert one(reported, "sheet_hidden").place.sheet == "草稿"
    assert one(reported, "sheet_skipped").place.sheet == "填表说明"
    assert ("a.xlsx → 填表说明", "整张工作表未采用：没有找到数据表") in reported.left_out


def test_hidden_rows_and_columns_are_read_and_told() -> None:
    def touch(sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True

    reported = read(small_form("hours"), ("a.xlsx", xlsx([["站点", "服务时长"], ["甲", 1], ["乙", 2]], touch=touch)))
    assert values(reported, "hours") == ["1", "2"]
    assert "第 3 行" in one(reported, "rows_hidden").found


@pytest.mark.parametrize(
    "rows", [[["甲", 1], ["乙", 2]], [["说明"]], [["站点名称"], ["甲"]], [["姓名", "电话"], ["张三", 1]]]
)
def test_no_table_is_refused(rows: list[Any]) -> None:
    assert "table_missing" in codes(read(small_form("hours"), ("a.xlsx", xlsx(rows))), "refusal")


def test_data_without_a_unit_is_refused_not_dropped() -> None:
    reported = read(small_form("hours"), ("a.xlsx", xlsx([["站点", "服务时长"], ["甲", 1], [None, 2], ["乙", 3]])))
    assert one(reported, "roster_key").place.cell == "A3"
    assert reported.roster.name == ("甲", "乙")


def test_blank_columns_between() -> None:
    rows = [["站点", None, "服务时长", None, None, "驻站社工数"], ["甲站", None, 1, None, None, 5]]
    reported = read(small_form("staff", "hours"), ("a.xlsx", xlsx(rows)))
    assert (values(reported, "staff"), values(reported, "hours")) == (["5"], ["1"])


def test_a_heading_row_above_tells_raters_apart_without_merges() -> None:
    rows = [
        ["", "", "专家甲", "", "专家乙", ""],
        ["代码", "站点", "服务质量", "团队管理", "服务质量", "团队管理"],
        ["01", "甲站", 8, 7, 6, 5],
    ]
    reported = read(small_form("quality", "team"), ("评分.xlsx", xlsx(rows)))
    assert marks(reported, "quality") == {"专家甲": ["8"], "专家乙": ["6"]}
    assert marks(reported, "team") == {"专家甲": ["7"], "专家乙": ["5"]}


def test_a_title_merged_beyond_the_table() -> None:
    def touch(sheet: Any) -> None:
        sheet.merge_cells("A1:H1")
        sheet.merge_cells("B2:F2")

    rows = [["数据表"], ["站点", "服务时长"], ["甲站", 3]]
    assert values(read(small_form("hours"), ("a.xlsx", xlsx(rows, touch=touch))), "hours") == ["3"]
