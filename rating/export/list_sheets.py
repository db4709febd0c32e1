"""The sheets 必备条件与限星 and 问题清单: plain lists, one finding a row."""

from __future__ import annotations

from typing import Any

import pandas as pd

from rating.export.plan import GATES, PROBLEMS, Plan
from rating.export.style import Style, column_width, put, row_height, set_up_page
from rating.insight.provenance import provenance_line
from rating.insight.tables import gate_table, problem_table

HEAD = 2
TALL_ROWS = 5_000
"""Beyond this many rows heights are left to the program that opens the file."""


def write_gates(book: Any, plan: Plan, style: Style) -> None:
    """Every gate that was hit or could not be judged, and every unmet condition of a star."""
    nothing = "没有触发必备条件或限星的站点"
    _write(book.add_worksheet(GATES), plan, style, GATES, gate_table(plan.evaluation), nothing)


def write_problems(book: Any, plan: Plan, style: Style) -> None:
    """All problems of the reading and of the scoring, what stops first."""
    table = problem_table(plan.evaluation.problems)
    _write(book.add_worksheet(PROBLEMS), plan, style, PROBLEMS, table, "没有发现问题")


def _write(sheet: Any, plan: Plan, style: Style, title: str, table: pd.DataFrame, nothing: str) -> None:
    names = [str(column) for column in table.columns]
    columns = [[str(cell) for cell in table[column]] for column in table.columns]
    widths = [column_width([name, *cells], 8, 38) for name, cells in zip(names, columns, strict=True)]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    set_up_page(sheet, plan.evaluation.rubric.title, plan.standing, HEAD, HEAD)
    sheet.freeze_panes(HEAD + 1, 0)
    sheet.set_row(HEAD, 22)
    sheet.write_string(0, 0, f"{title} · {plan.standing}", style.title)
    sheet.write_string(1, 0, provenance_line(plan.evaluation), style.note)
    for column, name in enumerate(names):
        sheet.write_string(HEAD, column, name, style.header)
    if table.empty:
        sheet.write_string(HEAD + 1, 0, nothing, style.note)
        return
    for row, cells in enumerate(zip(*columns, strict=True), HEAD + 1):
        if row < TALL_ROWS:
            sheet.set_row(row, row_height(cells, widths))
        for column, text in enumerate(cells):
            put(sheet, row, column, text, style, style.wrapped)
    sheet.autofilter(HEAD, 0, HEAD + len(table), len(names) - 1)
