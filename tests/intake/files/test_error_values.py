"""Error values of newer spreadsheets than the reader knows."""

from __future__ import annotations

import pytest

from rating.intake.files.error_values import with_known_errors
from tests.intake.workbooks import SHEET, codes, one, read, small_form, values, with_part, xlsx

HOURS = xlsx([["站点", "服务时长", "特色做法"], ["甲站", 5, "#3 楼"], ["乙站", 6, "x"]])


def with_error(text: bytes, cell: bytes = b'<c r="B3" t="e"><f>A1#</f><v>%s</v></c>') -> bytes:
    return with_part(HOURS, SHEET, lambda sheet: sheet.replace(b'<c r="B3" t="n"><v>6</v></c>', cell % text))


@pytest.mark.parametrize("error", [b"#SPILL!", b"#CALC!", b"#BLOCKED!", b"#FIELD!", b"#CONNECT!"])
def test_an_unknown_error_costs_its_own_cell_only(error: bytes) -> None:
    reported = read(small_form("hours", "feature"), ("a.xlsx", with_error(error)))
    assert one(reported, "value_error_cell").place.cell == "B3"
    assert values(reported, "hours") == ["5", None]
    assert reported.columns["feature"].text[0] == "#3 楼"


def test_what_is_known_or_no_workbook_is_left_alone() -> None:
    assert with_known_errors(with_error(b"#N/A")) is None
    assert with_known_errors(HOURS) is None
    assert with_known_errors(b"PK\x03\x04") is None


def test_a_text_that_begins_like_an_error_is_no_error() -> None:
    text = b'<c r="B3" t="e"/><c r="C3" t="str"><v>#%s</v></c>'
    assert with_known_errors(with_error(b"x", text)) is None
    assert "file_unreadable" not in codes(read(small_form("hours"), ("a.xlsx", with_error(b"#GETTING_DATA"))))
