"""The child that reads a .docx: what it refuses, in words."""

from __future__ import annotations

import io
import zipfile

import pytest

from rating.workshop.paper.word_child import answer
from tests.workshop.paper.papers import lines


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_a_document_is_read() -> None:
    assert answer(lines("一、组织建设", "第二段"))["blocks"] == [("p", "一、组织建设"), ("p", "第二段")]


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (packed({"word/styles.xml": b"<a/>"}), "file_unreadable", "没有 Word 正文"),
        (packed({"word/document.xml": b"<a>"}), "file_unreadable", "损坏"),
        (packed({"word/document.xml": b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'}), "file_unreadable", "DOCTYPE"),
        (packed({"word/document.xml": b"<a>" + b" " * 70_000_000 + b"</a>"}), "file_too_large", "庞大"),
        (lines("一")[:900], "file_unreadable", "损坏"),
        (b"PK\x03\x04word/", "file_unreadable", "损坏"),
        (b"PK" + b"PK\x01\x02" * 6000, "file_too_large", "部分"),
    ],
)
def test_broken_and_hostile_documents_are_refused_in_words(content: bytes, code: str, words: str) -> None:
    refused = answer(content)["refused"]
    assert refused[0] == code
    assert words in refused[1]
