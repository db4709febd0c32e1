"""Files that are no harmless Word document are refused, with what was found in them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest

from rating.export.word.templates import package
from rating.export.word.templates.package import faults
from rating.export.word.templates.starting import starting_template
from tests.export.word.templates.attacks import (
    DOCUMENT,
    changed,
    in_body,
    related,
    repacked,
    template,
)


def found(content: bytes) -> str:
    return "；".join(f"{fault.found}" for fault in faults(content))


def png(width: int, height: int) -> bytes:
    """A picture that says it is that large."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
    end = struct.pack(">I", 0) + b"IEND" + struct.pack(">I", zlib.crc32(b"IEND"))
    return b"\x89PNG\r\n\x1a\n" + chunk + end


def test_a_plain_paper_is_harmless() -> None:
    assert faults(template("{{ 站点名称 }}")) == () == faults(starting_template())


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip at all", b"\xd0\xcf\x11\xe0" + b"\0" * 600])
def test_what_is_no_docx_is_refused(content: bytes) -> None:
    assert found(content) == "文件不是完整的 .docx"


def test_a_spreadsheet_is_no_letter() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    assert "没有 Word 正文" in found(target.getvalue())


def test_a_zip_bomb_is_not_unpacked() -> None:
    bomb = repacked(template("文"), {"word/media/a.png": b"\0" * (package.LARGEST_OPENED + 1)})
    assert len(bomb) < 200_000 and "展开后有" in found(bomb)
    long = changed(template("文"), DOCUMENT, lambda old: old.replace(b"</w:body>", b" " * 1_000_001 + b"</w:body>"))
    assert "文字部分有" in found(long)
    assert "文件内含" in found(repacked(template("文"), {f"word/media/{at}.png": png(1, 1) for at in range(201)}))
    assert "字节" in found(b"P" * (package.LARGEST_FILE + 1))


@pytest.mark.parametrize("declared", [
    '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
    '<!DOCTYPE w SYSTEM "http://evil.example/x.dtd">',
])  # fmt: skip
def test_entities_and_document_types_are_refused_before_they_are_read(declared: str) -> None:
    attack = changed(
        template("文"), DOCUMENT, lambda old: old.replace(b"<w:document", declared.encode() + b"<w:document", 1)
    )
    assert found(attack) == "含有实体或文档类型声明"


def test_another_encoding_cannot_hide_them() -> None:
    def utf16(old: bytes) -> bytes:
        text = (
            old.decode()
            .replace("UTF-8", "UTF-16")
            .replace("<w:document", '<!DOCTYPE w [<!ENTITY x "y">]><w:document', 1)
        )
        return text.encode("utf-16")

    assert found(changed(template("文"), DOCUMENT, utf16)) == "不是 UTF-8 编码"
    seven = changed(template("文"), DOCUMENT, lambda old: old.replace(b"UTF-8", b"UTF-7", 1))
    assert found(seven) == "不是 UTF-8 编码"


@pytest.mark.parametrize(("kind", "told"), [
    ("hyperlink", "链接"), ("image", "内容"), ("attachedTemplate", "附加模板"), ("oleObject", "嵌入的对象"), ("frame", "框架"),
])  # fmt: skip
def test_nothing_points_outside_the_file(kind: str, told: str) -> None:
    assert f"指向文件以外的{told}：http://evil.example/x" in found(
        related(kind, "http://evil.example/x", external=True)
    )


@pytest.mark.parametrize(("kind", "told"), [
    ("vbaProject", "宏"), ("oleObject", "嵌入的对象"), ("package", "嵌入的文件"), ("aFChunk", "并入的外部内容"),
    ("control", "控件"), ("somethingNew", "不允许的内容：somethingNew"),
])  # fmt: skip
def test_nothing_is_embedded(kind: str, told: str) -> None:
    assert told in found(related(kind, "embeddings/x.bin", external=False))


def test_macros_are_refused_by_their_part_and_by_their_type() -> None:
    assert "不允许的内容" in found(repacked(template("文"), {"word/vbaProject.bin": b"x"}))
    typed = changed(
        template("文"),
        "[Content_Types].xml",
        lambda old: old.replace(b"document.main+xml", b"document.macroEnabled.main+xml"),
    )
    assert "宏或控件" in found(typed)


@pytest.mark.parametrize(
    "code", ["INCLUDETEXT C:\\\\x", "DDEAUTO cmd", "HYPERLINK x", "INCLUDEPICTURE http://e", "= 1 + 1", "MACROBUTTON x"]
)
def test_fields_that_read_run_or_ask_are_refused(code: str) -> None:
    assert "不允许的域" in found(in_body(f'<w:p><w:fldSimple w:instr="{code}"/></w:p>'))
    pieces = "".join(f"<w:r><w:instrText>{sign}</w:instrText></w:r>" for sign in code)
    marks = [f'<w:r><w:fldChar w:fldCharType="{each}"/></w:r>' for each in ("begin", "end")]
    assert "不允许的域" in found(in_body(f"<w:p>{marks[0]}{pieces}{marks[1]}</w:p>"))


def test_page_numbers_stay_allowed() -> None:
    assert found(in_body('<w:p><w:fldSimple w:instr=" PAGE  \\* MERGEFORMAT "/></w:p>')) == ""


def test_pictures_are_measured_by_what_they_say_of_themselves() -> None:
    assert "60000 × 60000" in found(repacked(template("文"), {"word/media/a.png": png(60_000, 60_000)}))
    assert found(repacked(template("文"), {"word/media/a.png": png(600, 400)})) == ""
    assert "无法识别的图片" in found(repacked(template("文"), {"word/media/a.png": b"<svg/>"}))
    assert "不允许的内容" in found(repacked(template("文"), {"word/media/a.svg": b"<svg/>"}))
    assert "不允许的内容" in found(repacked(template("文"), {"word/media/a.emf": b"x"}))


def test_names_inside_stay_inside() -> None:
    for name in ("../evil.xml", "/etc/x.xml", "word\\..\\x.xml"):
        assert "越出文件" in found(repacked(template("文"), {name: b"<a/>"}))


def test_broken_markup_is_told() -> None:
    assert found(changed(template("文"), DOCUMENT, lambda old: old[:-20])) == "文件内容已损坏"
