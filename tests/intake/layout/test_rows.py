"""Rows that speak of stations, and rows that do not, however alike they look."""

from __future__ import annotations

from typing import Any

import pytest

from rating.intake.layout.station_matching import kind_of
from tests.intake.workbooks import codes, one, read, small_form, xlsx

LEFT_OUT = ["合计", "小 计", "总计", "平均分", "最高分", "填表人：张三", "审核人：李四", "（签名）", "单位（盖章）", "注：以上数据截至年底",
            "注1.数据来自台账", "备注：无", "日期：2025年1月", "1.本表由站点填写，街道审核后报区"]  # fmt: skip


@pytest.mark.parametrize("text", LEFT_OUT)
def test_rows_that_are_no_station_are_listed(text: str) -> None:
    reported = read(
        small_form("hours"), ("a.xlsx", xlsx([["站点", "街道", "服务时长"], ["甲站", "甲街道", 5], [text, None, None]]))
    )
    assert reported.roster.name == ("甲站",)
    assert codes(reported) == ["row_left_out"]
    assert text.strip()[:5] in reported.left_out[0][1]
    assert reported.left_out[0][0] == "a.xlsx → Sheet1!A3"


@pytest.mark.parametrize(
    "name",
    ["平均村站", "合计路街道", "注溪镇社工站", "日期路站", "审美社区服务站", "备南路", "得分路站", "单位大院社区"],
)
def test_stations_with_unlucky_names_stay(name: str) -> None:
    reported = read(small_form("hours"), ("a.xlsx", xlsx([["站点", "服务时长"], [name, 5]])))
    assert reported.roster.name == (name,)


def test_a_name_that_looks_like_a_total_stays_when_the_roster_has_it() -> None:
    roster = ("名册.xlsx", xlsx([["代码", "名称"], ["1", "数据来源社区站"]]))
    reported = read(small_form("hours"), ("a.xlsx", xlsx([["站点", "服务时长"], ["数据来源社区站", 5]])), roster=roster)
    assert codes(reported) == []


def test_numbered_but_empty_rows_are_listed_without_fuss() -> None:
    rows: list[list[Any]] = [["序号", "站点", "服务时长"], [1, "甲站", 5], [2, None, None], [3, None, None]]
    reported = read(small_form("hours"), ("a.xlsx", xlsx(rows)))
    assert reported.roster.name == ("甲站",)
    assert set(codes(reported)) == {"row_left_out"}


def test_a_total_left_of_the_unit_column() -> None:
    rows = [["区", "站点", "服务时长"], ["杨浦区", "甲站", 5], ["合计", "1个", 5]]
    assert read(small_form("hours"), ("a.xlsx", xlsx(rows))).roster.name == ("甲站",)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("综合", "综合"),
        ("综合社工站", "综合"),
        ("未 成年人保护", "未成年人保护"),
        ("综合、未成年人保护", ""),
        ("其他", ""),
        ("", ""),
    ],
)
def test_kinds(typed: str, kind: str) -> None:
    assert kind_of(typed, ["综合", "未成年人保护"]) == kind
    assert kind_of(typed, []) == ""
    assert kind_of(typed, ["综合"]) == "综合"


def test_a_header_repeated_on_a_late_page_is_no_station() -> None:
    rows: list[list[Any]] = [
        ["站点", "服务时长"],
        *([f"第{number}站", 1] for number in range(600)),
        ["站点", "服务时长"],
        ["末站", 2],
    ]
    reported = read(small_form("hours"), ("a.xlsx", xlsx(rows)))
    assert len(reported.roster) == 601
    assert [where for where, _ in reported.left_out] == ["a.xlsx → Sheet1!A602"]


@pytest.mark.parametrize(("error", "code"), [("#N/A", "value_error_cell"), ("#REF!", "value_error_cell")])
def test_an_error_value_is_no_name(error: str, code: str) -> None:
    reported = read(small_form("hours"), ("a.xlsx", xlsx([["站点", "服务时长"], [error, 5], ["乙站", 6]])))
    assert (one(reported, code).place.cell, reported.roster.name) == ("A2", ("乙站",))


def test_the_office_and_the_date_below_a_table_are_left_out_but_a_nameless_number_is_asked_about() -> None:
    below = [[None, "指导中心"], [None, "2025年12月8日"]]
    rows = [["站点", "服务时长"], ["甲站", 5], *below]
    assert [where for where, _ in read(small_form("hours"), ("a.xlsx", xlsx(rows))).left_out] == ["a.xlsx → Sheet1!B3", "a.xlsx → Sheet1!B4"]  # fmt: skip
    assert one(read(small_form("hours"), ("a.xlsx", xlsx([*rows, [None, 6]]))), "roster_key").place.cell == "A5"
    assert one(read(small_form("hours"), ("a.xlsx", xlsx([rows[0], below[0], rows[1]]))), "row_left_out")
    middle = xlsx([*rows[:2], ["丙站", 7], [None, "不详"], ["乙站", 6]])
    assert one(read(small_form("hours"), ("a.xlsx", middle)), "roster_key").place.cell == "A4"


@pytest.mark.parametrize("caption", ["二、人数", "（一）综合站", "第一组", "2025年12月8日", "第3批（街道）"])
def test_a_caption_between_rows_is_no_station(caption: str) -> None:
    rows = [["站点", "服务时长"], ["甲站", 5], [caption], ["乙站", 6]]
    reported = read(small_form("hours"), ("a.xlsx", xlsx(rows)))
    assert reported.roster.name == ("甲站", "乙站")
    assert one(reported, "row_left_out").place.cell == "A3"


@pytest.mark.parametrize("total", ["合计：", "合计（2个站）", "总计:", "合 计 ："])
def test_totals_with_a_colon_or_a_count(total: str) -> None:
    reported = read(small_form("hours"), ("a.xlsx", xlsx([["站点", "服务时长"], ["甲站", 5], [total, 5]])))
    assert one(reported, "row_left_out").place.cell == "A3"
