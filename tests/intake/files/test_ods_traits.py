"""Percentages, errors and repeats of .ods, as LibreOffice writes them."""

from __future__ import annotations

import io
import zipfile
from array import array
from pathlib import Path
from typing import Any

from rating.intake.files.formats import Refusal
from rating.intake.files.ods_traits import ods_traits as _ods_traits

FILES = Path(__file__).parents[1] / "samples"


def ods_traits(data: bytes) -> Any:
    return _ods_traits(data)


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


def test_broken_files_are_refused_and_endless_repeats_end() -> None:
    for broken in (b"PK", content("<table:table-row>"), content("</table:table-row>")):
        assert ods_traits(broken).code == "file_unreadable"
    assert "「一」" in ods_traits(content("<table:table-row>")).found
    endless = '<table:table-row table:number-rows-repeated="99999999"><table:table-cell office:value-type="percentage"/></table:table-row>'
    refusal = ods_traits(content(endless))
    assert isinstance(refusal, Refusal)
    assert (refusal.code, "工作表「一」" in refusal.found) == ("file_too_large", True)


def test_hidden_columns() -> None:
    columns = (
        '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>'
        '<table:table-column table:visibility="filter" table:number-columns-repeated="2"/>'
    )
    assert ods_traits(content(columns))["一"]["hidden_columns"] == [(2, 2), (3, 4)]


def test_cells_far_apart_are_too_much_before_anything_lays_them_out() -> None:
    filled = '<table:table-row><table:table-cell {}/><table:table-cell office:value-type="float"/></table:table-row>'
    empty = '<table:table-row table:number-rows-repeated="{}"><table:table-cell/></table:table-row>'
    near, far = filled.format(""), filled.format('table:number-columns-repeated="16000"')
    assert ods_traits(content(empty.format(100_000) + near))["一"]["errors"] == []
    for rows in (
        empty.format(1_048_571) + near,
        far,
        near + empty.format(5000) + filled.format('table:number-columns-repeated="3900"'),
    ):
        assert ods_traits(content(rows)).code == "file_too_large"


def test_all_rows_below_hidden_is_nothing_odd() -> None:
    rows = '<table:table-row table:visibility="collapse" table:number-rows-repeated="1048000"/>'
    assert ods_traits(content(rows * 20))["一"]["hidden_rows"][:2] == [0, 1]


def test_one_long_attribute_is_read_once() -> None:
    """expat takes an unfinished token from its start with every piece that it is given."""
    long = f'<table:table-row x="{"y" * 6_000_000}"><table:table-cell table:formula="of:=A1"/></table:table-row>'
    assert ods_traits(content(long))["一"]["no_result"] == [(0, 0)]
