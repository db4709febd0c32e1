"""What calamine does not tell about .ods cells: percentages, errors, formulas without a result, merged cells.

Same answer as `traits.py`; content.xml is streamed through expat inside the child process.
"""

from __future__ import annotations

import io
import re
import zipfile
from array import array
from itertools import product
from typing import Any
from xml.parsers import expat

from rating.intake.files.formats import BROKEN_CONTENT, BROKEN_ZIP, COPY_AGAIN, Refusal
from rating.intake.files.guard import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, STRAY_CELL
from rating.intake.files.odd_sheet import no_traits

Wire = dict[str, Any]
LAST_ROW, LAST_COLUMN, MOST_HIDDEN, MOST_MERGED = 1_048_576, 16_384, 10_000, 50_000
CHUNK = 4 * 1024 * 1024
LONGEST_SPACE = 1_000_000
_CELLS = ("table:table-cell", "table:covered-table-cell")
_ERROR = re.compile(r"(?:#[A-Z/0!?]+|Err:\d{3})$")


def ods_traits(data: bytes) -> dict[str, Wire] | Refusal:
    """Traits by sheet title; a Refusal where the XML is broken, or stands for more than any table holds.

    calamine goes on after a broken tag, and lays out every cell up to the last filled one.
    """
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("content.xml") as stream:
            while piece := stream.read(CHUNK):  # not ParseFile: its small pieces take a long token again and again
                parser.Parse(piece)
            parser.Parse(b"", True)
    except _TooMuchError as fault:
        return Refusal("file_too_large", f"工作表「{reader.title}」{fault}", STRAY_CELL)
    except (expat.ExpatError, *BROKEN_ZIP, *BROKEN_CONTENT):
        where = f"（到工作表「{reader.title}」为止）" if reader.title else ""
        return Refusal("file_unreadable", f"文件内部的表格内容不完整或已损坏{where}", COPY_AGAIN)
    for traits in reader.found.values():
        traits["percent"] = {column: rows.tobytes() for column, rows in traits["percent"].items()}
    return reader.found


class _TooMuchError(Exception):
    """A few lines of XML stand for more than any table holds."""


class _Reader:
    """Keeps the place while the elements stream by: repeated rows and cells count as often as stated."""

    def __init__(self) -> None:
        self.found: dict[str, Wire] = {}
        self.traits: Wire = {}
        self.title = ""
        self.noted = 0
        self.row = self.column = self.column_style = self.rows = self.columns = 0
        self.rows_here = self.cells_here = 1
        self.cell: dict[str, str] | None = None
        self.text = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self.traits, self.title = no_traits(), attributes.get("table:name", "")
            self.found[self.title] = self.traits
            self.row = self.column_style = self.rows = self.columns = 0
        elif name == "table:table-column":
            self._begin_columns(attributes)
        elif name == "table:table-row":
            self.column = 0
            self.rows_here = _count(attributes, "table:number-rows-repeated")
            if "table:visibility" in attributes and attributes["table:visibility"] != "visible" and self.traits:
                last = min(self.row + min(self.rows_here, MOST_HIDDEN), LAST_ROW)  # often all rows below the table
                self.traits["hidden_rows"].extend(range(self.row, last))
        elif name in _CELLS:
            self.cells_here = _count(attributes, "table:number-columns-repeated")
            self.cell, self.text = attributes, ""
            self._check_extent(attributes)
        elif name == "text:s" and _count(attributes, "text:c") > LONGEST_SPACE:
            raise _TooMuchError("中有一格写了极多的空格，内容异常庞大")

    def characters(self, text: str) -> None:
        if self.cell is not None and len(self.text) < 40:
            self.text += text

    def end(self, name: str) -> None:
        if name == "table:table-row":
            self.row += self.rows_here
        elif name in _CELLS and self.cell is not None:
            if len(self.cell) > 0 and self.traits:
                self._note(self.cell)
                self._note_merged(self.cell)
            self.column += self.cells_here
            self.cell = None

    def _note(self, cell: dict[str, str]) -> None:
        if not self._telling(cell):
            return
        self._count(self.rows_here * self.cells_here)
        places = product(
            range(self.row, min(self.row + self.rows_here, LAST_ROW)),
            range(self.column, min(self.column + self.cells_here, LAST_COLUMN)),
        )
        for row, column in places:
            if cell.get("office:value-type") == "percentage":
                self.traits["percent"].setdefault(column, array("i")).append(row)
            elif "office:value-type" not in cell:
                self.traits["no_result"].append((row, column))
            else:
                self.traits["errors"].append((row, column, self.text.strip()))

    def _note_merged(self, cell: dict[str, str]) -> None:
        rows, columns = (_count(cell, f"table:number-{what}-spanned") for what in ("rows", "columns"))
        merged = self.traits.setdefault("merged", [])
        if (rows > 1 or columns > 1) and len(merged) < MOST_MERGED:
            merged.append((self.row, self.column, self.row + rows - 1, self.column + columns - 1))

    def _check_extent(self, cell: dict[str, str]) -> None:
        """Before calamine lays the cells out: how far the filled ones reach."""
        if "office:value-type" not in cell:
            return
        self.rows, self.columns = (
            max(self.rows, self.row + self.rows_here),
            max(self.columns, self.column + self.cells_here),
        )
        if self.rows > MOST_ROWS or self.columns > MOST_COLUMNS or self.rows * self.columns > MOST_CELLS:
            raise _TooMuchError(f"的内容伸展到第 {self.rows} 行、第 {self.columns} 列，内容异常庞大")

    def _count(self, places: int) -> None:
        self.noted += places
        if self.noted > MOST_CELLS:
            raise _TooMuchError(f"中重复的单元格超过 {MOST_CELLS // 10000} 万个，内容异常庞大")

    def _begin_columns(self, attributes: dict[str, str]) -> None:
        first, count = self.column_style, _count(attributes, "table:number-columns-repeated")
        self.column_style += count
        if attributes.get("table:visibility", "visible") != "visible" and self.traits:
            self.traits["hidden_columns"].append((first, min(first + count, LAST_COLUMN) - 1))

    def _telling(self, cell: dict[str, str]) -> bool:
        if cell.get("office:value-type") == "percentage":
            return True
        if "table:formula" not in cell:
            return False
        error = cell.get("calcext:value-type") == "error" or _ERROR.match(self.text.strip()) is not None
        return error or ("office:value-type" not in cell and not self.text.strip())


def _count(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return int(text[:12]) if text.isascii() and text.isdigit() else 1
