"""The main part of a .docx as plain paragraphs and tables.  Runs inside the child process; standard library only.

A block is ("p", text) or ("t", rows); a row is a list of cells (text, column, columns, continued): the grid
column it begins at, how many it spans, and whether it only continues the cell above.  What a reader
of the document sees is read: deleted passages and field codes are left out, list numbers are put back.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from rating.workshop.paper.word_numbers import Numbers

MOST_BLOCKS, MOST_CELLS, MOST_COLUMNS, DEEPEST = 20_000, 60_000, 200, 60
_SKIPPED = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "footnoteReference", "rPr", "tblPr"})
_THROUGH = frozenset(
    {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "body", "AlternateContent", "Choice"}
)
Cell = tuple[str, int, int, bool]
Block = tuple[str, Any]


class Forbidden(ValueError):
    """A document type declaration, or more than a standard can hold."""


class _Builder(ElementTree.TreeBuilder):
    def doctype(self, *_: object) -> None:
        raise Forbidden("doctype")


def parsed(data: bytes) -> ElementTree.Element:
    """The root element. Raises Forbidden for a document type, ElementTree.ParseError for broken XML."""
    parser = ElementTree.XMLParser(target=_Builder())
    parser.feed(data)
    root: ElementTree.Element = parser.close()
    return root


def blocks(document: ElementTree.Element, numbers: Numbers) -> list[Block]:
    """Paragraphs with text and tables, in reading order."""
    found: list[Block] = []
    cells = 0
    for element in _flow(document, 0):
        if _name(element) == "tbl":
            rows = list(_rows(element, numbers))
            cells += sum(map(len, rows))
            found.append(("t", rows))
        else:
            text = _paragraph(element, numbers)
            if text:
                found.append(("p", text))
        if len(found) > MOST_BLOCKS or cells > MOST_CELLS:
            raise Forbidden("size")
    return found


def attribute(element: ElementTree.Element | None, name: str = "val") -> str:
    """An attribute by its local name, "" when absent: strict and usual documents differ in the namespace only."""
    if element is None:
        return ""
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")


def child(element: ElementTree.Element | None, *names: str) -> ElementTree.Element | None:
    """The descendant along these local names, None where one is missing."""
    for name in names:
        if element is None:
            return None
        element = next((part for part in element if _name(part) == name), None)
    return element


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _flow(element: ElementTree.Element, depth: int) -> Iterator[ElementTree.Element]:
    """Paragraphs and tables under `element`, through the wrappers that Word puts around them."""
    if depth > DEEPEST:
        raise Forbidden("size")
    for part in element:
        name = _name(part)
        if name in ("p", "tbl"):
            yield part
        elif name in _THROUGH:
            yield from _flow(part, depth + 1)


def _rows(table: ElementTree.Element, numbers: Numbers) -> Iterator[list[Cell]]:
    for row in _inside(table, "tr", 0):
        properties = child(row, "trPr")
        if child(properties, "del") is not None:
            continue
        column = _number(attribute(child(properties, "gridBefore")))
        cells: list[Cell] = []
        for cell in _inside(row, "tc", 0):
            shape = child(cell, "tcPr")
            span = max(1, _number(attribute(child(shape, "gridSpan"))))
            upward, sideways = child(shape, "vMerge"), child(shape, "hMerge")
            text = _cell_text(cell, numbers)
            if sideways is not None and attribute(sideways) != "restart" and cells:
                last, start, width, continued = cells[-1]
                cells[-1] = (last, start, width + span, continued)
            else:
                cells.append((text, column, span, upward is not None and attribute(upward) != "restart"))
            column += span
            if column > MOST_COLUMNS:
                raise Forbidden("size")
        yield cells


def _inside(element: ElementTree.Element, wanted: str, depth: int) -> Iterator[ElementTree.Element]:
    for part in element:
        if _name(part) == wanted:
            yield part
        elif _name(part) in _THROUGH and depth < DEEPEST:
            yield from _inside(part, wanted, depth + 1)


def _cell_text(cell: ElementTree.Element, numbers: Numbers) -> str:
    """Its paragraphs, one a line; a table inside is told row by row."""
    lines: list[str] = []
    for part in _flow(cell, 0):
        if _name(part) == "p":
            lines.append(_paragraph(part, numbers))
        else:
            lines.extend("；".join(text for text, *_ in row if text) for row in _rows(part, numbers))
    return "\n".join(line for line in lines if line)


def _paragraph(paragraph: ElementTree.Element, numbers: Numbers) -> str:
    text = "".join(_texts(paragraph, 0)).strip(" \t\n\u3000")
    properties = child(paragraph, "pPr")
    listed = child(properties, "numPr")
    style = attribute(child(properties, "pStyle"))
    if listed is None and not numbers.of_style(style):
        return text
    number = numbers.next(attribute(child(listed, "numId")), attribute(child(listed, "ilvl")), style)
    return f"{number}{text}" if text or number.strip("·•●■◆○-– ") else ""


def _texts(element: ElementTree.Element, depth: int) -> Iterator[str]:
    if depth > DEEPEST:
        raise Forbidden("size")
    for part in element:
        name = _name(part)
        if name == "t":
            yield part.text or ""
        elif name in ("br", "cr"):
            yield "\n"
        elif name == "tab":
            yield " "
        elif name == "noBreakHyphen":
            yield "-"
        elif name not in _SKIPPED and name not in ("pPr", "tbl"):
            yield from _texts(part, depth + 1)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
