"""Percent formats, errors, formulas without a result and hidden rows, straight from the XML."""

from __future__ import annotations

from array import array
from typing import Any

import pytest

from rating.intake.files.formats import Refusal
from rating.intake.files.guard import extent_refusal
from rating.intake.files.traits import CHUNK, column_number, workbook_traits
from tests.intake.workbooks import SHEET, with_part, xlsx


def traits_of(data: bytes) -> dict[str, Any]:
    found = workbook_traits(data)
    assert not isinstance(found, Refusal)
    return found["Sheet1"]


def rows(packed: bytes) -> list[int]:
    numbers = array("i")
    numbers.frombytes(packed)
    return list(numbers)


def test_percent_formats_by_column() -> None:
    def touch(sheet: Any) -> None:
        for cell, code in {"A1": "0%", "A3": "0.00%", "C2": '0.0" %"', "D4": "[Red]0.0%;-0%", "E1": "0.00"}.items():
            sheet[cell].number_format = code

    found = traits_of(xlsx([[1, 1, 1, 1, 1]] * 4, touch=touch))
    assert {column: rows(packed) for column, packed in found["percent"].items()} == {0: [0, 2], 3: [3]}


def test_errors_formulas_and_hidden_parts() -> None:
    def change(sheet: bytes) -> bytes:
        sheet = sheet.replace(b'<c r="A1" t="n"><v>1</v></c>', b'<c r="A1" t="e"><v>#REF!</v></c>')
        sheet = sheet.replace(b'<c r="B1" t="n"><v>2</v></c>', b'<c r="B1"><f>A1</f><v></v></c>')
        sheet = sheet.replace(b'<c r="A2" t="n"><v>3</v></c>', b'<c r="A2" t="str"><f>""</f><v></v></c>')
        sheet = sheet.replace(b'<c r="B2" t="n"><v>4</v></c>', b'<c r="B2"><f t="shared" si="0"/></c>')
        return sheet.replace(b"<sheetData>", b'<cols><col min="2" max="3" width="9" hidden="1"/></cols><sheetData>')

    data = xlsx([[1, 2], [3, 4]], touch=lambda sheet: setattr(sheet.row_dimensions[2], "hidden", True))
    found = traits_of(with_part(data, SHEET, change))
    assert found["errors"] == [(0, 0, "#REF!")]
    assert found["no_result"] == [(0, 1), (1, 1)]
    assert found["hidden_rows"] == [1]
    assert found["hidden_columns"] == [(1, 2)]


def test_cells_cut_by_the_chunks_are_not_lost() -> None:
    filler = b"".join(b'<row r="%d"><c r="A%d" t="e"><v>#N/A</v></c></row>' % (row, row) for row in range(3, 120_000))
    data = with_part(xlsx([[1], [2]]), SHEET, lambda sheet: sheet.replace(b"</sheetData>", filler + b"</sheetData>"))
    assert len(filler) > CHUNK
    assert [row for row, _, _ in traits_of(data)["errors"]] == list(range(2, 119_999))


def test_a_package_laid_out_otherwise_has_no_traits() -> None:
    assert workbook_traits(with_part(xlsx([[1]]), "xl/workbook.xml", lambda _: b"<broken")) == {}


@pytest.mark.parametrize(("letters", "number"), [(b"A", 0), (b"Z", 25), (b"AA", 26), (b"XFD", 16383)])
def test_column_numbers(letters: bytes, number: int) -> None:
    assert column_number(letters) == number


def test_cells_that_are_not_looked_at_closely_cannot_span_too_much() -> None:
    last_near_column, last_near_row = column_number(b"ZZ") + 1, 9_999
    assert extent_refusal("一", last_near_row, last_near_column) is None
