"""Percent formats, errors, hidden rows and columns of .xlsb; broken parts."""

from __future__ import annotations

import struct
from array import array

import pytest

from rating.intake.files.xlsb_traits import xlsb_traits
from tests.intake.containers import binary_record, binary_row, packed, unpacked, xlsb
from tests.intake.workbooks import codes, one, read, small_form, values

HIDDEN_COLUMNS = binary_record(390) + binary_record(60, struct.pack("<IIIIH", 2, 3, 2000, 0, 1)) + binary_record(391)
ROWS = (
    binary_row(0, "站点", "满意度")
    + binary_row(1, "甲站", 0.85, style=1)
    + binary_row(2, "乙站", 0.9, style=1, hidden=True)
    + binary_row(3, "丙站", "#DIV/0!")
)
BOOK = xlsb(HIDDEN_COLUMNS + binary_record(145) + ROWS + binary_record(146))


def test_what_is_told() -> None:
    found = xlsb_traits(BOOK)["数据"]
    assert found["percent"] == {1: array("i", [1, 2]).tobytes()}
    assert found["errors"] == [(3, 1, "#DIV/0!")]
    assert (found["hidden_rows"], found["hidden_columns"]) == ([2], [(2, 3)])


def test_the_whole_way_to_values() -> None:
    reported = read(small_form("satisfied"), ("a.xlsb", BOOK))
    assert values(reported, "satisfied")[:2] == ["0.85", "0.9"]
    assert list(reported.columns["satisfied"].text)[:2] == ["85%", "90%"]
    assert one(reported, "value_error_cell").place.cell == "B4"
    assert "rows_hidden" in codes(reported)


@pytest.mark.parametrize(("code", "shown"), [("0.0%", True), ('0.0" %"', False)])
def test_formats_of_the_workbooks_own(code: str, shown: bool) -> None:
    book = xlsb(
        binary_record(145) + binary_row(0, 0.5, style=1) + binary_record(146), formats=(0, 164), codes={164: code}
    )
    assert bool(xlsb_traits(book)["数据"]["percent"]) == shown


def test_broken_parts_never_raise() -> None:
    assert xlsb_traits(b"PK") == {}
    parts = unpacked(BOOK)
    for name, content in parts.items():
        for cut in (0, 1, len(content) // 2, len(content) - 1):
            assert isinstance(xlsb_traits(packed({**parts, name: content[:cut]})), dict)
        assert isinstance(xlsb_traits(packed({**parts, name: b"\xff" * 50})), dict)


def test_a_record_that_says_it_is_huge_ends_the_sheet() -> None:
    lying = binary_record(145) + binary_row(0, 0.5, style=1) + b"\x05\xff\xff\xff\x7f" + binary_row(1, 0.5, style=1)
    assert xlsb_traits(xlsb(lying))["数据"]["percent"] == {0: array("i", [0]).tobytes()}
