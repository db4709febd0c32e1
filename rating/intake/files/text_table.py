"""CSV and TSV: bytes → rows of text, in the encodings that offices use.

Runs inside the child process; imports the standard library only.
"""

from __future__ import annotations

import csv
import io
import re

from rating.intake.files.formats import SAVE_AS, Refusal

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DELIMITERS = (",", "\t", ";", "|")
_SEPARATOR = re.compile(r"sep=([,;|\t])\r?\n", re.IGNORECASE)
"""What Excel takes as the delimiter when it stands in the first line."""
_LAST_LINE = "\ue0ff"
LONGEST_FIELD = 1_000_000
QUOTES = "请在该处补上或删去引号，或在表格软件中打开后另存为 .xlsx 再上传"


def decode(data: bytes) -> str | Refusal:
    """BOM, then UTF-8, then GB18030, all strict: a guess would spoil names silently."""
    by_bom = next((encoding for bom, encoding in _BOMS if data.startswith(bom)), None)
    for encoding in (by_bom,) if by_bom else ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            return Refusal("file_unreadable", "文本表格中夹有零字节，内容不可靠", SAVE_AS)
        return text
    return Refusal("file_unreadable", "文字编码无法识别（不是 UTF-8、UTF-16 或 GB18030）")


def rows_of(text: str) -> list[list[str]] | Refusal:
    """The rows, split by the delimiter that the first lines use."""
    csv.field_size_limit(LONGEST_FIELD)
    rows: list[list[str]] = []
    ended = text + ("" if text.endswith(("\n", "\r")) else "\n") + _LAST_LINE
    try:
        rows.extend(csv.reader(io.StringIO(ended, newline=""), delimiter=_delimiter(text), strict=False))
    except csv.Error:
        return Refusal("file_unreadable", f"文本表格第 {len(rows) + 1} 行有一格的内容过长，或引号没有成对", QUOTES)
    if rows.pop() != [_LAST_LINE]:  # swallowed by a quotation that never ends
        return Refusal("file_unreadable", f"文本表格第 {len(rows) + 1} 行的引号没有成对，后面的内容都成了一格", QUOTES)
    return rows


def _delimiter(text: str) -> str:
    told = _SEPARATOR.match(text)
    if told:
        return told[1]
    lines = [line for line in text[:20_000].splitlines()[:30] if line.strip()]
    steady = {mark: sum(1 for line in lines if mark in line) for mark in _DELIMITERS}
    return max(_DELIMITERS, key=lambda mark: (steady[mark], sum(line.count(mark) for line in lines)))
