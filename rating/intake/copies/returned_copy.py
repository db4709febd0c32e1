"""An annotated copy that comes back mended: the list of problems that we put into it is no data of theirs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rating.intake.files.cells import Grid
from rating.problems import Place

LIST_TITLE = "问题清单"
LIST_HEADERS = ("序号", "级别", "工作表", "单元格", "情况", "应为", "怎么办")
WHY_LEFT_OUT = "批注版中的问题清单，不是数据"


def is_problem_sheet(grid: Grid) -> bool:
    """Known by its headings, whatever the sheet is called by now and wherever a row was put above."""
    if len(grid.columns) < len(LIST_HEADERS):
        return False
    rows = range(min(grid.rows, 5))
    return any(tuple(grid.text(row, column) for column in range(len(LIST_HEADERS))) == LIST_HEADERS for row in rows)


def without_problem_sheets(grids: Sequence[Grid], left_out: Callable[[tuple[str, str]], None]) -> tuple[Grid, ...]:
    """The sheets that are theirs; `left_out` is told of each that is ours."""
    theirs = []
    for grid in grids:
        if is_problem_sheet(grid):
            left_out((str(Place(grid.file, grid.title)), WHY_LEFT_OUT))
        else:
            theirs.append(grid)
    return tuple(theirs)
