"""The main part of a .docx as paragraphs and tables."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from rating.workshop.paper.word_content import Forbidden, blocks, parsed
from rating.workshop.paper.word_numbers import Numbers

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

WIDE, TALL, FAR = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', '<w:gridSpan w:val="99999"/>'


def read(body: str, namespace: str = W) -> list[object]:
    return list(blocks(parsed(f"<w:document {namespace}><w:body>{body}</w:body></w:document>".encode()), Numbers()))


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def test_paragraphs_as_they_are_seen() -> None:
    body = (
        "<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r><w:del><w:r><w:delText>删去</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>增补</w:t></w:r></w:ins></w:p><w:p/>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>控件里的字</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    assert read(body) == [("p", "甲\n乙增补"), ("p", "控件里的字")]


def test_the_strict_namespace_reads_the_same() -> None:
    strict = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    assert read("<w:p><w:r><w:t>甲</w:t></w:r></w:p>", strict) == [("p", "甲")]


def test_cells_with_spans_and_continuations() -> None:
    rows = (
        f"<w:tr>{cell('宽', WIDE)}{cell('高', TALL)}</w:tr>"
        f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell("右")}{cell("", "<w:vMerge/>")}</w:tr>'
    )
    assert read(f"<w:tbl>{rows}</w:tbl>") == [
        ("t", [[("宽", 0, 2, False), ("高", 2, 1, False)], [("右", 1, 1, False), ("", 2, 1, True)]])
    ]


def test_a_table_inside_a_cell_is_told_in_its_lines() -> None:
    inner = f"<w:tbl><w:tr>{cell('优')}{cell('5分')}</w:tr></w:tbl>"
    assert read(f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>") == [("t", [[("优；5分", 0, 1, False)]])]


def test_what_no_document_has_is_forbidden() -> None:
    with pytest.raises(Forbidden, match="doctype"):
        parsed(b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(Forbidden, match="size"):
        read(f"<w:tbl><w:tr>{cell('x', FAR)}</w:tr></w:tbl>")
    with pytest.raises(Forbidden, match="size"):
        read("<w:sdt>" * 100 + "<w:p/>" + "</w:sdt>" * 100)
    with pytest.raises(ElementTree.ParseError):
        parsed(b"<a>")
