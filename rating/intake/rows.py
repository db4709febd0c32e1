"""The body rows of a table → stations, with everything that is not a station's row told apart."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from rating.intake.cells import Cell, as_text
from rating.intake.columns import Layout
from rating.intake.form import Form
from rating.intake.plain_text import plain_text
from rating.intake.stations import Directory
from rating.intake.tables import content_rows, not_data, total_beside
from rating.problems import Problem

_HINT = re.compile(
    r"计$|均$|值$|分$|[高低]$|重$|位$|率$|签|章|注|备|说明|填|制表|审核|负责|联系|电话|日期|月|评|专家|复核|单位|来源"
)
MOST_MERGES, LONGEST_MERGE = 20_000, 500
_SENTENCE = re.compile(r"[，。；！？：]|^[(（]?\d+[.、．)）]")
_UNIT_LIKE = re.compile(r"(?:站|街道|镇|乡|中心|区|社|园|院|办|处|部|队|会|村|居|点)$")


@dataclass(frozen=True, slots=True)
class Unit:
    """How one row names its unit."""

    code: str
    name: str
    code_is_number: bool = False


@dataclass
class StationRows:
    """Rows of a table that speak of stations: sheet rows, stations (rows of the roster)."""

    rows: NDArray[np.int32]
    stations: NDArray[np.int32]
    repeated: bool = False
    problems: list[Problem] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)


def key_columns(layout: Layout, unit: str) -> tuple[tuple[int, ...], int]:
    """(columns of the code, column of the name); the street or district names the unit if nothing else does."""
    code = layout.compose or ((layout.identity["code"],) if "code" in layout.identity else ())
    name = layout.identity.get("name", -1)
    if name < 0 and not code:
        name = layout.identity.get("street", layout.identity.get("district", -1))
    return code, name


def station_rows(
    layout: Layout, directory: Directory, form: Form, fixed: bool, repeats: bool, known_before: int
) -> StationRows:
    """Match every row. `fixed`: the roster is given and cannot grow; `repeats`: a unit may occur often.

    known_before: how many stations were known before this file; those may be met by looser names.
    """
    found = StationRows(np.empty(0, np.int32), np.empty(0, np.int32))
    rows: list[int] = []
    stations: list[int] = []
    seen: dict[int, int] = {}
    separate = form.identity.repeated == "separate" and not fixed
    matcher = _Matcher(layout, directory, form, fixed, known_before)
    named = _named_rows(layout, form, found, directory)
    if not fixed and known_before and not separate:
        matcher.exact = {directory.find_exactly(unit.code, unit.name) for _, unit in named}
    for row, unit in named:
        station = matcher.separate(row, unit) if separate else matcher.match(row, unit, found)
        if station < 0:
            continue
        if station in seen and not repeats:
            where = layout.place(row, matcher.shown_column, directory.name[station])
            first = layout.place(seen[station], matcher.shown_column).cell
            found.problems.append(
                Problem(
                    "station_duplicate",
                    where,
                    f"「{directory.name[station]}」在 {first} 已经出现",
                    station=directory.code[station],
                )
            )
            continue
        seen.setdefault(station, row)
        rows.append(row)
        stations.append(station)
    found.problems.extend(matcher.kind_problems)
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
    names = [as_text(cell).strip() for cell in _key_cells(layout, name, rows, above)] if name >= 0 else [""] * len(rows)
    named: list[tuple[int, Unit]] = []
    for row, typed_name, *cells in zip(rows.tolist(), names, *code_cells, strict=True):
        texts = [as_text(cell).strip() for cell in cells]
        unit = Unit("-".join(texts) if any(texts) else "", typed_name, len(cells) == 1 and type(cells[0]) is float)
        why = _why_left_out(layout, row, unit, keys, labels, directory)
        if why is None:
            named.append((row, unit))
        elif why == "":
            found.problems.append(
                Problem(
                    "roster_key", layout.place(row, name if name >= 0 else codes[0]), "该行有数据，但没有单位代码或名称"
                )
            )
        else:
            leave_out(layout, row, why, found)
    return named


def _key_cells(layout: Layout, column: int, rows: NDArray[np.intp], above: Mapping[tuple[int, int], int]) -> list[Cell]:
    """The cells that name the units; below a merged cell its text holds."""
    cells = layout.table.grid.columns[column]
    found = cells.cells(rows.astype(np.int32))
    if above:
        for at, row in enumerate(rows.tolist()):
            if (row, column) in above:
                found[at] = cells.cell(above[row, column])
    return found


def leave_out(layout: Layout, row: int, why: str, found: StationRows, named_in: int = -1) -> None:
    """List a row as not taken, with the words of the column `named_in`, or its first words."""
    grid = layout.table.grid
    column = next((at for at in (named_in, *range(len(grid.columns))) if at >= 0 and grid.text(row, at)), 0)
    place = layout.place(row, column)
    words = grid.text(row, column)[:30]
    found.left_out.append((str(place), f"{why}：{words}"))
    found.problems.append(Problem("row_left_out", place, f"「{words}」是{why}"))


def _why_left_out(
    layout: Layout, row: int, unit: Unit, columns: Sequence[int], labels: Collection[str], directory: Directory
) -> str | None:
    """None: a unit's row. "": data without a unit. Else why the row is no data."""
    shown = unit.name or unit.code
    if shown:
        if unit.code in directory.typed_code:
            return None
        if shown in labels:
            return "重复的表头"
        if _HINT.search(shown) and (why := not_data(shown)) and directory.find_exactly("", shown) < 0:
            return why
        if why := total_beside(layout.table.grid, row, min(columns)):
            return why
        return None if unit.code and unit.name else _lonely_text(layout, row, shown, directory)
    grid = layout.table.grid
    first = next((text for number in range(len(grid.columns)) if (text := grid.text(row, number))), "")
    if why := not_data(first):
        return why
    filled = [column.column for column in layout.fields if grid.text(row, column.column)]
    if not filled:
        return "没有单位、没有数据的行"
    if all(isinstance(grid.cell(row, column), str) for column in filled) and row <= layout.table.first + 1:
        return "表头下的说明行"
    return ""


