"""Hostile files: refused with the reason, in the child, before they can do harm."""

from __future__ import annotations

import io
import zipfile

import pytest

from rating.intake.files import guard
from rating.intake.files.guard import extent_refusal, size_refusal, zip_refusal
from tests.intake.workbooks import SHEET, codes, one, read, small_form, values, with_part, xlsx

HOURS = xlsx([["站点", "服务时长"], ["甲站", 5], ["乙站", 6]])


@pytest.mark.parametrize("corner", [b"XFD1048576", b"A1048576", b"XFD3"])
def test_a_stray_cell_in_a_far_corner(corner: bytes) -> None:
    stray = b'<row r="' + corner.lstrip(b"XFDA") + b'"><c r="' + corner + b'"><v>1</v></c></row></sheetData>'
    data = with_part(HOURS, SHEET, lambda sheet: sheet.replace(b"</sheetData>", stray))
    reported = read(small_form("hours"), ("a.xlsx", data))
    problem = one(reported, "file_too_large")
    assert corner.decode() in problem.found
    assert "删去" in problem.message


def test_a_far_corner_that_the_scan_does_not_see_still_ends_in_a_refusal() -> None:
    stray = b'<row r="1048576"><c s="0" r="XFD1048576"><v>1</v></c></row></sheetData>'
    data = with_part(HOURS, SHEET, lambda sheet: sheet.replace(b"</sheetData>", stray))
    assert "file_too_large" in codes(read(small_form("hours"), ("a.xlsx", data)))


def test_styled_blanks_are_no_content() -> None:
    blanks = (
        b"".join(b'<row r="%d"><c r="XFD%d" s="0"/></row>' % (row, row) for row in range(10, 20000)) + b"</sheetData>"
    )
    data = with_part(HOURS, SHEET, lambda sheet: sheet.replace(b"</sheetData>", blanks))
    assert values(read(small_form("hours"), ("a.xlsx", data)), "hours") == ["5", "6"]


def test_a_zip_bomb_is_refused_from_its_directory() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(HOURS)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/media/bomb.bin", b"\0" * (guard.SUSPICIOUS_FROM + 1))
    assert "异常庞大" in one(read(small_form("hours"), ("a.xlsx", buffer.getvalue())), "file_too_large").found


def test_too_many_parts() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(guard.MOST_PARTS + 1):
            archive.writestr(f"xl/{number}", b"")
    refusal = zip_refusal(buffer.getvalue())
    assert refusal is not None
    assert refusal.code == "file_too_large"


def test_an_entity_bomb_stays_small() -> None:
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;">' % (98 + n, *([97 + n] * 8)) for n in range(20)
    )
    bomb = lambda part: part.replace(b"<workbook", entities + b"]><workbook", 1)  # noqa: E731
    data = with_part(HOURS, "xl/workbook.xml", bomb)
    reported = read(small_form("hours"), ("a.xlsx", data))
    assert reported.problems == () or codes(reported, "refusal")


def test_limits() -> None:
    assert size_refusal(guard.MOST_BYTES) is None
    assert size_refusal(guard.MOST_BYTES + 1) is not None
    assert extent_refusal("一", 100_000, 60) is None
    assert extent_refusal("一", 10, guard.MOST_COLUMNS + 1) is not None
    assert extent_refusal("一", 1_048_576, 1) is not None
    assert extent_refusal("一", guard.MOST_ROWS, 100) is None
    assert extent_refusal("一", guard.MOST_ROWS, 101) is not None


def test_long_cells_and_many_columns_are_read() -> None:
    wide = xlsx([["站点", "服务时长", *[None] * 2000, "远处"], ["甲站", 5, *[None] * 2000, "x" * 32767]])
    reported = read(small_form("hours"), ("a.xlsx", wide))
    assert values(reported, "hours") == ["5"]
    assert codes(reported) == ["column_unknown"]
