"""The values of one turned table: one field and one column at a time, as from any table.

Marks go to the rater that the column's heading names, else to the one named above the table.  For a
figure every filled column counts: where two say different things it is a conflict, never a choice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from rating.intake.answers import ACCEPTED, NOT_USED
from rating.intake.assemble import Gathered
from rating.intake.cleaning.values import WHOLE_COLUMN
from rating.intake.figures import gather_figures
from rating.intake.files.cells import address
from rating.intake.layout.column_questions import ColumnAnswers
from rating.intake.layout.columns import FieldColumn, Layout
from rating.intake.layout.rows import LONGEST_MERGE, MOST_MERGES, StationRows
from rating.intake.marks import cells_said, gather_marks
from rating.intake.raters import Label
from rating.intake.reader import Reader
from rating.intake.turned.rows import Told, points_of
from rating.intake.turned.table import Item, TurnedTable, ValueColumn
from rating.intake.turned.words import names_office
from rating.problems import Problem
from rating.reported import Question, Status

_ORDER = ("figure", "unit", "score", "rater", "own", "adjudicated")
_MARK_COLUMNS = ("score", "rater", "own", "adjudicated", "unit")


@dataclass(frozen=True)
class Block:
    """One turned table on its way: where its lines end, whose it is, what its rows and columns mean."""

    reader: Reader
    table: TurnedTable
    layout: Layout
    told: Told
    known: ColumnAnswers
    stations: Mapping[tuple[int, int], StationRows]
    by_row: StationRows | None
    label: Label
    source: int
    until: int
    shared: Mapping[tuple[int, int], tuple[int, int, int, int]]

    def station(self, value: ValueColumn, rows: Sequence[int]) -> StationRows:
        """The rows of one column that have a station, with it."""
        if self.by_row is not None:
            of = dict(zip(self.by_row.rows.tolist(), self.by_row.stations.tolist(), strict=True))
            pairs = [(row, of[row]) for row in rows if row in of]
        else:
            found = self.stations[value.unit or (-1, -1)].stations
            pairs = [(row, int(found[0])) for row in rows] if len(found) else []
        stations = [station for _, station in pairs]
        repeated = len(set(stations)) < len(stations)
        return StationRows(np.array([row for row, _ in pairs], np.int32), np.array(stations, np.int32), repeated)


def read_block(block: Block, gathered: Gathered) -> StationRows:
    """All fields of all columns; the rows that were taken, with their stations."""
    gathered.problems.extend(block.told.problems)
    gathered.questions.extend(block.told.questions)
    gathered.left_out.extend(block.told.left_out)
    values = [value for value in block.table.values if not _refused(block, value, gathered)]
    _tell_others(block, gathered)
    form = block.reader.form
    marks = [item for item in block.told.items if form.fields[item.target.code].kind == "mark"]
    figures = [item for item in block.told.items if form.fields[item.target.code].kind != "mark"]
    for value in _mark_columns(block, values, marks, gathered):
        _read_marks(block, value, marks, gathered)
    _read_figures(block, sorted(values, key=lambda value: _ORDER.index(value.heading.use)), figures, gathered)
    rows = sorted({item.row for item in block.told.items})
    return block.station(values[0], rows) if values else StationRows(np.empty(0, np.int32), np.empty(0, np.int32))


def _refused(block: Block, value: ValueColumn, gathered: Gathered) -> bool:
    """Columns that the user does not want."""
    if block.known.field(value.text) != NOT_USED:
        return False
    place = block.layout.place(value.row, value.column, value.text)
    gathered.problems.append(Problem("column_unknown", place, f"「{value.text}」已确认不采用"))
    return True


def _tell_others(block: Block, gathered: Gathered) -> None:
    """Columns that hold numbers and are read as nothing: averages, last year's points, unknown headings."""
    grid = block.table.grid
    for header in block.table.others:
        numbers = grid.columns[header.column].numbers
        rows = [item.row for item in block.table.items if numbers[item.row] == numbers[item.row]]
        if rows and not re.fullmatch(r"序号?|号|no\.?|编号", header.text.casefold()):
            place = block.layout.place(header.row, header.column, header.text)
            found = f"「{header.text}」没有说明是谁的打分或填报，未采用"
            gathered.problems.append(
                Problem("column_unknown", place, found, remedy="如需采用，请在表头写明评估人或填报值")
            )
            cells = cells_said(rows, header.column)
            gathered.left_out.append((str(replace(place, cell=cells)), f"{found}（{len(rows)} 格）"))


