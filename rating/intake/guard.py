"""Limits that a file must keep before anything reads it: sizes, counts, corners.

Runs inside the child process; imports the standard library only.  Together with the memory and
time limits of the child these keep a hostile upload from harming the server.
"""

from __future__ import annotations

import io
import zipfile

from rating.intake.formats import Refusal

MOST_BYTES = 100 * 1024 * 1024
MOST_UNPACKED = 1200 * 1024 * 1024
MOST_PARTS = 5000
MOST_CELLS = 12_000_000
MOST_COLUMNS = 4000
SUSPICIOUS_RATIO, SUSPICIOUS_FROM = 400, 50 * 1024 * 1024


def size_refusal(size: int) -> Refusal | None:
    """Too many bytes to accept at all."""
    if size <= MOST_BYTES:
        return None
    return Refusal("file_too_large", f"文件有 {size // 1024 // 1024} MB，上限为 {MOST_BYTES // 1024 // 1024} MB")


def zip_refusal(data: bytes) -> Refusal | None:
    """What the zip directory alone shows: too many parts, too much when unpacked, a bomb's ratio."""
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
    return None


def extent_refusal(sheet: str, rows: int, columns: int, corner: str = "") -> Refusal | None:
    """A sheet ("" for a text file) that spans too much, for instance because of one stray cell in the far corner."""
    if columns <= MOST_COLUMNS and rows * columns <= MOST_CELLS:
        return None
    reason = f"，最远的单元格是 {corner}" if corner else ""
    whose = f"工作表「{sheet}」" if sheet else "文本表格"
    return Refusal("file_too_large", f"{whose}的范围有 {rows} 行 × {columns} 列{reason}", STRAY_CELL)


STRAY_CELL = "请删去表格以外多余的行、列和零散内容，另存后再上传"
