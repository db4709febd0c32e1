"""The goal board as an Excel file for A4: 目标达成, 趋势, 街镇明细, 数据来源, 口径与出处.

Figures are printed as the board shows them (never rounded across a target); numerators and
denominators are numbers.  Text from users is written as text and never becomes a formula or link.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, BinaryIO

from rating.export.goals_pages import Cell, Page, foot, goal_pages
from rating.export.style import FONT, INK, Style, column_width, make_style, put, row_height, set_up_page
from rating.export.workbook import open_workbook, write_whole
from rating.insight.goal_board import GoalBoard, GoalState
from rating.insight.goal_trend import Trends

STATE_COLOURS = {
    GoalState.MET: "#E6F0E6",
    GoalState.NOT_MET: "#FBE9E7",
    GoalState.UNKNOWN: "#FFF4DC",
    GoalState.DIFFERS: "#FFF4DC",
}
NARROWEST = 6
HEADER_ROW = 2


def export_goals(board: GoalBoard, target: str | Path | BinaryIO, trends: Trends | None = None) -> None:
    """Write the board as .xlsx to a path or into a binary stream; `trends`: with the figures of earlier rounds.

    Raises OSError when the path cannot be written; then nothing is left behind.
    """
    write_whole(target, lambda stream: _write(board, stream, trends))


def _write(board: GoalBoard, target: BinaryIO, trends: Trends | None) -> None:
    workbook = open_workbook(target)
    workbook.set_properties({"title": board.book.title, "comments": foot(board)})
    style = make_style(workbook, 0, 0, shared_ranks=False)
    looks = _looks(workbook)
    for page in goal_pages(board, trends):
        _write_page(workbook.add_worksheet(page.title), style, looks, page, board)
    workbook.close()


def _looks(workbook: Any) -> dict[str, Any]:
    """Formats beyond the common style: a figure as text, a count, one fill for each state."""
    cell = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "vcenter", "border": 1}
    cell |= {"border_color": "#C9D3DF", "text_wrap": True}
    looks = {
        "text": workbook.add_format({**cell, "indent": 1}),
        "figure": workbook.add_format({**cell, "align": "right", "indent": 1}),
        "whole": workbook.add_format({**cell, "align": "right", "num_format": "#,##0"}),
        "number": workbook.add_format({**cell, "align": "right", "num_format": "#,##0.00"}),
    }
    for state, colour in STATE_COLOURS.items():
        looks[state.value] = workbook.add_format({**cell, "bold": True, "bg_color": colour, "align": "center"})
    return looks


def _write_page(sheet: Any, style: Style, looks: dict[str, Any], page: Page, board: GoalBoard) -> None:
    widths = _widths(page)
    sheet.write_string(0, 0, f"{board.book.title} · {page.title}", style.title)
    sheet.write_string(1, 0, f"{foot(board)} · {board.summary}", style.note)
    for column, (header, width) in enumerate(zip(page.headers, widths, strict=True)):
        sheet.set_column(column, column, width)
        put(sheet, HEADER_ROW, column, header, style, style.header)
    sheet.set_row(HEADER_ROW, row_height(page.headers, widths))
    for at, cells in enumerate(page.rows):
        row = HEADER_ROW + 1 + at
        sheet.set_row(row, row_height([_text(cell) for cell in cells], widths))
        for column, cell in enumerate(cells):
            _write_cell(sheet, row, column, cell, style, looks, _look(page, at, column))
    sheet.freeze_panes(HEADER_ROW + 1, page.frozen)
    sheet.hide_gridlines(2)
    set_up_page(sheet, board.book.title, board.book.standing_title, HEADER_ROW, HEADER_ROW)


def _look(page: Page, at: int, column: int) -> str:
    state = page.states[at]
    if state is not None and column == page.state_column:
        return state.value
    return "figure" if column in page.figures else "text"


def _write_cell(sheet: Any, row: int, column: int, cell: Cell, style: Style, looks: dict[str, Any], look: str) -> None:
    if isinstance(cell, int | float):
        sheet.write_number(row, column, cell, looks["whole" if isinstance(cell, int) else "number"])
    else:
        put(sheet, row, column, cell, style, looks[look])


def _widths(page: Page) -> list[float]:
    """Wide enough for the longest text of each column, up to its limit; longer text wraps."""
    return [
        column_width([header, *(_text(row[column]) for row in page.rows)], NARROWEST, widest)
        for column, (header, widest) in enumerate(zip(page.headers, page.widest, strict=True))
    ]


def _text(cell: Cell) -> str:
    return "" if cell is None else f"{cell:,}" if isinstance(cell, int | float) else cell
