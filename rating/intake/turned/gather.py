"""Turned tables of a sheet into what is gathered: whose each one is, who marked, what its rows mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rating.intake.assemble import Gathered
from rating.intake.files.cells import address
from rating.intake.layout.column_questions import ColumnAnswers, layout_name
from rating.intake.layout.columns import Layout
from rating.intake.layout.rows import StationRows, station_rows
from rating.intake.layout.tables import Table
from rating.intake.raters import Label, is_adjudication
from rating.intake.reader import Reader
from rating.intake.turned.labels import CODE_LIKE, UNIT_LIKE, RowLabels
from rating.intake.turned.read import turned_read
from rating.intake.turned.rows import points_questions, rows_told
from rating.intake.turned.table import TurnedTable
from rating.intake.turned.units import Said, lines_above, matched, own_lines, rater_words, unit_of
from rating.intake.turned.values import Block, merged_values, read_block
from rating.problems import Place, Problem
from rating.reported import Question, Sheet


def gather_turned(
    reader: Reader, labels: RowLabels, tables: Sequence[TurnedTable], alone: bool, common: frozenset[str],
    known_before: int, gathered: Gathered,
) -> list[tuple[Layout, StationRows]]:  # fmt: skip
    """Read the turned tables of one sheet; what was read, as layouts with their rows.

    alone         no other sheet of the file has a table, so that the file's name may name the unit
    common        title texts that stand on several sheets: they name no unit
    known_before  how many stations were known before this file
    """
    read = []
    starts = [own_lines(table, reader.words) if table.above else 0 for table in tables]
    for number, table in enumerate(replace(table, above=start) for table, start in zip(tables, starts, strict=True)):
        below = number + 1 < len(tables) and tables[number + 1].grid is table.grid
        until = starts[number + 1] if below and starts[number + 1] > table.first else table.last
        block = _block(reader, labels, table, alone and len(tables) == 1, common, known_before, until, gathered)
        if block is not None:
            found = read_block(block, gathered)
            units = len(set(found.stations.tolist())) or sum(len(one.stations) for one in block.stations.values())
            gathered.tables.append(turned_read(block, units))
            read.append((block.layout, found))
    return read


def _block(
    reader: Reader, labels: RowLabels, table: TurnedTable, alone: bool, common: frozenset[str],
    known_before: int, until: int, gathered: Gathered,
) -> Block | None:  # fmt: skip
    name = layout_name([["turned"], *(header.labels for header in table.headers)])
    known = ColumnAnswers(reader.answers, name, reader.words)
    whole = Layout(Table(table.grid, table.top, table.first, table.last, table.headers), name=name)
    filled = any(table.grid.text(item.row, value.column) for item in table.items for value in table.values)
    by_row, stations, names = None, dict[tuple[int, int], StationRows](), list[str]()
    if table.identity:
        by_row = _units_by_row(reader, table, whole, known_before)
        found = [by_row]
    else:
        units = _units(reader, table, alone, filled, common)
        if not any(units.values()):
            _tell_no_unit(table, whole, filled, gathered)
            return None
        found = matched(table.grid, list(units.values()), reader, known_before)
        stations = dict(zip(units, found, strict=True))
        names = [unit["name"].text for unit in units.values() if "name" in unit]
    for one in found:
        gathered.problems.extend(one.problems)
        gathered.questions.extend(_of_table(question, len(found) > 1) for question in one.questions)
        gathered.left_out.extend(one.left_out)
        gathered.met.update(one.stations.tolist())
        names += [reader.directory.name[station] for station in one.stations.tolist()]
    if not any(len(one.stations) for one in found):
        where = str(Place(table.grid.file, table.grid.title, f"{address(table.first, 0)}—{address(until - 1, 0)}"))
        gathered.left_out.append((where, "整张表未采用：单位没有确定"))
        return None
    for (row, column), one in stations.items():
        if not len(one.stations):
            gathered.left_out.append((str(whole.place(row, column)), "整列未采用：单位没有确定"))
    told = rows_told(table, whole, labels, known, reader.form, until)
    points_questions(table, whole, known, reader.form, told)
    sheet = Sheet(table.grid.file, table.grid.title)
    if sheet not in gathered.sheets:
        gathered.sheets.append(sheet)
    label = _label(reader, table, names)
    source = gathered.sheets.index(sheet)
    return Block(reader, table, whole, told, known, stations, by_row, label, source, until, merged_values(table))


def _of_table(question: Question, several: bool) -> Question:
    """What is not used then is the whole table, or the column of one unit among several."""
    what = "这一列" if several else "这张表"
    return replace(question, options=tuple((key, said.replace("这一行", what)) for key, said in question.options))


def _units(
    reader: Reader, table: TurnedTable, alone: bool, filled: bool, common: frozenset[str]
) -> dict[tuple[int, int], Mapping[str, Said]]:
    """Header cell (−1, −1 for the whole table) → what says whose values stand there."""
    cells = sorted({value.unit for value in table.values if value.unit})
    if not cells:
        return {(-1, -1): unit_of(table, reader, alone, filled, common)}
    return {cell: _unit_in_header(reader, table, cell) for cell in cells}


def _unit_in_header(reader: Reader, table: TurnedTable, cell: tuple[int, int]) -> Mapping[str, Said]:
    """The name in a heading, and the code above or below it."""
    column, directory = cell[1], reader.directory
    unit: dict[str, Said] = {}
    for row in (cell[0], *range(table.top, table.first)):
        said = Said(table.grid.cell(row, column), row, column)
        known_code = said.text in directory.typed_code and directory.find_exactly("", said.text) < 0
        if known_code or CODE_LIKE.match(said.text):
            unit.setdefault("code", said)
        elif said.text and (
            row == cell[0] or UNIT_LIKE.search(said.text) or directory.find("", said.text).station >= 0
        ):
            unit.setdefault("name", said)
    return unit


def _units_by_row(reader: Reader, table: TurnedTable, whole: Layout, known_before: int) -> StationRows:
    identity = {kind: column for kind, column in table.identity.items() if kind not in ("rater", "role")}
    layout = replace(whole, identity=identity)
    return station_rows(layout, reader.directory, reader.form, reader.fixed, True, known_before, reader.answers)


def _tell_no_unit(table: TurnedTable, layout: Layout, filled: bool, gathered: Gathered) -> None:
    """A form that nobody filled is told; one that somebody filled, without saying for whom, is refused."""
    place = layout.place(table.top, min((header.column for header in table.headers), default=min(table.labels)))
    if filled:
        found = "表中已填写，但没有写明是哪个单位"
        remedy = "请在表上方的「单位名称」一行写明单位，或以单位名称作为工作表名"
        gathered.problems.append(Problem("roster_key", place, found, "单位代码或名称", remedy))
        gathered.left_out.append((str(place), f"整张表未采用：{found}"))
    else:
        found = "这是没有填写的空表"
        gathered.problems.append(Problem("sheet_skipped", place, found, remedy="空表不计入，请核对"))
        gathered.left_out.append((str(place), f"整张表未采用：{found}"))


def _label(reader: Reader, table: TurnedTable, names: Sequence[str]) -> Label:
    """The rater of the table: the lines above it, then what the sheet's and the file's name say beside the unit."""
    said = lines_above(table, reader.words)
    rater, role = said.get("rater"), said.get("role")
    words = list(rater_words(table, names))
    cell = role or rater
    if cell is not None:
        wanted = reader.raters.role_of(role.text) if role else ""
        beside = next((clean for clean, rest in words if wanted and reader.raters.role_of(rest) == wanted), "")
        return Label(rater.text if rater else beside, role.text if role else "", (cell.row, cell.column))
    for clean, rest in words:
        if is_adjudication(clean) or reader.raters.role_of(rest):
            return Label(clean, rest)
    return Label(words[-1][0]) if words else Label("")
