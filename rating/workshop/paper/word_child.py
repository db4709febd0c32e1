"""The child process that reads a .docx: bytes on standard input, pickled plain data on standard output.

Started by `rating.intake.files.isolation.in_child` with the limits that workbooks have; standard library only.
"""

from __future__ import annotations

import io
import os
import pickle
import sys
import zipfile
from typing import Any
from xml.etree import ElementTree

from rating.intake.files.child import limit_resources
from rating.intake.files.formats import BROKEN_CONTENT, BROKEN_ZIP, COPY_AGAIN, Refusal
from rating.intake.files.guard import crowd_refusal, size_refusal, zip_refusal
from rating.workshop.paper.word_content import Forbidden, blocks, parsed
from rating.workshop.paper.word_numbers import numbers_of

SAVE_AGAIN = "请在 Word 或 WPS 中打开，另存为 .docx 后再上传"
MOST_OF_A_PART = 60 * 1024 * 1024
_MAIN = ("word/document.xml", "word/document2.xml")


def answer(data: bytes) -> dict[str, Any]:
    """{"blocks": …} as `word_content` gives them, or {"refused": (code, found, remedy)}."""
    try:
        refusal = size_refusal(len(data)) or crowd_refusal(data) or zip_refusal(data)
        return _refused(refusal) if refusal else _read(data)
    except (*BROKEN_ZIP, *BROKEN_CONTENT, RecursionError, ElementTree.ParseError):
        return _refused(Refusal("file_unreadable", "文件不完整或已损坏（可能没有传完）", COPY_AGAIN))


def _read(data: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {part.filename.replace("\\", "/").lower().lstrip("/"): part for part in archive.infolist()}
        main = next((name for name in _MAIN if name in parts), "")
        if not main:
            return _refused(Refusal("file_unreadable", "文件里没有 Word 正文", SAVE_AGAIN))
        try:
            roots = [_root(archive, parts.get(name)) for name in (main, "word/numbering.xml", "word/styles.xml")]
            document = roots[0]
            if document is None:
                return _refused(Refusal("file_too_large", "文档正文异常庞大", "请删去图片和无关内容后另存再上传"))
            return {"blocks": blocks(document, numbers_of(roots[1], roots[2]))}
        except Forbidden as fault:
            if str(fault) == "doctype":
                found = "文件内部带有 DOCTYPE 声明，正常的文档没有，为安全起见不读取"
                return _refused(Refusal("file_unreadable", found, SAVE_AGAIN))
            return _refused(Refusal("file_too_large", "文档内容异常庞大", "请只保留评分标准的部分，另存后再上传"))


def _root(archive: zipfile.ZipFile, part: zipfile.ZipInfo | None) -> ElementTree.Element | None:
    if part is None or part.file_size > MOST_OF_A_PART:
        return None
    with archive.open(part) as stream:
        return parsed(stream.read(MOST_OF_A_PART + 1))


def _refused(refusal: Refusal) -> dict[str, Any]:
    return {"refused": (refusal.code, refusal.found, refusal.remedy)}


def main() -> None:
    """Standard input → standard output. Memory running out is an answer like any other."""
    limit_resources(int(sys.argv[2]))
    data = sys.stdin.buffer.read()
    try:
        result = answer(data)
    except MemoryError:
        result = {"refused": ("file_too_large", "内容异常庞大，超出读取时允许的内存", "")}
    pickle.dump(result, sys.stdout.buffer, protocol=5)
    sys.stdout.buffer.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
