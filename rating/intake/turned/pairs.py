"""Forms without any heading: the name of a data item, and beside it what was filled in (驻站社工数 | 5).

Looked for only in sheets without any other table.  A form of pairs names at least two fields, and
at least two of the cells beside them can be read as what their fields ask for; each column of names
is then a turned table of its own, whose only column of values stands to its right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rating.intake.cleaning.readings import read_cell
from rating.intake.files.cells import Cell, Grid
from rating.intake.layout.tables import Header
from rating.intake.turned.labels import FEWEST_FIELDS, RowLabels, naming_cells
from rating.intake.turned.table import SEARCHED_COLUMNS, Item, TurnedTable, ValueColumn, label_texts
from rating.intake.turned.words import Heading
from rating.reported import Status

FILLED_IN = Heading("figure", figure=True)
Pairs = Mapping[tuple[int, int], Sequence[Item]]


def find_pairs(grid: Grid, labels: RowLabels) -> tuple[TurnedTable, ...]:
    """One table for each column of names with its column of values; none when this is no form of pairs.

    The first goes down to the end of the sheet, so that what stands below is told once.
    """
    pairs = _pairs(grid, labels)
    items = [item for group in pairs.values() for item in group]
    fields = [item.target.code for item in items]
    if len(set(fields)) < FEWEST_FIELDS or not _filled_in(grid, pairs, labels):
        return ()
    top = min(item.row for item in items)
    names = frozenset(column for column, _ in pairs)
    lasts = [grid.rows, *(max(item.row for item in group) + 1 for group in list(pairs.values())[1:])]
    return tuple(
        TurnedTable(
            *(grid, 0, top, top, last, (), tuple(group)),
            values=(ValueColumn(value, group[0].row, "", FILLED_IN),),
            labels=names,
            others=_not_read(grid, top, pairs) if number == 0 else (),
        )
        for number, (((_, value), group), last) in enumerate(zip(pairs.items(), lasts, strict=True))
    )


def _not_read(grid: Grid, top: int, pairs: Pairs) -> tuple[Header, ...]:
    """Further columns with something in them (联系电话 | 123): told by what stands first."""
    read = {column for pair in pairs for column in pair}
    first = {
        column: next((row for row in range(top, grid.rows) if grid.text(row, column)), -1)
        for column in range(min(len(grid.columns), SEARCHED_COLUMNS))
        if column not in read
    }
    return tuple(Header(column, row, (grid.text(row, column),)) for column, row in first.items() if row >= 0)


def _pairs(grid: Grid, labels: RowLabels) -> Pairs:
    """(column of names, column of values) → the items that stand there."""
    ends = {(row, column): last for row, column, _, last in grid.merged}
    hits = naming_cells(label_texts(grid), labels)
    found: dict[tuple[int, int], list[Item]] = {}
    for row, cells in hits.items():
        for column, target in cells.items():
            value = ends.get((row, column), column) + 1
            if target.kind == "field" and value < len(grid.columns) and value not in cells:
                label = grid.text(row, column)
                found.setdefault((column, value), []).append(Item(row, column, label, target, row))
    return found


def _filled_in(grid: Grid, pairs: Pairs, labels: RowLabels) -> bool:
    """Two cells say what their fields ask for, and at least as many as say something else."""
    said = [
        (cell, item.target.code)
        for (_, value), group in pairs.items()
        for item in group
        if (cell := grid.cell(item.row, value)) is not None
    ]
    readable = [code for cell, code in said if _is_readable(cell, code, labels)]
    return len(readable) >= FEWEST_FIELDS and len(readable) * 2 >= len(said)


def _is_readable(cell: Cell, code: str, labels: RowLabels) -> bool:
    data_field = labels.words.fields[code]
    return data_field.kind not in ("text", "mark") and (
        type(cell) is float or read_cell(cell, data_field).status != Status.UNREADABLE
    )
