"""Parts read from many tables → the arrays of `Reported`, one row a station."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rating.intake.asked import Asked
from rating.intake.cleaning.scaling import rescale
from rating.intake.cleaning.values import CleanColumn
from rating.intake.files.cells import address
from rating.intake.form import Form
from rating.problems import Place, Problem
from rating.reported import (
    Adjudication,
    Column,
    Question,
    Rater,
    Roster,
    Sheet,
    Status,
    TableRead,
    blank_column,
)

MOST_NAMED = 20
Needed = Mapping[str, NDArray[np.bool_]]


@dataclass(frozen=True)
class Part:
    """One clean column with the stations of its rows. `rater` is set for marks."""

    clean: CleanColumn
    stations: NDArray[np.int32]
    source: int
    rater: Rater | None = None


@dataclass
class Gathered:
    """Everything read so far, over all files."""

    parts: list[Part] = field(default_factory=list)
    adjudicated: dict[tuple[int, str], Adjudication] = field(default_factory=dict)
    sheets: list[Sheet] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    met: set[int] = field(default_factory=set)
    tables: list[TableRead] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    averages: set[int] = field(default_factory=set)
    """Sheets (places in `sheets`) whose marks may be averages of other files' marks."""
    unfilled: set[str] = field(default_factory=set)
    """Fields of template sheets that nobody filled in."""


def columns_of(
    gathered: Gathered, form: Form, roster: Roster
) -> tuple[dict[str, Column], dict[str, dict[str, Column]]]:
    """(columns by field, marks by field and rater). Fields that no file has are columns of blanks."""
    columns: dict[str, Column] = {}
    marks: dict[str, dict[str, Column]] = {}
    by_owner: dict[tuple[str, str], list[Part]] = {}
    for part in gathered.parts:
        by_owner.setdefault((part.clean.field, part.rater.code if part.rater else ""), []).append(part)
    for (code, rater), parts in by_owner.items():
        column = _join(parts, roster, gathered)
        if rater:
            marks.setdefault(code, {})[rater] = column
        else:
            columns[code] = column
    for code, data_field in form.fields.items():
        if not data_field.formula and code not in columns and data_field.kind != "mark":
            columns[code] = blank_column(len(roster))
    return columns, marks


def _join(parts: Sequence[Part], roster: Roster, gathered: Gathered) -> Column:
    """Parts of one field (and rater) put into one column; two different answers are a problem."""
    if len(parts) == 1 and np.array_equal(parts[0].stations, np.arange(len(roster))):
        return _whole(parts[0])
    decimals = max(part.clean.decimals for part in parts)
    pieces = [rescale(part.clean.scaled, decimals - part.clean.decimals) for part in parts]
    kind = object if any(piece.dtype == object for piece in pieces) else np.int64
    blank = blank_column(len(roster))
    column = Column(blank.scaled.astype(kind), decimals, blank.status, blank.text, blank.source, blank.row, blank.col)
    for part, scaled in zip(parts, pieces, strict=True):
        _put(column, part, scaled, roster, gathered)
    return column


def _whole(part: Part) -> Column:
    """One table with every station in order: its arrays are the column's."""
    clean, rows = part.clean, len(part.stations)
    source, col = np.full(rows, part.source, np.int32), np.full(rows, clean.column, np.int32)
    return Column(clean.scaled, clean.decimals, clean.status, clean.text, source, clean.rows, col)


def _put(column: Column, part: Part, scaled: Any, roster: Roster, gathered: Gathered) -> None:
    at, clean = part.stations, part.clean
    filled = (column.status[at] != Status.BLANK) & (clean.status != Status.BLANK)
    differs = filled
    if filled.any():
        differs = _different(column, part, scaled, filled)
    for place in np.flatnonzero(differs).tolist():
        gathered.problems.append(_conflict(column, int(at[place]), place, part, roster, gathered.sheets))
    empty = (column.status[at] == Status.BLANK) & ((clean.status != Status.BLANK) | (column.row[at] < 0))
    to = at[empty]
    column.scaled[to] = scaled[empty]
    column.status[to] = clean.status[empty]
    column.text[to] = clean.text[empty]
    column.source[to] = part.source
    column.row[to] = clean.rows[empty]
    column.col[to] = clean.column