def _lonely_text(layout: Layout, row: int, shown: str, directory: Directory) -> str | None:
    """A sentence alone in its row is a note, unless it can be a unit that reported nothing."""
    sentence = _SENTENCE.search(shown) is not None
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
    return None if directory.find("", shown).station >= 0 else "只有文字、没有数据的行"


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


class _Matcher:
    """Finds or adds the station of a row and says what stands in the way."""

    def __init__(self, layout: Layout, directory: Directory, form: Form, fixed: bool, known_before: int) -> None:
        self.layout, self.directory, self.form, self.fixed = layout, directory, form, fixed
        self.known_before = known_before
        codes, name = key_columns(layout, form.unit)
        self.shown_column = name if name >= 0 else codes[0]
        self.kind_problems: list[Problem] = []
        self.kinds_missing_told = False
        self.asked = 0
        self.exact: set[int] = set()

    def separate(self, row: int, unit: Unit) -> int:
        """Each row its own unit: the code gets the row's number."""
        return self._add(row, Unit(f"{unit.code or unit.name}-{row + 1}", unit.name or unit.code))

    def match(self, row: int, unit: Unit, found: StationRows) -> int:
        station = -1
        if not self.fixed:
            station = self.directory.find_exactly(unit.code, unit.name)
            if station < 0 and not self.known_before:
                return self._add(row, unit)
            if station >= 0 and (station >= self.known_before or not unit.code):
                return station
        result = self.directory.find(unit.code, unit.name, self._kind(row, False), unit.code_is_number)
        if result.station >= 0:
            other = station < 0 and result.station in self.exact
            return self._add(row, unit) if other else result.station
        if not self.fixed and not result.conflict and not (result.nearest and not unit.code and self.asked < 50):
            return self._add(row, unit)
        self.asked += 1
        found.problems.append(self._unmatched(row, unit, result.conflict, result.nearest))
        return -1

    def _unmatched(self, row: int, unit: Unit, conflict: str, nearest: tuple[str, ...]) -> Problem:
        place = self.layout.place(row, self.shown_column)
        shown = unit.name or unit.code
        if conflict:
            return Problem("station_conflict", place, conflict)
        if nearest:
            names = "、".join(f"「{name}」" for name in nearest)
            return Problem("station_similar", place, f"「{shown}」不在名册中，与 {names} 近似", names)
        return Problem("station_unknown", place, f"名册中没有「{shown}」")

    def _add(self, row: int, unit: Unit) -> int:
        text = self.layout.table.grid.text
        identity = self.layout.identity
        street = text(row, identity["street"]) if "street" in identity else ""
        district = text(row, identity["district"]) if "district" in identity else ""
        name = unit.name or unit.code
        if self.form.unit == "street":
            street = street or name
        return self.directory.add(unit.code or name, name, self._kind(row, True, name), street, district)

    def _kind(self, row: int, needed: bool, name: str = "") -> str:
        """The kind as the form writes it; asked about when a station needs one and has none."""
        if not self.form.kinds and "kind" not in self.layout.identity:
            return ""
        column = self.layout.identity.get("kind", -1)
        typed = self.layout.table.grid.text(row, column) if column >= 0 else ""
        kind = kind_of(typed, self.form.kinds)
        if needed and not kind and self.form.kinds and (typed or not self.kinds_missing_told):
            self.kinds_missing_told = self.kinds_missing_told or column < 0
            found = f"「{name}」的类型是「{typed}」" if typed else f"「{name}」没有写明类型"
            found = found if column >= 0 else "表中没有「类型」列，也没有给出名册"
            self.kind_problems.append(
                Problem(
                    "station_kind",
                    self.layout.place(row, max(column, self.shown_column)),
                    found,
                    "、".join(self.form.kinds),
                )
            )
        return kind or (typed if not self.form.kinds else "")


def kind_of(typed: str, kinds: list[str]) -> str:
    """The form's kind that this text names: itself, or the only one that it contains; "" otherwise."""
    if not kinds:
        return ""
    if len(kinds) == 1:
        return kinds[0]
    if typed in kinds:
        return typed
    plain = plain_text(typed)
    if plain in kinds:
        return plain
    inside = [kind for kind in kinds if kind in plain]
    return inside[0] if len(inside) == 1 else ""
