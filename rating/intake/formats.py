"""What a file is, by its content: the extension is never trusted (design §5).

Runs inside the child process; imports the standard library only.
"""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from dataclasses import dataclass

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
SAVE_AS = "请在表格软件中打开后另存为 .xlsx 再上传"
_NAMED_BY_START = (
    (b"%PDF", "PDF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"BM\x36", "图片"),
    (b"RIFF", "图片"),
    (b"II*\x00", "图片"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"{\\rtf", "RTF 文档"),
    (b"SQLite format 3", "数据库文件"),
)
_REMEDY_BY_NAME = {
    "PDF 文件": "请上传原来的表格文件，而不是 PDF",
    "图片": "请上传原来的表格文件，而不是照片或截图",
}
_WEB_STARTS = (b"<html", b"<!doctype", b"<table", b"<head", b"<meta", b"<body", b"<style", b"<div", b"mime-version:")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file cannot be read: a code of `problems.CATALOGUE`, what was found, what to do."""

    code: str
    found: str
    remedy: str = ""


def recognise(data: bytes) -> str | Refusal:
    """`xlsx` (also .xlsm), `xlsb`, `xls` (also BIFF .et), `ods` or `text`; else a Refusal."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xfe\xff"):
        return Refusal("file_empty", "文件是空的，没有任何内容")
    for start, name in _NAMED_BY_START:
        if data.startswith(start):
            return Refusal("file_format", f"这是{name}，不是表格", _REMEDY_BY_NAME.get(name, SAVE_AS))
    if data.startswith(b"PK"):
        return _recognise_zip(data)
    if data.startswith(OLE):
        return _recognise_ole(data)
    if data[:2] == b"\x09\x08":
        return "xls"
    return _recognise_text(data)


def _recognise_zip(data: bytes) -> str | Refusal:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {name.replace("\\", "/").lower() for name in archive.namelist()}
            kind = archive.read("mimetype")[:80] if "mimetype" in archive.namelist() else b""
            manifest = archive.read("META-INF/manifest.xml")[:1_000_000] if kind else b""
    except (zipfile.BadZipFile, OSError, EOFError, KeyError, RuntimeError, NotImplementedError, ValueError):
        return Refusal("file_unreadable", "文件不完整或已损坏（可能没有传完）", "请重新复制或下载原文件后再上传")
    except (zlib.error, lzma.LZMAError):
        return Refusal("file_unreadable", "压缩内容已损坏", "请重新复制或下载原文件后再上传")
    if kind.startswith(ODS_TYPE):
        encrypted = b"encryption-data" in manifest
        return Refusal("file_encrypted", "文件设有打开密码") if encrypted else "ods"
    return _recognise_parts(names)


def _recognise_parts(names: set[str]) -> str | Refusal:
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "[content_types].xml" in names and any(name.startswith("xl/") for name in names):
        return "xlsx"
    if any(name.startswith("word/") for name in names):
        return Refusal("file_format", "这是 Word 文档，不是表格", "请把其中的表格复制到表格软件中，另存为 .xlsx 再上传")
    if any(name.startswith("ppt/") for name in names):
        return Refusal("file_format", "这是演示文稿，不是表格", "请上传原来的表格文件")
    if any(name.endswith((".xlsx", ".xls", ".csv", ".ods", ".et")) for name in names):
        return Refusal("file_format", "这是压缩包", "请解压后把里面的表格逐个上传")
    return Refusal("file_format", "这是压缩包，里面没有表格", SAVE_AS)


def _recognise_ole(data: bytes) -> str | Refusal:
    if len(data) < 1536:
        return Refusal("file_unreadable", "文件不完整（可能没有传完）", "请重新复制或下载原文件后再上传")
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Refusal("file_encrypted", "文件设有打开密码")
    if "WordDocument".encode("utf-16-le") in data:
        return Refusal("file_format", "这是 Word 文档，不是表格", "请把其中的表格复制到表格软件中，另存为 .xlsx 再上传")
    if "PowerPoint Document".encode("utf-16-le") in data:
        return Refusal("file_format", "这是演示文稿，不是表格", "请上传原来的表格文件")
    if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        return "xls"
    return Refusal("file_format", "不是可以识别的表格文件", SAVE_AS)


def _recognise_text(data: bytes) -> str | Refusal:
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"<?xml") and b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        return Refusal("file_format", "这是 XML 格式的表格（2003）", SAVE_AS)
    if head.startswith(_WEB_STARTS) or (head.startswith(b"<") and b"<html" in head):
        return Refusal("file_format", "这是网页格式的文件，只是扩展名像表格", SAVE_AS)
    if head.startswith(b"<?xml"):
        return Refusal("file_format", "这是 XML 文件，不是表格", SAVE_AS)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "text"
    if b"\x00" in data or sum(byte < 9 or 13 < byte < 32 for byte in data[:4096]) > 4:
        return Refusal("file_format", "不是可以识别的表格文件", SAVE_AS)
    return "text"
