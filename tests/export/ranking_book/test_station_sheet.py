"""个站反馈: one station by drop-down, looked up by formulas."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from rating.export.excel import export_excel
from tests.export.recalculated import recalculated
from tests.insight.example import EXAMPLE, example, rated


def test_it_opens_on_the_best_station(tmp_path: Path) -> None:
    export_excel(example(), tmp_path / "结果.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "结果.xlsx", data_only=True)["个站反馈"]
    assert sheet["B4"].value == "S1 甲站"
    assert [sheet.cell(7, column).value for column in range(1, 7)] == ["东街道", "综合", 38.8, 5, 1, "★★★★★"]
    assert sheet.page_setup.orientation == "portrait"


@pytest.mark.office
def test_another_choice_shows_another_station(tmp_path: Path) -> None:
    """丁站: capped to three stars, 持证率 0 of 8 points; then 庚站 with a 合理缺项."""
    found = {}
    for choice in ("S4 丁站", "S7 庚站"):
        export_excel(example(), tmp_path / "结果.xlsx")
        book = openpyxl.load_workbook(tmp_path / "结果.xlsx")
        book["个站反馈"]["B4"] = choice
        book.save(tmp_path / "改.xlsx")
        sheet = recalculated(tmp_path / "改.xlsx", tmp_path)["个站反馈"]
        found[choice] = {str(row[1]): row[2:5] for row in sheet.iter_rows(min_row=14, values_only=True) if row[1]}
        assert sheet["A7"].value == ("北街道" if choice == "S4 丁站" else "西街道")
    assert found["S4 丁站"]["持证率"] == (0, 8, 8)
    assert found["S7 庚站"]["场地面积"][0] == "－"


@pytest.mark.office
def test_what_is_not_for_a_kind_is_empty_and_not_zero(tmp_path: Path) -> None:
    """投诉处理 only for 综合, in its place 场所开放 for 专项: chosen are the one kind and the other."""
    team, service = EXAMPLE["dimensions"]
    *others, order = service["indicators"]
    mixed = [*others, {**order, "kinds": ["综合"]}, {**order, "code": "opened", "title": "场所开放", "kinds": ["专项"]}]
    evaluation = rated(dimensions=[team, {**service, "indicators": mixed}])
    found = {}
    for choice in ("S1 甲站", "S7 庚站"):
        export_excel(evaluation, tmp_path / "结果.xlsx")
        book = openpyxl.load_workbook(tmp_path / "结果.xlsx")
        book["个站反馈"]["B4"] = choice
        book.save(tmp_path / "改.xlsx")
        sheet = recalculated(tmp_path / "改.xlsx", tmp_path)["个站反馈"]
        found[choice] = {str(row[1]): row[2:5] for row in sheet.iter_rows(min_row=14, values_only=True) if row[1]}
    nothing = (None, None, None)
    assert (found["S1 甲站"]["投诉处理"], found["S1 甲站"]["场所开放"]) == ((5, 5, 0), nothing)
    assert (found["S7 庚站"]["投诉处理"], found["S7 庚站"]["场所开放"]) == (nothing, (5, 5, 0))
