"""Lists that are too long for a drop-down stand on a sheet of their own, which stays visible."""

from __future__ import annotations

import io

import openpyxl
import xlsxwriter

from rating.export.style import make_style
from rating.export.template_options import OptionLists, write_options
from rating.intake.stamp import OPTIONS, read_stamp
from tests.intake.workbooks import form


def written(lists: OptionLists) -> openpyxl.Workbook:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.add_worksheet("其他")
    write_options(book, form(), lists, make_style(book, 1, 1, shared_ranks=False))
    book.close()
    return openpyxl.load_workbook(stream)


def test_equal_lists_share_their_cells() -> None:
    lists = OptionLists()
    assert lists.place(("甲", "乙")) == "选项!$A$4:$A$5"
    assert lists.place(("丙",)) == "选项!$B$4:$B$4"
    assert lists.place(("甲", "乙")) == "选项!$A$4:$A$5"
    sheet = written(lists)[OPTIONS]
    assert [sheet[cell].value for cell in ("A4", "A5", "B4")] == ["甲", "乙", "丙"]
    assert sheet.sheet_state == "visible" and read_stamp(sheet["A2"].value) is not None


def test_words_like_formulas_stay_words() -> None:
    lists = OptionLists()
    lists.place(("=1+1", "+2"))
    sheet = written(lists)[OPTIONS]
    assert [(sheet[cell].value, sheet[cell].data_type) for cell in ("A4", "A5")] == [("=1+1", "s"), ("+2", "s")]


def test_without_lists_there_is_no_sheet() -> None:
    assert OPTIONS not in written(OptionLists()).sheetnames
