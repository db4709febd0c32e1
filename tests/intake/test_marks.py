"""Marks to their raters, row by row; blanks that nobody had to fill say nothing."""

from __future__ import annotations

from tests.intake.workbooks import codes, marks, one, read, small_form, xlsx


def test_blank_adjudications_are_no_problem() -> None:
    rows = [["站点", "专家甲：服务质量", "复核：服务质量", "复核理由"], ["甲", 8, None, None], ["乙", 7, 9, "依据充分"]]
    reported = read(small_form("quality"), ("a.xlsx", xlsx(rows)))
    assert codes(reported) == []
    assert list(reported.adjudicated) == [(1, "quality")]


def test_only_blanks_of_raters_in_charge_are_problems() -> None:
    rows = [
        ["站点", "评估人", "评估主体", "服务质量"],
        ["甲", "张三", "专家", None], ["甲", "王五", "指导中心", None], ["乙", "张三", "专家", 5], ["乙", "复核", None, None],
    ]  # fmt: skip
    reported = read(small_form("quality"), ("a.xlsx", xlsx(rows)))
    assert [(problem.code, problem.place.cell) for problem in reported.problems] == [("value_blank", "D2")]
    assert marks(reported, "quality") == {"张三": [None, "5"]}


def test_files_without_any_name_in_them_are_raters_by_their_file_names() -> None:
    files = [
        ("评分表.xlsx", xlsx([["站点", "服务质量"], ["甲", 8]])),
        ("评分表.xlsx", xlsx([["站点", "服务质量"], ["甲", 6]])),
    ]
    reported = read(small_form("quality"), *files)
    assert sorted(values[0] or "" for values in marks(reported, "quality").values()) == ["6", "8"]
    assert codes(reported) == []


RATER_COLUMN = [
    ["站点", "评估人", "服务质量", "团队管理"],
    ["甲站", "专家甲", 8, 7],
    ["乙站", None, 6, 5],
    ["丙站", "", None, None],
]


def test_a_blank_rater_is_refused_at_its_cell_and_never_named_after_the_file() -> None:
    reported = read(small_form("quality", "team"), ("专家评分表.xlsx", xlsx(RATER_COLUMN)))
    problem = one(reported, "rater_unknown")
    assert (problem.place.file, problem.place.cell, problem.severity.stops) == ("专家评分表.xlsx", "B3", True)
    assert [rater.name for rater in reported.raters] == ["专家甲"]
    assert marks(reported, "quality") == {"专家甲": ["8", None, None]}
    assert any("B3" in where and "没有写评估人" in why for where, why in reported.left_out)


def test_a_merged_rater_holds_for_the_rows_below() -> None:
    rows = [["站点", "评估人", "服务质量"], ["甲站", "专家甲", 8], ["乙站", None, 6]]
    data = xlsx(rows, touch=lambda sheet: sheet.merge_cells("B2:B3"))
    reported = read(small_form("quality"), ("评分表.xlsx", data))
    assert marks(reported, "quality") == {"专家甲": ["8", "6"]}
    assert "rater_unknown" not in codes(reported)
