"""Tables that stand side by side in one sheet: each becomes a sheet's view of its own columns.

1–20 on the left and 21–40 on the right under the same headings, or two tables with a blank column
between them.  Addresses stay those of the user's own sheet; lines above all tables belong to each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from rating.intake.files.cells import Grid, GridColumn
from rating.intake.layout.headers import Vocabulary, normalise
from rating.intake.layout.tables import label_rows

_KEYS = ("name", "code")
_IDENTITY = (*_KEYS, "number", "kind", "street", "district", "compose")


def side_by_side(grid: Grid, words: Vocabulary) -> tuple[Grid, ...]:
    """The sheet itself, or one view for each of the tables beside each other."""
    rows = label_rows(grid)
    keys = [
        (row, column, text)
        for row, cells in rows.items()
        for column, text in cells.items()
        if (target := words.find(text)) and target.kind in _KEYS
    ]
    if len({column for _, column, _ in keys}) < 2:
        return (grid,)
    starts = sorted({*_repeated(rows, keys, words), *_after_gaps(grid, rows, keys, words)} - {0})
    if not starts:
        return (grid,)
    top = min(row for row, _, _ in keys)
    edges = [0, *starts, len(grid.columns)]
    return tuple(view_of(grid, first, last, top) for first, last in pairwise(edges))


def _repeated(
    rows: Mapping[int, Mapping[int, str]], keys: Sequence[tuple[int, int, str]], words: Vocabulary
) -> set[int]:
    """Where a heading that names units stands again in its row, after headings of something else."""
    starts = set()
    for row, column, text in keys:
        before = [
            other for at, other, same in keys if at == row and other < column and normalise(same) == normalise(text)
        ]
        if not before:
            continue
        start = column
        while start - 1 > before[-1] and _names_unit(rows[row].get(start - 1, ""), words):
            start -= 1
        between = [label for at, label in rows[row].items() if before[-1] < at < start]
        after = [label for at, label in rows[row].items() if at > column]
        if any(not _names_unit(label, words) for label in between) and after:
            starts.add(start)
    return starts


def _names_unit(label: str, words: Vocabulary) -> bool:
    target = words.find(label) if label else None
    return target is not None and target.kind in _IDENTITY


def _after_gaps(
    grid: Grid, rows: Mapping[int, Mapping[int, str]], keys: Sequence[tuple[int, int, str]], words: Vocabulary
) -> set[int]:
    """The first column after a blank one, where a table stands on both sides: units named, and something about them."""

    def about(first: int, last: int, named_in: int) -> bool:
        own = [rows[row] for row, column, _ in keys if column == named_in]
        return any(not _names_unit(label, words) for cells in own for at, label in cells.items() if first <= at < last)

    starts = set()
    for left, right in pairwise(sorted({column for _, column, _ in keys})):
        gap = next((at for at in range(left + 1, right) if not is_filled(grid.columns[at])), -1)
        if gap >= 0 and about(left, gap, left) and about(right, len(grid.columns), right):
            starts.add(max(at for at in range(gap, right) if not is_filled(grid.columns[at])) + 1)
    return starts


def is_filled(column: GridColumn) -> bool:
    return bool((~np.isnan(column.numbers)).any()) or any(cell is not None for cell in column.others.values())


def view_of(grid: Grid, first: int, last: int, top: int) -> Grid:
    """The columns first … last − 1; of the others only what stands above all tables."""
    columns = [column if first <= at < last else _only_above(column, top) for at, column in enumerate(grid.columns)]
    return replace(
        grid,
        columns=tuple(columns),
        merged=tuple(one for one in grid.merged if one[0] < top or first <= one[1] < last),
        hidden_columns=tuple(column for column in grid.hidden_columns if first <= column < last),
    )


def _only_above(column: GridColumn, top: int) -> GridColumn:
    numbers = column.numbers.copy()
    numbers[top:] = np.nan
    return GridColumn(numbers, {row: cell for row, cell in column.others.items() if row < top})
