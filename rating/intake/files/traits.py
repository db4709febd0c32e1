"""What calamine does not tell about .xlsx cells: percent formats, error values, formulas without a
result, hidden rows.  Read straight from the sheets' XML, streamed, inside the child process.

Returned per sheet title, plain data only:

    {"percent": {column: int32 bytes of rows}, "errors": [(row, column, text)],
     "no_result": [(row, column)], "hidden_rows": [row, …], "hidden_columns": [(first, last)]}
"""

from __future__ import annotations

import io
import re
import zipfile
from array import array
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from rating.intake.files.formats import BROKEN_CONTENT, BROKEN_ZIP, COPY_AGAIN, Refusal
from rating.intake.files.guard import MOST_COLUMNS, extent_refusal
from rating.intake.files.odd_sheet import is_written_as_usual, no_traits, odd_sheet_traits

HEAD = 64 * 1024
CHUNK = 4 * 1024 * 1024
SMALL_SHEET = 24 * 1024 * 1024
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_CONTENT = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>')
_FAR_CELL = re.compile(rb'<c r="(?:[A-Z]{3}|[A-Z]{1,2}\d{5})')
"""Beyond column ZZ or row 9999: nearer cells cannot span more than the guard allows."""
_NO_RESULT = re.compile(rb"<f\b[^>]*?(?:/>|>[^<]*</f>)\s*(?:</c>|<v\s*/>|<v>\s*</v>)")
_ERROR = re.compile(rb't="e"[^>]*>.*?<v>([^<]*)</v>', re.DOTALL)
_HIDDEN_ROW = re.compile(rb'<row [^>]*\bhidden="(?:1|true)"[^>]*>')
_HIDDEN_COLUMN = re.compile(rb'<col [^>]*\bhidden="(?:1|true)"[^>]*>')
_ROW_NUMBER = re.compile(rb'\br="(\d{1,7})"')
_PERCENT_FORMATS = {"9", "10"}
Wire = dict[str, Any]


def workbook_traits(data: bytes) -> dict[str, Wire] | Refusal:
    """Traits of every sheet by title; an empty dict when the package is not laid out as expected."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = {name.replace("\\", "/").lower(): name for name in archive.namelist()}
        try:
            sheets, percent = _sheet_parts(archive, names), _percent_styles(archive, names)
        except (*BROKEN_ZIP, *BROKEN_CONTENT, ElementTree.ParseError):
            return {}
        found: dict[str, Wire] = {}
        for title, part in sheets:
            try:
                traits = _sheet_traits(archive, title, part, percent)
            except (*BROKEN_ZIP, *BROKEN_CONTENT):
                return Refusal("file_unreadable", f"读不出工作表「{title}」（压缩内容已损坏）", COPY_AGAIN)
            if isinstance(traits, Refusal):
                return traits
            found[title] = traits
        return found


def _sheet_parts(archive: zipfile.ZipFile, names: dict[str, str]) -> list[tuple[str, str]]:
    """(title, part name) of every sheet, in the workbook's order; `names` by their plain form."""
    relations = ElementTree.fromstring(archive.read(names["xl/_rels/workbook.xml.rels"]))
    targets = {element.get("Id", ""): element.get("Target", "") for element in relations}
    book = ElementTree.fromstring(archive.read(names["xl/workbook.xml"]))
    parts = []
    for element in book.iter():
        if element.tag.endswith("}sheet"):
            relation = next((value for key, value in element.items() if key.endswith("}id")), "")
            target = targets.get(relation, "")
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if path.lower() in names:
                parts.append((element.get("name", ""), names[path.lower()]))
    return parts


def _percent_styles(archive: zipfile.ZipFile, names: dict[str, str]) -> tuple[bytes, ...]:
    """Indexes (as in `s="3"`) of the cell styles that show a percentage."""
    if "xl/styles.xml" not in names:
        return ()
    root = ElementTree.fromstring(archive.read(names["xl/styles.xml"]))
    percent = set(_PERCENT_FORMATS)
    for element in root.iter():
        if element.tag.endswith("}numFmt") and shows_percent(element.get("formatCode", "")):
            percent.add(element.get("numFmtId", ""))
    styles = next((element for element in root if element.tag.endswith("}cellXfs")), ())
    return tuple(str(i).encode() for i, style in enumerate(styles) if style.get("numFmtId") in percent)