def _mark_columns(
    block: Block, values: Sequence[ValueColumn], marks: Sequence[Item], gathered: Gathered
) -> list[ValueColumn]:
    """Columns of marks. Beside columns of named raters a nameless 得分 is nobody's mark."""
    named = any(value.heading.use == "rater" for value in values)
    of_marks = [value for value in values if value.heading.use in _MARK_COLUMNS]
    if all(value.heading.use in ("own", "adjudicated") for value in of_marks):
        of_marks += [value for value in values if value.heading.use == "figure"]
    taken = []
    for value in of_marks:
        nameless = value.heading.use in ("score", "figure")
        rows = [item.row for item in marks if block.table.grid.text(item.row, value.column)]
        if nameless and named and rows:
            place = block.layout.place(value.row, value.column, value.text)
            found = f"旁边已有写明评估人的列，「{value.text}」没有写明是谁的打分，未采用"
            gathered.problems.append(Problem("column_unknown", place, found))
            cells = cells_said(rows, value.column)
            gathered.left_out.append((str(replace(place, cell=cells)), f"{found}（{len(rows)} 格）"))
        elif not (nameless and named):
            taken.append(value)
    return taken


def _read_marks(block: Block, value: ValueColumn, marks: Sequence[Item], gathered: Gathered) -> None:
    reader, heading = block.reader, value.heading
    columns = [
        FieldColumn(code, value.column, value.row, "", heading.use == "adjudicated")
        for code in dict.fromkeys(item.target.code for item in marks)
    ]
    rated = {"rater": block.table.identity.get("rater", -1), "role": block.table.identity.get("role", -1)}
    named = heading.use in ("rater", "own") or (heading.use == "unit" and bool(heading.name))
    reasons = [column for column in block.table.reasons if column > value.column]
    layout = replace(
        block.layout,
        fields=tuple(columns),
        reasons={"": min(reasons)} if reasons else {},
        rater=-1 if named else rated["rater"],
        role=-1 if named else rated["role"],
    )
    before = len(gathered.problems)
    read = 0
    for column in columns:
        items = [item for item in marks if item.target.code == column.field]
        found = block.station(value, _rows_of(block, items, value, gathered))
        read += len(found.rows)
        if len(found.rows):
            label = _label_of(block, value)
            gather_marks(reader, layout, column, found, label, block.source, gathered)
    _one_blank_column(block, value, read, before, gathered)


def _label_of(block: Block, value: ValueColumn) -> Label:
    """The heading's rater; where it says only the role and the lines above name a person of that role, that person."""
    heading, own = value.heading, block.label
    if heading.use not in ("rater", "own"):
        return own
    cell = (value.row, value.column)
    roles = block.reader.raters
    role = roles.role_of(heading.role_words or heading.name)
    alone = len({other.heading.name for other in block.table.values if other.heading.use == "rater"}) == 1
    titles = {word for one in roles.roles if one.code == role for word in (one.title, one.code, *one.aliases)}
    of_role = roles.role_of(own.role_words) == role or (own.cell is not None and not own.role_words)
    if role and alone and of_role and heading.name in titles and own.name:
        return Label(own.name, own.role_words or heading.name, own.cell)
    office = heading.name if not role and names_office(heading.name) else ""
    return Label(heading.name, heading.role_words or office, cell)


def _one_blank_column(block: Block, value: ValueColumn, read: int, before: int, gathered: Gathered) -> None:
    """A rater who filled nothing in at all is told once, not row by row."""
    new = gathered.problems[before:]
    if len(new) < WHOLE_COLUMN or len(new) < read or any(problem.code != "value_blank" for problem in new):
        return
    place = block.layout.place(value.row, value.column, value.text)
    stations = {problem.station for problem in new}
    only = stations.pop() if len(stations) == 1 else ""
    gathered.problems[before:] = [Problem("value_blank", place, f"「{value.text}」整列为空", station=only)]


def _read_figures(block: Block, values: Sequence[ValueColumn], figures: Sequence[Item], gathered: Gathered) -> None:
    """For each figure every filled column counts; where none is filled, the likeliest one says so."""
    by_unit: dict[tuple[int, int] | None, list[ValueColumn]] = {}
    for value in values:
        by_unit.setdefault(value.unit, []).append(value)
    for code in dict.fromkeys(item.target.code for item in figures):
        items = [item for item in figures if item.target.code == code]
        for columns in by_unit.values():
            rows = {value: _rows_of(block, items, value, gathered) for value in columns}
            filled = [
                value for value in columns if any(block.table.grid.text(row, value.column) for row in rows[value])
            ]
            for value in filled or columns[:1]:
                doubts = {row: _points_or_figure(block, items, row, value, gathered) for row in rows[value]}
                column = FieldColumn(code, value.column, value.row)
                for doubt in ("", "asked"):
                    found = block.station(value, [row for row in rows[value] if doubts[row] == doubt])
                    if len(found.rows):
                        gather_figures(block.reader, block.layout, column, found, block.source, gathered)
                        if doubt:
                            clean = gathered.parts[-1].clean
                            clean.status[:], clean.scaled[:] = Status.UNREADABLE, 0


