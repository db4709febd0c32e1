"""What a file is, by its content: the extension is never trusted (design §5).

Runs inside the child process; imports the standard library only.
"""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass

from rating.intake.files.compound_file import OLE, CompoundFile, open_compound_file
from rating.intake.files.other_formats import (
    COPY_OUT,
    SAVE_AS,
    by_markup,
    by_ole_names,
    by_start,
    by_zip_names,
    by_zip_type,
)

__all__ = ["COPY_OUT", "OLE", "SAVE_AS", "Refusal", "has_macros", "recognise"]

ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
COPY_AGAIN = "请重新复制或下载原文件后再上传"
BROKEN_ZIP = (zipfile.BadZipFile, OSError, EOFError, KeyError, RuntimeError, NotImplementedError, ValueError)
BROKEN_CONTENT = (zlib.error, lzma.LZMAError)
MOST_OF_A_PART = 1_000_000
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK")
_SPREADSHEET_MAIN = (b"spreadsheetml.sheet.main", b"spreadsheetml.template.main", b"ms-excel.sheet.macroenabled.main",
                     b"ms-excel.template.macroenabled.main", b"ms-excel.addin.macroenabled.main")  # fmt: skip
_BINARY_MAIN = b"ms-excel.sheet.binary.macroenabled.main"
_ENCRYPTED_CELLS = re.compile(rb'full-path="content.xml"[^>]*>\s*<(?:\w+:)?encryption-data')
"""Not just any part: a macro library may have a password while the cells have none."""
_FILE_PASS, _RECORDS_LOOKED_AT = 0x002F, 20
_OWN_BASIC = ("script-lb.xml", "script-lc.xml", "dialog-lb.xml", "dialog-lc.xml")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file cannot be read: a code of `problems.CATALOGUE`, what was found, what to do."""

    code: str
    found: str
    remedy: str = ""


_LOCKED = Refusal(
    "file_encrypted", "文件是加密的（设有打开密码，或保护了工作簿结构）", "请取消密码和工作簿保护后另存再上传"
)


def recognise(data: bytes) -> str | Refusal:
    """`xlsx` (also .xlsm), `xlsb`, `xls` (also BIFF .et), `ods` or `text`; else a Refusal."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xfe\xff"):
        return Refusal("file_empty", "文件是空的，没有任何内容")
    if data.startswith(_ZIP_STARTS):
        return _recognise_zip(data)
    if data.startswith(OLE):
        return _recognise_ole(data)
    named = by_start(data)
    return Refusal("file_format", *named) if named else _recognise_text(data)


def has_macros(form: str, data: bytes) -> bool:
    """Whether a program stands in the file. It is never run, only told."""
    try:
        if form == "xls":
            return bool({"_VBA_PROJECT", "_VBA_PROJECT_CUR"} & open_compound_file(data).every_name())
        if form == "ods":
            names = zipfile.ZipFile(io.BytesIO(data)).namelist()
            return any(name.startswith("Basic/") and not name.endswith(("/", *_OWN_BASIC)) for name in names)
    except (*BROKEN_ZIP, *BROKEN_CONTENT):
        return False
    return form in ("xlsx", "xlsb") and b"vbaProject.bin" in data


def _recognise_zip(data: bytes) -> str | Refusal:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name.replace("\\", "/").lower(): name for name in archive.namelist()}
            kind = _start_of(archive, parts.get("mimetype"))
            manifest = _start_of(archive, parts.get("meta-inf/manifest.xml"))
            types = _start_of(archive, parts.get("[content_types].xml")).lower()
    except BROKEN_ZIP:
        return Refusal("file_unreadable", "文件不完整或已损坏（可能没有传完）", COPY_AGAIN)
    except BROKEN_CONTENT:
        return Refusal("file_unreadable", "压缩内容已损坏", COPY_AGAIN)
    if _ENCRYPTED_CELLS.search(manifest) or "encrypted-package" in parts:
        return Refusal("file_encrypted", "文件设有打开密码")
    if kind.startswith(ODS_TYPE):
        return "ods"
    named = by_zip_type(kind)
    return Refusal("file_format", *named) if named else _recognise_parts(set(parts), types)


