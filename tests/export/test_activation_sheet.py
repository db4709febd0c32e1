"""Slips of activation codes: every code beside its own person, A4, hostile text only text."""

from __future__ import annotations

import io

import openpyxl
import pytest

from rating.export.activation_sheet import ON_PAGE, ROWS, Slip, activation_sheet


def sheet_of(slips: list[Slip], **more: str) -> openpyxl.worksheet.worksheet.Worksheet:
    target = io.BytesIO()
    activation_sheet(slips, target, **more)
    return openpyxl.load_workbook(io.BytesIO(target.getvalue())).active


def slips(count: int) -> list[Slip]:
    return [Slip(f"站长{n}", f"010{n}", "站长", f"AAAA-BBBB-CCCC-{n:04}", "2025 年 6 月 15 日") for n in range(count)]


def block(sheet: openpyxl.worksheet.worksheet.Worksheet, place: int) -> list[str]:
    """The texts of one slip."""
    top, left = place // 2 * ROWS + 1, place % 2 * 3 + 1
    return [str(sheet.cell(row, column).value) for row in range(top, top + 6) for column in (left, left + 1)]


@pytest.mark.parametrize("count", [1, 2, 11])
def test_every_person_has_a_slip_of_their_own(count: int) -> None:
    sheet = sheet_of(slips(count), district="示例区", address="https://a.example/activate")
    for place, slip in enumerate(slips(count)):
        texts = block(sheet, place)
        assert {slip.login, slip.code, f"{slip.name}（站长）"} <= set(texts)
        assert "https://a.example/activate" in texts and "2025 年 6 月 15 日" in " ".join(texts)
        assert texts[0].startswith("示例区")
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert sum(text.startswith("AAAA-") for text in cells) == count


def test_it_prints_on_a4_ten_to_a_page_with_dotted_lines_between() -> None:
    sheet = sheet_of(slips(21))
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert [each.id for each in sheet.row_breaks.brk] == [ON_PAGE // 2 * ROWS, ON_PAGE * ROWS]
    corners = (sheet["A1"].border, sheet["B1"].border, sheet["A6"].border, sheet["B6"].border)
    assert [(edge.left.style, edge.top.style, edge.right.style, edge.bottom.style) for edge in corners] == [
        ("dotted", "dotted", None, None),
        (None, "dotted", "dotted", None),
        ("dotted", None, None, "dotted"),
        (None, None, "dotted", "dotted"),
    ]


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "+1", "-1", "http://x.example", "a\u202eb\x00c", "{=A1}"])
def test_hostile_text_is_only_text(name: str) -> None:
    sheet = sheet_of([Slip(name, name, name, name, name)], district=name, address=name)
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type in ("s", "n") and cell.hyperlink is None
            assert not cell.value or not set(str(cell.value)) & {"\u202e", "\x00"}
    assert any(str(cell.value).startswith(name[:1]) for row in sheet.iter_rows() for cell in row if cell.value)


def test_without_an_address_it_says_where_to_look() -> None:
    assert "在登录页点「用激活码设置密码」" in block(sheet_of(slips(1)), 0)
