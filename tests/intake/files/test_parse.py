"""What the child hands over: numbers apart from texts, from A1 on, merged ranges, hidden sheets."""

from __future__ import annotations

import math
from array import array
from datetime import date, datetime, time
from typing import Any

from rating.intake.files.formats import Refusal
from rating.intake.files.parse import ROWS_AT_ONCE, parse_text, parse_workbook
from tests.intake.workbooks import book, xlsx


def column(sheet: dict[str, Any], number: int) -> tuple[list[float | None], dict[int, Any]]:
    numbers, others = sheet["columns"][number]
    values = array("d")
    values.frombytes(numbers)
    return [None if math.isnan(value) else value for value in values], others


def test_cells_of_all_kinds() -> None:
    rows: list[list[Any]] = [
        [],
        [None, "a", 1],
        [None, True, 2.5],
        [None, date(2024, 3, 5), None],
        [None, time(8, 30), -1],
    ]
    parsed = parse_workbook(
        xlsx([*rows, [None, datetime(2024, 1, 2, 3, 4, 5)]], touch=lambda sheet: sheet.merge_cells("B2:B3"))
    )
    assert isinstance(parsed, list)
    (sheet,) = parsed
    assert (sheet["rows"], len(sheet["columns"])) == (6, 3)
    assert column(sheet, 0) == ([None] * 6, {}) or column(sheet, 0) == ([], {})
    assert column(sheet, 1)[1][1] == "a"
    assert column(sheet, 1)[1][3] == ("date", 2024, 3, 5, 0, 0, 0)
    assert column(sheet, 1)[1][4] == ("time", "08:30:00")
    assert column(sheet, 1)[1][5] == ("date", 2024, 1, 2, 3, 4, 5)
    assert column(sheet, 2)[0] == [None, 1, 2.5, None, -1, None]
    assert sheet["merged"] == [(1, 1, 2, 1)]


def test_long_columns_keep_their_rows_across_chunks() -> None:
    rows: list[list[Any]] = [["n"], *([number] for number in range(2 * ROWS_AT_ONCE + 5))]
    rows[ROWS_AT_ONCE + 3] = ["x"]
    parsed = parse_workbook(xlsx(rows))
    assert isinstance(parsed, list)
    numbers, others = column(parsed[0], 0)
    assert others == {0: "n", ROWS_AT_ONCE + 3: "x"}
    assert numbers[ROWS_AT_ONCE + 4] == ROWS_AT_ONCE + 3
    assert len(numbers) == 2 * ROWS_AT_ONCE + 6


def test_hidden_sheets_are_named_but_not_read() -> None:
    parsed = parse_workbook(
        book({"甲": [[1]], "乙": [[2]]}, lambda found: setattr(found["乙"], "sheet_state", "hidden"))
    )
    assert isinstance(parsed, list)
    assert [(sheet["title"], sheet["visible"], sheet["rows"]) for sheet in parsed] == [
        ("甲", True, 1),
        ("乙", False, 0),
    ]


def test_text_tables_and_what_cannot_be_parsed() -> None:
    parsed = parse_text(b"a,b\n,2\n")
    assert isinstance(parsed, list)
    assert column(parsed[0], 0)[1] == {0: "a"}
    assert column(parsed[0], 1) == ([None, 2], {0: "b"})
    kept = parse_text(b"a\n007\n1.50\n5\n-2.5\n1e5\n 3\nnan\n12345678901234567\n")
    assert isinstance(kept, list)
    numbers, others = column(kept[0], 0)
    assert [number for number in numbers if number is not None] == [5, -2.5]
    assert list(others.values()) == ["a", "007", "1.50", "1e5", " 3", "nan", "12345678901234567"]
    assert isinstance(parse_text(b"\x80\xff\xff"), Refusal)
    assert isinstance(parse_workbook(b"PK nothing"), Refusal)
