"""One sheet after another: tables, columns, stations, raters and values into what is gathered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rating.intake.assemble import Gathered, Part
from rating.intake.cells import Grid
from rating.intake.columns import FieldColumn, Layout, match_columns
from rating.intake.headers import Vocabulary
from rating.intake.raters import Label, RaterBook, is_adjudication, table_label
from rating.intake.rollup import roll_up
from rating.intake.rows import StationRows, key_columns, station_rows
from rating.intake.stations import Directory
from rating.intake.tables import find_tables
from rating.intake.values import clean_column
from rating.problems import Place, Problem
from rating.reported import Adjudication, Rater, Sheet, Status


@dataclass
class Reader:
    """What stays the same while the files of one round are read."""

    form: Any
    words: Vocabulary
    directory: Directory
    fixed: bool
    raters: RaterBook
    full_marks: Mapping[str, Mapping[str, Decimal]]


def gather_file(reader: Reader, sheets: Sequence[Grid], file: str, gathered: Gathered) -> None:
    """Read every table of one file; a file without any is refused by name, a sheet without any is told."""
    known_before = len(reader.directory)
    by_sheet = [(grid, _layouts(reader, grid, gathered)) for grid in sheets]
    layouts = [layout for _, found in by_sheet for layout in found]
    if not layouts:
        if any(column.others for grid in sheets for column in grid.columns):
            gathered.problems.append(Problem("table_missing", Place(file), "没有找到含有单位名称和数据项的表头"))
        return
    for grid, found in by_sheet:
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
            _gather_marks(reader, layout, column, found, label, source, gathered)
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


def _clean(
    reader: Reader, layout: Layout, column: FieldColumn, rows: NDArray[np.int32], stations: NDArray[np.int32]
) -> Any:
    directory = reader.directory
    return clean_column(
        layout.table.grid,
        column.column,
        rows,
        lambda at: directory.code[stations[at]],
        column.field,
        reader.form.fields[column.field],
        reader.full_marks.get(column.field, {}),
        [directory.kind[station] for station in stations.tolist()] if column.field in reader.full_marks else (),
    )


def _gather_values(
    reader: Reader, layout: Layout, column: FieldColumn, found: StationRows, source: int, gathered: Gathered
) -> None:
    clean, stations = _clean(reader, layout, column, found.rows, found.stations), found.stations
    gathered.problems.extend(clean.problems)
    how = reader.form.fields[column.field].roll_up
    if how is not None:
        clean, stations = roll_up(clean, stations, how)
    elif found.repeated:
        first = np.sort(np.unique(stations, return_index=True)[1])
        clean, stations = clean.take(first), stations[first]
    gathered.parts.append(Part(clean, stations, source))


def _gather_marks(
    reader: Reader,
    layout: Layout,
    column: FieldColumn,
    found: StationRows,
    label: Label,
    source: int,
    gathered: Gathered,
) -> None:
    """Marks of one column, row by row to their raters; 复核 marks apart."""
    clean = _clean(reader, layout, column, found.rows, found.stations)
    gathered.problems.extend(clean.problems)
    for name, at in _by_label(layout, column, found, label).items():
        part, stations = clean.take(at), found.stations[at]
        if name == ADJUDICATED:
            _adjudicate(reader, layout, column, part, stations, source, gathered)
            continue
        rater = _rater(reader, layout, column, name, part, gathered)
        if rater:
            part, stations = _once(reader, layout, part, stations, rater, gathered)
            gathered.parts.append(Part(part, stations, source, rater))


ADJUDICATED = Label("复核")


def _by_label(layout: Layout, column: FieldColumn, found: StationRows, label: Label) -> dict[Label, NDArray[np.int64]]:
    """Which rows belong to which rater's label."""
    everything = np.arange(len(found.rows))
    if column.adjudicated:
        return {ADJUDICATED: everything}
    if column.rater:
        return {Label(column.rater, ""): everything}
    if layout.rater < 0 and layout.role < 0:
        return {ADJUDICATED if is_adjudication(label.name) else label: everything}
    groups: dict[Label, list[int]] = {}
    grid = layout.table.grid
    for at, row in enumerate(found.rows.tolist()):
        name, role = (grid.text(row, place) if place >= 0 else "" for place in (layout.rater, layout.role))
        own = Label(name, role) if name or role else label
        groups.setdefault(ADJUDICATED if is_adjudication(name) or is_adjudication(role) else own, []).append(at)
    return {name: np.array(at) for name, at in groups.items()}


def _rater(
    reader: Reader, layout: Layout, column: FieldColumn, label: Label, part: Any, gathered: Gathered
) -> Rater | None:
    """The rater, if known and in charge of the field; a column left empty by another role says nothing."""
    data_field = reader.form.fields[column.field]
    rater = reader.raters.rater(label, data_field.marked_by)
    place = layout.place(column.row, column.column, data_field.title)
    if rater is None:
        titles = "、".join(role.title for role in reader.form.roles if role.code in data_field.marked_by)
        found = f"「{label.name or label.role_words or '（未写明）'}」属于哪个评估主体不明"
        gathered.problems.append(Problem("rater_unknown", place, found, titles, field=column.field))
        return None
    if rater.role in data_field.marked_by:
        return rater
    if bool((part.status == Status.REPORTED).any()):
        found = f"「{rater.name}」所属的评估主体不负责「{data_field.title}」"
        gathered.problems.append(Problem("column_unknown", place, found, field=column.field))
        gathered.left_out.append((str(place), found))
    blanks = {(place.cell, column.field) for place in (problem.place for problem in part.problems)}
    gathered.problems[:] = [
        problem
        for problem in gathered.problems
        if problem.code != "value_blank"
        or (problem.place.cell, problem.field) not in blanks
        or problem.place.file != place.file
    ]
    return None


def _once(
    reader: Reader, layout: Layout, part: Any, stations: NDArray[np.int32], rater: Rater, gathered: Gathered
) -> tuple[Any, NDArray[np.int32]]:
    """One row per station and rater; a second one is refused, the first is kept."""
    first = np.sort(np.unique(stations, return_index=True)[1])
    if len(first) == len(stations):
        return part, stations
    for at in sorted(set(range(len(stations))) - set(first.tolist())):
        name = reader.directory.name[stations[at]]
        place = layout.place(int(part.rows[at]), part.column, name)
        found = f"评估人「{rater.name}」对「{name}」的打分出现两行"
        gathered.problems.append(
            Problem("station_duplicate", place, found, station=reader.directory.code[stations[at]])
        )
    return part.take(first), stations[first]


def _adjudicate(
    reader: Reader,
    layout: Layout,
    column: FieldColumn,
    part: Any,
    stations: NDArray[np.int32],
    source: int,
    gathered: Gathered,
) -> None:
    """复核 marks with their reasons; without a reason they are refused."""
    grid = layout.table.grid
    reason_column = layout.reasons.get(column.field, layout.reasons.get("", -1))
    for at, station in enumerate(stations.tolist()):
        mark = part.number(at)
        if mark is None:
            continue
        row = int(part.rows[at])
        reason = grid.text(row, reason_column) if reason_column >= 0 else ""
        if not reason:
            place = layout.place(row, column.column, reader.directory.name[station])
            gathered.problems.append(
                Problem(
                    "mark_reason_missing",
                    place,
                    "有复核分，没有复核理由",
                    station=reader.directory.code[station],
                    field=column.field,
                )
            )
        gathered.adjudicated[station, column.field] = Adjudication(mark, reason, source, row, column.column)
