"""Percentages, errors and repeats of .ods, as LibreOffice writes them."""

from __future__ import annotations

import io
import zipfile
from array import array
from pathlib import Path

from rating.intake.ods_traits import ods_traits

FILES = Path(__file__).parent / "files"


def content(rows: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("content.xml", f'<x><table:table table:name="一">{rows}</table:table></x>')
    return buffer.getvalue()


def test_a_file_of_libreoffice() -> None:
    found = ods_traits((FILES / "stations.ods").read_bytes())["数据"]
    assert found["percent"] == {3: array("i", [2, 3]).tobytes()}
    assert found["errors"] == [(3, 5, "#DIV/0!")]


def test_repeated_rows_and_cells_count() -> None:
    found = ods_traits(
        content(
            '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
            '<table:table-row table:visibility="collapse"><table:table-cell table:number-columns-repeated="2"/>'
            '<table:table-cell table:formula="of:=A1"/>'
            '<table:table-cell table:number-columns-repeated="2" office:value-type="percentage" office:value="0.5"/></table:table-row>'
        )
    )["一"]
    assert found["no_result"] == [(3, 2)]
    assert found["hidden_rows"] == [3]
    assert found["percent"] == {3: array("i", [3]).tobytes(), 4: array("i", [3]).tobytes()}


def test_broken_files_have_no_traits_and_endless_repeats_end() -> None:
    assert ods_traits(b"PK") == {}
    assert ods_traits(content("<table:table-row>"))["一"]["errors"] == []
    endless = '<table:table-row table:number-rows-repeated="99999999"><table:table-cell office:value-type="percentage"/></table:table-row>'
    assert len(ods_traits(content(endless))["一"]["percent"][0]) == 4 * 10_000
