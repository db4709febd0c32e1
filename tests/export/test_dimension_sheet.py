"""一级指标得分: subtotals as formulas over 逐项得分."""

from __future__ import annotations

from rating.export.dimension_sheet import dimension_reference, total_reference, write_dimensions
from rating.export.plan import make_plan
from tests.export.reading import sheet_of
from tests.insight.example import example, rated


def test_formulas_point_at_the_points() -> None:
    sheet = sheet_of(write_dimensions, example())
    assert [cell.value for cell in sheet[4]] == ["站点", "街道", "类型", "队伍建设", "服务成效", "总分", "满分", "资料"]
    assert sheet["D5"].value == "=ROUND(SUM('逐项得分'!C5:E5),1)"
    assert sheet["D11"].value == "=ROUND(SUM('逐项得分'!C11:E11)*15/8,1)"
    assert sheet["F5"].value == "=ROUND(SUM(D5:E5),1)"


def test_unknown_is_a_word_not_a_number() -> None:
    sheet = sheet_of(write_dimensions, example())
    assert [sheet.cell(10, column).value for column in (4, 6, 8)] == ["未定", "未定", "不完整"]


def test_a_converted_total_shows_its_conversion() -> None:
    scale = {"full_marks": 40, "decimals": 1, "round": "indicator", "convert_to": 100}
    sheet = sheet_of(write_dimensions, rated(scale=scale))
    assert (sheet["F5"].value, sheet["G5"].value) == ("=ROUND(SUM(D5:E5)*100/40,1)", 100)


def test_references_are_those_cells() -> None:
    assert dimension_reference(0, 1) == "'一级指标得分'!E5"
    assert total_reference(make_plan(example()), 2) == "'一级指标得分'!F7"
