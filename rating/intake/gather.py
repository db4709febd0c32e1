"""One sheet after another: tables, columns, stations, raters and values into what is gathered."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rating.intake.assemble import Gathered, Part
from rating.intake.cells import Grid
from rating.intake.columns import FieldColumn, Layout, match_columns
from rating.intake.marks import gather_marks
from rating.intake.raters import table_label
from rating.intake.reader import Reader, clean_cells
from rating.intake.rollup import roll_up
from rating.intake.rows import StationRows, key_columns, station_rows
from rating.intake.tables import find_tables
from rating.problems import Place, Problem
from rating.reported import Sheet


def gather_file(reader: Reader, sheets: Sequence[Grid], file: str, gathered: Gathered) -> None:
    """Read every table of one file; a file without any is refused by name, a sheet without any is told."""
    known_before = len(reader.directory)
    by_sheet = [(grid, _layouts(reader, grid, gathered)) for grid in sheets]
    layouts = [layout for _, found in by_sheet for layout in found]
    if not layouts:
        if any(column.others for grid in sheets for column in grid.columns):
            gathered.problems.append(Problem("table_missing", Place(file), "没有找到含有单位名称和数据项的表头"))
        return
    for grid, found in by_sheet:  # only workbooks have further sheets: each has a title
        if not found and any(column.others for column in grid.columns):
            place = Place(grid.file, grid.title)
            gathered.problems.append(Problem("sheet_skipped", place, f"工作表「{grid.title}」中没有可用的数据表"))
            gathered.left_out.append((str(place), "整张工作表未采用：没有找到数据表"))
    marked = {layout.table.grid.title for layout in layouts if _has_marks(reader, layout)}
    for layout in layouts:
        _gather_table(reader, layout, len(marked) > 1, known_before, gathered)


def _layouts(reader: Reader, grid: Grid, gathered: Gathered) -> list[Layout]:
    """The useful tables of a sheet: those that name a unit and hold a field, or ask about one."""
    useful = []
    for table in find_tables(grid, reader.words):
        layout = match_columns(table, reader.words, reader.form)
        asked = any(problem.code == "column_similar" for problem in layout.problems)
        codes, name = key_columns(layout, reader.form.unit)
        if (layout.fields or asked) and (codes or name >= 0):
            gathered.problems.extend(layout.problems)
            useful.append(layout)
    return useful


def _has_marks(reader: Reader, layout: Layout) -> bool:
    return any(reader.form.fields[column.field].kind == "mark" for column in layout.fields)


def _gather_table(reader: Reader, layout: Layout, many_sheets: bool, known_before: int, gathered: Gathered) -> None:
    found = station_rows(layout, reader.directory, reader.form, reader.fixed, _may_repeat(reader, layout), known_before)
    gathered.problems.extend(found.problems)
    gathered.left_out.extend(found.left_out)
    gathered.met.update(found.stations.tolist())
    _tell_hidden(layout, found, gathered)
    source = _source(gathered, layout.table.grid)
    label = table_label(layout, reader.raters, many_sheets)
    seen: set[tuple[str, str, bool]] = set()
    for column in layout.fields:
        key = (column.field, column.rater, column.adjudicated)
        if key in seen:
            continue
        seen.add(key)
        if reader.form.fields[column.field].kind == "mark":
            gather_marks(reader, layout, column, found, label, source, gathered)
        else:
            _gather_values(reader, layout, column, found, source, gathered)


def _may_repeat(reader: Reader, layout: Layout) -> bool:
    """Rows of one unit may repeat when all columns roll up, or when each row names its rater."""
    fields = [reader.form.fields[column.field] for column in layout.fields]
    rolled = bool(fields) and all(data_field.roll_up for data_field in fields)
    rated = layout.rater >= 0 or layout.role >= 0
    return rolled or (rated and all(data_field.kind in ("mark", "text") for data_field in fields))


def _source(gathered: Gathered, grid: Grid) -> int:
    sheet = Sheet(grid.file, grid.title)
    if sheet not in gathered.sheets:
        gathered.sheets.append(sheet)
    return gathered.sheets.index(sheet)


def _tell_hidden(layout: Layout, found: StationRows, gathered: Gathered) -> None:
    grid = layout.table.grid
    rows = sorted(set(grid.hidden_rows) & set(found.rows.tolist()))
    columns = sorted(set(grid.hidden_columns) & {column.column for column in layout.fields})
    if rows or columns:
        told = [f"{len(rows)} 个隐藏行（如第 {rows[0] + 1} 行）"] if rows else []
        told += [f"{len(columns)} 个隐藏列"] if columns else []
        gathered.problems.append(Problem("rows_hidden", Place(grid.file, grid.title), "数据区有" + "、".join(told)))


def _gather_values(
    reader: Reader, layout: Layout, column: FieldColumn, found: StationRows, source: int, gathered: Gathered
) -> None:
    clean, stations = clean_cells(reader, layout, column, found.rows, found.stations), found.stations
    gathered.problems.extend(clean.problems)
    how = reader.form.fields[column.field].roll_up
    if how is not None:
        clean, stations = roll_up(clean, stations, how)
    elif found.repeated:
        first = np.sort(np.unique(stations, return_index=True)[1])
        clean, stations = clean.take(first), stations[first]
    gathered.parts.append(Part(clean, stations, source))
