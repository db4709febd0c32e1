"""What calamine does not tell about .xlsb cells: percent formats, error values, hidden rows and columns.

Same answer as `traits.py`.  The records are those of [MS-XLSB] (BIFF12): a number of one or two bytes,
a length of one to four bytes, the content.  Each part is streamed inside the child process.
"""

from __future__ import annotations

import io
import struct
import zipfile
from array import array
from collections.abc import Iterator
from typing import IO, Any
from xml.etree import ElementTree

from rating.intake.files.formats import BROKEN_CONTENT, BROKEN_ZIP
from rating.intake.files.odd_sheet import no_traits
from rating.intake.files.traits import shows_percent

Wire = dict[str, Any]
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_PERCENT_FORMATS = {9, 10}
_SHEET, _FORMAT, _STYLES_BEGIN, _STYLES_END, _STYLE = 156, 44, 617, 618, 47
_ROW, _COLUMNS, _NUMBERS, _ERROR_CELLS = 0, 60, {2, 5, 9}, {3, 11}
MOST_RECORD, LONGEST_HEAD, CHUNK = 1_000_000, 6, 4 * 1024 * 1024
MOST_COLUMNS = 16_384


def xlsb_traits(data: bytes) -> dict[str, Wire]:
    """Traits by sheet title; what was read before a fault when the file breaks off."""
    found: dict[str, Wire] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name.replace("\\", "/").lower(): name for name in archive.namelist()}
            percent = _percent_styles(archive, parts)
            for title, part in _sheet_parts(archive, parts):
                found[title] = no_traits()
                with archive.open(part) as stream:
                    _sheet(stream, percent, found[title])
    except (*BROKEN_ZIP, *BROKEN_CONTENT, struct.error, IndexError, ElementTree.ParseError):
        pass
    return found


def _sheet_parts(archive: zipfile.ZipFile, parts: dict[str, str]) -> list[tuple[str, str]]:
    """(title, part name) in the workbook's order."""
    relations = ElementTree.fromstring(archive.read(parts["xl/_rels/workbook.bin.rels"]))
    targets = {each.get("Id", ""): each.get("Target", "") for each in relations}
    found = []
    with archive.open(parts["xl/workbook.bin"]) as stream:
        for kind, content in _records(stream):
            if kind == _SHEET:
                relation, at = _text(content, 8)
                target = targets.get(relation, "")
                path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                if path.lower() in parts:
                    found.append((_text(content, at)[0], parts[path.lower()]))
    return found


def _percent_styles(archive: zipfile.ZipFile, parts: dict[str, str]) -> frozenset[int]:
    """Numbers of the cell styles that show a percentage."""
    if "xl/styles.bin" not in parts:
        return frozenset()
    formats, styles, inside = set(_PERCENT_FORMATS), [], False
    with archive.open(parts["xl/styles.bin"]) as stream:
        for kind, content in _records(stream):
            inside = kind == _STYLES_BEGIN or (inside and kind != _STYLES_END)
            if kind == _FORMAT and shows_percent(_text(content, 2)[0]):
                formats.add(struct.unpack_from("<H", content)[0])
            elif kind == _STYLE and inside:
                styles.append(struct.unpack_from("<H", content, 2)[0])
    return frozenset(place for place, style in enumerate(styles) if style in formats)


def _sheet(stream: IO[bytes], percent: frozenset[int], traits: Wire) -> None:
    shown: dict[int, array[int]] = {}
    row = -1
    try:
        for kind, content in _records(stream):
            if kind == _ROW:
                row = struct.unpack_from("<I", content)[0]
                if content[11] & 0x10:
                    traits["hidden_rows"].append(row)
            elif kind in _NUMBERS:
                column, style = struct.unpack_from("<II", content)
                if style & 0xFFFFFF in percent:
                    shown.setdefault(column, array("i")).append(row)
            elif kind in _ERROR_CELLS:
                text = _ERRORS.get(content[8], "错误值")
                traits["errors"].append((row, struct.unpack_from("<I", content)[0], text))
            elif kind == _COLUMNS and struct.unpack_from("<H", content, 16)[0] & 0x01:
                first, last = struct.unpack_from("<II", content)
                traits["hidden_columns"].append((first, min(last, MOST_COLUMNS - 1)))
    finally:
        traits["percent"] = {column: rows.tobytes() for column, rows in shown.items()}


def _records(stream: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """(number, content) until the part ends or says what cannot be."""
    buffer, at, ended = b"", 0, False
    while True:
        if not ended and len(buffer) - at < MOST_RECORD + LONGEST_HEAD:
            piece = stream.read(CHUNK)
            buffer, at, ended = buffer[at:] + piece, 0, not piece
            continue
        if at >= len(buffer):
            return
        kind, length, at = _head(buffer, at)
        if length > MOST_RECORD:
            return
        yield kind, buffer[at : at + length]
        at += length


def _head(buffer: bytes, at: int) -> tuple[int, int, int]:
    """(number, length, where the content begins)."""
    kind = buffer[at]
    at += 1
    if kind & 0x80:
        kind = (kind & 0x7F) | (buffer[at] << 7)
        at += 1
    length = 0
    for shift in (0, 7, 14, 21):
        piece = buffer[at]
        at += 1
        length |= (piece & 0x7F) << shift
        if not piece & 0x80:
            break
    return kind, length, at


def _text(content: bytes, at: int) -> tuple[str, int]:
    """(text, where it ends): a count of letters, then UTF-16; a count of all ones is no text."""
    count = struct.unpack_from("<I", content, at)[0]
    if count == 0xFFFFFFFF:
        return "", at + 4
    return content[at + 4 : at + 4 + 2 * count].decode("utf-16-le", "replace"), at + 4 + 2 * count
