"""The empty list of people, for many accounts at once: roles, station codes and kinds to choose from."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from rating.export.style import Style, column_width, make_style, put, set_up_page
from rating.export.workbook import open_workbook

LIST, STATIONS = "账号名单", "站点代码表"
HEAD, ROWS = 2, 1_000
WIDTHS = (14.0, 18.0, 12.0, 22.0, 20.0, 28.0)
NOTES = (
    "姓名、角色必填。账号可空：站长用站点代码，其他人用姓名。站长必填站点代码，负责几个站点时用顿号隔开。",
    "类型只用来限定评估员和查看人，空着即不限。备注不录入系统。",
)


def people_template(
    headers: Sequence[str], roles: Sequence[str], stations: Sequence[tuple[str, str, str]], kinds: Sequence[str]
) -> bytes:
    """An .xlsx; `stations` as code, name, kind stand on a second sheet to look up."""
    target = io.BytesIO()
    book = open_workbook(target)
    style = make_style(book, 0, 0, shared_ranks=False)
    sheet = book.add_worksheet(LIST)
    _head(sheet, headers, WIDTHS, style, LIST)
    for row, note in enumerate(NOTES):
        sheet.write_string(row, 1, note, style.note)
    as_text = book.add_format({"num_format": "@"})
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width, as_text)
    sheet.data_validation(HEAD + 1, 2, HEAD + ROWS, 2, {"validate": "list", "source": list(roles)})
    if kinds and sum(map(len, kinds)) < 200:
        choice = {"validate": "list", "source": list(kinds), "error_type": "warning"}
        sheet.data_validation(HEAD + 1, 4, HEAD + ROWS, 4, choice)
    _stations(book.add_worksheet(STATIONS), stations, style)
    book.close()
    return target.getvalue()


def _head(sheet: Any, headers: Sequence[str], widths: Sequence[float], style: Style, title: str) -> None:
    put(sheet, 0, 0, title, style, style.title)
    for column, (header, width) in enumerate(zip(headers, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(HEAD, column, header, style.header)
    sheet.freeze_panes(HEAD + 1, 0)
    sheet.hide_gridlines(0)
    set_up_page(sheet, title, "", HEAD, HEAD)


def _stations(sheet: Any, stations: Sequence[tuple[str, str, str]], style: Style) -> None:
    headers = ("站点代码", "站点名称", "类型")
    widths = [column_width([header, *texts], 10, 50) for header, *texts in zip(headers, *stations, strict=True)]
    _head(sheet, headers, widths, style, STATIONS)
    for row, texts in enumerate(stations, HEAD + 1):
        for column, text in enumerate(texts):
            put(sheet, row, column, text, style)
