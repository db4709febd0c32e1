"""The register as a workbook: codes are text, nothing is a formula, the columns that an import knows."""

from __future__ import annotations

import io

import openpyxl

from rating.export.roster_book import HEAD, HEADERS, roster_book
from rating.intake.roster import read_register

ROWS = [
    ("007", "七号站", "综合", "定海路街道", "310110001", "杨浦区", "老七、小七"),
    ("8", "=1+1", "", "", "", "杨浦区", ""),
]


def test_the_same_register_gives_the_same_bytes() -> None:
    assert roster_book("杨浦区", ROWS) == roster_book("杨浦区", ROWS)
    assert roster_book("杨浦区", [])


def test_every_cell_is_text() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(roster_book("杨浦区", ROWS))).active
    assert [cell.value for cell in sheet[HEAD + 1]] == list(HEADERS)
    assert [cell.value for cell in sheet[HEAD + 2]] == list(ROWS[0])
    assert {cell.data_type for cell in sheet[HEAD + 2]} == {"s"}
    assert sheet.cell(HEAD + 3, 2).data_type == "s"


def test_it_reads_back_as_it_was() -> None:
    listed = read_register(("名册.xlsx", roster_book("杨浦区", ROWS)))
    directory = listed.directory
    assert listed.problems == [] and listed.left_out == []
    assert directory.code == ["007", "8"] and directory.name == ["七号站", "=1+1"]
    assert directory.kind == ["综合", ""] and directory.street == ["定海路街道", ""]
    assert directory.former == {0: ["老七", "小七"]}
    assert {column: place.cell for column, place in listed.cells[0].items()} == {
        "code": "A4",
        "name": "B4",
        "kind": "C4",
        "street": "D4",
        "district": "F4",
        "former_name": "G4",
    }
