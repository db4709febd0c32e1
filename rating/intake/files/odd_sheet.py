"""What `traits.py` looks for, in sheets that are not written as most programs do: names with a prefix
(`<x:c>`), attributes in another order, cells without their address.  Slower: every element is visited.

Runs inside the child process; imports the standard library only.
"""

from __future__ import annotations

import re
from array import array
from typing import IO, Any
from xml.parsers import expat

Wire = dict[str, Any]
_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s/>])[^>]*>")
_USUAL = re.compile(rb'<c r="[A-Z]{1,3}\d{1,7}"(?: s="\d+")?(?: t="\w+")?(?: [a-z]+="\d+")*\s*/?>')
_ROW_TAG = re.compile(rb"<(?:\w+:)?(?:row|col)(?=[\s/>])[^>]*>")
_USUAL_ROW = re.compile(rb'<(?:row|col) [a-zA-Z]+="[^\']*>')
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")
LONGEST_TEXT = 40
CHUNK = 1024 * 1024
MOST_COLUMN, MOST_ROW = 16_384, 1_048_576


def no_traits() -> Wire:
    """A sheet of which nothing particular is known."""
    return {"percent": {}, "errors": [], "no_result": [], "hidden_rows": [], "hidden_columns": []}


def is_written_as_usual(head: bytes) -> bool:
    """Judged by the cells at the beginning: a program writes all of a sheet the same way."""
    cut = head.rfind(b"<")
    head = head if cut < 0 else head[:cut]
    cells = all(_USUAL.fullmatch(cell) for cell in _CELL.findall(head))
    return cells and all(_USUAL_ROW.fullmatch(row) for row in _ROW_TAG.findall(head))


def odd_sheet_traits(stream: IO[bytes], percent: frozenset[str]) -> tuple[Wire, int, int]:
    """(traits, rows, columns) of one sheet; what was read before a fault when the XML breaks off."""
    reader = _Reader(percent)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    try:
        while piece := stream.read(CHUNK):
            parser.Parse(piece)
    except expat.ExpatError:
        pass
    traits = reader.traits
    traits["percent"] = {column: rows.tobytes() for column, rows in traits["percent"].items()}
    return traits, reader.rows, reader.columns


class _Reader:
    """Keeps the place while the elements stream by."""

    def __init__(self, percent: frozenset[str]) -> None:
        self.percent = percent
        self.traits = no_traits()
        self.row = self.column = -1
        self.rows = self.columns = 0
        self.cell: dict[str, str] | None = None
        self.formula = False
        self.text: str | None = None
        self.value = ""

    def start(self, element: str, attributes: dict[str, str]) -> None:
        name = element.rpartition(" ")[2]
        if name == "row":
            self._begin_row(attributes)
        elif name == "c":
            self._begin_cell(attributes)
        elif name == "f" and self.cell is not None:
            self.formula = True
        elif name in ("v", "t") and self.cell is not None:
            self.text = ""
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = (_number(attributes.get(limit, ""), MOST_COLUMN) for limit in ("min", "max"))
            if first and last:
                self.traits["hidden_columns"].append((first - 1, last - 1))

    def characters(self, text: str) -> None:
        if self.text is not None and len(self.text) < LONGEST_TEXT:
            self.text += text

    def end(self, element: str) -> None:
        name = element.rpartition(" ")[2]
        if name in ("v", "t") and self.text is not None:
            self.value, self.text = self.value or self.text.strip(), None
        elif name == "c" and self.cell is not None:
            self._note(self.cell)
            self.cell = None

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self.row = (_number(attributes.get("r", ""), MOST_ROW) or self.row + 2) - 1
        self.column = -1
        if attributes.get("hidden") in ("1", "true"):
            self.traits["hidden_rows"].append(self.row)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        address = _ADDRESS.fullmatch(attributes.get("r", ""))
        self.column = _column(address[1]) if address else self.column + 1
        self.row = int(address[2]) - 1 if address else self.row
        self.cell, self.formula, self.value = attributes, False, ""

    def _note(self, cell: dict[str, str]) -> None:
        if self.value or self.formula:
            self.rows, self.columns = max(self.rows, self.row + 1), max(self.columns, self.column + 1)
        kind = cell.get("t", "n")
        if kind == "e":
            self.traits["errors"].append((self.row, self.column, self.value or "错误值"))
        elif self.formula and not self.value and kind != "str":
            self.traits["no_result"].append((self.row, self.column))
        elif kind == "n" and self.value and cell.get("s") in self.percent:
            self.traits["percent"].setdefault(self.column, array("i")).append(self.row)


def _number(text: str, most: int) -> int:
    return min(int(text), most) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
