"""Which sheets are turned: looked for where no ordinary table is, or where one only seems to be.

`单位 | 甲站` above the labels of a turned table reads like a header that names a unit; such a table is
none when all its columns of fields are but labels of the turned one.
"""

from __future__ import annotations

from collections.abc import Sequence

from rating.intake.files.cells import Grid
from rating.intake.layout.columns import Layout
from rating.intake.reader import Reader
from rating.intake.turned.labels import RowLabels, Search
from rating.intake.turned.pairs import find_pairs
from rating.intake.turned.table import TurnedTable, find_turned
from rating.intake.turned.units import titles_of

LOOKED_BELOW, FEW_FIELDS = 60, 3


def row_labels(reader: Reader) -> RowLabels:
    return RowLabels(reader.words, reader.form)


def turned_tables(reader: Reader, labels: RowLabels, grid: Grid, layouts: Sequence[Layout]) -> tuple[TurnedTable, ...]:
    """The turned tables of a sheet; none beside an ordinary table."""
    if layouts and not _labels_below(labels, grid, layouts):
        return ()
    directory = reader.directory
    search = Search(
        labels,
        reader.raters,
        lambda text: directory.named(text) >= 0 or text in directory.typed_code,
        reader.fixed,
    )
    tables = find_turned(grid, search) or (() if layouts else find_pairs(grid, labels))
    cells = {(item.row, item.column) for table in tables for item in table.items}
    headings = {(column.row, column.column) for layout in layouts for column in layout.fields}
    return tables if headings <= cells else ()


def _labels_below(labels: RowLabels, grid: Grid, layouts: Sequence[Layout]) -> bool:
    """True when every column of fields goes on with names of other fields: labels, no heading."""
    columns = [(layout.table.first, column.column) for layout in layouts for column in layout.fields]
    if len({column for _, column in columns}) > FEW_FIELDS:
        return False
    return all(
        any(labels.find(grid.text(row, column)) for row in range(first, min(first + LOOKED_BELOW, grid.rows)))
        for first, column in columns
    )


def common_titles(tables: Sequence[Sequence[TurnedTable]]) -> frozenset[str]:
    """Names in titles of several sheets: `杨浦区社工站评估打分表` over each of them names no unit."""
    seen: dict[str, int] = {}
    for of_sheet in tables:
        for text in {said.text for table in of_sheet for said in titles_of(table)}:
            seen[text] = seen.get(text, 0) + 1
    return frozenset(text for text, count in seen.items() if count > 1)
