"""A rubric's workbook as an office changes it: cells by sheet, heading and the text that stands in the row."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from typing import Any

import openpyxl

from rating.problems import Problem
from rating.rubric.file import load_rubric
from rating.rubric.nouns import Rubric
from rating.workshop.sheets.from_excel import rubric_from_excel
from rating.workshop.sheets.to_excel import rubric_to_excel

HUNAN, YICHANG = "rubrics/hunan-style.yaml", "rubrics/yichang-five-star.yaml"


class Book:
    """The workbook open for editing. Saving loses the results of formulas, as simple programs do."""

    def __init__(self, content: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(content))

    def sheet(self, title: str) -> Any:
        return self.book[title]

    def column(self, sheet: str, heading: str) -> int:
        return next(
            cell.column for row in self.sheet(sheet).iter_rows(max_row=5) for cell in row if cell.value == heading
        )

    def row(self, sheet: str, text: str, under: str | None = None) -> int:
        """The first row that holds the text, in one column or anywhere."""
        column = self.column(sheet, under) if under else None
        return next(
            cell.row
            for row in self.sheet(sheet).iter_rows()
            for cell in row
            if cell.value == text and column in (None, cell.column)
        )

    def cell(self, sheet: str, text: str, heading: str, further: int = 0) -> Any:
        """The cell under a heading in the row (or so many rows below it) that holds the text."""
        return self.sheet(sheet).cell(self.row(sheet, text) + further, self.column(sheet, heading))

    def put(self, sheet: str, text: str, heading: str, value: Any, further: int = 0) -> str:
        cell = self.cell(sheet, text, heading, further)
        cell.value = value
        return str(cell.coordinate)

    def add(self, sheet: str, **values: Any) -> int:
        """A row at the end."""
        row = self.sheet(sheet).max_row + 1
        for heading, value in values.items():
            self.sheet(sheet).cell(row, self.column(sheet, heading)).value = value
        return row

    def saved(self) -> bytes:
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()


@cache
def _exported(file: str) -> bytes:
    return rubric_to_excel(load_rubric(file))


def brought_back(
    edit: Callable[[Book], Any], source: str | Rubric = YICHANG
) -> tuple[Rubric | None, tuple[Problem, ...], Any]:
    """What comes back after an edit, and what the edit itself returned (the cell that it changed)."""
    book = Book(_exported(source) if isinstance(source, str) else rubric_to_excel(source))
    returned = edit(book)
    return (*rubric_from_excel(book.saved(), "改过.xlsx"), returned)
