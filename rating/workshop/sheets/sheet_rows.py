"""Sheets of an uploaded workbook → rows by heading, wherever the table stands and however columns were moved."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from decimal import Decimal

from rating.intake.files.cells import ErrorCell, Grid, GridColumn, NoResult, address, as_text, grids, number_text
from rating.intake.files.isolation import parse_in_child
from rating.problems import Place, Problem
from rating.rubric.numbers import plain
from rating.workshop.sheets.content import Row, Said
from rating.workshop.sheets.forms import plain_text

HEADER_WITHIN, MOST_COLUMNS, MOST_ROWS = 30, 400, 20_000
"""No rubric has more; a sheet that claims to is not walked through."""


def sheets_of(content: bytes, name: str) -> tuple[tuple[Grid, ...], tuple[Problem, ...]]:
    """Every sheet, hidden ones too: read by the child process that reads all uploads."""
    answer = parse_in_child(content)
    if "refused" in answer:
        code, found, remedy = answer["refused"]
        return (), (Problem(code, Place(name), found, remedy=remedy),)
    return grids(answer, name), ()


def sheet_named(sheets: Sequence[Grid], title: str) -> Grid | None:
    """By its name, blanks and widths aside."""
    return next((grid for grid in sheets if plain_text(grid.title) == plain_text(title)), None)


def rows_under(
    grid: Grid | None,
    known: Sequence[str],
    problems: list[Problem],
    *,
    optional: Container[str] = (),
    free: bool = False,
) -> list[Row]:
    """The rows under the headings, in whatever order these stand.

    optional  headings that need not be there; `free`: columns of other headings are read too, by what they say
    """
    if grid is None:
        return []
    meant = {plain_text(heading): heading for heading in known}
    header = _header(grid, set(meant))
    if header is None:
        place = Place(grid.file, grid.title)
        problems.append(Problem("table_missing", place, "没有找到表头", "、".join(known[:6]),
                                "请保留表头一行，不要改动各列的名称"))  # fmt: skip
        return []
    columns = _columns(grid, header, meant, problems)
    problems.extend(_lost(grid, [heading for heading in known if heading not in columns and heading not in optional]))
    if not free:
        problems.extend(_unused(grid, header, {h: at for h, at in columns.items() if h not in known}, optional))
    percent = {column: frozenset(rows.tolist()) for column, rows in grid.percent.items()}
    found: list[Row] = []
    filled = sorted({row for column in grid.columns[:MOST_COLUMNS] for row in _filled(column) if row > header})
    if len(filled) > MOST_ROWS:
        place = Place(grid.file, grid.title)
        problems.append(Problem("file_too_large", place, f"工作表有 {len(filled)} 行", f"不超过 {MOST_ROWS} 行"))
    for row in filled[:MOST_ROWS]:
        said = {
            heading: Said(text, address(row, column))
            for heading, column in columns.items()
            if (text := _text(grid, row, column, row in percent.get(column, ()), heading, problems)).strip()
        }
        if said:
            places = {heading: address(row, column) for heading, column in columns.items()}
            found.append(Row(grid.title, row + 1, said, places))
    return found


def _filled(column: GridColumn) -> set[int]:
    """Rows in which something stands, without looking at the blank ones."""
    return {*column.others, *(column.numbers == column.numbers).nonzero()[0].tolist()}


def _lost(grid: Grid, headings: Sequence[str]) -> Iterator[Problem]:
    """A column taken out would seem to take its content out of the rubric."""
    for heading in headings:
        remedy = "请恢复这一列；不要的内容清空即可"
        yield Problem("rubric_key", Place(grid.file, grid.title), f"缺少「{heading}」一列", remedy=remedy)


def _unused(grid: Grid, header: int, columns: Mapping[str, int], optional: Container[str]) -> Iterator[Problem]:
    """Columns that somebody has added."""
    for heading, column in columns.items():
        if any(row > header for row in _filled(grid.columns[column])) and heading not in optional:
            place = Place(grid.file, grid.title, address(header, column))
            yield Problem("rubric_left_over", place, f"「{heading}」一列没有用上")


def _header(grid: Grid, known: set[str]) -> int | None:
    hits = {
        row: sum(plain_text(grid.text(row, column)) in known for column in range(min(MOST_COLUMNS, len(grid.columns))))
        for row in range(min(grid.rows, HEADER_WITHIN))
    }
    best = max(hits, key=lambda row: (hits[row], -row), default=None)
    return best if best is not None and hits[best] >= min(2, len(known)) else None


def _columns(grid: Grid, header: int, meant: Mapping[str, str], problems: list[Problem]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for column in range(min(MOST_COLUMNS, len(grid.columns))):
        text = grid.text(header, column)
        heading = meant.get(plain_text(text), text)
        if heading in columns:
            place = Place(grid.file, grid.title, address(header, column))
            problems.append(Problem("column_duplicate", place, f"「{heading}」有两列"))
        elif heading:
            columns[heading] = column
    return columns


def is_sum(heading: str) -> bool:
    """Columns whose formulas are ours, and whose results can be had without them."""
    return heading.endswith(("满分", "分值"))


def _text(grid: Grid, row: int, column: int, in_percent: bool, heading: str, problems: list[Problem]) -> str:
    """The cell as its reader would type it, a percentage with its sign."""
    cell = grid.cell(row, column)
    if isinstance(cell, ErrorCell):
        place = Place(grid.file, grid.title, address(row, column))
        problems.append(Problem("value_error_cell", place, f"单元格是错误值 {cell.text}", remedy="请改正后再交回"))
        return ""
    if isinstance(cell, NoResult) and not is_sum(heading):
        place = Place(grid.file, grid.title, address(row, column), f"「{heading}」")
        problems.append(Problem("value_no_result", place, "公式没有计算结果"))
    if isinstance(cell, float) and in_percent:
        return f"{plain(Decimal(number_text(cell)) * 100)}%"
    return as_text(cell)
