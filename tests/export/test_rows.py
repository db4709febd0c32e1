"""Both ways to write a row give the same cells."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from rating.export.rows import rows_of
from rating.export.style import make_style

TEXTS = ["甲站", "=1+1", "+1", "@x", "<a>&\"'", " 空 格 ", "多\n行", "😀", "https://example.org", "_x 1", ""]


def cells_of(*, live: bool) -> list[list[tuple[Any, str, str]]]:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"constant_memory": not live, "strings_to_urls": False})
    style = make_style(book, 1, 2, shared_ranks=False)
    sheet = book.add_worksheet()
    sheet.write_string(0, 0, "表头", style.header)
    rows = rows_of(sheet, style, live=live)
    for at, text in enumerate(TEXTS, 1):
        rows.begin(at)
        rows.text(0, text)
        rows.number(1, 0.1 + at, style.exact)
        rows.blank(2, style.whole)
        rows.numbers(3, [1.5, -2.0, 1e-9, 123456789.125], style.points)
        rows.end()
    sheet.write_string(len(TEXTS) + 1, 0, "表尾", style.text)
    book.close()
    read = openpyxl.load_workbook(stream).worksheets[0]
    return [[(cell.value, cell.number_format, cell.font.name) for cell in row] for row in read.iter_rows()]


def test_large_rows_hold_what_live_rows_hold() -> None:
    assert cells_of(live=False) == cells_of(live=True)


def test_rows_before_and_after_are_kept() -> None:
    rows = cells_of(live=False)
    assert (rows[0][0][0], rows[-1][0][0], len(rows)) == ("表头", "表尾", len(TEXTS) + 2)


@pytest.mark.parametrize("live", [True, False])
def test_text_never_becomes_a_formula(live: bool) -> None:
    assert [row[0][0] or "" for row in cells_of(live=live)[1:-1]] == TEXTS


def test_wide_rows_have_right_column_names() -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"constant_memory": True})
    style = make_style(book, 0, 0, shared_ranks=False)
    rows = rows_of(book.add_worksheet(), style, live=False)
    rows.begin(0)
    rows.numbers(0, [float(at) for at in range(1000)], style.whole)
    rows.end()
    book.close()
    assert openpyxl.load_workbook(stream).worksheets[0]["ALL1"].value == 999
