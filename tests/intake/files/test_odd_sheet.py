"""Sheets written otherwise than by most programs: prefixes, other orders, cells without their address."""

from __future__ import annotations

import io
from array import array
from typing import Any

import pytest

from rating.intake.files.formats import Refusal
from rating.intake.files.odd_sheet import is_written_as_usual, odd_sheet_traits
from rating.intake.files.traits import workbook_traits
from tests.intake.workbooks import SHEET, one, read, small_form, values, with_part, xlsx

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ODD = (
    f'<x:worksheet xmlns:x="{MAIN}"><x:cols><x:col hidden="1" max="3" min="2"/></x:cols><x:sheetData>'
    '<x:row r="1"><x:c s="1"><x:v>0.5</x:v></x:c><x:c t="e"><x:v>#N/A</x:v></x:c></x:row>'
    '<x:row hidden="true" r="3"><x:c t="n" s="1" r="C3"><x:v>0.5</x:v></x:c><x:c r="D3"><x:f>A1</x:f></x:c></x:row>'
    '<x:row><x:c t="str"><x:f>""</x:f><x:v/></x:c><x:c s="1"/></x:row></x:sheetData></x:worksheet>'
).encode()


def test_every_way_of_writing() -> None:
    traits, rows, columns = odd_sheet_traits(io.BytesIO(ODD), frozenset(["1"]))
    assert traits["percent"] == {0: array("i", [0]).tobytes(), 2: array("i", [2]).tobytes()}
    assert traits["errors"] == [(0, 1, "#N/A")]
    assert traits["no_result"] == [(2, 3)]
    assert (traits["hidden_rows"], traits["hidden_columns"]) == ([2], [(1, 2)])
    assert (rows, columns) == (4, 4)


@pytest.mark.parametrize(
    ("head", "usual"),
    [
        (b'<row r="1"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1"/><c r="C1" t="n"><v>1</v></c>', True),
        (b'<row r="1" spans="1:3" ht="15"><c r="A1" s="1" t="str" cm="1"><f>A2</f>', True),
        (b'<row r="1"><c t="n" r="A1" s="1"><v>1</v></c>', False),
        (b'<row r="1"><c s="1"><v>1</v></c>', False),
        (b"<row r='1'><c r='A1' s='1'><v>1</v></c>", False),
        (b'<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c>', False),
        (b"<cols><col min='1' max='2' hidden='1'/></cols>", False),
        (b"", True),
    ],
)
def test_telling_the_two_apart(head: bytes, usual: bool) -> None:
    assert is_written_as_usual(head + b"<") == usual


def test_broken_markup_gives_what_was_read() -> None:
    traits, rows, _ = odd_sheet_traits(io.BytesIO(ODD[:-200]), frozenset(["1"]))
    assert traits["errors"] == [(0, 1, "#N/A")]
    assert rows >= 1


def odd_order(sheet: bytes) -> bytes:
    return sheet.replace(b'<c r="B2" s="1" t="n">', b'<c t="n" s="1" r="B2">')


def test_percentages_count_in_any_order_of_attributes() -> None:
    data = xlsx([["站点", "满意度"], ["甲", 0.85]], touch=lambda sheet: setattr(sheet["B2"], "number_format", "0%"))
    other = with_part(data, SHEET, odd_order)
    assert odd_order(b"") == b""
    assert workbook_traits(other) == workbook_traits(data)
    reported = read(small_form("satisfied"), ("a.xlsx", other))
    assert values(reported, "satisfied") == ["0.85"]
    assert list(reported.columns["satisfied"].text) == ["85%"]


def test_a_far_cell_in_any_order_of_attributes() -> None:
    def far(sheet: bytes) -> bytes:
        return odd_order(sheet).replace(b"</sheetData>", b'<row r="9"><c t="n" r="XFD9"><v>1</v></c></row></sheetData>')

    data = xlsx([["站点", "满意度"], ["甲", 0.85]], touch=lambda sheet: setattr(sheet["B2"], "number_format", "0%"))
    found: Any = workbook_traits(with_part(data, SHEET, far))
    assert isinstance(found, Refusal)
    assert one(read(small_form("satisfied"), ("a.xlsx", with_part(data, SHEET, far))), "file_too_large")
