"""The sheet 选项: words that are too many or too long for a drop-down or a formula, one list a column.

It stays visible: a hidden sheet would be reported as hidden when the file comes back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from rating.export.style import Style, column_width, put
from rating.intake.stamp import OPTIONS, Stamp
from rating.rubric.nouns import Rubric

FIRST_ROW = 3


@dataclass
class OptionLists:
    """Lists met so far; each gets its own column."""

    columns: dict[tuple[str, ...], int] = field(default_factory=dict)

    def place(self, words: tuple[str, ...]) -> str:
        """The cells that hold these words, as a formula names them."""
        column = xl_col_to_name(self.columns.setdefault(words, len(self.columns)))
        return f"{OPTIONS}!${column}${FIRST_ROW + 1}:${column}${FIRST_ROW + len(words)}"


def write_options(book: Any, rubric: Rubric, lists: OptionLists, style: Style) -> None:
    """Nothing when no list was needed."""
    if not lists.columns:
        return
    sheet = book.add_worksheet(OPTIONS)
    put(sheet, 0, 0, f"{OPTIONS}（下拉列表的内容，不用填写）", style, style.title)
    put(sheet, 1, 0, Stamp.of(rubric, OPTIONS).line, style, style.note)
    for words, column in lists.columns.items():
        sheet.set_column(column, column, column_width(words, 10))
        for row, word in enumerate(words, FIRST_ROW):
            put(sheet, row, column, word, style)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.protect("", {"select_locked_cells": True, "format_columns": True})
