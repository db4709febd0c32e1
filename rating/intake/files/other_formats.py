"""Files that are no spreadsheet this tool reads, told by name: what it is, what to do.

Runs inside the child process; imports the standard library only.
"""

from __future__ import annotations

import struct
import zlib

SAVE_AS = "请在表格软件中打开后另存为 .xlsx 再上传"
COPY_OUT = "请把其中的表格复制到表格软件中，另存为 .xlsx 再上传"
ORIGINAL = "请上传原来的表格文件"
UNPACK = "请解压后把里面的表格逐个上传"
_WORD = ("这是 Word 文档，不是表格", COPY_OUT)
_SLIDES = ("这是演示文稿，不是表格", ORIGINAL)
_PICTURE = ("这是图片，不是表格", "请上传原来的表格文件，而不是照片或截图")
_MEDIA = ("这是音频或视频，不是表格", ORIGINAL)
_LOTUS = ("这是 Lotus 1-2-3 格式的表格", SAVE_AS)
_QUATTRO = ("这是 Quattro Pro 格式的表格", SAVE_AS)
_WORKS = ("这是 Microsoft Works 的文件", SAVE_AS)
_WEB = ("这是网页格式的文件，不是真正的工作簿", SAVE_AS)
_DATABASE = ("这是数据库文件，不是表格", "请从数据库中导出为 .xlsx 或 .csv 再上传")
_DBASE = ("这是 dBase（.dbf）数据表", SAVE_AS)
Named = tuple[str, str]

_BY_START: tuple[tuple[bytes, Named], ...] = (
    (b"%PDF", ("这是 PDF 文件，不是表格", "请上传原来的表格文件，而不是 PDF")),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF87a", _PICTURE),
    (b"GIF89a", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"Rar!\x1a", ("这是 RAR 压缩包，不是表格", UNPACK)),
    (b"7z\xbc\xaf", ("这是 7z 压缩包，不是表格", UNPACK)),
    (b"BZh", ("这是压缩文件，不是表格", UNPACK)),
    (b"\xfd7zXZ", ("这是压缩文件，不是表格", UNPACK)),
    (b"\x28\xb5\x2f\xfd", ("这是压缩文件，不是表格", UNPACK)),
    (b"{\\rtf", ("这是 RTF 文档，不是表格", COPY_OUT)),
    (b"SQLite format 3\x00", _DATABASE),
    (b"\x00\x01\x00\x00Standard ", ("这是 Access 数据库，不是表格", "请从数据库中导出为 .xlsx 或 .csv 再上传")),
    (b"PAR1", _DATABASE),
    (b"MZ\x90\x00", ("这是程序文件，不是表格", ORIGINAL)),
    (b"\x7fELF", ("这是程序文件，不是表格", ORIGINAL)),
    (b"ID;P", ("这是 SYLK（.slk）格式的表格", SAVE_AS)),
    (b"TABLE\r\n0,1", ("这是 DIF 格式的表格", SAVE_AS)),
    (b"TABLE\n0,1", ("这是 DIF 格式的表格", SAVE_AS)),
    (b"\x09\x00\x04\x00", ("这是很早的 Excel 2 格式的表格", SAVE_AS)),
    (b"\x09\x02\x06\x00", ("这是很早的 Excel 3 格式的表格", SAVE_AS)),
    (b"\x09\x04\x06\x00", ("这是很早的 Excel 4 格式的表格", SAVE_AS)),
    (b"\x09\x08", ("这是没有外层容器的旧 Excel 文件", SAVE_AS)),
    (b"\x00\x00\x02\x00\x04\x04", _LOTUS),
    (b"\x00\x00\x02\x00\x06\x04", _LOTUS),
    (b"\x00\x00\x1a\x00", _LOTUS),
    (b"\x00\x00\x02\x00", _QUATTRO),
    (b"\xff\x00\x02\x00\x04\x04", _WORKS),
    (b"OggS", _MEDIA),
    (b"ID3\x03", _MEDIA),
    (b"ID3\x04", _MEDIA),
)  # fmt: skip

_BY_ZIP_TYPE: tuple[tuple[bytes, Named], ...] = (
    (b"application/vnd.sun.xml.calc", ("这是 OpenOffice 1.x（.sxc）格式的表格", SAVE_AS)),
    (b"application/vnd.oasis.opendocument.text", ("这是文字文档（.odt），不是表格", COPY_OUT)),
    (b"application/vnd.oasis.opendocument.presentation", _SLIDES),
    (b"application/vnd.oasis.opendocument", ("这是 OpenDocument 的其他文件（绘图、公式或数据库），不是表格", ORIGINAL)),
    (b"application/vnd.sun.xml", ("这是 OpenOffice 1.x 的文档，不是表格", COPY_OUT)),
    (b"application/epub", ("这是电子书，不是表格", ORIGINAL)),
)  # fmt: skip

_BY_OLE_NAME: tuple[tuple[str, Named], ...] = (
    ("WordDocument", _WORD),
    ("PowerPoint Document", _SLIDES),
    ("VisioDocument", ("这是 Visio 绘图，不是表格", ORIGINAL)),
    ("StarCalcDocument", ("这是 StarOffice（.sdc）格式的表格", SAVE_AS)),
    ("StarWriterDocument", ("这是 StarOffice 的文字文档，不是表格", COPY_OUT)),
    ("NativeContent_MAIN", _QUATTRO),
    ("PerfectOffice_MAIN", _QUATTRO),
    ("MatOST", _WORKS),
    ("__properties_version1.0", ("这是 Outlook 邮件，不是表格", "请把邮件里的附件另存后上传")),
    ("HwpSummaryInformation", ("这是 Hangul 文档，不是表格", COPY_OUT)),
    ("Catalog", ("这是图片缓存（Thumbs.db），不是表格", ORIGINAL)),
)

