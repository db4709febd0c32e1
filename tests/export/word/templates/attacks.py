"""Templates made for tests: paragraphs of text in the starting paper, and files with something else in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx

from rating.export.word.blocks import Column, Paragraph, Table, rows
from rating.export.word.page import written

DOCUMENT = "word/document.xml"
RELATIONSHIPS = "word/_rels/document.xml.rels"


def template(*paragraphs: str) -> bytes:
    """One paragraph a text."""
    return written(tuple(Paragraph(each) for each in paragraphs), "模板")


def with_table(*lines: tuple[str, ...]) -> bytes:
    columns = tuple(Column(str(at), 30) for at in range(len(lines[0])))
    return written((Table(columns, rows(lines)),), "模板")


def changed(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same file with one part changed."""
    return repacked(content, {name: change(part(content, name))})


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def repacked(content: bytes, parts: dict[str, bytes]) -> bytes:
    """The same file with parts put in, or put in the place of others."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, data in parts.items():
            new.writestr(name, data)
    return target.getvalue()


def related(kind: str, target: str, *, external: bool) -> bytes:
    """A template whose text has a relationship of that kind."""
    mode = ' TargetMode="External"' if external else ""
    root = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    line = f'<Relationship Id="rId99" Type="{root}/{kind}" Target="{target}"{mode}/></Relationships>'
    return changed(template("文"), RELATIONSHIPS, lambda old: old.replace(b"</Relationships>", line.encode()))


def in_body(markup: str) -> bytes:
    """A template with this WordprocessingML before its last paragraph."""
    return changed(template("文"), DOCUMENT, lambda old: old.replace(b"<w:sectPr", markup.encode() + b"<w:sectPr", 1))


def split_placeholder() -> bytes:
    """As Word writes it after an edit: one placeholder over several runs."""
    paper = docx.Document(io.BytesIO(template("甲")))
    line = paper.paragraphs[0]
    for piece in ("{", "{ 站点", "名称 }", "}"):
        line.add_run(piece).bold = True
    target = io.BytesIO()
    paper.save(target)
    return target.getvalue()
