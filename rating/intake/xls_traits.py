"""What calamine does not tell about .xls cells: percent formats, error values, hidden rows.

Same answer as `traits.py`.  The layout is that of [MS-CFB] (the container) and [MS-XLS] (the
records); only BIFF8, what every program of this century writes.
"""

from __future__ import annotations

import re
import struct
from array import array
from collections.abc import Iterator
from typing import Any

Wire = dict[str, Any]
_END = 0xFFFFFFFA
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_PERCENT_FORMATS = {9, 10}
_SHEET, _FORMAT, _STYLE, _ROW = 0x0085, 0x041E, 0x00E0, 0x0208
_FORMULA, _NUMBER, _RK, _MANY_RK, _ERROR, _EOF = 0x0006, 0x0203, 0x027E, 0x00BD, 0x0205, 0x000A


def xls_traits(data: bytes) -> dict[str, Wire]:
    """Traits by sheet title; empty when the file is laid out otherwise."""
    try:
        return _read(_workbook_stream(data))
    except (struct.error, IndexError, ValueError, KeyError):
        return {}


def _workbook_stream(data: bytes) -> bytes:
    """The Workbook stream out of the compound file."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    mini_size = 1 << struct.unpack_from("<H", data, 32)[0]
    first_directory, cutoff, first_mini = (struct.unpack_from("<I", data, at)[0] for at in (48, 56, 60))
    table_sectors = [sector for sector in struct.unpack_from("<109I", data, 76) if sector < _END]
    table_sectors += _further_tables(data, size)
    table: list[int] = []
    for sector in table_sectors:
        table.extend(struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size))

    def chain(first: int) -> bytes:
        return _chain(data[size:], table, first, size)

    directory = chain(first_directory)
    entries = [directory[at : at + 128] for at in range(0, len(directory), 128)]
    named = {
        entry[: max(0, struct.unpack_from("<H", entry, 64)[0] - 2)].decode("utf-16-le", "replace"): entry
        for entry in entries
    }
    entry = named.get("Workbook") or named["Book"]
    first, length = struct.unpack_from("<II", entry, 116)
    if length >= cutoff:
        return chain(first)[:length]
    mini_table = list(struct.unpack(f"<{len(chain(first_mini)) // 4}I", chain(first_mini)))
    store = chain(struct.unpack_from("<I", entries[0], 116)[0])
    return _chain(store, mini_table, first, mini_size)[:length]


def _further_tables(data: bytes, size: int) -> list[int]:
    """Sectors of the allocation table beyond the 109 that the header names."""
    found: list[int] = []
    sector = struct.unpack_from("<I", data, 68)[0]
    while sector < _END and len(found) < len(data) // size:
        *more, sector = struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size)
        found.extend(one for one in more if one < _END)
    return found


def _chain(store: bytes, table: list[int], first: int, size: int) -> bytes:
    pieces: list[bytes] = []
    sector = first
    while sector < _END and len(pieces) <= len(table):
        pieces.append(store[sector * size : (sector + 1) * size])
        sector = table[sector]
    return b"".join(pieces)


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """(type, content) from `start` to the end of that substream."""
    at = start
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        if kind == _EOF:
            return
        at += 4 + length


def _read(stream: bytes) -> dict[str, Wire]:
    formats = set(_PERCENT_FORMATS)
    styles: list[int] = []
    sheets: list[tuple[str, int]] = []
    for kind, content in _records(stream, 0):
        if kind == _FORMAT and _shows_percent(content):
            formats.add(struct.unpack_from("<H", content)[0])
        elif kind == _STYLE:
            styles.append(struct.unpack_from("<H", content, 2)[0])
        elif kind == _SHEET:
            encoding = "utf-16-le" if content[7] & 1 else "latin-1"
            sheets.append((content[8:].decode(encoding, "replace"), struct.unpack_from("<I", content)[0]))
    percent = {index for index, style in enumerate(styles) if style in formats}
    return {title: _sheet(stream, start, percent) for title, start in sheets}


def _shows_percent(content: bytes) -> bool:
    code = content[5:].decode("utf-16-le" if content[4] & 1 else "latin-1", "replace")
    return "%" in re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code)


def _sheet(stream: bytes, start: int, percent: set[int]) -> Wire:
    shown: dict[int, array[int]] = {}
    traits: Wire = {"errors": [], "no_result": [], "hidden_rows": [], "hidden_columns": []}
    for kind, content in _records(stream, start):
        if kind in (_NUMBER, _RK, _FORMULA):
            row, column, style = struct.unpack_from("<HHH", content)
            if style in percent:
                shown.setdefault(column, array("i")).append(row)
            if kind == _FORMULA and content[12:14] == b"\xff\xff" and content[6] == 2:
                traits["errors"].append((row, column, _ERRORS.get(content[8], "错误值")))
        elif kind == _MANY_RK:
            row, first = struct.unpack_from("<HH", content)
            for place in range((len(content) - 6) // 6):
                if struct.unpack_from("<H", content, 4 + 6 * place)[0] in percent:
                    shown.setdefault(first + place, array("i")).append(row)
        elif kind == _ERROR and content[7]:
            row, column = struct.unpack_from("<HH", content)
            traits["errors"].append((row, column, _ERRORS.get(content[6], "错误值")))
        elif kind == _ROW and struct.unpack_from("<H", content, 12)[0] & 0x20:
            traits["hidden_rows"].append(struct.unpack_from("<H", content)[0])
    traits["percent"] = {column: rows.tobytes() for column, rows in shown.items()}
    return traits
