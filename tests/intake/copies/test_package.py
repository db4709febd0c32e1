from __future__ import annotations

import io
import zipfile
from typing import Any

import openpyxl
import pytest

from rating.intake.copies import package
from rating.intake.copies.package import TooHeavyError, UnsoundError, survey
from tests.intake.workbooks import SHEET, with_part, xlsx


def changed(before: bytes, after: bytes) -> bytes:
    return with_part(xlsx([["a", 1], ["b", 2]]), SHEET, lambda part: part.replace(before, after, 1))


def test_cells_and_formulas_are_counted() -> None:
    def touch(sheet: Any) -> None:
        sheet["D1"] = "=A1+B1"

    found = survey(xlsx([["a", 1], ["b", 2]], touch=touch))
    assert (found.cells, found.formulas, found.longest_formula) == (5, 1, 5)
    assert found.has_part("xl/worksheets/") and not found.has_part("xl/charts/")
    assert found.has_element("sheetData") and not found.has_element("sparklineGroup")


def test_a_range_counts_all_its_cells() -> None:
    found = survey(xlsx([["a", 1]], touch=lambda sheet: sheet.merge_cells("A5:C9")))
    assert found.cells == 2 + 15


@pytest.mark.parametrize(
    "after",
    [
        b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        b"<mergeCells><mergeCell ref='&#65;1:$XFD$1048576'/></mergeCells>",
        b'<hyperlinks><hyperlink ref="xfd1:a1048576"/></hyperlinks>',
    ],
)
def test_a_range_over_the_whole_sheet_is_too_heavy(after: bytes) -> None:
    with pytest.raises(TooHeavyError):
        survey(changed(b"</sheetData>", b"</sheetData>" + after))


def test_shared_formulas_are_weighed_unfolded() -> None:
    master = b'<c r="C1"><f t="shared" si="0">' + b"1+" * 4000 + b"1</f></c>"
    cells = master + b'<c r="C2"><f t="shared" si="0"/></c>' * 3000
    with pytest.raises(TooHeavyError):
        survey(changed(b"</row>", cells + b"</row>"))


def test_many_cells_and_much_text_are_too_heavy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_CELLS", 3)
    with pytest.raises(TooHeavyError):
        survey(xlsx([["a", 1], ["b", 2]]))
    monkeypatch.setattr(package, "MOST_CELLS", 4)
    survey(xlsx([["a", 1], ["b", 2]]))
    monkeypatch.setattr(package, "MOST_XML", 100)
    with pytest.raises(TooHeavyError):
        survey(xlsx([["a", 1], ["b", 2]]))


@pytest.mark.parametrize("text", ['<!DOCTYPE a [<!ENTITY b "c">]><a/>', "<a>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("name", ["xl/worksheets/sheet9.xml", "xl/media/picture.png"])
def test_declared_entities_and_broken_xml_are_unsound(text: str, encoding: str, name: str) -> None:
    buffer = io.BytesIO(xlsx([["a"]]))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(name, text.encode(encoding))
    with pytest.raises(UnsoundError):
        survey(buffer.getvalue())


def test_what_is_no_package_is_unsound() -> None:
    with pytest.raises(UnsoundError):
        survey(b"PK\x03\x04 and no more")


def test_pictures_are_no_xml() -> None:
    buffer = io.BytesIO(xlsx([["a"]]))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("xl/media/picture.png", b"\x89PNG...")
        archive.writestr("xl/empty.bin", b"")
    assert survey(buffer.getvalue()).cells == 1
    assert openpyxl.load_workbook(buffer).sheetnames == ["Sheet1"]
