"""Plans → the bytes of a workbook, in which everybody's text is only ever text."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from math import ceil
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from rating.rubric.numbers import plain
from rating.workshop.sheets.forms import Live, Share, Shown
from rating.workshop.sheets.plan import Heading, Plan

_OPTIONS = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip
FONT = "宋体"
A4, SPARE_ROWS, LONGEST_CHOICES, LINE_HEIGHT, TALLEST = 9, 200, 250, 14.5, 400.0
PAGE_WIDTH = 190.0
"""Latin letters across one landscape page that can still be read; a wider sheet takes several."""
_LOOKS: dict[str, dict[str, Any]] = {
    "text": {"num_format": "@", "text_wrap": True},
    "formula": {"num_format": "@", "text_wrap": True},
    "number": {"align": "center"},
    "code": {"num_format": "@", "font_color": "#7F7F7F"},
    "aside": {"num_format": "@", "font_color": "#A6A6A6", "font_size": 8},
}

_HEADER: dict[str, Any] = {"text_wrap": True, "align": "center", "border": 1}
_ASIDE: dict[str, Any] = {"font_color": "#A6A6A6", "font_size": 8, "bg_color": "#F2F2F2"}
_PLAIN: dict[str, Any] = {"bold": True, "bg_color": "#DDEBF7"}


class _Looks:
    """Formats by what they are made of; a workbook wants each only once."""

    def __init__(self, book: Any) -> None:
        self.book, self.made = book, dict[tuple[tuple[str, Any], ...], Any]()

    def __call__(self, **parts: Any) -> Any:
        key = tuple(sorted(parts.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format({"font_name": FONT, "font_size": 10, "valign": "vcenter", **parts})
        return self.made[key]


def workbook_of(plans: Sequence[Plan], title: str) -> bytes:
    """The workbook, sheet after sheet."""
    stream = io.BytesIO()
    book = Workbook(stream, _OPTIONS)
    book.set_properties({"title": title[:200]})
    book.set_calc_mode("auto")
    looks = _Looks(book)
    for plan in plans:
        _write(book.add_worksheet(plan.name), plan, looks)
    book.close()
    return stream.getvalue()


def _write(sheet: Any, plan: Plan, looks: _Looks) -> None:
    _write_title(sheet, plan, looks)
    for column, heading in enumerate(plan.headings):
        aside = heading.look == "aside"
        look = looks(**_HEADER, **(_ASIDE if aside else _PLAIN))
        sheet.write_string(plan.header_row, column, heading.title, look)
        sheet.set_column(column, column, heading.width, looks(**_LOOKS[heading.look]))
        if heading.note:
            sheet.write_comment(plan.header_row, column, heading.note, {"x_scale": 1.6, "y_scale": 0.6})
        _offer(sheet, plan, column, heading)
    widest = max(lines_of(heading.title, heading.width) for heading in plan.headings)
    sheet.set_row(plan.header_row, widest * LINE_HEIGHT + 6)
    covered = {(row, column) for area in plan.merged for row, column in _inside(area)}
    for at, row in enumerate(plan.rows):
        for column, value in enumerate(row):
            if (at, column) not in covered:
                _write_cell(sheet, plan, looks, at, column, value)
        sheet.set_row(plan.first_row + at, _height(plan, at))
    for first, left, last, right in plan.merged:
        _merge(sheet, plan, looks, (first, left, last, right))
    _lay_out(sheet, plan)


def _write_title(sheet: Any, plan: Plan, looks: _Looks) -> None:
    last = (plan.printed or len(plan.headings)) - 1
    for row, line in enumerate(plan.title):
        parts = {"bold": True, "font_size": 16, "align": "center"} if row == 0 else {"align": "left", "text_wrap": True}
        sheet.merge_range(row, 0, row, last, "", looks(**parts))
        sheet.write_string(row, 0, line, looks(**parts))
        sheet.set_row(row, 30 if row == 0 else 18)


def _inside(area: tuple[int, int, int, int]) -> list[tuple[int, int]]:
    first, left, last, right = area
    return [(row, column) for row in range(first, last + 1) for column in range(left, right + 1)]


def _merge(sheet: Any, plan: Plan, looks: _Looks, area: tuple[int, int, int, int]) -> None:
    first, left, last, right = area
    top = plan.first_row
    # At the top, so that a page break through the cells does not cut the text.
    parts = {"valign": "top"} if last > first else {}
    sheet.merge_range(first + top, left, last + top, right, "", _cell_look(plan, looks, first, left, None, **parts))
    _write_cell(sheet, plan, looks, first, left, plan.rows[first][left], **parts)


def _cell_look(plan: Plan, looks: _Looks, row: int, column: int, value: Shown, **more: Any) -> Any:
    parts = {**_LOOKS[plan.headings[column].look], "border": 1, **more}
    if isinstance(value, Share):
        parts["num_format"] = _percent_format(value.number)
    elif value is not None and not isinstance(value, str):
        parts["num_format"] = "General"
    if value is not None and not isinstance(value, str):
        parts["align"] = "center"
    if row in plan.bold:
        parts |= {"bold": True, "bg_color": "#F2F2F2"}
    return looks(**parts)


def _percent_format(number: Decimal) -> str:
    decimals = len(plain(number * 100).partition(".")[2])
    return "0." + "0" * decimals + "%" if decimals else "0%"


def _write_cell(sheet: Any, plan: Plan, looks: _Looks, row: int, column: int, value: Shown, **more: Any) -> None:
    look, place = _cell_look(plan, looks, row, column, value, **more), (row + plan.first_row, column)
    match value:
        case None:
            sheet.write_blank(*place, None, look)
        case str():
            sheet.write_string(*place, value, look)
        case Live(formula, number):
            sheet.write_formula(*place, formula, look, float(number))
        case Share(number):
            sheet.write_number(*place, float(number), look)
        case _:
            sheet.write_number(*place, float(value), look)


def _offer(sheet: Any, plan: Plan, column: int, heading: Heading) -> None:
    if not heading.choices or sum(map(len, heading.choices)) + len(heading.choices) > LONGEST_CHOICES:
        return
    cells = heading.choices[0] if heading.choices[0].startswith("=") else list(heading.choices)
    rule = {
        "validate": "list", "source": cells, "error_title": "请从下拉中选", "error_type": "warning",
        "error_message": "这里只能填下拉列表中的内容。", "show_error": True,
    }  # fmt: skip
    last = plan.first_row + len(plan.rows) + SPARE_ROWS
    sheet.data_validation(plan.first_row, column, last, column, rule)


def _height(plan: Plan, row: int) -> float:
    """Tall enough for the longest text of the row; a merged text has the rows it covers."""
    tall = {(first, left): last - first + 1 for first, left, last, _ in plan.merged}
    lines = 1.0
    for column, value in enumerate(plan.rows[row]):
        if isinstance(value, str) and plan.headings[column].look != "aside":
            lines = max(lines, lines_of(value, plan.headings[column].width) / tall.get((row, column), 1))
    return min(TALLEST, lines * LINE_HEIGHT + 4)


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column that is so many Latin letters wide."""
    room = max(2.0, width - 0.8)
    return sum(max(1, -int(-text_width(line) // room)) for line in text.split("\n"))


def text_width(text: str) -> float:
    """In Latin letters: a Chinese sign is two wide."""
    return sum(2.0 if unicodedata.east_asian_width(sign) in "WFA" else 1.0 for sign in text)


def _lay_out(sheet: Any, plan: Plan) -> None:
    printed = plan.printed or len(plan.headings)
    sheet.freeze_panes(plan.first_row, plan.frozen)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    across = sum(heading.width for heading in plan.headings[:printed])
    sheet.fit_to_pages(max(1, ceil(across / PAGE_WIDTH - 0.1)), 0)
    if plan.frozen and across > PAGE_WIDTH:
        sheet.repeat_columns(0, plan.frozen - 1)
    sheet.repeat_rows(plan.header_row)
    sheet.center_horizontally()
    sheet.set_footer("&C第 &P 页，共 &N 页")
    sheet.print_area(0, 0, plan.first_row + max(1, len(plan.rows)) - 1, printed - 1)


def cell_of(row: int, column: int) -> str:
    """E4, counting from 0."""
    return f"{xl_col_to_name(column)}{row + 1}"
