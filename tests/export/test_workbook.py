"""Whatever is written through this door is text where it is text, and does nothing."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import BinaryIO

import openpyxl
import pytest

from rating.export.workbook import open_workbook, write_whole
from tests.hostile import HOSTILE


@pytest.mark.parametrize("constant_memory", [False, True])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_text_stays_text_wherever_it_is_put(text: str, constant_memory: bool) -> None:
    target = io.BytesIO()
    book = open_workbook(target, constant_memory=constant_memory)
    book.set_properties({"title": text})
    sheet = book.add_worksheet("表\u202e")
    sheet.set_footer(f"&C{text[:20].replace('&', '&&')}")
    sheet.data_validation("C1:C9", {"validate": "list", "source": ["甲", "乙\u202e"], "input_message": text[:200]})
    sheet.write_string(0, 0, text)
    sheet.write_string(0, 1, "二")
    book.close()
    package = zipfile.ZipFile(target)
    for part in package.namelist():
        written = package.read(part).decode()
        assert not set(written) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200d\x1b\x00\x9b")
        assert "hyperlink" not in written and "externalLink" not in written
    (read,) = openpyxl.load_workbook(target).worksheets
    assert read.title == "表" and read["A1"].data_type == "s" and read["B1"].value == "二"


def test_formulas_keep_their_result() -> None:
    target = io.BytesIO()
    book = open_workbook(target)
    book.add_worksheet().write_formula(0, 0, '="甲\u202e"', None, "甲\u202e")
    book.close()
    assert openpyxl.load_workbook(target).worksheets[0]["A1"].value == '="甲"'
    assert openpyxl.load_workbook(target, data_only=True).worksheets[0]["A1"].value == "甲"


def test_a_file_is_there_whole_or_as_it_was(tmp_path: Path) -> None:
    target, stream = tmp_path / "结果.xlsx", io.BytesIO()

    def break_off(begun: BinaryIO) -> None:
        begun.write(b"half")
        raise BlockingIOError

    for place in (target, str(target), stream):
        write_whole(place, lambda written: written.write(b"whole") and None)
    with pytest.raises(BlockingIOError):
        write_whole(target, break_off)
    assert target.read_bytes() == stream.getvalue() == b"whole"
    assert list(tmp_path.iterdir()) == [target]
