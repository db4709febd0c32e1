"""Figures that units report: rolled up where the form says so, else once for each unit."""

from __future__ import annotations

from tests.intake.workbooks import FIELDS, codes, read, small_form, values, xlsx


def test_figures_of_several_rows_of_a_unit_are_rolled_up() -> None:
    fields = {"hours": {**FIELDS["hours"], "roll_up": {"how": "sum"}}}
    rows = [["站点", "服务时长"], ["甲站", 5], ["甲站", 7], ["乙站", 1]]
    reported = read(small_form("hours", fields=fields), ("a.xlsx", xlsx(rows)))
    assert values(reported, "hours") == ["12", "1"]
    assert codes(reported) == []


def test_text_beside_marks_of_several_raters_counts_once() -> None:
    rows = [["站点", "评估人", "服务质量", "特色做法"], ["甲", "专家甲", 8, "好"], ["甲", "专家乙", 7, "更好"]]
    reported = read(small_form("quality", "feature"), ("a.xlsx", xlsx(rows)))
    assert reported.columns["feature"].text.tolist() == ["好"]
