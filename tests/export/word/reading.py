"""A .docx as its reader sees it."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
from docx.oxml.ns import qn


def opened(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def words(content: bytes) -> str:
    """All text of the body in reading order, tables among it; line breaks as line breaks."""
    body = opened(content).element.body
    return "\n".join(_paragraph(each) for each in body.iter(qn("w:p")))


def _paragraph(element: Any) -> str:
    signs = {qn("w:br"): "\n", qn("w:tab"): "\t"}
    return "".join(each.text or "" if each.tag == qn("w:t") else signs.get(each.tag, "") for each in element.iter())


def tables(content: bytes) -> list[list[list[str]]]:
    """Every table as rows of texts."""
    return [
        [[_cell(cell) for cell in row.findall(qn("w:tc"))] for row in table.iter(qn("w:tr"))]
        for table in _tables(content)
    ]


def _tables(content: bytes) -> list[Any]:
    return list(opened(content).element.body.iter(qn("w:tbl")))


def _cell(element: Any) -> str:
    return "\n".join(_paragraph(each) for each in element.findall(qn("w:p")))


def pictures(content: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [archive.read(name) for name in archive.namelist() if name.startswith("word/media/")]


def headings(content: bytes) -> list[str]:
    return [each.text for each in opened(content).paragraphs if each.style.style_id == "RatingHeading"]
