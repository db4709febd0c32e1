"""What calamine does not tell about .ods cells: percentages, errors, formulas without a result.

Same answer as `traits.py`; content.xml is streamed through expat inside the child process.
"""

from __future__ import annotations

import io
import re
import zipfile
from array import array
from typing import Any
from xml.parsers import expat

Wire = dict[str, Any]
MOST_REPEATED = 10_000
_CELLS = ("table:table-cell", "table:covered-table-cell")
_ERROR = re.compile(r"(?:#[A-Z/0!?]+|Err:\d{3})$")


def ods_traits(data: bytes) -> dict[str, Wire]:
    """Traits by sheet title; what was read before a fault when the XML breaks off."""
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("content.xml") as stream:
            parser.ParseFile(stream)
    except (expat.ExpatError, KeyError, zipfile.BadZipFile):
        pass
    for traits in reader.found.values():
        traits["percent"] = {column: rows.tobytes() for column, rows in traits["percent"].items()}
    return reader.found


class _Reader:
    """Keeps the place while the elements stream by: repeated rows and cells count as often as stated."""

    def __init__(self) -> None:
        self.found: dict[str, Wire] = {}
        self.traits: Wire = {}
        self.row = self.column = 0
        self.rows_here = self.cells_here = 1
        self.cell: dict[str, str] | None = None
        self.text = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self.traits = {"percent": {}, "errors": [], "no_result": [], "hidden_rows": [], "hidden_columns": []}
            self.found[attributes.get("table:name", "")] = self.traits
            self.row = 0
        elif name == "table:table-row":
            self.column = 0
            self.rows_here = _count(attributes, "table:number-rows-repeated")
            if "table:visibility" in attributes and attributes["table:visibility"] != "visible" and self.traits:
                self.traits["hidden_rows"].extend(range(self.row, self.row + min(self.rows_here, MOST_REPEATED)))
        elif name in _CELLS:
            self.cells_here = _count(attributes, "table:number-columns-repeated")
            self.cell, self.text = attributes, ""

    def characters(self, text: str) -> None:
        if self.cell is not None and len(self.text) < 40:
            self.text += text

    def end(self, name: str) -> None:
        if name == "table:table-row":
            self.row += self.rows_here
        elif name in _CELLS and self.cell is not None:
            if len(self.cell) > 0 and self.traits:
                self._note(self.cell)
            self.column += self.cells_here
            self.cell = None

    def _note(self, cell: dict[str, str]) -> None:
        places = (
            [
                (row, column)
                for row in range(self.row, self.row + min(self.rows_here, MOST_REPEATED))
                for column in range(self.column, self.column + min(self.cells_here, 100))
            ]
            if self._telling(cell)
            else []
        )
        for row, column in places:
            if cell.get("office:value-type") == "percentage":
                self.traits["percent"].setdefault(column, array("i")).append(row)
            elif "office:value-type" not in cell:
                self.traits["no_result"].append((row, column))
            else:
                self.traits["errors"].append((row, column, self.text.strip()))

    def _telling(self, cell: dict[str, str]) -> bool:
        if cell.get("office:value-type") == "percentage":
            return True
        if "table:formula" not in cell:
            return False
        error = cell.get("calcext:value-type") == "error" or _ERROR.match(self.text.strip()) is not None
        return error or ("office:value-type" not in cell and not self.text.strip())


def _count(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return int(text) if text.isdigit() and len(text) < 9 else 1
