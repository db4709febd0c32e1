"""The station table as CSV: UTF-8 with a byte order mark, so that Excel and WPS read the Chinese."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

from rating.export.style import RISKY_STARTS
from rating.export.tables.columns import TableColumn, station_columns
from rating.rubric.numbers import plain
from rating.scoring.evaluation import Evaluation
from rating.shown import visible

MARK = "\ufeff"


def export_csv(evaluation: Evaluation) -> bytes:
    """One row a station, Chinese headings; unknown is an empty cell.

    A text that a spreadsheet would take for a formula gets an apostrophe in front.  Lines end in CR LF.
    """
    columns = station_columns(evaluation)
    stream = io.StringIO(newline="")
    stream.write(MARK)
    writer = csv.writer(stream)
    writer.writerow([_safe(column.title) for column in columns])
    for row in zip(*([_cell(column, cell) for cell in column.cells] for column in columns), strict=True):
        writer.writerow(row)
    return stream.getvalue().encode("utf-8")


def _cell(column: TableColumn, cell: str | int | float | bool | Decimal | None) -> str:
    if cell is None:
        return ""
    if column.kind == "yes_no":
        return "是" if cell else "否"
    if isinstance(cell, Decimal):
        return plain(cell)
    if isinstance(cell, float):
        return f"{cell:g}"
    return _safe(cell) if isinstance(cell, str) else str(cell)


def _safe(text: str) -> str:
    text = visible(text)
    return f"'{text}" if text.startswith(RISKY_STARTS) else text
