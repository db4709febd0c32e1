"""Whatever is written through this door is text where it is text, and does nothing."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any, BinaryIO

import openpyxl
import pytest
import xlsxwriter

from rating.export.workbook import OPTIONS, open_workbook, write_whole
from tests.hostile import HOSTILE


@pytest.mark.parametrize("constant_memory", [False, True])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_text_stays_text_wherever_it_is_put(text: str, constant_memory: bool) -> None:
    target = io.BytesIO()
    book = open_workbook(target, constant_memory=constant_memory)
    book.set_properties({"title": text})
    sheet = book.add_worksheet("表\u202e")
    sheet.set_footer(f"&C{text[:20].replace('&', '&&')}")
    sheet.data_validation("C1:C9", {"validate": "list", "source": ["甲", "乙\u202e"], "input_message": text[:200]})
    sheet.write_string(0, 0, text)
    sheet.write_string(0, 1, "二")
    book.close()
    package = zipfile.ZipFile(target)
    for part in package.namelist():
        written = package.read(part).decode()
        assert not set(written) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200d\x1b\x00\x9b")
        assert "hyperlink" not in written and "externalLink" not in written
    (read,) = openpyxl.load_workbook(target).worksheets
    assert read.title == "表" and read["A1"].data_type == "s" and read["B1"].value == "二"


def test_formulas_keep_their_result() -> None:
    target = io.BytesIO()
    book = open_workbook(target)
    book.add_worksheet().write_formula(0, 0, '="甲\u202e"', None, "甲\u202e")
    book.close()
    assert openpyxl.load_workbook(target).worksheets[0]["A1"].value == '="甲"'
    assert openpyxl.load_workbook(target, data_only=True).worksheets[0]["A1"].value == "甲"


def cells(book: Any, target: io.BytesIO) -> bytes:
    """The first sheet's XML of a book with every kind of cell that the exports write."""
    sheet = book.add_worksheet("表")
    look = book.add_format({"bold": True})
    values = ((1, 2.5), (2, '甲<&"乙>'), (3, ""), (4, "#VALUE!"), (5, True), (6, 1e21), (7, 0.1 + 0.2), (8, 12))
    for row, value in values:
        sheet.write_formula(row, 0, f'=IF(A1<>"&",{row},"x>y")', look, value)
        sheet.write_formula(row, 1, f"=SUM(A{row})", None, value)
    for row, number in enumerate((0, -1.5, 1 / 3, 1e-7, 1e21, True)):
        sheet.write_number(row, 30, number, look)
        sheet.write_number(row, 31, number)
    for row, text in enumerate(("一", "<b>&", "_x0041_", " 前后 ")):
        sheet.write_string(row, 800, text, look)
    sheet.set_row(2, 20, look)
    sheet.write_blank(2, 3, None, look)
    sheet.write_string(2, 4, "行")
    book.close()
    with zipfile.ZipFile(target) as package:
        return package.read("xl/worksheets/sheet1.xml")


def test_cells_are_written_letter_by_letter_as_xlsxwriter_writes_them() -> None:
    ours, theirs = io.BytesIO(), io.BytesIO()
    assert cells(open_workbook(ours), ours) == cells(xlsxwriter.Workbook(theirs, OPTIONS), theirs)


def test_a_cell_beyond_the_sheet_is_refused() -> None:
    book = open_workbook(io.BytesIO())
    sheet = book.add_worksheet("表")
    assert sheet.write_formula(2**20, 0, "=1", None, 1) == sheet.write_string(2**20, 0, "甲") == -1
    book.close()


def test_a_file_is_there_whole_or_as_it_was(tmp_path: Path) -> None:
    target, stream = tmp_path / "结果.xlsx", io.BytesIO()

    def break_off(begun: BinaryIO) -> None:
        begun.write(b"half")
        raise BlockingIOError

    for place in (target, str(target), stream):
        write_whole(place, lambda written: written.write(b"whole") and None)
    with pytest.raises(BlockingIOError):
        write_whole(target, break_off)
    assert target.read_bytes() == stream.getvalue() == b"whole"
    assert list(tmp_path.iterdir()) == [target]