def _different(column: Column, part: Part, scaled: Any, filled: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where both say something and not the same; texts are compared as typed."""
    at, clean = part.stations, part.clean
    differs = filled & ((column.scaled[at] != scaled) | (column.status[at] != clean.status))
    if clean.is_text:
        differs |= filled & np.array(column.text[at] != clean.text, bool)
    return np.asarray(differs, bool)


def _conflict(column: Column, station: int, place: int, part: Part, roster: Roster, sheets: Sequence[Sheet]) -> Problem:
    sheet, earlier = sheets[part.source], sheets[column.source[station]]
    cell = address(int(part.clean.rows[place]), part.clean.column)
    first = Place(earlier.file, earlier.title, address(int(column.row[station]), int(column.col[station])))
    return Problem(
        "value_conflict",
        Place(sheet.file, sheet.title, cell, roster.name[station]),
        f"填写的是「{part.clean.text[place]}」，而 {first} 填写的是「{column.text[station]}」",
        station=roster.code[station],
        field=part.clean.field,
    )


def without_filled_blanks(
    problems: Iterable[Problem], columns: Mapping[str, Column], roster: Roster, form: Form, asked: Asked
) -> list[Problem]:
    """A blank in one file that another file fills is no blank; a blank part of a roll-up stays one."""
    row = {code: number for number, code in enumerate(roster.code)}

    def filled(problem: Problem) -> bool:
        if problem.field not in columns or form.fields[problem.field].roll_up:
            return False
        empty = columns[problem.field].status == Status.BLANK
        if problem.station:
            return problem.station in row and not empty[row[problem.station]]
        return not (empty & asked.units(problem.field, roster)).any()

    return [problem for problem in problems if problem.code != "value_blank" or not filled(problem)]


def missing_problems(
    form: Form,
    roster: Roster,
    columns: Mapping[str, Column],
    marks: Mapping[str, Any],
    gathered: Gathered,
    asked: Asked,
) -> Iterable[Problem]:
    """Fields that no file has, stations without any row, and raters who left stations out.

    All of it only where the stations' kinds need the field.
    """
    needed = {code: asked.units(code, roster) for code in form.fields}
    yield from _columns_missing(form, marks, gathered, needed)
    for station in range(len(roster)) if gathered.met else ():
        if station not in gathered.met:
            name = roster.name[station]
            yield Problem(
                "station_missing", Place(object=name), f"各文件中都没有「{name}」", station=roster.code[station]
            )
    yield from _partly_missing(form, roster, columns, gathered.met, needed)
    yield from _raters_missing(form, roster, marks, needed)


def _columns_missing(form: Form, marks: Mapping[str, Any], gathered: Gathered, needed: Needed) -> Iterable[Problem]:
    """Not called missing: what a heading is asked about, and marks where there are some whose rater was refused."""
    rater_refused = any(problem.code == "rater_unknown" for problem in gathered.problems)
    asked = {problem.field for problem in gathered.problems if problem.code == "column_similar"}
    read = {part.clean.field for part in gathered.parts}
    for code, data_field in form.fields.items():
        of_raters = data_field.kind == "mark"
        if data_field.formula or code in asked or not needed[code].any() or (of_raters and rater_refused):
            continue
        if not (marks.get(code) if of_raters else code in read):
            blank = code in gathered.unfilled
            found = f"「{data_field.title}」还没有填写" if blank else f"各文件中都没有「{data_field.title}」列"
            yield Problem(
                "value_blank" if blank else "column_missing", Place(object=data_field.title), found, field=code
            )


def _partly_missing(
    form: Form, roster: Roster, columns: Mapping[str, Column], met: set[int], needed: Needed
) -> Iterable[Problem]:
    """A station that is there, but not in the file that holds this field."""
    present = np.zeros(len(roster), bool)
    present[sorted(met)] = True
    for code, column in columns.items():
        there = column.row >= 0
        without = np.flatnonzero(present & needed[code] & ~there).tolist()
        if without and there.any():
            title = form.fields[code].title
            yield Problem(
                "value_blank", Place(object=title), f"{_named(roster, without)}没有填报「{title}」", field=code
            )


def _raters_missing(
    form: Form, roster: Roster, marks: Mapping[str, Mapping[str, Column]], needed: Needed
) -> Iterable[Problem]:
    for code, by_rater in marks.items():
        marked = np.zeros(len(roster), bool)
        for column in by_rater.values():
            marked |= column.row >= 0
        for rater, column in by_rater.items():
            without = np.flatnonzero(marked & needed[code] & (column.row < 0)).tolist()
            if without:
                title = form.fields[code].title
                found = f"{rater} 没有给{_named(roster, without)}的「{title}」打分"
                yield Problem("rater_missing", Place(object=title), found, field=code)


def _named(roster: Roster, stations: Sequence[int]) -> str:
    names = "、".join(f"「{roster.name[station]}」" for station in stations[:MOST_NAMED])
    return names + (f"等 {len(stations)} 个单位" if len(stations) > MOST_NAMED else "")
