"""Whose a turned table is: lines, rows, title, sheet, file; unknown and alike names are problems as in any table."""

from __future__ import annotations

from typing import Any

import pytest

from tests.intake.forms import N, form, score_sheet
from tests.intake.workbooks import book, codes, marks, one, read, small_form, values, xlsx

CARD = [["数据项", "单位", "填报值"], ["驻站社工数", "人", 5], ["满意度", "%", "85%"]]
ROSTER = ("名册.xlsx", xlsx([["代码", "名称"], ["001", "定海路街道社工站"], ["002", "大桥街道社工站"]]))
FIGURES = small_form("staff", "satisfied")


@pytest.mark.parametrize(
    "lines",
    [
        [["单位名称：甲站　　代码：007　　日期：2025年12月1日"]],
        [["单位名称：", "甲站", "代码：", "007"]],
        [["单位名称", "甲站", "代码", "007"]],
        [["站点名称（盖章）：甲站　2025年12月1日"], ["编号:007"]],
        [["被考评单位：_甲站_", N, "站点代码：007"]],
        [["2025年度评估表"], ["甲街道"], ["单位名称：甲站，代码：007"]],
        [["单位名称：甲站 评估人： 代码：007 评估主体："]],
    ],
)
def test_lines_above_name_the_unit(lines: list[list[Any]]) -> None:
    reported = read(FIGURES, ("a.xlsx", xlsx([*lines, *CARD])))
    assert (reported.roster.code, reported.roster.name) == (("007",), ("甲站",))
    assert values(reported, "staff") == ["5"]
    assert codes(reported) == []


def test_a_merged_value_beside_its_label() -> None:
    rows = [["单位名称", N, "甲站", N], *CARD]
    data = xlsx(rows, touch=lambda sheet: [sheet.merge_cells(area) for area in ("A1:B1", "C1:D1")])
    assert read(FIGURES, ("a.xlsx", data)).roster.name == ("甲站",)


def test_rows_of_the_table_itself_name_the_unit() -> None:
    rows = [["项目", "填报值"], ["单位名称", "甲站"], ["站点代码", "007"], ["驻站社工数", 5], ["满意度", "85%"]]
    reported = read(FIGURES, ("a.xlsx", xlsx(rows)))
    assert (reported.roster.code, reported.roster.name) == (("007",), ("甲站",))
    assert codes(reported) == []


@pytest.mark.parametrize(
    ("file", "sheet", "title", "name"),
    [("a.xlsx", "Sheet1", "2025年定海路街道社工站评估打分表", "定海路街道社工站"), ("a.xlsx", "定海路街道社工站", "评估表", "定海路街道社工站"),
     ("定海路街道社工站2025年打分表.xlsx", "Sheet1", "评估表", "定海路街道社工站"), ("a.xlsx", "甲站", "各街镇社工站评估打分表", "甲站")],
)  # fmt: skip
def test_title_sheet_and_file_name_the_unit(file: str, sheet: str, title: str, name: str) -> None:
    reported = read(FIGURES, (file, xlsx([[title], *CARD], title=sheet)))
    assert reported.roster.name == (name,)
    assert codes(reported) == []


def test_a_title_over_every_sheet_names_no_unit() -> None:
    rows = [["杨浦社工站评估打分表"], *CARD]
    reported = read(FIGURES, ("a.xlsx", book({"甲站": rows, "乙站": rows})))
    assert reported.roster.name == ("甲站", "乙站")


def test_the_files_name_counts_only_when_the_sheet_is_alone() -> None:
    reported = read(FIGURES, ("甲站.xlsx", book({"Sheet1": CARD, "Sheet2": CARD})))
    assert codes(reported).count("roster_key") == 2
    assert len(reported.roster) == 0
    assert len(reported.left_out) == 2


def test_a_sheet_of_a_rater_is_no_unit() -> None:
    rows = [["指标", "得分"], ["服务质量", 8], ["团队管理", 7]]
    reported = read(form(), ("a.xlsx", xlsx(rows, title="专家甲")))
    assert one(reported, "roster_key").severity.stops
    assert len(reported.roster) == 0


def test_names_are_matched_with_the_roster_as_rows_are() -> None:
    sheets = {"定海路": CARD, "大桥路": CARD, "五角场": CARD}
    reported = read(FIGURES, ("a.xlsx", book(sheets)), roster=ROSTER)
    assert values(reported, "staff") == ["5", None]
    assert one(reported, "station_similar").place.sheet == "大桥路"
    assert one(reported, "station_unknown").place.sheet == "五角场"
    assert {question.key for question in reported.questions} == {("station", "大桥路"), ("station", "五角场")}
    assert {where.split(" → ")[1].split("!")[0] for where, _ in reported.left_out} == {"大桥路", "五角场"}


def test_a_code_of_another_unit_is_a_conflict_at_its_cell() -> None:
    rows = [["代码", "002", "单位名称", "定海路街道社工站"], *CARD]
    reported = read(FIGURES, ("a.xlsx", xlsx(rows)), roster=ROSTER)
    assert one(reported, "station_conflict").place.cell == "D1"
    assert values(reported, "staff") == [None, None]


def test_a_code_typed_as_a_number_meets_its_zeros() -> None:
    reported = read(FIGURES, ("a.xlsx", xlsx([["代码", 1], *CARD])), roster=ROSTER)
    assert values(reported, "staff") == ["5", None]


def test_the_kind_is_read_where_there_is_no_roster() -> None:
    kinds = form().model_copy(update={"kinds": ["综合", "专项"]})
    sheets = {"甲": [["类型：综合站"], *score_sheet("甲站")], "乙": score_sheet("乙站", code="002")}
    reported = read(kinds, ("a.xlsx", book(sheets)))
    assert reported.roster.kind == ("综合", "")
    assert one(reported, "station_kind").place.sheet == "乙"


def test_a_blank_template_is_told_and_adds_no_unit() -> None:
    empty = score_sheet("", (N, N), (N, N), "")
    reported = read(form(), ("a.xlsx", book({"甲": score_sheet("甲站"), "空表": empty[:5]})))
    assert reported.roster.name == ("甲站",)
    assert one(reported, "sheet_skipped").place.sheet == "空表"
    assert ("a.xlsx → 空表!A3", "整张表未采用：这是没有填写的空表") in reported.left_out


def test_a_named_unit_that_filled_in_nothing_is_there_with_blanks() -> None:
    reported = read(form(), ("a.xlsx", xlsx(score_sheet("甲站", (N, N), (N, N))[:5])))
    assert reported.roster.name == ("甲站",)
    assert marks(reported, "quality") == {"自评": [None], "张三": [None]}
