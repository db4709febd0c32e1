"""Bytes → plain cells, inside the child process: calamine, the standard library, nothing else.

What goes back to the parent is made of numbers, texts, tuples, lists and dicts only, so that the
parent can unpickle it without ever loading a class.  A sheet is

    {"title", "visible", "rows", "columns": [(numbers, others), …], "merged": [(r0, c0, r1, c1), …]}

numbers  float64 bytes, one per row, NaN where the cell is no number; b"" when none is
others   {row: text | bool | ("date", year, month, day, hour, minute, second) | ("time", text)
         | ("odd", text)}; blank cells are in neither
"""

from __future__ import annotations

import datetime as dt
import io
import math
from array import array
from itertools import islice, zip_longest
from struct import pack
from sys import intern
from typing import Any

import python_calamine as calamine

from rating.intake.files.error_values import with_known_errors
from rating.intake.files.formats import SAVE_AS, Refusal
from rating.intake.files.guard import FEWER_SHEETS, MOST_MERGED, MOST_SHEETS, STRAY_CELL, extent_refusal
from rating.intake.files.plain_ods import with_plain_content
from rating.intake.files.text_table import decode, rows_of

NAN = float("nan")
ROWS_AT_ONCE = 1000
LONGEST_NUMBER = 15
_NUMBER_STARTS = frozenset("0123456789-")
_ONLY_NUMBERS, _ONLY_TEXTS = {float}, {str}
_NO_NUMBERS = pack("d", NAN) * ROWS_AT_ONCE
Wire = dict[str, Any]


def parse_workbook(data: bytes) -> list[Wire] | Refusal:
    """Every sheet of a workbook; worksheets only, hidden ones by name alone.

    A workbook with an error value that calamine does not know is read again with one that it knows,
    an .ods with what calamine stumbles over is read again without it.
    """
    read = _parse_workbook(data)
    if isinstance(read, Refusal) and read.code == "file_unreadable" and data.startswith(b"PK"):
        known = with_known_errors(data) or with_plain_content(data)
        return read if known is None else _parse_workbook(known)
    return read


def _parse_workbook(data: bytes) -> list[Wire] | Refusal:
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        metadata = book.sheets_metadata
    except calamine.PasswordError:
        return Refusal("file_encrypted", "文件设有打开密码")
    except MemoryError:
        raise
    except BaseException as fault:  # noqa: BLE001 - a panic inside calamine is no Exception
        return _unreadable(fault, "读不出文件内部的写法（也可能已损坏）")
    if len(metadata) > MOST_SHEETS:
        return Refusal("file_too_large", f"文件中有 {len(metadata)} 张工作表，上限为 {MOST_SHEETS} 张", FEWER_SHEETS)
    sheets: list[Wire] = []
    for index, sheet in enumerate(metadata):
        if sheet.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        if sheet.visible != calamine.SheetVisibleEnum.Visible:
            sheets.append({"title": sheet.name, "visible": False, "rows": 0, "columns": [], "merged": []})
            continue
        parsed = _parse_sheet(book, index, sheet.name)
        if isinstance(parsed, Refusal):
            return parsed
        sheets.append(parsed)
    return sheets


def _parse_sheet(book: Any, index: int, title: str) -> Wire | Refusal:
    try:
        sheet = book.get_sheet_by_index(index)
        rows, width = (sheet.end[0] + 1, sheet.end[1] + 1) if sheet.end else (0, 0)
        refusal = extent_refusal(title, rows, width)
        if refusal:
            return refusal
        if len(sheet.merged_cell_ranges or ()) > MOST_MERGED:
            found = f"工作表「{title}」中合并的区域超过 {MOST_MERGED // 10000} 万处"
            return Refusal("file_too_large", found, STRAY_CELL)
        merged = [(*start, *end) for start, end in sheet.merged_cell_ranges or ()]
        columns = _read_columns(sheet, width)
    except MemoryError:
        raise
    except BaseException as fault:  # noqa: BLE001 - a panic inside calamine is no Exception
        return _unreadable(fault, f"读不出工作表「{title}」（可能已损坏）")
    return {"title": title, "visible": True, "rows": rows, "columns": columns, "merged": merged}