_WEB_STARTS = (
    "<html",
    "<!doctype html",
    "<table",
    "<head",
    "<meta",
    "<body",
    "<style",
    "<div",
    "<tr",
    "<script",
    "<center",
)
_BY_XML_WORD: tuple[tuple[str, Named], ...] = (
    ("urn:schemas-microsoft-com:office:spreadsheet", ("这是 XML 格式的 Excel 2003 表格", SAVE_AS)),
    ("opendocument.spreadsheet", ("这是单个 XML 文件的 OpenDocument 表格（.fods）", SAVE_AS)),
    ("vnd.uof.spreadsheet", ("这是 UOF（标文通）格式的表格", SAVE_AS)),
    ("schemas.uof.org", ("这是 UOF（标文通）格式的文件", SAVE_AS)),
    ("opendocument", ("这是单个 XML 文件的 OpenDocument 文档，不是表格", COPY_OUT)),
    ("http://www.gnumeric.org", ("这是 Gnumeric 格式的表格", SAVE_AS)),
    ("wordprocessingml", _WORD),
    ("office/word/2003", _WORD),
    ("<html", _WEB),
)


def by_start(data: bytes) -> Named | None:
    """Told by the first bytes alone."""
    named = next((named for start, named in _BY_START if data.startswith(start)), None)
    if named or len(data) < 32:
        return named
    if data.startswith(b"RIFF") and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return _PICTURE if data[8:12] == b"WEBP" else _MEDIA
    if data.startswith(b"BM") and struct.unpack_from("<I", data, 2)[0] == len(data):
        return _PICTURE
    if data[4:8] == b"ftyp":
        return _PICTURE if data[8:12] in (b"heic", b"mif1", b"avif") else _MEDIA
    if data.startswith(b"\x1f\x8b"):
        return _gzip(data)
    if data[257:262] == b"ustar":
        return ("这是压缩包，不是表格", UNPACK)
    return _DBASE if _is_dbase(data) else None


def by_zip_type(kind: bytes) -> Named | None:
    """Told by the `mimetype` part of an OpenDocument package."""
    return next((named for start, named in _BY_ZIP_TYPE if kind.startswith(start)), None)


def by_zip_names(names: set[str]) -> Named:
    """A zip that holds no workbook of its own; `names` in lower case with forward slashes."""
    if any(name.startswith("word/") for name in names):
        return _WORD
    if any(name.startswith("ppt/") for name in names):
        return _SLIDES
    if any(name.startswith("visio/") for name in names):
        return ("这是 Visio 绘图，不是表格", ORIGINAL)
    if any(name.startswith("index/") and name.endswith(".iwa") for name in names) or "index.zip" in names:
        return ("这是苹果 Numbers 或 Pages 的文件", "请在原软件中导出为 Excel（.xlsx）再上传")
    if "index.apxl" in names or "index.xml" in names:
        return ("这是苹果办公软件（iWork）的旧格式文件", "请在原软件中导出为 Excel（.xlsx）再上传")
    if "maindoc.xml" in names:
        return ("这是 KOffice 的文件", SAVE_AS)
    if any(name.endswith((".xlsx", ".xlsm", ".xlsb", ".xls", ".csv", ".ods", ".et")) for name in names):
        return ("这是压缩包", UNPACK)
    return ("这是压缩包，里面没有表格", SAVE_AS)


def by_ole_names(names: frozenset[str]) -> Named | None:
    """Told by the streams of an old Office container."""
    return next((named for name, named in _BY_OLE_NAME if name in names), None)


def by_markup(head: str) -> Named | None:
    """Web pages and XML, told by their first some thousand letters (lower case, spaces in front removed)."""
    if head.startswith("mime-version:") or "content-type: multipart/related" in head[:2000]:
        return ("这是网页存档（.mht），不是真正的工作簿", SAVE_AS)
    if head.startswith(_WEB_STARTS):
        return _WEB
    if not head.startswith("<"):
        return None
    named = next((named for word, named in _BY_XML_WORD if word in head), None)
    if named or head.startswith("<?xml"):
        return named or ("这是 XML 文件，不是表格", SAVE_AS)
    return _WEB if any(tag in head for tag in ("<table", "<tr", "<td", "<body")) else None


def _gzip(data: bytes) -> Named:
    try:
        inside = zlib.decompressobj(31).decompress(data[:65536], 2000)
    except zlib.error:
        inside = b""
    if b"gnumeric.org" in inside:
        return ("这是 Gnumeric 格式的表格", SAVE_AS)
    return ("这是压缩文件，不是表格", UNPACK)


def _is_dbase(data: bytes) -> bool:
    """A dBase header: a version, a date, and a mark where the list of fields ends."""
    if data[0] not in (0x02, 0x03, 0x04, 0x05, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8B, 0xCB, 0xF5, 0xFB):
        return False
    month, day = data[2], data[3]
    length, record = struct.unpack_from("<HH", data, 8)
    if not (month <= 12 and day <= 31 and 33 <= length <= len(data) and record):
        return False
    return 0x0D in data[length - 2 : length] or data[length - 264 : length - 263] == b"\x0d"