def _points_or_figure(block: Block, items: Sequence[Item], row: int, value: ValueColumn, gathered: Gathered) -> str:
    """A small number under 得分 in a row with points may be points and not the figure.

    "" it is the figure · asked: nobody has said · points: the user has said so, it is left out
    """
    item = max((item for item in items if item.row <= row), key=lambda item: item.row)
    number = block.table.grid.columns[value.column].numbers[row]
    points = points_of(block.table, item)
    if value.heading.figure or value.unit or points is None or not 0 <= number <= float(points):
        return ""
    said = block.known.points(value.text)
    if said == ACCEPTED:
        return ""
    place = block.layout.place(row, value.column, item.label)
    shown = block.table.grid.text(row, value.column)
    found = f"「{item.label}」一行填的是「{shown}」，不知是数据还是得分"
    if said == NOT_USED:
        gathered.left_out.append((str(place), f"「{item.label}」的得分「{shown}」：按确认不采用"))
        return "points"
    remedy = "请填写数据本身（得分由工具计算），或在页面上确认"
    problem = Problem("value_points", place, found, "数据", remedy, field=item.target.code)
    gathered.problems.append(problem)
    options = ((NOT_USED, "是得分，不采用（得分由数据计算）"), (ACCEPTED, "是数据，照此采用"))
    key = block.known.key("points", value.text)
    gathered.questions.append(Question(key, problem, value.text, options, 0.0, (shown,)))
    return "asked"


def _rows_of(block: Block, items: Sequence[Item], value: ValueColumn, gathered: Gathered) -> list[int]:
    """The rows of one field: several only where each row names its own unit; filled further rows are a problem."""
    if block.by_row is not None:  # a label merged over the rows of several units
        return sorted(row for item in items for row in (item.row, *block.told.further.get(item.row, ())))
    grid = block.table.grid
    filled = [item for item in items if grid.text(item.row, value.column)]
    chosen = (filled or items)[0]
    title = block.reader.form.fields[chosen.target.code].title
    if _shared_cell(block, chosen, value, title, gathered):
        return []
    for other in filled[1:]:
        place = block.layout.place(other.row, value.column, title)
        first = address(chosen.row, value.column)
        found = f"「{title}」在 {first} 已经填过，这里又填了「{grid.text(other.row, value.column)}」"
        gathered.problems.append(
            Problem("column_duplicate", place, found, "", "请只保留一行", field=chosen.target.code)
        )
    further = [row for row in block.told.further.get(chosen.row, ()) if grid.text(row, value.column)]
    if further and filled:
        place = block.layout.place(further[0], value.column, title)
        found = f"「{title}」占 {len(further) + 1} 行，每行都填了数，不知以哪一行为准"
        problem = Problem(
            "column_duplicate", place, found, "一个数", "请把该项写成一个数，或逐行写明数据项", "", chosen.target.code
        )
        gathered.problems.append(problem)
        gathered.left_out.append((str(replace(place, cell=address(chosen.row, value.column))), found))
        return []
    return [chosen.row]


def _shared_cell(block: Block, item: Item, value: ValueColumn, title: str, gathered: Gathered) -> bool:
    """One merged cell over the rows of several items says nothing of any single one of them."""
    area = block.shared.get((item.row, value.column))
    among = [other for other in block.table.items if area and area[0] <= other.row <= area[2]]
    if area is None or len(among) < 2 or not block.table.grid.text(area[0], area[1]):
        return False
    place = block.layout.place(area[0], area[1], title)
    names = "、".join(f"「{other.label}」" for other in among)
    found = f"{names}合用一个单元格，不知各是多少"
    if not any((told.place.cell, told.found) == (place.cell, found) for told in gathered.problems):
        problem = Problem("value_unreadable", place, found, "每项一个数", "请取消合并，逐项填写", "", item.target.code)
        gathered.problems.append(problem)
        gathered.left_out.append((str(place), found))
    return True


def merged_values(table: TurnedTable) -> dict[tuple[int, int], tuple[int, int, int, int]]:
    """(row, column) → merged area, for the cells of values that are merged down over several rows."""
    columns = {value.column for value in table.values}
    return {
        (row, column): area
        for area in table.grid.merged[:MOST_MERGES]
        if 0 < area[2] - area[0] < LONGEST_MERGE and area[0] < table.last and area[2] >= table.first
        for column in columns.intersection(range(area[1], area[3] + 1))
        for row in range(area[0], area[2] + 1)
    }
