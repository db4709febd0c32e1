"""A sheet to be filled in: what is locked, what is grey, what is checked where, and how it prints."""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rating.export.template import template_file
from rating.export.template_plan import EMPTY_ROWS, plan_template
from rating.export.template_sheet import CODES_ROW, FIRST_ROW, HEADING_ROW, RATER_ROW
from rating.reported import Roster
from rating.rubric.file import load_rubric

YICHANG = load_rubric(Path(__file__).parents[2] / "rubrics" / "yichang-five-star.yaml")
SHANGHAI = load_rubric(Path(__file__).parents[2] / "rubrics" / "shanghai-coverage.yaml")
ROSTER = Roster(
    ("007", "008", "009"), ("甲站", "乙站", "丙站"), ("综合", "未成年人保护", "综合"), ("甲街", "乙街", "丙街")
)


@pytest.fixture(scope="module")
def book() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # XlsxWriter warns of what a spreadsheet would not take
        return openpyxl.load_workbook(io.BytesIO(template_file(YICHANG, ROSTER)))


def columns(sheet: Any) -> dict[str, str]:
    return {cell.value: cell.column_letter for cell in sheet[CODES_ROW + 1] if cell.value}


def test_units_are_locked_and_what_is_asked_is_open(book: Any) -> None:
    sheet = book["填报数据"]
    at = columns(sheet)
    first = FIRST_ROW + 1
    assert [sheet.cell(first, column).value for column in (1, 2, 3, 4)] == ["007", "甲站", "综合", "甲街"]
    assert [sheet.cell(first, column).number_format for column in (1, 2)] == ["@", "@"]
    assert all(sheet.cell(first, column).protection.locked for column in (1, 2, 3, 4))
    assert not sheet[f"{at['staff']}{first}"].protection.locked
    assert sheet[f"{at['minor_cases']}{first}"].protection.locked  # only for 未成年人保护
    assert not sheet[f"{at['minor_cases']}{first + 1}"].protection.locked
    assert sheet[f"{at['satisfaction']}{first}"].number_format == "0.00%"


def test_protection_has_no_password_and_leaves_widths_and_filters_free(book: Any) -> None:
    for sheet in book:
        assert sheet.protection.sheet and not sheet.protection.password
        assert sheet.protection.formatColumns is False  # openpyxl: what is not forbidden
    data = book["填报数据"].protection
    assert (data.sort, data.autoFilter) == (False, False)


def test_checks_stand_only_on_open_cells(book: Any) -> None:
    sheet = book["填报数据"]
    at = columns(sheet)
    by_cells = {str(check.sqref): check for check in sheet.data_validations.dataValidation}
    assert by_cells[f"{at['minor_cases']}8"].formula1.startswith(f"IF(ISNUMBER(${at['minor_cases']}8)")
    assert by_cells[f"{at['needy_people']}7 {at['needy_people']}9"]
    assert by_cells[f"{at['reception']}7:{at['reception']}9"].type == "list"
    reds = [str(cells.sqref) for cells in sheet.conditional_formatting]
    assert f"{at['minor_cases']}8" in reds and f"{at['needy_people']}7 {at['needy_people']}9" in reds


def test_codes_are_hidden_above_the_headings(book: Any) -> None:
    """Below them they would be sorted and filtered with the units."""
    sheet = book["填报数据"]
    assert sheet.row_dimensions[CODES_ROW + 1].hidden
    assert sheet.auto_filter.ref.startswith(f"A{HEADING_ROW + 1}:")
    assert sheet.freeze_panes == f"C{FIRST_ROW + 1}"


def test_printed_on_a4_across_with_the_headings_on_every_page(book: Any) -> None:
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.paperSize in (9, "9")
    assert book["填报数据"].print_title_rows == f"${HEADING_ROW + 1}:${HEADING_ROW + 1}"
    assert book["填报数据"].print_title_cols == "$A:$B"


def test_a_mark_sheet_names_rater_and_role(book: Any) -> None:
    sheet = book["专家打分"]
    row = RATER_ROW + 1
    assert [sheet.cell(row, column).value for column in (1, 2, 3)] == ["评估人：", None, "评估主体：专家"]
    assert not sheet.cell(row, 2).protection.locked
    named = template_file(YICHANG, ROSTER, YICHANG.roles[0], "=甲")
    cell = openpyxl.load_workbook(io.BytesIO(named))["专家打分"].cell(row, 2)
    assert (cell.value, cell.data_type) == ("=甲", "s")


def test_empty_rows_are_open_and_the_kind_is_a_drop_down() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(template_file(YICHANG)))["填报数据"]
    assert not any(cell.protection.locked for cell in sheet[FIRST_ROW + 1])
    kinds = next(one for one in sheet.data_validations.dataValidation if str(one.sqref) == "C7:C106")
    assert kinds.formula1 == '"综合,未成年人保护,特色专项,治理专项"'


def test_empty_rows_turn_grey_where_the_chosen_kind_is_not_asked() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(template_file(YICHANG)))["填报数据"]
    at = columns(sheet)["minor_cases"]
    rules = next(rules for cells, rules in _formats(sheet) if cells == f"{at}7:{at}106")
    assert len(rules) == 3  # red, grey, yellow: the first that holds
    assert rules[1] == 'OR($C7="综合",$C7="特色专项",$C7="治理专项")'
    staff = columns(sheet)["staff"]
    assert [len(rules) for cells, rules in _formats(sheet) if cells == f"{staff}7:{staff}106"] == [2]


def _formats(sheet: Any) -> list[tuple[str, list[str]]]:
    return [(str(cells.sqref), [rule.formula[0] for rule in cells.rules]) for cells in sheet.conditional_formatting]


def test_units_of_several_rows_are_chosen_from_the_roster() -> None:
    """A short roster fits into the drop-down itself, a long one stands on 选项."""
    for count in (2, 60):
        names = tuple(f"第{at}街道" for at in range(count))
        roster = Roster(tuple(f"{at:03}" for at in range(count)), names, ("",) * count, names)
        book = openpyxl.load_workbook(io.BytesIO(template_file(SHANGHAI, roster)))
        lists = [one.formula1 for one in book["明细填报"].data_validations.dataValidation if one.type == "list"]
        if count == 2:
            assert lists == ['"000,001"', '"第0街道,第1街道"'] and "选项" not in book.sheetnames
        else:
            assert lists[1] == "选项!$A$4:$A$63"
            assert [book["选项"].cell(row, 1).value for row in (4, 63)] == ["第0街道", "第59街道"]
            assert book["选项"].sheet_state == "visible"


def test_a_roster_of_nobody_still_gives_a_workbook() -> None:
    nobody = Roster((), (), (), ())
    assert plan_template(YICHANG, nobody).forms[0].rows == EMPTY_ROWS
    assert openpyxl.load_workbook(io.BytesIO(template_file(YICHANG, nobody))).sheetnames
