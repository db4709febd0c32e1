"""Whether a .docx from outside may be opened at all: size, contents, links to elsewhere. Nothing in it is run.

A Word file is a ZIP of XML parts. Allowed is what a letter needs; every other kind of part or relationship is
refused by name, so that macros, embedded objects, linked files and whatever a later Word invents stay out.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.image.exceptions import UnrecognizedImageError
from docx.image.image import Image
from lxml import etree

LARGEST_FILE = 5_000_000
LARGEST_OPENED = 20_000_000
LARGEST_TEXT = 1_000_000
"""Bytes of the file, of all its parts unpacked, and of one part that holds text."""
MOST_PARTS = 200
MOST_PIXELS = 25_000_000
TEXT_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
PICTURES = (".png", ".jpg", ".jpeg", ".gif")
RELATIONSHIPS = {
    "officeDocument", "styles", "stylesWithEffects", "settings", "webSettings", "fontTable", "theme", "numbering",
    "footnotes", "endnotes", "header", "footer", "image", "customXml", "customXmlProps", "core-properties",
    "extended-properties", "custom-properties", "thumbnail",
}  # fmt: skip
"""The last words of the relationship types that a letter needs."""
TOLD = {
    "vbaProject": "宏",
    "wordVbaData": "宏",
    "oleObject": "嵌入的对象",
    "package": "嵌入的文件",
    "control": "控件",
    "attachedTemplate": "附加模板",
    "aFChunk": "并入的外部内容",
    "subDocument": "子文档",
    "hyperlink": "链接",
    "frame": "框架",
}
FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "DATE", "TIME", "SEQ")
"""Field codes that only count or tell the day; others read files, run programs or ask the reader."""
ELEMENTS = {"altChunk": "并入的外部内容", "subDoc": "子文档", "object": "嵌入的对象", "control": "控件"}
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Fault:
    """What was found, where in the file, and what is allowed instead."""

    found: str
    where: str
    allowed: str


def faults(content: bytes) -> tuple[Fault, ...]:
    """Everything that forbids this file; no part is parsed before the whole is known to be small."""
    if len(content) > LARGEST_FILE:
        return (Fault(f"文件有 {len(content):,} 字节", "", f"不超过 {LARGEST_FILE:,} 字节"),)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        sizes = tuple(_oversize(archive))
        return sizes or tuple(_in_parts(archive))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError, OSError, EOFError):
        return (Fault("文件不是完整的 .docx", "", "在 Word 或 WPS 中另存为 .docx 的文件"),)
    except etree.XMLSyntaxError:
        return (Fault("文件内容已损坏", "", "在 Word 或 WPS 中另存为 .docx 的文件"),)


def _oversize(archive: zipfile.ZipFile) -> Iterator[Fault]:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    opened = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_PARTS:
        yield Fault(f"文件内含 {len(entries)} 个部分", "", f"不超过 {MOST_PARTS} 个")
    if opened > LARGEST_OPENED:
        yield Fault(f"展开后有 {opened:,} 字节", "", f"展开后不超过 {LARGEST_OPENED:,} 字节")
    if len(set(names)) < len(names) or any(".." in name or name.startswith("/") or "\\" in name for name in names):
        yield Fault("文件内部的名称重复或越出文件", "", "在 Word 或 WPS 中另存为 .docx 的文件")
    for entry in entries:
        if entry.file_size > LARGEST_TEXT and TEXT_PARTS.fullmatch(entry.filename):
            yield Fault(f"文字部分有 {entry.file_size:,} 字节", entry.filename, f"不超过 {LARGEST_TEXT:,} 字节")
    if "word/document.xml" not in names:
        yield Fault("文件中没有 Word 正文", "", "在 Word 或 WPS 中另存为 .docx 的文件")


def _in_parts(archive: zipfile.ZipFile) -> Iterator[Fault]:
    for entry in archive.infolist():
        name, content = entry.filename, archive.read(entry)
        if name.lower().endswith((".xml", ".rels")):
            yield from _in_xml(name, content)
        elif name.lower().endswith(PICTURES):
            yield from _in_picture(name, content)
        elif not name.endswith("/"):
            yield Fault("不允许的内容", name, "文字和 PNG、JPEG、GIF 图片")


def _in_xml(name: str, content: bytes) -> Iterator[Fault]:
    head = content[:200].lstrip(b"\xef\xbb\xbf")
    if b"\x00" in content or (b"encoding" in head and not re.search(rb"encoding\s*=\s*[\"']utf-8[\"']", head, re.I)):
        yield Fault("不是 UTF-8 编码", name, "在 Word 或 WPS 中另存为 .docx 的文件")
    elif b"<!" in content.replace(b"<!--", b"").replace(b"<![CDATA[", b""):
        yield Fault("含有实体或文档类型声明", name, "不含声明的普通文字")
    else:
        tree = parsed(content)
        yield from _in_relationships(name, tree) if name.endswith(".rels") else _in_content(name, tree)


def parsed(content: bytes) -> Any:
    """An element, read without entities, without the network and within lxml's own limits."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _in_relationships(name: str, tree: Any) -> Iterator[Fault]:
    for each in tree:
        kind = str(each.get("Type", "")).rsplit("/", 1)[-1]
        target = str(each.get("Target", ""))[:80]
        if each.get("TargetMode") == "External":
            yield Fault(f"指向文件以外的{TOLD.get(kind, '内容')}：{target}", name, "不含外部链接的文件")
        elif kind not in RELATIONSHIPS:
            yield Fault(TOLD.get(kind, f"不允许的内容：{kind}"), name, "文字、表格和图片")


def _in_content(name: str, tree: Any) -> Iterator[Fault]:
    if name == "[Content_Types].xml":
        kinds = {str(each.get("ContentType", "")).lower() for each in tree}
        if any("macro" in kind or "vba" in kind or "activex" in kind for kind in kinds):
            yield Fault("宏或控件", name, "不含宏的 .docx 文件")
        return
    for tag, told in ELEMENTS.items():
        if next(tree.iter(f"{WORD}{tag}"), None) is not None:
            yield Fault(told, name, "文字、表格和图片")
    for code in _field_codes(tree):
        if (code.split() or [""])[0].upper() not in FIELDS:
            yield Fault(f"不允许的域：{code[:40]}", name, f"只用 {'、'.join(FIELDS)} 域")


def _field_codes(tree: Any) -> Iterator[str]:
    """Codes of the fields; a code that is cut into pieces, or nested, is put together from its begin to its end."""
    yield from (str(each.get(f"{WORD}instr", "")) for each in tree.iter(f"{WORD}fldSimple"))
    depth, code = 0, ""
    for each in tree.iter(f"{WORD}fldChar", f"{WORD}instrText"):
        if each.tag == f"{WORD}instrText":
            code += each.text or ""
            if not depth:
                yield code
            continue
        kind = each.get(f"{WORD}fldCharType")
        depth += {"begin": 1, "end": -1}.get(kind, 0)
        if kind in ("separate", "end", "begin") and code.strip():
            yield code
            code = ""


def _in_picture(name: str, content: bytes) -> Iterator[Fault]:
    try:
        image = Image.from_blob(content)
    except (UnrecognizedImageError, ValueError, KeyError, IndexError, EOFError):
        yield Fault("无法识别的图片", name, "PNG、JPEG 或 GIF 图片")
        return
    if image.px_width * image.px_height > MOST_PIXELS:
        yield Fault(f"图片有 {image.px_width} × {image.px_height} 点", name, f"不超过 {MOST_PIXELS:,} 点的图片")
