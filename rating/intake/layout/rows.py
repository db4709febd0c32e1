"""The body rows of a table → stations, with everything that is not a station's row told apart."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from rating.intake.answers import NO_ANSWERS, Answers
from rating.intake.cleaning.readings import read_cell
from rating.intake.files.cells import Cell, ErrorCell, NoResult, as_text
from rating.intake.form import Form
from rating.intake.layout.columns import Layout
from rating.intake.layout.headers import LONGEST_LABEL
from rating.intake.layout.station_matching import NOT_TAKEN, Matcher, Unit
from rating.intake.layout.stations import Directory
from rating.intake.layout.tables import content_rows, not_data, total_beside
from rating.problems import Problem
from rating.reported import Question

_HINT = re.compile(
    r"^(?:例|示|样|范|[xXｘＸ×某]{2})|[)）:：]$|计$|均$|值$|分$|[高低]$|重$|位$|率$|签|章|注|备|说明|填|制表|审核|负责|联系|电话|日期|月|评|专家|复核|单位|来源|页|续|表$"
)
MOST_MERGES, LONGEST_MERGE = 20_000, 500
_SENTENCE = re.compile(
    r"[，。；！？：]|^[(（]?\d+[.、．)）]|^[(（]?[一二三四五六七八九十]+[、.．)）]|^第[一二三四五六七八九十\d]+(?:组|批|类|部分|片)"
    r"|^\d{4}(?:年|[-/.]\d)|^[*※★▲]|^共\d|^以[下上](?:空白|为空|无正文)|^此[页处]空白"
)
_UNIT_LIKE = re.compile(r"(?:站|街道|镇|乡|中心|区|社|园|院|办|处|部|队|会|村|居|点)$")


@dataclass
class StationRows:
    """Rows of a table that speak of stations: sheet rows, stations (rows of the roster)."""

    rows: NDArray[np.int32]
    stations: NDArray[np.int32]
    repeated: bool = False
    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)


def key_columns(layout: Layout, unit: str) -> tuple[tuple[int, ...], int]:
    """(columns of the code, column of the name); the street or district names the unit if nothing else does."""
    code = layout.compose or ((layout.identity["code"],) if "code" in layout.identity else ())
    name = layout.identity.get("name", -1)
    if name < 0 and not code:
        name = layout.identity.get("street", layout.identity.get("district", -1))
    return code, name


def station_rows(
    layout: Layout,
    directory: Directory,
    form: Form,
    fixed: bool,
    repeats: bool,
    known_before: int,
    answers: Answers = NO_ANSWERS,
) -> StationRows:
    """Match every row. `fixed`: the roster is given and cannot grow; `repeats`: a unit may occur often.

    known_before: how many stations were known before this file; those may be met by looser names.
    """
    found = StationRows(np.empty(0, np.int32), np.empty(0, np.int32))
    rows: list[int] = []
    stations: list[int] = []
    seen: dict[int, int] = {}
    separate = form.identity.repeated == "separate" and not fixed
    codes, name = key_columns(layout, form.unit)
    shown_column = name if name >= 0 else codes[0]
    matcher = Matcher(layout, directory, form, fixed, known_before, shown_column, answers)
    named = _named_rows(layout, form, found, directory)
    if not fixed and known_before and not separate:
        matcher.exact = {directory.find_exactly(unit.code, unit.name) for _, unit in named}
    for row, unit in named:
        station = matcher.separate(row, unit) if separate else matcher.match(row, unit)
        if station == NOT_TAKEN:
            leave_out(layout, row, "已确认不采用的行", found, shown_column)
        if station < 0:
            continue
        if station in seen and not repeats:
            where = layout.place(row, shown_column, directory.name[station])
            first = layout.place(seen[station], shown_column).cell
            told = f"「{directory.name[station]}」在 {first} 已经出现"
            found.problems.append(Problem("station_duplicate", where, told, station=directory.code[station]))
            continue
        seen.setdefault(station, row)
        rows.append(row)
        stations.append(station)
    found.problems.extend([*matcher.problems, *matcher.kind_problems])
    found.questions = matcher.questions
    found.repeated = len(seen) < len(stations)
    found.rows, found.stations = np.array(rows, np.int32), np.array(stations, np.int32)
    return found


def _named_rows(layout: Layout, form: Form, found: StationRows, directory: Directory) -> list[tuple[int, Unit]]:
    """(row, unit) of every row with a unit; rows that are no data go to `left_out`."""
    table, grid = layout.table, layout.table.grid
    codes, name = key_columns(layout, form.unit)
    keys = [column for column in (*codes, name) if column >= 0]
    labels = {label for header in table.headers if header.column in keys for label in header.labels}
    rows = np.flatnonzero(content_rows(grid, table.first, table.last))
    above = merged_down(layout, (*codes, name))
    code_cells = [_key_cells(layout, column, rows, above) for column in codes]
    names = [_said(cell) for cell in _key_cells(layout, name, rows, above)] if name >= 0 else [""] * len(rows)
    units = list(map(Unit, _codes(code_cells, len(rows)), names, _are_numbers(code_cells, len(rows))))
    named: list[tuple[int, Unit]] = []
    faulty = _faulty_keys(layout, keys)
    in_order = rows.tolist()
    last_named = next((row for row, unit in zip(in_order[::-1], units[::-1], strict=True) if unit.shown), -1)
    for row, unit in zip(in_order, units, strict=True):
        if row in faulty:
            found.problems.append(faulty[row])
            continue
        why = _why_left_out(layout, row, unit, min(keys), labels, directory)
        if why is None:
            named.append((row, unit))
        elif why == "" and row > last_named and _says_nothing(layout, row, form):
            leave_out(layout, row, "表下没有单位、没有数据的行", found)
        elif why == "":
            found.problems.append(
                Problem(
                    "roster_key", layout.place(row, name if name >= 0 else codes[0]), "该行有数据，但没有单位代码或名称"
                )
            )
        else:
            leave_out(layout, row, why, found)
    return named


def _codes(columns: Sequence[Sequence[Cell]], rows: int) -> Sequence[str]:
    """The code of each row; of several columns the texts joined, unless all are blank."""
    said = [[_said(cell) for cell in column] for column in columns]
    if len(said) <= 1:
        return said[0] if said else [""] * rows
    return ["-".join(texts) if any(texts) else "" for texts in zip(*said, strict=True)]


def _are_numbers(columns: Sequence[Sequence[Cell]], rows: int) -> Sequence[bool]:
    """Which codes stand in number cells, where leading zeros are lost."""
    return [type(cell) is float for cell in columns[0]] if len(columns) == 1 else [False] * rows


def _key_cells(layout: Layout, column: int, rows: NDArray[np.intp], above: Mapping[tuple[int, int], int]) -> list[Cell]:
    """The cells that name the units; below a merged cell its text holds."""
    cells = layout.table.grid.columns[column]
    found = cells.cells(rows.astype(np.int32))
    if above:
        for at, row in enumerate(rows.tolist()):
            if (row, column) in above:
                found[at] = cells.cell(above[row, column])
    return found


def _said(cell: Cell) -> str:
    """The text that names a unit; a dash or other marks alone name nobody."""
    text = as_text(cell).strip()
    return text if text[:1].isalnum() or any(map(str.isalnum, text)) else ""


def _faulty_keys(layout: Layout, keys: Sequence[int]) -> dict[int, Problem]:
    """Rows whose unit is named by an error value or an empty formula: they cannot be matched."""
    found: dict[int, Problem] = {}
    for column in keys:
        for row, cell in layout.table.grid.columns[column].others.items():
            if isinstance(cell, ErrorCell):
                told = f"单位的名称或代码是错误值 {cell.text}"
                found.setdefault(row, Problem("value_error_cell", layout.place(row, column), told))
            elif isinstance(cell, NoResult):
                told = "单位的名称或代码是没有计算结果的公式"
                found.setdefault(row, Problem("value_no_result", layout.place(row, column), told))
    return found


def _says_nothing(layout: Layout, row: int, form: Form) -> bool:
    """No data item of the row can be read: the office and the date below a table stand in any column."""
    cells = [(layout.table.grid.cell(row, column.column), form.fields[column.field]) for column in layout.fields]
    return all(cell is None or read_cell(cell, data_field).number is None for cell, data_field in cells)


def leave_out(layout: Layout, row: int, why: str, found: StationRows, named_in: int = -1) -> None:
    """List a row as not taken, with the words of the column `named_in`, or its first words."""
    grid = layout.table.grid
    column = next((at for at in (named_in, *range(len(grid.columns))) if at >= 0 and grid.text(row, at)), 0)
    place = layout.place(row, column)
    words = grid.text(row, column)[:30]
    found.left_out.append((str(place), f"{why}：{words}"))
    found.problems.append(Problem("row_left_out", place, f"「{words}」是{why}"))


def _why_left_out(
    layout: Layout, row: int, unit: Unit, first: int, labels: Collection[str], directory: Directory
) -> str | None:
    """None: a unit's row. "": data without a unit. Else why the row is no data."""
    shown = unit.name or unit.code
    if shown:
        if unit.code in directory.typed_code:
            return None
        if shown in labels:
            return "重复的表头"
        if _HINT.search(shown[:LONGEST_LABEL]) and (why := not_data(shown)) and directory.find_exactly("", shown) < 0:
            return why
        if why := total_beside(layout.table.grid, row, first):
            return why
        return None if unit.code and unit.name else _lonely_text(layout, row, shown, directory)
    grid = layout.table.grid
    words = next((text for number in range(len(grid.columns)) if (text := grid.text(row, number))), "")
    if why := not_data(words):
        return why
    filled = [column.column for column in layout.fields if grid.text(row, column.column)]
    if not filled:
        return "没有单位、没有数据的行"
    if all(isinstance(grid.cell(row, column), str) for column in filled) and row <= layout.table.first + 1:
        return "表头下的说明行"
    return ""


def _lonely_text(layout: Layout, row: int, shown: str, directory: Directory) -> str | None:
    """A sentence alone in its row is a note, unless it can be a unit that reported nothing."""
    sentence = _SENTENCE.search(shown[:LONGEST_LABEL]) is not None
    if not sentence and len(shown) < 12 and _UNIT_LIKE.search(shown):
        return None
    grid = layout.table.grid
    filled = 0
    for column in grid.columns:
        filled += column.cell(row) is not None
        if filled > 1:
            return None
    if not sentence and (len(layout.table.headers) < 3 or _UNIT_LIKE.search(shown)):
        return None
    return None if directory.named(shown) >= 0 else "只有文字、没有数据的行"


def merged_down(layout: Layout, columns: tuple[int, ...]) -> Mapping[tuple[int, int], int]:
    """(row, column) below a merged key cell → the row that holds its text."""
    rows = layout.table.grid.rows
    merges = [merged for merged in layout.table.grid.merged if merged[1] in columns][:MOST_MERGES]
    return {
        (row, first_column): first_row
        for first_row, first_column, last_row, _ in merges
        if last_row - first_row < LONGEST_MERGE
        for row in range(first_row + 1, min(last_row + 1, rows))
    }
