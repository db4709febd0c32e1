"""One sheet after another: tables, columns, stations, raters and values into what is gathered."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from rating.intake.assemble import Gathered
from rating.intake.computed_marks import COMPUTED, computed_sheets, may_be_averages
from rating.intake.copies.returned_copy import without_problem_sheets
from rating.intake.figures import gather_figures
from rating.intake.files.cells import Grid
from rating.intake.layout.beside import side_by_side
from rating.intake.layout.columns import Layout, match_columns
from rating.intake.layout.rows import StationRows, key_columns, station_rows
from rating.intake.layout.table_read import record_table
from rating.intake.layout.tables import content_rows, find_tables, is_example
from rating.intake.marks import gather_marks
from rating.intake.raters import Label, table_label
from rating.intake.reader import Reader
from rating.intake.split_numbers import split_numbers
from rating.intake.stamp import template_sheets
from rating.intake.turned.gather import gather_turned
from rating.intake.turned.labels import RowLabels
from rating.intake.turned.sheets import common_titles, row_labels, turned_tables
from rating.intake.turned.table import TurnedTable
from rating.problems import Place, Problem
from rating.reported import Sheet

Tables = tuple[list[Layout], tuple[TurnedTable, ...]]


def gather_file(reader: Reader, sheets: Sequence[Grid], file: str, gathered: Gathered) -> None:
    """Read every table of one file; a file without any is refused by name, a sheet without any is told."""
    known_before = len(reader.directory)
    sheets = without_problem_sheets(sheets, gathered.left_out.append)
    sheets = template_sheets(reader, sheets, file, gathered)
    labels = row_labels(reader)
    sheets, by_sheet = _without_examples(sheets, [_tables(reader, labels, grid) for grid in sheets], gathered)
    if not any(layouts or turned for layouts, turned in by_sheet):
        if any(grid.columns for grid in sheets):
            gathered.problems.append(Problem("table_missing", Place(file), "没有找到含有单位名称和数据项的表头"))
        return
    for grid, (layouts, turned) in zip(sheets, by_sheet, strict=True):
        if not layouts and not turned and any(column.others for column in grid.columns):
            place = Place(grid.file, grid.title)
            gathered.problems.append(Problem("sheet_skipped", place, f"工作表「{grid.title}」中没有可用的数据表"))
            gathered.left_out.append((str(place), "整张工作表未采用：没有找到数据表"))
    marked = {layout.table.grid.title for layouts, _ in by_sheet for layout in layouts if _has_marks(reader, layout)}
    computed = computed_sheets(marked)
    all_turned = [turned for _, turned in by_sheet]
    common, alone = common_titles(all_turned), sum(bool(layouts or turned) for layouts, turned in by_sheet) == 1
    for layouts, turned in by_sheet:
        for layout in layouts:
            gathered.problems.extend(layout.problems)
            left_out = [problem for problem in layout.problems if problem.code == "row_left_out"]
            gathered.left_out.extend((str(problem.place), problem.found) for problem in left_out)
            label = _label(reader, layout, len(marked) > 1, computed)
            _gather_table(reader, layout, label, known_before, gathered)
        for layout, found in gather_turned(reader, labels, turned, alone, common, known_before, gathered):
            _tell_hidden(layout, found, gathered)


def _without_examples(
    sheets: Sequence[Grid], by_sheet: Sequence[Tables], gathered: Gathered
) -> tuple[list[Grid], list[Tables]]:
    """填写示例 holds no data where another sheet does; it is told, and not taken."""
    both = list(zip(sheets, by_sheet, strict=True))
    if not any((layouts or turned) and not is_example(grid.title) for grid, (layouts, turned) in both):
        return [*sheets], [*by_sheet]
    for grid, found in both:
        if is_example(grid.title) and any(found):
            place = Place(grid.file, grid.title)
            told = f"工作表「{grid.title}」是填写示例"
            gathered.problems.append(
                Problem("sheet_skipped", place, told, remedy="示例不计入；如是正式数据，请改工作表名")
            )
            gathered.left_out.append((str(place), "整张工作表未采用：填写示例"))
    kept = [(grid, found) for grid, found in both if not (is_example(grid.title) and any(found))]
    return [grid for grid, _ in kept], [found for _, found in kept]


def _tables(reader: Reader, labels: RowLabels, grid: Grid) -> Tables:
    """The ordinary tables of a sheet, or the turned ones where there is none."""
    layouts = _layouts(reader, grid)
    turned = turned_tables(reader, labels, grid, layouts)
    return ([] if turned else layouts), turned


def _layouts(reader: Reader, grid: Grid) -> list[Layout]:
    """The useful tables of a sheet: those that name a unit and hold a field, or ask about one.

    What stands under a heading without any field (a list of telephone numbers) is told with the last of them.
    """
    useful: list[Layout] = []
    unused: list[Problem] = []
    for table in (table for view in side_by_side(grid, reader.words) for table in find_tables(view, reader.words)):
        layout = match_columns(table, reader.words, reader.form, reader.answers)
        asked = bool(layout.questions) or bool(layout.confirmed)
        codes, name = key_columns(layout, reader.form.unit)
        if (layout.fields or asked) and (codes or name >= 0):
            useful.append(layout)
        elif useful or bool(content_rows(table.grid, table.first, table.last).any()):
            found = f"第 {table.top + 1}—{table.last} 行的表没有评分标准中的数据项，整段未采用"
            unused.append(Problem("row_left_out", layout.place(table.top, table.headers[0].column), found))
    if useful and unused:
        useful[-1] = replace(useful[-1], problems=(*useful[-1].problems, *unused))
    return useful


def _has_marks(reader: Reader, layout: Layout) -> bool:
    return any(reader.form.fields[column.field].kind == "mark" for column in layout.fields)


def _label(reader: Reader, layout: Layout, many_sheets: bool, computed: Collection[str]) -> Label:
    """Whose marks a table holds; a sheet of averages is nobody's unless it names the rater itself."""
    label = table_label(layout, reader.raters, many_sheets)
    named = label.cell is not None or layout.rater >= 0 or any(column.rater for column in layout.fields)
    return COMPUTED if layout.table.grid.title in computed and not named else label


def _gather_table(reader: Reader, layout: Layout, label: Label, known_before: int, gathered: Gathered) -> None:
    repeats = _may_repeat(reader, layout)
    found = station_rows(
        layout, reader.directory, reader.form, reader.fixed, repeats, known_before, answers=reader.answers
    )
    record_table(reader.words, layout, found, gathered)
    gathered.problems.extend(found.problems)
    gathered.left_out.extend(found.left_out)
    gathered.met.update(found.stations.tolist())
    gathered.problems.extend(split_numbers(layout, found.rows))
    _tell_hidden(layout, found, gathered)
    source = _source(gathered, layout.table.grid)
    if may_be_averages(layout, label):
        gathered.averages.add(source)
    seen: set[tuple[str, str, bool]] = set()
    for column in layout.fields:
        key = (column.field, column.rater, column.adjudicated)
        if key in seen:
            continue
        seen.add(key)
        if reader.form.fields[column.field].kind == "mark":
            gather_marks(reader, layout, column, found, label, source, gathered)
        else:
            gather_figures(reader, layout, column, found, source, gathered)


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
