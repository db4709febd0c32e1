from __future__ import annotations

import io

import openpyxl

from rating.intake.copies.problem_sheet import (
    HEADERS,
    LONGEST_TEXT,
    WIDEST,
    as_typed,
    fill_problem_sheet,
    text_cell,
    text_width,
    writable,
)
from rating.problems import Place, Problem

PROBLEMS = (
    Problem("column_unknown", Place("a.xlsx", "数据", "A1"), "「街道」未采用"),
    Problem("value_unreadable", Place("a.xlsx", "数据", "C3", "服务时长"), "「=1+1」无法识别", "数字"),
    Problem("value_approximate", Place("a.xlsx", "数据", "", "驻站社工数"), "驻站社工数写作约3"),
)


def written(
    *problems: Problem, write_only: bool = False, lost: tuple[str, ...] = ()
) -> openpyxl.worksheet.worksheet.Worksheet:
    book = openpyxl.Workbook(write_only=write_only)
    sheet = book.create_sheet("问题清单", 0)
    fill_problem_sheet(sheet, problems, {"数据": "数据"}, lost)
    buffer = io.BytesIO()
    book.save(buffer)
    return openpyxl.load_workbook(buffer)["问题清单"]


def test_the_worst_comes_first() -> None:
    for write_only in (False, True):
        rows = list(written(*PROBLEMS, write_only=write_only).iter_rows(values_only=True))
        assert rows[0] == HEADERS
        assert rows[1] == (1, "不能受理", "数据", "C3", "服务时长：「=1+1」无法识别", "数字", "请按要求填写")
        assert [row[1] for row in rows[1:]] == ["不能受理", "提醒", "说明"]
        assert rows[2][3:6] == (None, "驻站社工数写作约3", None)


def test_links_point_at_the_cell_and_stand_on_their_own_row() -> None:
    for write_only in (False, True):
        sheet = written(*PROBLEMS, write_only=write_only)
        links = {
            cell.coordinate: cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink
        }
        assert links == {"D2": "'数据'!C3", "D4": "'数据'!A1"}


def test_what_was_lost_stands_below() -> None:
    rows = list(written(PROBLEMS[0], lost=("宏未保留", "公式保留")).iter_rows(values_only=True))
    assert [row[4] for row in rows[2:]] == [None, "宏未保留", "公式保留"]


def test_columns_fit_the_text_within_limits() -> None:
    sheet = written(Problem("value_unreadable", Place("a", "数据", "C3"), "长" * 9000))
    widths = [sheet.column_dimensions[letter].width for letter in "ABCDEFG"]
    assert widths[4] == WIDEST[4] and all(width <= most for width, most in zip(widths, WIDEST, strict=True))
    assert sheet.row_dimensions[2].height <= 409 and len(sheet["E2"].value) == LONGEST_TEXT + 1


def test_text_stays_text() -> None:
    sheet = openpyxl.Workbook().active
    for text in ("=1+1", "+1", "-1", "@A1", "#N/A"):
        cell = text_cell(sheet, text)
        assert (cell.value, cell.data_type) == (text, "s")
    assert text_cell(sheet, "").value is None and text_cell(sheet, "\x00").value is None


def test_unwritable_characters_are_dropped() -> None:
    assert writable("甲\x00\x1f\u202e\uffff\n乙") == "甲\n乙"
    assert as_typed("甲\x00\x1f\u202e\ud800\n_x0041_") == "甲\u202e\n_x005F_x0041_"
    assert text_width("甲\nabc") > text_width("ab") and text_width("甲甲") > text_width("abc")