def _unreadable(fault: BaseException, found: str) -> Refusal:
    if "capacity overflow" in str(fault):
        return Refusal("file_too_large", "内容异常庞大，超出读取时允许的内存")
    return Refusal("file_unreadable", found, SAVE_AS)


def _read_columns(sheet: Any, width: int) -> list[tuple[bytes, dict[int, Any]]]:
    """Columns from A on. Rows are taken a thousand at a time, which is faster than all at once and small."""
    left = sheet.start[1] if sheet.start else 0
    numbers = [bytearray() for _ in range(width)]
    others: list[dict[int, Any]] = [{} for _ in range(width)]
    rows, first = sheet.iter_rows(), 0
    while chunk := list(islice(rows, ROWS_AT_ONCE)):
        for column, cells in enumerate(zip(*chunk, strict=True), left):
            _take(cells, first, numbers[column], others[column])
        first += len(chunk)
    return [
        (b"" if len(texts) == first or not values else bytes(values), texts)
        for values, texts in zip(numbers, others, strict=True)
    ]


def _take(cells: tuple[Any, ...], first: int, numbers: bytearray, others: dict[int, Any]) -> None:
    """A run of clean numbers or of texts goes the fast way; anything else cell by cell.

    Equal texts become one object, which is then packed once.
    """
    types = set(map(type, cells))
    if types == _ONLY_NUMBERS and math.isfinite(sum(cells)):
        numbers += pack(f"{len(cells)}d", *cells)
        return
    if types == _ONLY_TEXTS and "" not in cells:
        numbers += _NO_NUMBERS[: 8 * len(cells)]
        others.update(zip(range(first, first + len(cells)), map(intern, cells), strict=True))
        return
    if int in types:
        cells = tuple(float(cell) if type(cell) is int else cell for cell in cells)
    odd = {
        row: cell if type(cell) is str else _plain(cell)
        for row, cell in enumerate(cells, first)
        if cell != "" and not (type(cell) is float and math.isfinite(cell))
    }
    plain = (cell if type(cell) is float and math.isfinite(cell) else NAN for cell in cells)
    numbers += pack(f"{len(cells)}d", *plain)
    others.update(odd)


def parse_text(data: bytes) -> list[Wire] | Refusal:
    """A CSV or TSV as one sheet without title."""
    text = decode(data)
    if isinstance(text, Refusal):
        return text
    rows = rows_of(text)
    if isinstance(rows, Refusal):
        return rows
    refusal = extent_refusal("", len(rows), max(map(len, rows), default=0))
    if refusal:
        return refusal
    columns = [_text_column(column) for column in zip_longest(*rows, fillvalue="")]
    return [{"title": "", "visible": True, "rows": len(rows), "columns": columns, "merged": []}]


def _text_column(column: tuple[str, ...]) -> tuple[bytes, dict[int, Any]]:
    """Numbers apart, but only those written as a spreadsheet would show them: 007 and 1.50 stay text.

    `="007"` is how exports keep a spreadsheet from dropping the zeros: it says 007.
    """
    others: dict[int, Any] = {}
    numbers = array("d", [NAN]) * len(column)
    for row, cell in enumerate(column):
        if cell and cell[0] in _NUMBER_STARTS and len(cell) <= LONGEST_NUMBER and _is_canonical(cell):
            numbers[row] = float(cell)
        elif cell:
            others[row] = cell[2:-1] if cell[:2] == '="' and cell[2:].find('"') == len(cell) - 3 else cell
    return (numbers.tobytes() if len(others) < len(column) else b""), others


def _is_canonical(text: str) -> bool:
    try:
        shown = repr(float(text))
    except ValueError:
        return False
    if "." not in text:
        return shown == text + ".0" and text != "-0"
    return shown == text and not text.endswith(".0") and "e" not in text


def _plain(cell: Any) -> Any:
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, dt.datetime):
        return ("date", cell.year, cell.month, cell.day, cell.hour, cell.minute, cell.second)
    if isinstance(cell, dt.date):
        return ("date", cell.year, cell.month, cell.day, 0, 0, 0)
    if isinstance(cell, dt.time | dt.timedelta):
        return ("time", str(cell))
    return ("odd", str(cell))  # NaN and infinities: numbers that no spreadsheet shows
