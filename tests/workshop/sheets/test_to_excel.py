"""The workbook as Excel sees it: live sums, numbers as numbers, drop-downs, a page that prints."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rating.insight.rubric_differences.differences import differences
from rating.problems import Refused
from rating.rubric.file import load_rubric
from rating.workshop.sheets.from_excel import rubric_from_excel
from rating.workshop.sheets.to_excel import plans_of, rubric_to_excel
from tests.export.recalculated import recalculated_files
from tests.scoring.build import one_indicator
from tests.workshop.sheets.edited import HUNAN, YICHANG, Book


def _book(file: str, *, values: bool = False) -> Any:
    return openpyxl.load_workbook(io.BytesIO(rubric_to_excel(load_rubric(file))), data_only=values)


def test_the_sums_are_formulas_with_their_values() -> None:
    live, stored = _book(HUNAN)["评分标准"], _book(HUNAN, values=True)["评分标准"]
    assert live["B4"].value == "=SUM(F4:F6)"
    assert stored["B4"].value == 26
    last = live.max_row
    assert live.cell(last, 1).value == "合计（不含加分项）"
    assert str(live.cell(last, 6).value).startswith("=SUM(F4:F")
    assert stored.cell(last, 6).value == 130, "points for innovation are a bonus and not in the total"


def test_a_sum_counts_only_what_one_kind_is_asked() -> None:
    sheet = Book(rubric_to_excel(load_rubric(YICHANG))).sheet("评分标准")
    row = next(cell.row for (cell,) in sheet.iter_rows(max_col=1) if cell.value == "服务成效")
    own = f"=SUM(D{row}:D{row + 3})"
    assert sheet.cell(row, 2).value == own, "the other three are for other kinds"


def test_numbers_are_numbers_and_shares_percentages() -> None:
    book = Book(rubric_to_excel(load_rubric(YICHANG)))
    assert book.cell("评分标准", "持证率", "分值").value == 8
    limit = book.cell("评分细则", "持证率", "条件或数值", 1)
    assert (limit.value, limit.number_format) == (0.9, "0%")


def test_the_readable_sheet_is_first_and_prints_on_one_width() -> None:
    book = _book(YICHANG)
    sheet = book.worksheets[0]
    assert sheet.title == "评分标准"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToWidth in (None, 1)
    assert sheet.print_title_rows == "$3:$3"
    assert "M" not in sheet.print_area.replace("评分标准", ""), "the grey codes are not printed"
    assert any(str(area) == "A4:A6" for area in sheet.merged_cells.ranges)


def test_the_sums_follow_in_a_spreadsheet_program_and_come_back(tmp_path: Path) -> None:
    book = Book(rubric_to_excel(load_rubric(HUNAN)))
    book.put("评分标准", "场所面积", "分值", 9)
    book.put("基本信息", "总分", "内容", 131)
    (tmp_path / "改过.xlsx").write_bytes(book.saved())
    (saved,) = recalculated_files([tmp_path / "改过.xlsx"], tmp_path)
    sheet = openpyxl.load_workbook(saved, data_only=True)["评分标准"]
    assert (sheet["B4"].value, sheet.cell(sheet.max_row, 6).value) == (27, 131)
    back, problems = rubric_from_excel(saved.read_bytes(), "改过.xlsx")
    assert problems == ()
    assert back is not None
    assert [difference.sentence for difference in differences(load_rubric(HUNAN), back)] == [
        "总分 130 → 131", "「规范化」满分 26 → 27", "「场所面积」满分 8 → 9",
    ]  # fmt: skip


def test_options_are_offered() -> None:
    sheet = _book(YICHANG)["必备条件"]
    offered = {rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert '"一票否决,限星,不具备参评资格"' in offered
    assert "='来源'!$B$2:$B$200" in offered or "'来源'!$B$2:$B$200" in offered


def test_no_text_becomes_a_formula() -> None:
    rubric = one_indicator({"steps": [[1, 10]]}, indicator={"advice": "=1+1", "title": "@甲"})
    sheet = Book(rubric_to_excel(rubric)).sheet("评分标准")
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value in ("=1+1", "@甲")} == {"s"}


def test_a_text_that_no_cell_holds_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        plans_of(one_indicator({"steps": [[1, 10]]}, notes="长" * 40_000))
    assert refused.value.problems[0].place.sheet == "基本信息"