def _start_of(archive: zipfile.ZipFile, part: str | None) -> bytes:
    """The first million bytes of a part, nothing where there is none."""
    if part is None or archive.getinfo(part).flag_bits & 0x1:
        return b""
    with archive.open(part) as stream:
        return stream.read(MOST_OF_A_PART)


def _recognise_parts(names: set[str], types: bytes) -> str | Refusal:
    if "xl/workbook.bin" in names or _BINARY_MAIN in types:
        return "xlsb"
    if "xl/workbook.xml" in names or any(main in types for main in _SPREADSHEET_MAIN):
        return "xlsx"
    if "content.xml" in names and "styles.xml" in names:
        return Refusal("file_unreadable", "像是 OpenDocument 文件，但没有写明是哪一种（缺少 mimetype）", SAVE_AS)
    return Refusal("file_format", *by_zip_names(names))


def _recognise_ole(data: bytes) -> str | Refusal:
    if len(data) < 1536:
        return Refusal("file_unreadable", "文件不完整（可能没有传完）", COPY_AGAIN)
    try:
        opened = open_compound_file(data)
    except ValueError:
        return Refusal("file_unreadable", "文件不完整或已损坏（可能没有传完）", COPY_AGAIN)
    return _by_names(opened, frozenset(opened.names())) or _unknown()


def _by_names(opened: CompoundFile, names: frozenset[str]) -> str | Refusal | None:
    if {"Workbook", "WORKBOOK", "Book", "BOOK"} & names:
        return _LOCKED if _is_locked(opened.stream("Workbook", "Book")) else "xls"
    if "\tDRMContent" in names:
        return Refusal("file_encrypted", "文件受权限管理（DRM）保护，只有获授权的人能打开")
    if "EncryptedPackage" in names or "EncryptedSummary" in names:
        return Refusal("file_encrypted", "文件设有打开密码")
    named = by_ole_names(names)
    return Refusal("file_format", *named) if named else None


def _is_locked(stream: bytes) -> bool:
    """Whether a record near the start says that all that follows is encrypted."""
    at = 0
    for _ in range(_RECORDS_LOOKED_AT):
        if at + 4 > len(stream):
            break
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == _FILE_PASS:
            return True
        at += 4 + length
    return False


def _unknown() -> Refusal:
    return Refusal("file_format", "不是可以识别的表格文件", SAVE_AS)


def _recognise_text(data: bytes) -> str | Refusal:
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    head = data[:16384].decode("utf-16" if wide else "latin-1", "replace")
    named = by_markup(head.lstrip("\xef\xbb\xbf\ufeff \t\r\n").lower())
    if named:
        return Refusal("file_format", *named)
    if wide:
        return "text"
    if _is_unmarked_utf16(data):
        found = "文字编码是 UTF-16，但文件开头没有编码标记"
        return Refusal("file_unreadable", found, "请在表格软件中打开后另存为 .xlsx，或另存为 UTF-8 编码的 .csv 再上传")
    if b"\x00" in data or sum(byte < 9 or 13 < byte < 32 for byte in data[:4096]) > 4:
        return _unknown()
    return "text"


def _is_unmarked_utf16(data: bytes) -> bool:
    """Separators and line ends show it: a zero byte always on the same side of them."""
    start = data[:4096]
    for comma, line in ((b",\x00", b"\n\x00"), (b"\x00,", b"\x00\n"), (b"\t\x00", b"\n\x00"), (b"\x00\t", b"\x00\n")):
        if start.count(comma) >= 2 and line in start and start.count(b"\x00") < 0.6 * len(start):
            codec = "utf-16-le" if comma[1:] == b"\x00" else "utf-16-be"
            text = start[: len(start) // 2 * 2].decode(codec, "replace")
            return sum(letter < " " and letter not in "\t\r\n" for letter in text) == 0
    return False
