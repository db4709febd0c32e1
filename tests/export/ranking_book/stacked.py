"""Many rounds in one workbook, each on sheets of its own: LibreOffice opens one file much faster than hundreds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rating.export.dimension_sheet import write_dimensions
from rating.export.indicator_sheet import write_indicators
from rating.export.plan import FIXED_NAMES, Plan
from rating.export.ranking_book.award_sheet import write_awards, write_options
from rating.export.ranking_book.criteria_sheet import write_criteria
from rating.export.ranking_book.values_sheet import write_values
from rating.export.style import make_style
from rating.export.workbook import open_workbook

LOOKS = (
    "autofilter",
    "repeat_rows",
    "repeat_columns",
    "data_validation",
    "set_footer",
    "conditional_format",
    "freeze_panes",
)


class Prefixed:
    """The workbook as one round sees it: its sheets, and the formulas on them, carry the round's number."""

    def __init__(self, book: Any, number: int) -> None:
        self._book, self._number = book, number

    def add_worksheet(self, name: str) -> Any:
        sheet = self._book.add_worksheet(f"{self._number} {name}")
        write = sheet.write_formula

        def write_formula(row: int, column: int, formula: str, look: Any = None, value: Any = 0) -> Any:
            for known in FIXED_NAMES:
                formula = formula.replace(f"'{known}'!", f"'{self._number} {known}'!")
            return write(row, column, formula, look, value)

        sheet.write_formula = write_formula
        for name_of_look in LOOKS:
            setattr(sheet, name_of_look, lambda *parts, **more: None)
        return sheet


def write_stacked(plans: Sequence[Plan], path: Path) -> None:
    """By the very writers of the ranking workbook; charts, cover and lists are left out."""
    book = open_workbook(path)
    style = make_style(book, 1, 2, shared_ranks=True)
    for number, plan in enumerate(plans):
        one = Prefixed(book, number)
        for write in (write_dimensions, write_awards, write_indicators, write_values, write_criteria, write_options):
            write(one, plan, style)
    book.close()


def sheets_of_round(found: dict[str, Any], number: int) -> dict[str, Any]:
    """The sheets of one round, by their own names."""
    head = f"{number} "
    return {name.removeprefix(head): rows for name, rows in found.items() if name.startswith(head)}
