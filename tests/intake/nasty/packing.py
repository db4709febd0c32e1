"""Files that no polite library writes: workbooks from their very XML, and texts in odd encodings."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from tests.intake.workbooks import book, xlsx

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="176" formatCode="0.0%;[Red]\\-0.0%"/></numFmts>'
    '<fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="10"/>'
    '<xf numFmtId="176"/><xf numFmtId="14"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
    "</cellStyles></styleSheet>"
)
"""Cell styles: 0 general, 1 and 2 percentages, 3 a date."""


def package(
    rows: str,
    shared: Sequence[str] = (),
    before: str = "",
    after: str = "",
    sheet: str | None = None,
    book_inside: str = "",
    namespace: str = MAIN,
    sheet_part: str = "xl/worksheets/sheet1.xml",
    target: str = "worksheets/sheet1.xml",
    more: Mapping[str, str | bytes] | None = None,
    title: str = "Sheet1",
) -> bytes:
    """A workbook of one sheet: `rows` is what stands in sheetData, `shared` what stands in each <si>.

    before, after  around sheetData; `sheet` replaces the sheet's whole XML
    """
    office = _OFFICE if namespace == MAIN else _STRICT_OFFICE
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        f'<Override PartName="/{sheet_part}" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        '<Override PartName="/xl/sharedStrings.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
        '<Override PartName="/xl/styles.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{namespace}" xmlns:r="{office}">{book_inside}<sheets>'
        f'<sheet name="{title}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{office}/worksheet" Target="{target}"/>'
        f'<Relationship Id="rId2" Type="{office}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId3" Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/styles.xml": HEAD + STYLES.replace(MAIN, namespace),
        "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{namespace}">'
        + "".join(f"<si>{text}</si>" for text in shared)
        + "</sst>",
        sheet_part: sheet
        or f'{HEAD}<worksheet xmlns="{namespace}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>',
    }
    return zipped({**parts, **(more or {})})


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def inline(reference: str, text: str) -> str:
    """A text cell without shared strings; its spaces are kept."""
    return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def number(reference: str, written: str, style: int = 0) -> str:
    return f'<c r="{reference}" s="{style}"><v>{written}</v></c>'


def lines(*rows: Iterable[str]) -> str:
    """Rows from the first on, each from its cells."""
    return "".join(f'<row r="{at}">{"".join(cells)}</row>' for at, cells in enumerate(rows, 1))


def head(*titles: str) -> list[str]:
    return [inline(f"{chr(65 + at)}1", title) for at, title in enumerate(titles)]


def table(*rows: Sequence[Any], touch: Callable[[Any], None] | None = None) -> Callable[[], bytes]:
    """An ordinary workbook, built when it is needed."""
    return lambda: xlsx(rows, touch=touch)


def sheets(touch: Callable[[Any], None] | None = None, **by_title: Sequence[Sequence[Any]]) -> Callable[[], bytes]:
    return lambda: book(by_title, touch)


def text(*rows: str, encoding: str = "utf-8", end: str = "\r\n") -> bytes:
    return (end.join(rows) + end).encode(encoding)


def formatted(formats: Mapping[str, str]) -> Callable[[Any], None]:
    """Number formats by cell."""

    def touch(sheet: Any) -> None:
        for cell, code in formats.items():
            sheet[cell].number_format = code

    return touch


def merged(*ranges: str) -> Callable[[Any], None]:
    def touch(sheet: Any) -> None:
        for span in ranges:
            sheet.merge_cells(span)

    return touch
