"""Containers built by hand for tests: old Office files and zips that no program would write."""

from __future__ import annotations

import io
import struct
import zipfile

from rating.intake.files.compound_file import OLE

SECTOR = 512
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def packed(parts: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", how) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def old_office(streams: dict[str, bytes], deeper: tuple[str, ...] = ()) -> bytes:
    """A compound file with these streams at the top, and empty streams inside a storage 「ObjectPool」."""
    contents = {name: content.ljust(4096, b"\0") for name, content in streams.items()}
    names = ["Root Entry", *contents, *(["ObjectPool", *deeper] if deeper else [])]
    table, sectors, places = [TABLE], [b""], {}
    directory_length = -(-len(names) * 128 // SECTOR)
    directory_first = _append(table, sectors, b"\0" * directory_length * SECTOR)
    for name, content in contents.items():
        places[name] = (_append(table, sectors, content), len(content))
    entries = b""
    for place, name in enumerate(names):
        raw = name.encode("utf-16-le")
        kind = 5 if place == 0 else 1 if name == "ObjectPool" else 2
        chained = place + 1 < len(names) and place > 0 and name != "ObjectPool"
        after = place + 1 if chained else FREE
        inside = place + 1 if kind in (1, 5) and place + 1 < len(names) else FREE
        first, length = places.get(name, (END, 0))
        entries += raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw) + 2, kind, 1, FREE, after, inside)
        entries += b"\0" * 36 + struct.pack("<IQ", first, length)
    entries = entries.ljust(directory_length * SECTOR, b"\0")
    body = b"".join(sectors)
    at = (directory_first - 1) * SECTOR  # the table itself is put in front below
    body = body[:at] + entries + body[at + len(entries) :]
    assert len(table) <= SECTOR // 4
    body = struct.pack("<128I", *table, *[FREE] * (128 - len(table))) + body
    return _header(directory_first) + body


def _append(table: list[int], sectors: list[bytes], content: bytes) -> int:
    first = len(table)
    pieces = [content[at : at + SECTOR] for at in range(0, len(content), SECTOR)]
    table.extend([*range(first + 1, first + len(pieces)), END])
    sectors.extend(pieces)
    return first


def _header(directory: int) -> bytes:
    head = OLE + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<IIIIIIIIII", 0, 1, directory, 0, 4096, END, 0, END, 0, 0)
    return head + struct.pack("<108I", *[FREE] * 108)


def record(kind: int, content: bytes = b"") -> bytes:
    """One BIFF record."""
    return struct.pack("<HH", kind, len(content)) + content


def binary_record(kind: int, content: bytes = b"") -> bytes:
    """One BIFF12 record."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length = len(content)
    while length > 127:
        head, length = head + bytes([length & 0x7F | 0x80]), length >> 7
    return head + bytes([length]) + content


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(
    sheet: bytes, formats: tuple[int, ...] = (0, 9), codes: dict[int, str] | None = None, title: str = "数据"
) -> bytes:
    """A binary workbook of one sheet; `formats` are those of its cell styles."""
    styles = binary_record(278)
    styles += b"".join(
        binary_record(44, struct.pack("<H", number) + wide(code)) for number, code in (codes or {}).items()
    )
    styles += binary_record(617, struct.pack("<I", len(formats)))
    styles += b"".join(binary_record(47, struct.pack("<HH", 0, number) + b"\0" * 12) for number in formats)
    styles += binary_record(618) + binary_record(279)
    book = binary_record(131) + binary_record(143)
    book += (
        binary_record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide(title))
        + binary_record(144)
        + binary_record(132)
    )
    body = binary_record(129) + binary_record(148, struct.pack("<IIII", 0, 9, 0, 9)) + sheet + binary_record(130)
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{}" Target="{}"/></Relationships>'
    parts = {
        "[Content_Types].xml": '<Types><Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>',
        "_rels/.rels": rels.format(f"{relation}/officeDocument", "xl/workbook.bin"),
        "xl/_rels/workbook.bin.rels": rels.format(f"{relation}/worksheet", "worksheets/sheet1.bin"),
    }
    binary = {"xl/workbook.bin": book, "xl/styles.bin": styles, "xl/worksheets/sheet1.bin": body}
    return packed({**{name: text.encode() for name, text in parts.items()}, **binary})


def binary_row(number: int, *cells: str | float, style: int = 0, hidden: bool = False) -> bytes:
    """Texts, numbers, and error values (`#…`)."""
    codes = {"#DIV/0!": 0x07, "#N/A": 0x2A}
    out = binary_record(0, struct.pack("<IIHBBB", number, 0, 300, 0, 0x10 if hidden else 0, 0) + struct.pack("<I", 0))
    for column, cell in enumerate(cells):
        place = struct.pack("<II", column, style)
        if isinstance(cell, str) and cell in codes:
            out += binary_record(3, place + bytes([codes[cell]]))
        elif isinstance(cell, str):
            out += binary_record(6, struct.pack("<II", column, 0) + wide(cell))
        else:
            out += binary_record(5, place + struct.pack("<d", cell))
    return out
