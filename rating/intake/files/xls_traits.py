"""What calamine does not tell about .xls cells: percent formats, error values, hidden rows.

Same answer as `traits.py`.  The records are those of [MS-XLS] (BIFF8); BIFF5 of Excel 5 and 95
differs in a few of them.
"""

from __future__ import annotations

import codecs
import re
import struct
from array import array
from collections.abc import Iterator
from typing import Any

from rating.intake.files.compound_file import open_compound_file

Wire = dict[str, Any]
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_PERCENT_FORMATS = {9, 10}
_SHEET, _FORMAT, _STYLE, _ROW, _COLUMNS, _CODE_PAGE = 0x0085, 0x041E, 0x00E0, 0x0208, 0x007D, 0x0042
_FORMULA, _NUMBER, _RK, _MANY_RK, _ERROR, _BOF, _EOF = 0x0006, 0x0203, 0x027E, 0x00BD, 0x0205, 0x0809, 0x000A
_BIFF8 = 0x0600
MOST_COLUMNS = 256


def xls_traits(data: bytes) -> dict[str, Wire]:
    """Traits by sheet title; empty when the file is laid out otherwise."""
    try:
        return _read(open_compound_file(data).stream("Workbook", "Book"))
    except (struct.error, IndexError, ValueError, KeyError):
        return {}


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """(type, content) from `start` to the end of that substream; charts within it have an end of their own."""
    at, depth = start, 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        depth += (kind == _BOF) - (kind == _EOF)
        if kind == _EOF and depth <= 0:
            return
        at += 4 + length


def _read(stream: bytes) -> dict[str, Wire]:
    formats, old = set(_PERCENT_FORMATS), stream[4:6] != struct.pack("<H", _BIFF8)
    styles: list[int] = []
    sheets: list[tuple[str, int]] = []
    codec = "gbk" if old else ""  # of titles in BIFF5; BIFF8 has Unicode
    for kind, content in _records(stream, 0):
        if kind == _FORMAT and _shows_percent(content, old):
            formats.add(struct.unpack_from("<H", content)[0])
        elif kind == _STYLE:
            styles.append(struct.unpack_from("<H", content, 2)[0])
        elif kind == _CODE_PAGE and old:
            codec = _codec(struct.unpack_from("<H", content)[0])
        elif kind == _SHEET:
            sheets.append((_title(content, codec), struct.unpack_from("<I", content)[0]))
    percent = {index for index, style in enumerate(styles) if style in formats}
    return {title: _sheet(stream, start, percent) for title, start in sheets}


def _codec(code_page: int) -> str:
    try:
        return codecs.lookup(f"cp{code_page}").name
    except LookupError:
        return "gbk"


def _title(content: bytes, codec: str) -> str:
    if codec:
        return content[7 : 7 + content[6]].decode(codec, "replace")
    return content[8:].decode("utf-16-le" if content[7] & 1 else "latin-1", "replace")


def _shows_percent(content: bytes, old: bool) -> bool:
    if old:
        code = content[3:].decode("latin-1")
    else:
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
        elif kind == _COLUMNS and struct.unpack_from("<H", content, 8)[0] & 0x01:
            first, last = struct.unpack_from("<HH", content)
            traits["hidden_columns"].append((first, min(last, MOST_COLUMNS - 1)))
    traits["percent"] = {column: rows.tobytes() for column, rows in shown.items()}
    return traits
