"""Streets × goals: every figure with its verdict in a sign and a word; on the page and as CSV the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rating.export.goal_charts import SIGNS
from rating.export.listing import Listing
from rating.insight.goal_board import GoalBoard, GoalState, ReadingResult, UnitResult
from rating.insight.goal_values import RowStatus

MISSING, LEFT_OUT = "缺数据", "合理缺项"


@dataclass(frozen=True, slots=True)
class GridCell:
    """`state` None where a street alone promises nothing; `lacking`: the titles of what is missing."""

    figure: str = ""
    state: GoalState | None = None
    lacking: tuple[str, ...] = ()

    @property
    def verdict(self) -> str:
        return "" if self.state is None else f"{SIGNS[self.state]} {self.state.title}"


@dataclass(frozen=True, slots=True)
class GridRow:
    district: str
    name: str
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """`heads`: a goal, with its reading where there are several; `judged`: columns in which streets are judged."""

    unit: str
    heads: tuple[str, ...]
    judged: tuple[bool, ...]
    rows: tuple[GridRow, ...]

    @property
    def districts(self) -> tuple[str, ...]:
        """In the order of the rows; () where there is only one, which needs no telling."""
        found = tuple(dict.fromkeys(row.district for row in self.rows))
        return found if len(found) > 1 else ()


def goal_grid(board: GoalBoard) -> Grid:
    """A row a unit in the order of the table, then streets that only the evaluation knows; a column a reading."""
    columns = [(result, reading) for result in board.goals for reading in result.readings if reading.units]
    heads = tuple(
        "：".join(part for part in (result.goal.title, reading.reading.title) if part) for result, reading in columns
    )
    judged = tuple(_judged(reading) for _, reading in columns)
    found = [{unit.code: unit for unit in reading.units} for _, reading in columns]
    rows = tuple(
        GridRow(
            district,
            name,
            tuple(_cell(each.get(code) or each.get(name), own) for each, own in zip(found, judged, strict=True)),
        )
        for district, code, name in _units(board, [reading for _, reading in columns])
    )
    return Grid(board.unit_title, heads, judged, rows if heads else ())


def _judged(reading: ReadingResult) -> bool:
    """Some street reaches the target or not; where nothing is known of any, each cannot be judged."""
    verdicts = (GoalState.MET, GoalState.NOT_MET)
    return any(unit.state in verdicts for unit in reading.units) or all(unit.value is None for unit in reading.units)


def _units(board: GoalBoard, readings: Iterable[ReadingResult]) -> Iterable[tuple[str, str, str]]:
    """(district, code, name). Stars name a street by its name, the table by its code."""
    districts = board.districts or ("",) * len(board.units)
    known = {text for unit in board.units for text in unit}
    for (code, name), district in zip(board.units, districts, strict=True):
        yield district, code, name
    others = {unit.code: unit.name for reading in readings for unit in reading.units if unit.code not in known}
    for code, name in others.items():
        yield "", code, name


def _cell(unit: UnitResult | None, judged: bool) -> GridCell:
    if unit is None:
        return GridCell()
    if unit.status is RowStatus.LEFT_OUT:
        return GridCell(LEFT_OUT)
    if unit.value is None:
        return GridCell(MISSING, GoalState.UNKNOWN if judged else None, unit.lacking)
    return GridCell(unit.shown, unit.state)


def grid_listing(grid: Grid) -> Listing:
    """For a spreadsheet: the verdict beside its figure, in a column of its own."""
    several = bool(grid.districts)
    heads = [
        head
        for title, judged in zip(grid.heads, grid.judged, strict=True)
        for head in ((title, f"{title}（结论）") if judged else (title,))
    ]
    rows = tuple(
        (
            *((row.district,) if several else ()),
            row.name,
            *(
                text
                for cell, judged in zip(row.cells, grid.judged, strict=True)
                for text in ((cell.figure, cell.verdict) if judged else (cell.figure,))
            ),
        )
        for row in grid.rows
    )
    return Listing((*(("区",) if several else ()), grid.unit, *heads), rows)
