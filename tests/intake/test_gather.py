"""One file after another: which tables count, whose marks they are, what may repeat."""

from __future__ import annotations

from tests.intake.workbooks import book, codes, marks, one, read, small_form, values, xlsx


def test_a_sheet_of_figures_beside_sheets_of_marks() -> None:
    data = book({"专家甲": [["站点", "服务质量"], ["甲", 8]], "填报": [["站点", "驻站社工数"], ["甲", 5]]})
    reported = read(small_form("quality", "staff"), ("a.xlsx", data))
    assert values(reported, "staff") == ["5"]
    assert marks(reported, "quality") == {"专家甲": ["8"]}
    assert codes(reported) == []


def test_a_table_whose_columns_only_resemble_asks_instead_of_being_skipped() -> None:
    reported = read(small_form("staff"), ("a.xlsx", xlsx([["站点", "驻站社工人数"], ["甲", 5]])))
    assert codes(reported) == ["column_similar"]
    assert reported.roster.name == ("甲",)


def test_marks_of_a_role_that_is_not_in_charge_are_refused_and_listed() -> None:
    reported = read(small_form("quality"), ("指导中心.xlsx", xlsx([["站点", "服务质量"], ["甲", 8]])))
    assert "指导中心" in one(reported, "rater_unknown").found
    assert codes(reported) == ["rater_unknown"]
    assert reported.marks == {}
    assert len(reported.left_out) == 1


def test_an_empty_column_of_a_role_that_is_not_in_charge_says_nothing() -> None:
    rows = [["站点", "服务质量", "团队管理"], ["甲", None, 8]]
    reported = read(small_form("quality", "team"), ("指导中心.xlsx", xlsx(rows)))
    assert codes(reported) == ["column_missing"]
    assert marks(reported, "team") == {"指导中心": ["8"]}


def test_text_columns_beside_the_marks_of_several_raters() -> None:
    rows = [["站点", "评估人", "服务质量", "特色做法"], ["甲", "专家甲", 8, "好"], ["甲", "专家乙", 7, "好"]]
    reported = read(small_form("quality", "feature"), ("a.xlsx", xlsx(rows)))
    assert marks(reported, "quality") == {"专家甲": ["8"], "专家乙": ["7"]}
    assert reported.columns["feature"].text.tolist() == ["好"]
