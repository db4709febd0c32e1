"""A cell of the file as it was uploaded, read by a library that the tool does not read uploads with."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

import openpyxl
from openpyxl.utils.cell import coordinate_from_string

from rating.intake.files.cells import number_text


class Original:
    """The sheets of one upload; values as saved, not recalculated."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    @cached_property
    def book(self) -> Any:
        return openpyxl.load_workbook(io.BytesIO(self.data), data_only=True) if self.data.startswith(b"PK") else None

    @cached_property
    def rows(self) -> list[list[str]]:
        return rows_of(self.data)

    def text(self, sheet: str, cell: str) -> str:
        """The text that a person sees in that cell; "" when nothing is there."""
        if self.book is None:
            letters, row = coordinate_from_string(cell)
            column = sum((ord(letter) - 64) * 26**power for power, letter in enumerate(reversed(letters))) - 1
            return self.rows[row - 1][column] if column < len(self.rows[row - 1]) else ""
        found = self.book[sheet][cell]
        return shown(found.value, found.number_format)


def rows_of(data: bytes) -> list[list[str]]:
    for encoding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        mark = max(",\t;|", key=text.count)
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    raise AssertionError("no encoding")


def shown(value: Any, number_format: str) -> str:
    """As a spreadsheet shows it: whole percentages, dates by day, up to fifteen digits."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        percent = "%" in number_format.replace('"%"', "")
        if percent:
            return number_text(float(format(value * 100, ".13g"))) + "%"
        return format(Decimal(format(value, ".15g")), "f") if value else "0"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M" if value.time() != time() else "%Y-%m-%d")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, time | timedelta) else value
