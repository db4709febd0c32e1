"""Which rows of which tables belong to a standard, and under which header."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rating.workshop.paper.columns import Layout, header_at, same_header
from rating.workshop.paper.headings import REQUIREMENT, STANDARD
from rating.workshop.paper.sources import Sheet
from rating.workshop.paper.unheaded import supposed_layout


@dataclass(frozen=True, slots=True)
class Segment:
    """Rows first … last − 1 of a sheet under one header; rows begin … top − 1 stand above it.

    `supposed` when no heading was understood and the columns are told by their content.
    """

    sheet: Sheet
    number: int
    layout: Layout
    begin: int
    top: int
    first: int
    last: int
    supposed: bool = False

    @property
    def name(self) -> str:
        return f"第 {self.sheet.number} 张表" if self.sheet.number else self.sheet.title or "表格"


def segments(sheets: Sequence[Sheet]) -> list[Segment]:
    """Every run of rows under a header; in Word a table without header continues the table before it.

    Where no table has a header that is understood, columns are told by what stands in them.
    """
    return (
        _standards(_headed(sheets))
        or _headed(sheets, pointless=True)
        or [
            Segment(sheet, number, layout, 0, layout.top, layout.first, len(sheet.rows), True)
            for number, sheet in enumerate(sheets)
            for layout in [supposed_layout(sheet)]
            if layout is not None
        ]
    )


def _standards(found: list[Segment]) -> list[Segment]:
    """Without the tables that say no standard where others do: 汇总 of the points of each part is none."""
    telling = {segment.number for segment in found if segment.layout.of(STANDARD, REQUIREMENT)}
    return [segment for segment in found if segment.number in telling] or found


def _headed(sheets: Sequence[Sheet], pointless: bool = False) -> list[Segment]:
    found: list[Segment] = []
    for number, sheet in enumerate(sheets):
        headers = _headers(sheet, pointless)
        if not headers:
            before = found[-1] if found else None
            if before is not None and sheet.number and before.number == number - 1 and _fits(sheet, before):
                found.append(Segment(sheet, number, before.layout, 0, 0, 0, len(sheet.rows)))
            continue
        ends = [layout.top for layout in headers[1:]] + [len(sheet.rows)]
        begins = [0, *(layout.top for layout in headers[1:])]
        for layout, begin, end in zip(headers, begins, ends, strict=True):
            found.append(Segment(sheet, number, layout, begin, layout.top, layout.first, end))
    return found


def _headers(sheet: Sheet, pointless: bool) -> list[Layout]:
    """Headers from the top down; a repeated one keeps the columns of the first, which saw more rows."""
    found: list[Layout] = []
    row = 0
    while row < len(sheet.rows):
        if found and same_header(sheet, row, found[-1]):
            last = row + 1
            while last < len(sheet.rows) and same_header(sheet, last, found[-1]):
                last += 1
            found.append(Layout(found[-1].columns, row, last))
            row = last
            continue
        layout = header_at(sheet, row, pointless)
        if layout is not None:
            found.append(layout)
        row = layout.first if layout is not None else row + 1
    return found


def _fits(sheet: Sheet, before: Segment) -> bool:
    """As many columns, more than a list of two."""
    return sheet.width == before.sheet.width and sheet.width >= 3
