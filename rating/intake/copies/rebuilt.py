"""A workbook made anew from the cells that intake read: for files that cannot be rewritten as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.cell.cell import Cell as WorkbookCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter

from rating.intake.copies.problem_sheet import as_typed, text_cell, text_width, writable
from rating.intake.files.cells import Cell, Grid, GridColumn, as_text

CSV_TITLE = "数据"
LONGEST_TITLE = 31
MOST_ROWS = 1_048_576
"""What one sheet of a workbook can hold; a text file may be longer."""
WIDTH_SAMPLE = 60
WIDEST = 40.0
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_MARKS_OF_MEANING = ("=", "#")


@dataclass(frozen=True, slots=True)
class Look:
    """How a marked cell is to look; a row left out has a fill only."""

    fill: PatternFill
    comment: Comment | None = None


def copied_titles(titles: Sequence[str]) -> dict[str, str]:
    """The user's sheet titles → titles that a workbook may have, all different."""
    copied: dict[str, str] = {}
    for title in titles:
        base = writable(_FORBIDDEN.sub("_", title)).strip("'")[:LONGEST_TITLE] or CSV_TITLE
        copied[title] = free_title(base, copied.values())
    return copied


def free_title(base: str, taken: Iterable[str]) -> str:
    """`base`, or `base2`, `base3` … so that no sheet of the user is overwritten."""
    used = {title.casefold() for title in taken}
    number, title = 1, base
    while title.casefold() in used:
        number += 1
        title = f"{base[: LONGEST_TITLE - len(str(number))]}{number}"
    return title


def fill_sheet(sheet: Any, grid: Grid, looks: Mapping[tuple[int, int], Look], grey: Mapping[int, Look]) -> None:
    """Write the cells of a grid into a new write-only sheet, each at its own address.

    looks  (row, column) → how that cell looks · grey  row → how the rest of that row looks
    """
    percent = {column: frozenset(rows.tolist()) for column, rows in grid.percent.items()}
    for at, column in enumerate(grid.columns, 1):
        sheet.column_dimensions[get_column_letter(at)].width = _width(column, grid.rows)
    width = max([len(grid.columns), *(column + 1 for _, column in looks)])
    special: dict[int, dict[int, Look]] = {}
    for (row, at), look in looks.items():
        special.setdefault(row, {})[at] = look
    for row in range(min(max([grid.rows, *(row + 1 for row in special)]), MOST_ROWS)):
        values = [grid.cell(row, at) for at in range(width)]
        written = [_value(sheet, value, row in percent.get(at, ())) for at, value in enumerate(values)]
        everywhere = grey.get(row)
        if everywhere:
            written = [_dressed(sheet, value, everywhere) for value in written]
        for at, look in special.get(row, {}).items():
            written[at] = _dressed(sheet, written[at], look)
        sheet.append(written)


def _value(sheet: Any, cell: Cell, percent: bool) -> Any:
    """What to write: plain numbers and texts as they are, a Cell where they would change meaning."""
    if cell is None or type(cell) is bool:
        return cell
    if type(cell) is float:
        number = int(cell) if cell.is_integer() and abs(cell) < 1e15 else cell
        return _percentage(sheet, number) if percent else number
    text = as_text(cell)
    if as_typed(text) == text and text and not text.startswith(_MARKS_OF_MEANING):
        return text
    return text_cell(sheet, text)


def _percentage(sheet: Any, number: float) -> WorkbookCell:
    cell = WorkbookCell(sheet, row=1, column=1, value=number)
    whole = abs(number * 100 - round(number * 100)) < 1e-9
    cell.number_format = "0%" if whole else "0.00%"
    return cell


def _dressed(sheet: Any, value: Any, look: Look) -> WorkbookCell:
    cell = value if isinstance(value, WorkbookCell) else _plain_cell(sheet, value)
    cell.fill = look.fill
    if look.comment:
        cell.comment = look.comment
    return cell


def _plain_cell(sheet: Any, value: Any) -> WorkbookCell:
    return text_cell(sheet, value) if isinstance(value, str) else WorkbookCell(sheet, row=1, column=1, value=value)


def _width(column: GridColumn, rows: int) -> float:
    texts = [as_text(column.cell(row)) for row in range(min(rows, WIDTH_SAMPLE))]
    return min(max([text_width(text) for text in texts] + [6.0]) + 2, WIDEST)
