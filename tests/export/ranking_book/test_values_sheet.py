"""填报值: typed figures in blue, only sensible entries allowed."""

from __future__ import annotations

from rating.export.ranking_book.values_sheet import write_values
from rating.export.style import TYPED
from tests.export.reading import sheet_of
from tests.insight.example import example


def test_figures_as_read_beside_what_is_made_of_them() -> None:
    sheet = sheet_of(write_values, example())
    assert [sheet.cell(5, column).value for column in range(1, 7)] == ["S1", "甲站", "综合", 10, 10, 50]
    assert sheet["D5"].font.color.rgb[-6:] == TYPED[1:]
    assert sheet["E10"].value is None
    assert sheet["F11"].value == "合理缺项"
    assert "换算" in [cell.value for cell in sheet[3]]


def test_only_what_the_formulas_understand_may_be_typed() -> None:
    rules = sheet_of(write_values, example()).data_validations.dataValidation
    assert any(rule.type == "list" and "是" in str(rule.formula1) for rule in rules)
    assert any(rule.type == "custom" and "ISNUMBER(D5)" in str(rule.formula1) for rule in rules)


def test_what_is_reckoned_is_not_printed() -> None:
    assert "$A$1:$M$13" in str(sheet_of(write_values, example()).print_area)
