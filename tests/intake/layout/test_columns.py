"""Headers: code, title, alias, normalised; nearest only as a question; points checked."""

from __future__ import annotations

import pytest

from tests.intake.workbooks import codes, marks, one, read, small_form, values, xlsx


@pytest.mark.parametrize(
    "header",
    [
        "staff", "驻站社工数", "专职社工数", "驻站社工数（人）", "驻站 社工数", "驻站社工数\n(单位：人)", "*驻站社工数", "驻站社工数：",
        "驻站社工数【人】", "驻站社工数（必填）", "ＳＴＡＦＦ", "驻站社工数（8分）",
    ],
)  # fmt: skip
def test_ways_to_write_one_header(header: str) -> None:
    reported = read(small_form("staff"), ("a.xlsx", xlsx([["站点", header], ["甲站", 5]])))
    assert values(reported, "staff") == ["5"]
    assert not [code for code in codes(reported) if code.startswith("column") and code != "column_points"]


@pytest.mark.parametrize("header", ["驻站社工人数", "驻站社工", "驻站社工数量", "专职社工人数"])
def test_a_similar_header_is_a_question_never_an_answer(header: str) -> None:
    reported = read(small_form("staff"), ("a.xlsx", xlsx([["站点", header], ["甲站", 5]])))
    problem = one(reported, "column_similar")
    assert (problem.severity, problem.place.cell, problem.field) == ("question", "B1", "staff")
    assert values(reported, "staff") == [None]


def test_an_unknown_column_is_noticed_and_no_question_when_the_field_is_there() -> None:
    rows = [["站点", "驻站社工数", "驻站社工人数", "备注"], ["甲站", 5, 6, "无"]]
    reported = read(small_form("staff"), ("a.xlsx", xlsx(rows)))
    assert codes(reported) == ["column_unknown", "column_unknown"]
    assert values(reported, "staff") == ["5"]


def test_a_field_in_two_columns_is_refused() -> None:
    reported = read(small_form("staff"), ("a.xlsx", xlsx([["站点", "驻站社工数", "专职社工数"], ["甲站", 5, 6]])))
    assert one(reported, "column_duplicate").place.cell == "C1"


@pytest.mark.parametrize(
    ("header", "asked"), [("服务质量（10分）", 0), ("服务质量(8分)", 1), ("服务质量 满分8分", 1), ("服务质量10分", 0)]
)
def test_points_in_the_header_are_checked(header: str, asked: int) -> None:
    reported = read(small_form("quality"), ("专家甲.xlsx", xlsx([["站点", header], ["甲站", 5]])))
    assert codes(reported).count("column_points") == asked
    assert marks(reported, "quality") == {"专家甲": ["5"]}


def test_a_missing_field_is_one_warning() -> None:
    reported = read(small_form("staff", "hours"), ("a.xlsx", xlsx([["站点", "驻站社工数"], ["甲", 5], ["乙", 6]])))
    assert one(reported, "column_missing").field == "hours"
    assert codes(reported) == ["column_missing"]
    assert (reported.columns["hours"].row == -1).all()


def test_a_derived_field_is_not_read() -> None:
    rubric = small_form("staff", "hours", "per_head")
    reported = read(rubric, ("a.xlsx", xlsx([["站点", "驻站社工数", "服务时长", "人均时长"], ["甲", 5, 10, 99]])))
    assert "per_head" not in reported.columns
    assert codes(reported) == ["column_unknown"]


def test_a_dimension_title_over_its_indicator_is_no_rater() -> None:
    rows = [["站点", "服务质效", None], [None, "服务质量", "团队管理"], ["甲站", 8, 7]]
    reported = read(
        small_form("quality", "team"),
        ("专家甲评分表.xlsx", xlsx(rows, touch=lambda sheet: sheet.merge_cells("B1:C1"))),
    )
    assert marks(reported, "quality") == {"专家甲": ["8"]}
