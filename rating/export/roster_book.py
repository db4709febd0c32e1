"""The register of stations as an .xlsx that can be corrected and imported again (站点名册)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

from rating.export.style import column_width, make_style, put, set_up_page
from rating.export.workbook import open_workbook

SHEET = "站点名册"
HEADERS = ("站点代码", "站点名称", "类型", "街镇", "街镇代码", "区", "曾用名")
HEAD = 2
MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed mark: the same register gives the same bytes
NOTE = "站点按代码对应；可增删改后再导入，导入前会列出全部变动请您确认。街镇代码只供查看，导入时不读取。"


def roster_book(district: str, rows: Sequence[tuple[str, ...]]) -> bytes:
    """`rows`: the texts under `HEADERS`, one row a station in use. Codes are text, so that zeros in front stay."""
    target = io.BytesIO()
    book = open_workbook(target)
    book.set_properties({"title": SHEET, "created": MADE})
    style = make_style(book, 0, 0, shared_ranks=False)
    as_text = book.add_format({"num_format": "@"})
    sheet = book.add_worksheet(SHEET)
    put(sheet, 0, 0, f"{SHEET} · {district}", style, style.title)
    put(sheet, 1, 0, NOTE, style, style.note)
    widths = [column_width(texts, 8, 40) for texts in zip(HEADERS, *rows, strict=True)]
    for column, (header, width) in enumerate(zip(HEADERS, widths, strict=True)):
        sheet.set_column(column, column, width, as_text)
        sheet.write_string(HEAD, column, header, style.header)
    for row, texts in enumerate(rows, HEAD + 1):
        for column, text in enumerate(texts):
            put(sheet, row, column, text, style)
    sheet.freeze_panes(HEAD + 1, 2)
    sheet.autofilter(HEAD, 0, HEAD + max(len(rows), 1), len(HEADERS) - 1)
    set_up_page(sheet, f"{SHEET} · {district}", "", HEAD, HEAD)
    book.close()
    return target.getvalue()
