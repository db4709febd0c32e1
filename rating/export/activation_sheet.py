"""Activation codes for printing: A4, one slip a person, dotted lines to cut along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from rating.export.style import A4, ACCENT, FONT, GREY, INK, RISKY_STARTS, fitting
from rating.export.workbook import open_workbook
from rating.shown import one_line

SHEET = "激活码"
ACROSS, ON_PAGE = 2, 10
"""Slips beside each other, and on one page."""
WIDTHS = (9.0, 33.0)
"""Of label and value, in the spreadsheet's units."""
GAP = 1.5
ROWS = 7
HEIGHTS = (20.0, 24.0, 24.0, 24.0, 24.0, 24.0, 9.0)
MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed mark: nothing in the file tells when
CODE_FONT = "Consolas"
DOTTED = 4
"""XlsxWriter's number of a dotted border."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What one person gets: `code` in clear, `until` as a day in words."""

    name: str
    login: str
    role: str
    code: str
    until: str


@dataclass(frozen=True)
class _Looks:
    heading: dict[str, Any]
    label: dict[str, Any]
    value: dict[str, Any]
    code: dict[str, Any]


_PLAIN = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "vcenter"}
_LOOKS = _Looks(
    {**_PLAIN, "font_size": 9, "font_color": GREY, "indent": 1},
    {**_PLAIN, "font_size": 9, "font_color": GREY, "indent": 1},
    {**_PLAIN, "bold": True, "shrink": True},
    {**_PLAIN, "font_name": CODE_FONT, "font_size": 14, "bold": True, "font_color": ACCENT, "shrink": True},
)


def activation_sheet(slips: Sequence[Slip], target: BinaryIO, *, district: str = "", address: str = "") -> None:
    """Write the slips, two beside each other, ten on a page. Text of others is text, whatever it looks like."""
    book = open_workbook(target)
    book.set_properties({"title": SHEET, "created": MADE})
    sheet = book.add_worksheet(SHEET)
    _set_up(sheet, len(slips))
    formats: dict[tuple[Any, ...], Any] = {}
    for place, slip in enumerate(slips):
        _write(book, sheet, formats, place, _lines(slip, district, address))
    book.close()


def _set_up(sheet: Any, slips: int) -> None:
    for beside in range(ACROSS):
        first = beside * (len(WIDTHS) + 1)
        sheet.set_column(first, first, WIDTHS[0])
        sheet.set_column(first + 1, first + 1, WIDTHS[1])
        sheet.set_column(first + 2, first + 2, GAP)
    sheet.set_paper(A4)
    sheet.set_portrait()
    sheet.set_margins(left=0.4, right=0.4, top=0.4, bottom=0.5)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    sheet.set_footer("&C第 &P 页，共 &N 页&R只发本人，用后销毁")
    rows_on_page = ON_PAGE // ACROSS * ROWS
    last = -(-slips // ACROSS) * ROWS
    sheet.set_h_pagebreaks(list(range(rows_on_page, last, rows_on_page)))
    for row in range(last):
        sheet.set_row(row, HEIGHTS[row % ROWS])


def _lines(slip: Slip, district: str, address: str) -> tuple[tuple[str, str], ...]:
    """Label and value of each line; the first is the heading."""
    heading = " · ".join(filter(None, (one_line(district), "社工站星级评定 登录凭条")))
    return (
        (heading, ""),
        ("姓名", f"{slip.name}（{slip.role}）"),
        ("登录名", slip.login),
        ("激活码", slip.code),
        ("首次登录", address or "在登录页点「用激活码设置密码」"),
        ("有效期", f"至 {slip.until}，用一次即失效"),
    )


def _write(book: Any, sheet: Any, formats: dict[Any, Any], place: int, lines: Sequence[tuple[str, str]]) -> None:
    top, left = place // ACROSS * ROWS, place % ACROSS * (len(WIDTHS) + 1)
    for row, (label, value) in enumerate(lines):
        look = _LOOKS.heading if row == 0 else _LOOKS.label
        _text(book, sheet, formats, (top + row, left), label, look, _edges(row, left=True))
        look = _LOOKS.code if label == "激活码" else _LOOKS.value
        _text(book, sheet, formats, (top + row, left + 1), value, look, _edges(row, left=False))


def _edges(row: int, *, left: bool) -> tuple[str, ...]:
    """The sides of a cell that lie on the cutting line."""
    rows = {0: ("top",), ROWS - 2: ("bottom",)}.get(row, ())
    return (*rows, "left" if left else "right")


def _text(
    book: Any, sheet: Any, formats: dict[Any, Any], cell: tuple[int, int], text: str, look: Any, edges: tuple[str, ...]
) -> None:
    shown = fitting(one_line(text))
    key = (id(look), edges, risky := shown.startswith(RISKY_STARTS))
    if key not in formats:
        marks = {**dict.fromkeys(edges, DOTTED), **{f"{edge}_color": GREY for edge in edges}}
        formats[key] = book.add_format({**look, **marks, **({"quote_prefix": True} if risky else {})})
    (sheet.write_string if shown else sheet.write_blank)(*cell, shown or None, formats[key])
