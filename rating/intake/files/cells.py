"""The neutral cells of a sheet, whatever the format they came in.

A cell is None (blank), a float, or one of: str, bool, Moment, ErrorCell, NoResult, OddNumber.
Columns keep their numbers apart as float64, so that a clean column never becomes Python objects.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rating.reported import cell_name

LONGEST_MERGE, MOST_MERGED_CELLS = 500, 200_000
_ERROR_TEXT = re.compile(r"#(?:N/A|DIV/0!|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|GETTING_DATA)|Err:\d{3}")


@dataclass(frozen=True, slots=True)
class Moment:
    """A cell that the spreadsheet holds as a date or time; `text` reads like 2024-03-05."""

    text: str
    parts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """#N/A, #DIV/0! and their like."""

    text: str


@dataclass(frozen=True, slots=True)
class NoResult:
    """A formula whose result was never stored."""


@dataclass(frozen=True, slots=True)
class OddNumber:
    """NaN or an infinity written into the file."""

    text: str


Cell = None | float | str | bool | Moment | ErrorCell | NoResult | OddNumber


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column of a sheet: numbers float64[rows], NaN where not a number; `others` by row, none blank."""

    numbers: NDArray[np.float64]
    others: Mapping[int, Cell]

    def cells(self, rows: NDArray[np.int32]) -> list[Cell]:
        """The cells of these rows; numbers as float."""
        found: list[Cell] = list(map(self.others.get, rows.tolist()))
        numbers = self.numbers[rows]
        for at in np.flatnonzero(~np.isnan(numbers)).tolist():
            found[at] = float(numbers[at])
        return found

    def cell(self, row: int) -> Cell:
        if row in self.others:
            return self.others[row]
        number = float(self.numbers[row])
        return None if number != number else number


@dataclass(frozen=True)
class Grid:
    """One sheet: `file` is the upload's name; rows and columns count from A1."""

    file: str
    title: str
    visible: bool
    rows: int
    columns: tuple[GridColumn, ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    percent: Mapping[int, NDArray[np.int32]] = field(default_factory=dict)
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()

    def cell(self, row: int, column: int) -> Cell:
        return self.columns[column].cell(row) if 0 <= row < self.rows and 0 <= column < len(self.columns) else None

    def text(self, row: int, column: int) -> str:
        """The cell as its reader would type it, stripped; "" when blank."""
        if 0 <= column < len(self.columns):
            cell = self.columns[column].others.get(row)
            if type(cell) is str:
                return cell.strip()
        return as_text(self.cell(row, column)).strip()

    def merged_text(self, row: int, column: int) -> str:
        """The same; a cell merged with those above says what they say."""
        return self.text(self._above.get((row, column), row), column)

    @cached_property
    def _above(self) -> Mapping[tuple[int, int], int]:
        """(row, column) below the first cell of a merged column → the row of that cell."""
        found: dict[tuple[int, int], int] = {}
        for first, column, last, _ in self.merged:
            if last - first < LONGEST_MERGE and len(found) < MOST_MERGED_CELLS:
                found.update(
                    dict.fromkeys(((row, column) for row in range(first + 1, min(last + 1, self.rows))), first)
                )
        return found


def as_text(cell: Cell) -> str:
    """A cell as text: numbers with at most 15 significant digits, as a spreadsheet shows them."""
    if type(cell) is str:
        return cell
    if cell is None or isinstance(cell, NoResult):
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return number_text(cell)
    return cell.text if not isinstance(cell, str) else cell


def number_text(number: float) -> str:
    """85.0 → "85", 0.1+0.2 → "0.3"; never an exponent for what a person would write out."""
    text = format(number, ".15g")
    return format(float(text), ".0f") if "e+" in text and abs(number) < 1e18 else text


def grids(answer: Mapping[str, Any], file: str) -> tuple[Grid, ...]:
    """The child's answer (see `parse.py`, `traits.py`) as sheets of one file."""
    traits = answer.get("traits", {})
    return tuple(_grid(sheet, traits.get(sheet["title"], {}), file) for sheet in answer["sheets"])


def _grid(sheet: Mapping[str, Any], traits: Mapping[str, Any], file: str) -> Grid:
    rows = sheet["rows"]
    columns = [_column(numbers, others, rows) for numbers, others in sheet["columns"]]
    marked: dict[int, dict[int, Cell]] = {}
    for row, column, text in traits.get("errors", ()):
        marked.setdefault(column, {})[row] = ErrorCell(text)
    for row, column in traits.get("no_result", ()):
        marked.setdefault(column, {})[row] = NoResult()
    for column, cells in marked.items():
        _mark(columns, column, cells, rows)
    hidden = [range(first, min(last, len(columns)) + 1) for first, last in traits.get("hidden_columns", ())]
    return Grid(
        file=file,
        title=sheet["title"],
        visible=sheet["visible"],
        rows=rows,
        columns=tuple(columns),
        merged=tuple(sheet["merged"] or traits.get("merged", ())),
        percent={column: np.frombuffer(rows_, np.int32) for column, rows_ in traits.get("percent", {}).items()},
        hidden_rows=tuple(row for row in traits.get("hidden_rows", ()) if row < rows),
        hidden_columns=tuple(column for span in hidden for column in span if column < len(columns)),
    )


def _column(numbers: bytes, others: dict[int, Any], rows: int) -> GridColumn:
    values = np.frombuffer(numbers, np.float64) if numbers else np.full(rows, np.nan)
    meant = {cell: _cell(cell) for cell in set(others.values())}
    if any(meant[cell] is not cell for cell in meant):
        others = {row: cell for row, said in others.items() if (cell := meant[said]) is not None}
    return GridColumn(values, others)


def _cell(cell: Any) -> Cell:
    if type(cell) is str:
        if cell[:1] in "#E" and _ERROR_TEXT.fullmatch(cell.strip()):
            return ErrorCell(cell.strip())
        return cell if cell.strip() else None
    if type(cell) is bool:
        return cell
    kind, *parts = cell
    if kind == "date":
        year, month, day, *clock = parts
        time = " {:02}:{:02}".format(*clock[:2]) if any(clock) else ""
        return Moment(f"{year:04}-{month:02}-{day:02}{time}", (year, month, day))
    return Moment(parts[0]) if kind == "time" else OddNumber(parts[0])


def _mark(columns: list[GridColumn], column: int, cells: dict[int, Cell], rows: int) -> None:
    """Error cells and formulas without result, which calamine hands over as blanks or not at all."""
    inside = {row: cell for row, cell in cells.items() if 0 <= row < rows}
    if not 0 <= column < len(columns) or not inside:
        return
    numbers = columns[column].numbers.copy()
    numbers[list(inside)] = np.nan
    columns[column] = GridColumn(numbers, {**columns[column].others, **inside})


def address(row: int, column: int) -> str:
    """The place in the user's own sheet, "" for none."""
    return cell_name(row, column) if row >= 0 and column >= 0 else ""
