"""Marks of raters: each row of a column to the rater who gave it, 复核 marks with their reasons."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from rating.intake.answers import NOT_USED
from rating.intake.assemble import Gathered, Part
from rating.intake.cleaning.values import CleanColumn
from rating.intake.computed_marks import is_computed_mark, leave_out_computed
from rating.intake.files.cells import address
from rating.intake.layout.columns import FieldColumn, Layout
from rating.intake.layout.rows import StationRows, merged_down
from rating.intake.raters import Label, is_adjudication
from rating.intake.reader import Reader, clean_cells
from rating.problems import Problem
from rating.reported import Adjudication, Question, Rater, Status
from rating.rubric.numbers import plain

MOST_RUNS = 10
ADJUDICATED = Label("复核")
UNNAMED = Label("")
"""A row of a table with a 评估人 column whose cell is blank: nobody may be guessed."""


def gather_marks(
    reader: Reader,
    layout: Layout,
    column: FieldColumn,
    found: StationRows,
    label: Label,
    source: int,
    gathered: Gathered,
) -> None:
    """Marks of one column, row by row to their raters; 复核 marks apart.

    Blanks in rows that nobody had to mark (复核, a role not in charge) are no problem.
    """
    clean = clean_cells(reader, layout, column, found.rows, found.stations)
    silent: set[str] = set()
    for name, at in _by_label(layout, column, found, label).items():
        part, stations = clean.take(at), found.stations[at]
        computed = is_computed_mark(layout, column, name)
        known = name not in (ADJUDICATED, UNNAMED) and not computed
        rater = _rater(reader, layout, column, name, part, gathered) if known else None
        if rater:
            part, stations = _once(reader, layout, part, stations, rater, gathered)
            gathered.parts.append(Part(part, stations, source, rater))
            continue
        silent.update(address(row, column.column) for row in part.rows.tolist())
        if computed:
            leave_out_computed(layout, column, name, part, gathered)
        elif name == ADJUDICATED:
            _adjudicate(reader, layout, column, part, stations, source, gathered)
        elif name == UNNAMED:
            _refuse_unnamed(reader, layout, column, part, stations, gathered)
    gathered.problems.extend(
        problem for problem in clean.problems if problem.code != "value_blank" or problem.place.cell not in silent
    )


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
    grid, places = layout.table.grid, (layout.rater, layout.role)
    above = merged_down(layout, places)
    nobody = UNNAMED if layout.rater >= 0 else label
    for at, row in enumerate(found.rows.tolist()):
        name, role = (grid.text(above.get((row, place), row), place) if place >= 0 else "" for place in places)
        said_in = (row, layout.role if role else layout.rater)
        own = Label(name, role, said_in) if name or role else nobody
        groups.setdefault(ADJUDICATED if is_adjudication(name) or is_adjudication(role) else own, []).append(at)
    return {name: np.array(at) for name, at in groups.items()}


def _rater(
    reader: Reader, layout: Layout, column: FieldColumn, label: Label, part: CleanColumn, gathered: Gathered
) -> Rater | None:
    """The rater, if known and in charge of the field; a column left empty by another role says nothing.

    A role that is in charge of none of the rater's columns is refused: all the marks would be lost.
    Where it is in charge of others, the marks that are not its own are told cell by cell.
    """
    data_field = reader.form.fields[column.field]
    in_charge = _in_charge(reader, layout, column)
    rater = reader.raters.rater(label, data_field.marked_by, in_charge)
    filled = part.rows[part.status != Status.BLANK].tolist()
    if rater is None and not filled:
        return None
    if rater is None:
        found = f"「{label.name or '（未写明）'}」属于哪个评估主体不明"
        if label.role_words.strip():
            found = f"「{label.role_words.strip()}」不是评分标准中的评估主体"
        _refuse_rater(reader, layout, column, label, found, in_charge, gathered)
        return None
    if rater.role in data_field.marked_by:
        return rater
    if not filled:
        return None
    title = next(role.title for role in reader.form.roles if role.code == rater.role)
    if rater.role not in in_charge:
        found = f"评估主体是「{title}」，而表中的打分项都不由其负责"
        _refuse_rater(reader, layout, column, label, found, in_charge, gathered)
        return None
    place = layout.place(column.row, column.column, data_field.title)
    cells = cells_said(filled, column.column)
    found = (
        f"「{rater.name}」所属的评估主体「{title}」不负责「{data_field.title}」，填写的 {len(filled)} 处未采用：{cells}"
    )
    gathered.problems.append(Problem("mark_not_in_charge", place, found, field=column.field))
    gathered.left_out.append((str(place), found))
    return None


def cells_said(rows: Sequence[int], column: int) -> str:
    """`C4—C8、C11`: the cells of these rows, runs of them joined; the first runs only."""
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    said = [
        address(run[0], column) + (f"—{address(run[-1], column)}" if len(run) > 1 else "") for run in runs[:MOST_RUNS]
    ]
    return "、".join(said) + ("等" if len(runs) > MOST_RUNS else "")


def _in_charge(reader: Reader, layout: Layout, column: FieldColumn) -> list[str]:
    """The roles that mark any of the columns of the same rater in this table."""
    fields = [reader.form.fields[other.field] for other in layout.fields if other.rater == column.rater]
    return list(dict.fromkeys(role for data_field in fields for role in data_field.marked_by))


def _refuse_rater(
    reader: Reader,
    layout: Layout,
    column: FieldColumn,
    label: Label,
    found: str,
    in_charge: Sequence[str],
    gathered: Gathered,
) -> None:
    """Once for each rater of a table, however many columns of marks there are."""
    row, at = label.cell or (column.row, column.column)
    place = layout.place(row, at, label.name)
    titles = "、".join(role.title for role in reader.form.roles if role.code in in_charge)
    remedy = "请核对并改正评估主体；确实不需要的打分请删去" if label.role_words.strip() else ""
    problem = Problem("rater_unknown", place, found, titles, remedy, field=column.field)
    if column.rater or label.cell == (column.row, column.column):
        _offer_to_leave_out(layout, column, problem, gathered)
    if any(told.code == "rater_unknown" and (told.place, told.found) == (place, found) for told in gathered.problems):
        return
    gathered.problems.append(problem)
    gathered.left_out.append((str(place), f"打分未采用：{found}"))


def _offer_to_leave_out(layout: Layout, column: FieldColumn, problem: Problem, gathered: Gathered) -> None:
    """A column whose heading names the rater can be given up, once for all tables of the layout."""
    heading = next((header.text for header in layout.table.headers if header.column == column.column), "")
    if heading and layout.name:
        key, options = ("column", layout.name, heading), ((NOT_USED, "不采用这一列，其中的打分不计入"),)
        gathered.questions.append(Question(key, problem, heading, options))


def _refuse_unnamed(
    reader: Reader,
    layout: Layout,
    column: FieldColumn,
    part: CleanColumn,
    stations: NDArray[np.int32],
    gathered: Gathered,
) -> None:
    """Marks in rows without a rater's name are not taken; once for each row, however many columns of marks.

    Where the whole column is blank it is said once, of the column.
    """
    if _nobody_named(layout):
        _refuse_blank_column(layout, column, part, gathered)
        return
    told = {problem.place for problem in gathered.problems if problem.code == "rater_unknown"}
    for at in np.flatnonzero(part.status != Status.BLANK).tolist():
        name = reader.directory.name[stations[at]]
        place = layout.place(int(part.rows[at]), layout.rater, name)
        if place in told:
            continue
        found = f"「{name}」这一行没有写评估人"
        station = reader.directory.code[stations[at]]
        remedy = "请在「评估人」列中补写姓名；不需要的打分请删去"
        gathered.problems.append(Problem("rater_unknown", place, found, "评估人姓名", remedy, station, column.field))
        gathered.left_out.append((str(place), f"打分未采用：{found}"))


def _nobody_named(layout: Layout) -> bool:
    """True when the 评估人 column has nothing in it, down the whole table."""
    grid, table = layout.table.grid, layout.table
    return not any(grid.text(row, layout.rater) for row in range(table.first, min(table.last, grid.rows)))


def _refuse_blank_column(layout: Layout, column: FieldColumn, part: CleanColumn, gathered: Gathered) -> None:
    heading = next((header for header in layout.table.headers if header.column == layout.rater), None)
    place = layout.place(heading.row if heading else layout.table.top, layout.rater, heading.text if heading else "")
    filled = part.rows[part.status != Status.BLANK].tolist()
    if filled:
        found = f"「{place.object}」一列没有填写，不知是谁的打分"
        if not any(told.code == "rater_unknown" and told.place == place for told in gathered.problems):
            remedy = "请在该列逐行写明评估人；整张表是一个人打的，可删去该列，在表上方写明「评估人：姓名」"
            gathered.problems.append(Problem("rater_unknown", place, found, "评估人姓名", remedy, "", column.field))
        cells = layout.place(column.row, column.column)
        gathered.left_out.append((str(cells), f"打分未采用：{found}（{cells_said(filled, column.column)}）"))


def _once(
    reader: Reader, layout: Layout, part: CleanColumn, stations: NDArray[np.int32], rater: Rater, gathered: Gathered
) -> tuple[CleanColumn, NDArray[np.int32]]:
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
    part: CleanColumn,
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
        exact = Decimal(plain(mark))  # 7, whatever decimals the rest of the column has
        gathered.adjudicated[station, column.field] = Adjudication(exact, reason, source, row, column.column)
