"""日志 to hand on, as an Excel file and as CSV: who did what, when, with the old and the new value and why.

Texts of users are written as text and never become a formula or link.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from rating.export.rows import rows_of
from rating.export.style import Style, column_width, make_style, put, row_height, set_up_page
from rating.export.workbook import open_workbook
from rating.shown import in_csv

HEADERS = ("时间", "谁", "动作", "对象", "内容", "原来", "改为", "原因", "来自")
LEAST = (22, 12, 8, 12, 24, 10, 10, 12, 10)
MOST = (23, 24, 10, 18, 50, 30, 30, 30, 18)
TITLE = "日志"
HEAD = 2
TALL_ROWS = 5_000
"""Beyond this many rows heights are left to the program that opens the file."""
MOST_ROWS = 1_048_000
MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed mark: the same lines give the same bytes
Line = tuple[str, str, str, str, str, str, str, str, str]
"""The texts under `HEADERS`."""


def log_list(lines: Sequence[Line]) -> bytes:
    """As a CSV file that Excel opens with its Chinese intact (UTF-8 with BOM)."""
    sheet = io.StringIO(newline="")
    rows = csv.writer(sheet)
    rows.writerow(HEADERS)
    for line in lines:
        rows.writerow([in_csv(text) for text in line])
    return sheet.getvalue().encode("utf-8-sig", "replace")


def log_book(lines: Sequence[Line], narrowed: str = "") -> bytes:
    """As an .xlsx file; `narrowed` says which lines were asked for. What a sheet cannot hold is told above it."""
    listed = lines[:MOST_ROWS]
    few = len(listed) <= TALL_ROWS
    target = io.BytesIO()
    book = open_workbook(target, in_memory=few, constant_memory=not few)
    book.set_properties({"title": TITLE, "created": MADE})
    style = make_style(book, 0, 0, shared_ranks=False)
    left_out = len(lines) - len(listed)
    told = f"共 {len(lines)} 行" + (f"，这里只有最近的 {len(listed)} 行，其余请分时段导出" if left_out else "")
    _write(book.add_worksheet(TITLE), listed, style, " · ".join(part for part in (told, narrowed) if part))
    book.close()
    return target.getvalue()


def _write(sheet: Any, lines: Sequence[Line], style: Style, note: str) -> None:
    limits = zip(zip(HEADERS, *lines[:300], strict=True), LEAST, MOST, strict=True)
    widths = [column_width(texts, least, most) for texts, least, most in limits]
    few = len(lines) <= TALL_ROWS
    put(sheet, 0, 0, TITLE, style, style.title)
    sheet.write_string(1, 0, note, style.note)
    sheet.set_row(HEAD, 22)
    for column, (header, width) in enumerate(zip(HEADERS, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(HEAD, column, header, style.header)
    sheet.freeze_panes(HEAD + 1, 1)
    sheet.hide_gridlines(2)
    set_up_page(sheet, TITLE, "", HEAD, HEAD)
    written = rows_of(sheet, style, live=few)
    for row, line in enumerate(lines, HEAD + 1):
        if few:
            sheet.set_row(row, min(row_height(line, widths), 400))
        written.begin(row)
        for column, text in enumerate(line):
            written.text(column, text, style.wrapped)
        written.end()
    if lines:
        sheet.autofilter(HEAD, 0, HEAD + len(lines), len(HEADERS) - 1)