def shows_percent(code: str) -> bool:
    return "%" in re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code)


def _sheet_traits(archive: zipfile.ZipFile, title: str, part: str, percent: tuple[bytes, ...]) -> Wire | Refusal:
    with archive.open(part) as stream:
        if not is_written_as_usual(stream.read(HEAD)):
            return _odd_sheet(archive, title, part, percent)
    traits = no_traits()
    styled = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})" s="(?:%s)"[ >]' % b"|".join(percent)) if percent else None
    small = archive.getinfo(part).file_size <= SMALL_SHEET
    rows: dict[bytes, array[int]] = {}
    far = False
    for text in _chunks(archive, part):
        _collect_rare(text, traits)
        if styled:
            for letters, number in styled.findall(text):
                rows.setdefault(letters, array("i")).append(int(number) - 1)
        far = far or (small and _FAR_CELL.search(text) is not None)
    traits["percent"] = {column_number(name): numbers.tobytes() for name, numbers in rows.items()}
    return (far and _extent_refusal(archive, title, part)) or traits


def _odd_sheet(archive: zipfile.ZipFile, title: str, part: str, percent: tuple[bytes, ...]) -> Wire | Refusal:
    with archive.open(part) as stream:
        traits, rows, columns = odd_sheet_traits(stream, frozenset(style.decode() for style in percent))
    return extent_refusal(title, rows, columns) or traits


def _extent_refusal(archive: zipfile.ZipFile, title: str, part: str) -> Refusal | None:
    """The exact look at every cell with content (styled blanks are none), taken only when some cell is far out."""
    last_row, last_column, lowest, rightmost = 0, 0, b"", b""
    for text in _chunks(archive, part):
        for match in _CONTENT.finditer(text):
            row, column = int(match[2]), column_number(match[1]) + 1
            if row > last_row:
                last_row, lowest = row, match[1] + match[2]
            if column > last_column:
                last_column, rightmost = column, match[1] + match[2]
    corner = rightmost if last_column > MOST_COLUMNS else lowest
    return extent_refusal(title, last_row, last_column, corner.decode())


def _chunks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The part in pieces cut between cells."""
    with archive.open(part) as stream:
        rest = b""
        while piece := stream.read(CHUNK):
            piece = rest + piece
            cut = max(piece.rfind(b"<c "), piece.rfind(b"<row "), 0)
            yield piece[:cut]
            rest = piece[cut:]
        yield rest


def _collect_rare(text: bytes, traits: Wire) -> None:
    """What most sheets have none of: each looked for by a plain search first."""
    if b't="e"' in text:
        for match in _ERROR.finditer(text):
            traits["errors"].append((*_cell_before(text, match.start()), match[1].decode("utf-8", "replace")))
    if b"<f" in text:
        for match in _NO_RESULT.finditer(text):
            start = text.rfind(b"<c ", 0, match.start())
            if b't="str"' not in text[start : match.start()]:
                traits["no_result"].append(_cell_before(text, match.start()))
    if b"hidden=" in text:
        for match in _HIDDEN_ROW.finditer(text):
            number = _ROW_NUMBER.search(match[0])
            traits["hidden_rows"].extend([int(number[1]) - 1] if number else [])
        for match in _HIDDEN_COLUMN.finditer(text):
            limits = [re.search(rb'\b%s="(\d+)"' % name, match[0]) for name in (b"min", b"max")]
            traits["hidden_columns"].append(tuple(int(limit[1]) - 1 for limit in limits if limit))


def _cell_before(text: bytes, position: int) -> tuple[int, int]:
    """Row and column of the cell that `position` stands in; (-1, -1) when it names no place."""
    start = text.rfind(b"<c ", 0, position)
    match = _REFERENCE.search(text, max(start, 0))
    return (int(match[2]) - 1, column_number(match[1])) if match and start >= 0 else (-1, -1)


def column_number(letters: bytes) -> int:
    """b"A" → 0, b"XFD" → 16383."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
