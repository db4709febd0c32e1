"""Limits that a file must keep before anything reads it: sizes, counts, corners.

Runs inside the child process; imports the standard library only.  Together with the memory and
time limits of the child these keep a hostile upload from harming the server.
"""

from __future__ import annotations

import io
import re
import zipfile
from itertools import pairwise

from rating.intake.files.formats import BROKEN_CONTENT, BROKEN_ZIP, COPY_AGAIN, SAVE_AS, Refusal

MOST_BYTES = 100 * 1024 * 1024
MOST_UNPACKED = 1200 * 1024 * 1024
MOST_PARTS = 5000
MOST_CELLS = 12_000_000
MOST_ROWS, MOST_COLUMNS = 120_000, 4000
"""Three times the largest round that this tool is made for; what comes after the child takes time for each row."""
MOST_SHEETS, MOST_MERGED = 1000, 500_000
SUSPICIOUS_RATIO, SUSPICIOUS_FROM = 400, 50 * 1024 * 1024
BY_CHANCE = 100
"""Packed bytes may look like the start of a directory entry."""
_ENTRY_START, _LOCAL_HEADER = b"PK\x01\x02", 30
_WITH_CELLS = re.compile(
    r"xl/(?:workbook|styles|sharedstrings)\.xml$|xl/_rels/[^/]*\.rels$|xl/worksheets/[^/]*\.xml$|content\.xml$|styles\.xml$"
)


def size_refusal(size: int) -> Refusal | None:
    """Too many bytes to accept at all."""
    if size <= MOST_BYTES:
        return None
    return Refusal("file_too_large", f"文件有 {size // 1024 // 1024} MB，上限为 {MOST_BYTES // 1024 // 1024} MB")


def crowd_refusal(data: bytes) -> Refusal | None:
    """More parts than any workbook has; counted before the zip directory is opened, which takes time for each."""
    parts = data.count(_ENTRY_START) if data.startswith(b"PK") else 0
    if parts <= MOST_PARTS + BY_CHANCE:
        return None
    return Refusal("file_too_large", f"文件内部有 {parts} 个部分，上限为 {MOST_PARTS} 个")


def zip_refusal(data: bytes) -> Refusal | None:
    """What the zip directory alone shows: too many parts, too much when unpacked, a bomb's ratio, parts in disguise."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS:
            return Refusal("file_too_large", f"文件内部有 {len(parts)} 个部分，上限为 {MOST_PARTS} 个")
        if any(part.flag_bits & 0x1 for part in parts):
            return Refusal("file_encrypted", "文件设有打开密码")
        unpacked = sum(part.file_size for part in parts)
        packed = max(1, sum(part.compress_size for part in parts))
        if unpacked > MOST_UNPACKED or (unpacked > SUSPICIOUS_FROM and unpacked / packed > SUSPICIOUS_RATIO):
            return Refusal("file_too_large", f"文件展开后有 {unpacked // 1024 // 1024} MB，内容异常庞大")
        if _overlap(parts):
            return Refusal("file_unreadable", "文件内部的各部分互相重叠，不是正常存出的表格", SAVE_AS)
        if len({_plain(part.filename) for part in parts}) < len(parts):
            return Refusal("file_unreadable", "文件内部有两个同名的部分，不知该读哪一个", SAVE_AS)
        return _doctype_refusal(archive, parts)


def _overlap(parts: list[zipfile.ZipInfo]) -> bool:
    """Parts that share packed bytes: how a small zip unpacks to anything."""
    placed = sorted(parts, key=lambda part: part.header_offset)
    return any(
        part.header_offset + _LOCAL_HEADER + part.compress_size > following.header_offset
        for part, following in pairwise(placed)
    )


def _plain(name: str) -> str:
    return name.replace("\\", "/").lower().lstrip("/")


def _doctype_refusal(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> Refusal | None:
    """A document type declaration in a part with cells: no spreadsheet has one, bombs of entities do."""
    for part in parts:
        if _WITH_CELLS.match(_plain(part.filename)):
            try:
                with archive.open(part) as stream:
                    head = stream.read(4096).replace(b"\0", b"")  # the same in UTF-16
            except (*BROKEN_ZIP, *BROKEN_CONTENT):
                return Refusal("file_unreadable", f"文件内部的「{part.filename[-60:]}」已损坏", COPY_AGAIN)
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                return Refusal(
                    "file_unreadable", "文件内部带有 DOCTYPE 声明，正常的表格没有，为安全起见不读取", SAVE_AS
                )
    return None


def extent_refusal(sheet: str, rows: int, columns: int, corner: str = "") -> Refusal | None:
    """A sheet ("" for a text file) that spans too much, for instance because of one stray cell in the far corner."""
    if rows <= MOST_ROWS and columns <= MOST_COLUMNS and rows * columns <= MOST_CELLS:
        return None
    reason = f"，最远的单元格是 {corner}" if corner else ""
    whose = f"工作表「{sheet}」" if sheet else "文本表格"
    return Refusal("file_too_large", f"{whose}的范围有 {rows} 行 × {columns} 列{reason}", STRAY_CELL)


FEWER_SHEETS = "请只保留要上报的工作表，另存后再上传"
STRAY_CELL = "请删去表格以外多余的行、列和零散内容，另存后再上传"
