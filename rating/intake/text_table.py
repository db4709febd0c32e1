"""CSV and TSV: bytes → rows of text, in the encodings that offices use.

Runs inside the child process; imports the standard library only.
"""

from __future__ import annotations

import csv
import io

from rating.intake.formats import Refusal

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DELIMITERS = (",", "\t", ";", "|")


def decode(data: bytes) -> str | Refusal:
    """BOM, then UTF-8, then GB18030, all strict: a guess would spoil names silently."""
    by_bom = next((encoding for bom, encoding in _BOMS if data.startswith(bom)), None)
    for encoding in (by_bom,) if by_bom else ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return Refusal("file_unreadable", "文字编码无法识别（不是 UTF-8、UTF-16 或 GB18030）")


def rows_of(text: str) -> list[list[str]] | Refusal:
    """The rows, split by the delimiter that the first lines use."""
    csv.field_size_limit(1_000_000)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=False))
    except csv.Error:
        return Refusal("file_unreadable", "文本表格无法解析：有一格的内容过长，或引号没有成对")
    return rows


def _delimiter(text: str) -> str:
    lines = [line for line in text[:20_000].splitlines()[:30] if line.strip()]
    steady = {mark: sum(1 for line in lines if mark in line) for mark in _DELIMITERS}
    return max(_DELIMITERS, key=lambda mark: (steady[mark], sum(line.count(mark) for line in lines)))
