"""The first sheet of an annotated copy: every problem of the file, each linked to its cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any
from unicodedata import east_asian_width

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.hyperlink import Hyperlink

from rating.intake.copies.returned_copy import LIST_HEADERS as HEADERS
from rating.problems import Problem, Severity
from rating.shown import visible

WIDEST = (6, 10, 24, 10, 48, 30, 44)
LONGEST_TEXT = 2000
RED = PatternFill("solid", start_color="FFC7CE", end_color="FFC7CE")
AMBER = PatternFill("solid", start_color="FFE699", end_color="FFE699")
GREY = PatternFill("solid", start_color="EDEDED", end_color="EDEDED")
FILLS = {Severity.REFUSAL: RED, Severity.QUESTION: RED, Severity.WARNING: AMBER}
_HEAD = PatternFill("solid", start_color="D9E2F3", end_color="D9E2F3")
_THIN = Side("thin", color="BFBFBF")
_LINES = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""Begins what a workbook reads as the code of a sign; written out, it is read as it stands."""
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)


def writable(text: str, longest: int = 32_000) -> str:
    """Words of ours about their text: without signs that are not seen, cut to what a cell takes."""
    return _cut(visible(text), longest)


def as_typed(text: str) -> str:
    """Their own text as a workbook can hold it: only what XML forbids is missing."""
    return _cut(_ESCAPE.sub("_x005F_", _FORBIDDEN.sub("", text)), 32_000)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[:longest] + "…"


def text_cell(sheet: Any, text: str) -> Cell:
    """A cell that holds this text as text, even if it begins like a formula."""
    cell = Cell(sheet, row=1, column=1, value=as_typed(text) or None)
    if cell.value is not None:
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    return cell


def what_happened(problem: Problem) -> str:
    """The 情况 of a problem: the object it is about, and what was found."""
    about = problem.place.object
    found = problem.found or problem.kind.title
    return f"{about}：{found}" if about and about not in found else found


def fill_problem_sheet(sheet: Any, problems: Sequence[Problem], titles: dict[str, str], lost: Iterable[str]) -> None:
    """Write the list into an empty sheet, worst first.

    titles  the user's sheet title → its title in the copy, for the links
    """
    order = list(Severity)
    listed = sorted(problems, key=lambda problem: order.index(problem.severity))
    rows = [_row(number, problem) for number, problem in enumerate(listed, 1)]
    widths = [_width([row[at] for row in [HEADERS, *rows]], most) for at, most in enumerate(WIDEST)]
    _set_up(sheet, widths)
    sheet.append([_styled(text_cell(sheet, header), _HEAD, _CENTRED, bold=True) for header in HEADERS])
    for number, (row, problem) in enumerate(zip(rows, listed, strict=True), 2):
        sheet.row_dimensions[number].height = _height(row, widths)
        cells = _cells(sheet, row, problem, titles)
        sheet.append(cells)
        if cells[3].hyperlink:
            cells[3].hyperlink.ref = f"D{number}"
    for number, sentence in enumerate(lost, len(rows) + 3):
        if number == len(rows) + 3:
            sheet.append([text_cell(sheet, "")])
        row = ("", "说明", "", "", sentence, "", "")
        sheet.row_dimensions[number].height = _height(row, widths)
        sheet.append([_aligned(text_cell(sheet, text)) for text in row])


def _row(number: int, problem: Problem) -> tuple[str, ...]:
    place = problem.place
    remedy = problem.remedy or problem.kind.remedy
    texts = (place.sheet, place.cell, what_happened(problem), problem.expected, remedy)
    return (str(number), problem.severity.title, *(writable(text, LONGEST_TEXT) for text in texts))


def _cells(sheet: Any, row: Sequence[str], problem: Problem, titles: dict[str, str]) -> list[Cell]:
    cells = [_styled(text_cell(sheet, text), None, _WRAPPED) for text in row]
    cells[0].value = int(row[0])
    cells[1].fill = FILLS.get(problem.severity, GREY)
    title = titles.get(problem.place.sheet)
    if title is not None and problem.place.cell:
        quoted = title.replace("'", "''")
        cells[3].hyperlink = Hyperlink(ref="D1", location=f"'{quoted}'!{problem.place.cell}")
        cells[3].font = _font(cells[3], color="0563C1", underline="single")
    return cells


def _styled(cell: Cell, fill: PatternFill | None, alignment: Alignment, bold: bool = False) -> Cell:
    cell.border, cell.alignment = _LINES, alignment
    if fill:
        cell.fill = fill
    if bold:
        cell.font = _font(cell, bold=True)
    return cell


def _font(cell: Cell, **changes: Any) -> Font:
    """The workbook's own letters, changed in this only."""
    return Font(name=cell.font.name, size=cell.font.sz, **changes)


def _aligned(cell: Cell) -> Cell:
    cell.alignment = _WRAPPED
    return cell


def _set_up(sheet: Any, widths: Sequence[float]) -> None:
    """A4 across, one page wide, the header on every page. Must come before the first row."""
    for letter, width in zip("ABCDEFG", widths, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"


def text_width(text: str) -> float:
    """In the spreadsheet's units: a Chinese character takes two."""
    return max(sum(2.05 if east_asian_width(mark) in "WFA" else 1.05 for mark in line) for line in text.split("\n"))


def _width(texts: Iterable[str], most: float) -> float:
    return min(max(map(text_width, texts)) + 2, most)


def _height(texts: Sequence[str], widths: Sequence[float]) -> float:
    """High enough for the wrapped texts, up to what a row may be."""
    lines = [
        sum(max(1, -int(-text_width(line) // (width - 1.5))) for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    ]
    return float(min(15 * max(lines) + 3, 400))
