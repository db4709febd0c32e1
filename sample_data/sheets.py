"""Workbooks that look as offices make them: title, 填报日期 row, merged headers, notes, 合计 rows.

The same input gives the same bytes: XlsxWriter stamps nothing but the creation time, fixed here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

EXAMPLE = "示例数据"
CREATED = datetime(2025, 12, 31)  # noqa: DTZ001  Excel's own times carry no zone
FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "align": "center", "valign": "vcenter", "font_name": "宋体"},
    "line": {"font_name": "宋体", "align": "left"},
    "head": {
        "bold": True,
        "border": 1,
        "align": "center",
        "valign": "vcenter",
        "text_wrap": True,
        "bg_color": "#DDE6F0",
    },
    "text": {"border": 1, "num_format": "@"},
    "general": {"border": 1, "align": "center"},
    "whole": {"border": 1, "num_format": "0"},
    "thousands": {"border": 1, "num_format": "#,##0"},
    "decimal": {"border": 1, "num_format": "0.0"},
    "percent": {"border": 1, "num_format": "0.0%"},
}


@dataclass(frozen=True, slots=True)
class Heading:
    """One column: its header, the group header above it, its cell format and width."""

    title: str
    group: str = ""
    look: str = "general"
    width: float = 12


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet. `lines` stand between title and header; `foot` below the rows; `closing` are 合计 rows."""

    name: str
    title: str
    lines: Sequence[str]
    headings: Sequence[Heading]
    rows: Sequence[Sequence[Any]]
    closing: Sequence[Sequence[Any]] = ()
    foot: Sequence[str] = ()


def write_book(path: Path, pages: Sequence[Page]) -> None:
    """Write the pages, in order, as one workbook."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": path.stem, "comments": EXAMPLE, "created": CREATED})
        looks = {name: book.add_format(look) for name, look in FORMATS.items()}
        for page in pages:
            _write_page(book.add_worksheet(page.name), page, looks)


def _write_page(sheet: Any, page: Page, looks: dict[str, Any]) -> None:
    last = len(page.headings) - 1
    sheet.merge_range(0, 0, 0, last, f"{page.title}（{EXAMPLE}）", looks["title"])
    sheet.set_row(0, 28)
    for at, line in enumerate(page.lines, start=1):
        sheet.write_string(at, 0, line, looks["line"])
    top = 1 + len(page.lines)
    below = _write_header(sheet, top, page.headings, looks["head"])
    for at, row in enumerate(page.rows, start=below):
        _write_row(sheet, at, row, [looks[heading.look] for heading in page.headings])
    end = below + len(page.rows)
    for at, row in enumerate(page.closing, start=end):
        _write_row(sheet, at, row, [looks[heading.look] for heading in page.headings])
    for at, line in enumerate(page.foot, start=end + len(page.closing)):
        sheet.write_string(at, 0, line, looks["line"])
    sheet.freeze_panes(below, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for column, heading in enumerate(page.headings):
        sheet.set_column(column, column, heading.width)


def _write_header(sheet: Any, top: int, headings: Sequence[Heading], look: Any) -> int:
    """One row, or two with merged groups when any heading has one; returns the row below."""
    if not any(heading.group for heading in headings):
        for column, heading in enumerate(headings):
            sheet.write_string(top, column, heading.title, look)
        return top + 1
    sheet.set_row(top + 1, 44)
    start = 0
    for column, heading in enumerate(headings):
        if not heading.group:
            sheet.merge_range(top, column, top + 1, column, heading.title, look)
            start = column + 1
            continue
        sheet.write_string(top + 1, column, heading.title, look)
        if column + 1 == len(headings) or headings[column + 1].group != heading.group:
            _write_group(sheet, top, start, column, heading.group, look)
            start = column + 1
    return top + 2


def _write_group(sheet: Any, row: int, first: int, last: int, group: str, look: Any) -> None:
    if first == last:
        sheet.write_string(row, first, group, look)
    else:
        sheet.merge_range(row, first, row, last, group, look)


def _write_row(sheet: Any, at: int, row: Sequence[Any], looks: Sequence[Any]) -> None:
    for column, value in enumerate(row):
        if value is None or value == "":
            sheet.write_blank(at, column, None, looks[column])
        elif isinstance(value, str):
            sheet.write_string(at, column, value, looks[column])
        else:
            sheet.write_number(at, column, value, looks[column])
