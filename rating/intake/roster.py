"""The list of stations under evaluation (名册): 代码, 名称, 类型, 街道, 区, 参评, 曾用名."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, cast

import numpy as np

from rating.intake.cleaning.readings import plain
from rating.intake.copies.returned_copy import without_problem_sheets
from rating.intake.files.upload import Source, read_sheets, receive
from rating.intake.form import Form
from rating.intake.layout.columns import Layout
from rating.intake.layout.headers import Vocabulary
from rating.intake.layout.rows import StationRows, key_columns, leave_out
from rating.intake.layout.station_matching import Unit, kind_of
from rating.intake.layout.stations import Directory
from rating.intake.layout.tables import content_rows, find_tables, meaning, not_data, total_beside
from rating.problems import Place, Problem
from rating.reported import Upload
from rating.rubric.nouns import Identity

SEVERAL = re.compile(r"[、，,;；/／|\n]+")
_NOT_TAKING_PART = frozenset({"否", "不参评", "不", "n", "no", "×", "x", "0", "不参加", "false"})


@dataclass
class Listed:
    """A roster as read: stations in the file's order, with what was wrong and what was left out.

    `cells` has for each station the cell of each column that the file has: code, name, kind, street, …
    """

    directory: Directory = field(default_factory=Directory)
    problems: list[Problem] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    upload: Upload | None = None
    cells: list[dict[str, Place]] = field(default_factory=list)


@dataclass(frozen=True)
class _RegisterForm:
    """What a register of stations is read for: no rubric, so any kind is taken as it is typed."""

    identity: Identity = field(default_factory=Identity)
    unit: str = "station"
    kinds: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


def read_register(file: Source) -> Listed:
    """Read a register of stations that stands for itself, without a rubric."""
    return read_roster_files(cast("Form", _RegisterForm()), file)


def read_roster_files(form: Form, file: Source) -> Listed:
    """Read the first table that names units. Never raises for what the file holds."""
    listed = Listed()
    received, problems = receive([file])
    listed.problems.extend(problems)
    for each in received:
        listed.upload = each.upload
        read = read_sheets(each)
        listed.problems.extend(read.problems)
        words = Vocabulary(form, roster=True)
        sheets = without_problem_sheets(read.grids, listed.left_out.append)
        tables = [table for grid in sheets for table in find_tables(grid, words)]
        if tables:
            _list_table(_layout(tables[0], words), form, listed)
        elif read.grids:
            listed.problems.append(
                Problem("table_missing", Place(each.name), "名册中没有找到单位代码或名称列", "表头有 代码、名称 等列")
            )
    return listed


def _layout(table: Any, words: Vocabulary) -> Layout:
    identity: dict[str, int] = {}
    compose: dict[int, int] = {}
    for header in table.headers:
        target = meaning(header, words)
        if target and target.kind == "compose":
            compose.setdefault(int(target.code), header.column)
        elif target:
            identity.setdefault(target.kind, header.column)
    return Layout(table, identity=identity, compose=tuple(compose[place] for place in sorted(compose)))


def _list_table(layout: Layout, form: Form, listed: Listed) -> None:
    table, grid = layout.table, layout.table.grid
    codes, name_column = key_columns(layout, form.unit)
    found = StationRows(np.empty(0, np.int32), np.empty(0, np.int32))
    for row in np.flatnonzero(content_rows(grid, table.first, table.last)).tolist():
        texts = [grid.text(row, column) for column in codes]
        unit = Unit("-".join(texts) if any(texts) else "", grid.text(row, name_column) if name_column >= 0 else "")
        shown = unit.name or unit.code
        first = shown or next((text for column in range(len(grid.columns)) if (text := grid.text(row, column))), "")
        keys = [column for column in (*codes, name_column) if column >= 0]
        why = not_data(first) or total_beside(grid, row, min(keys))
        if why:
            leave_out(layout, row, why, found)
        elif not shown:
            where = layout.place(row, max(name_column, 0))
            found.problems.append(Problem("roster_key", where, "该行没有单位代码或名称"))
        elif plain(_text(layout, row, "taking_part")) in _NOT_TAKING_PART:
            leave_out(layout, row, "不参评的单位", found, name_column)
        else:
            _list_station(layout, row, unit, form, listed)
    listed.problems.extend(found.problems)
    listed.left_out.extend(found.left_out)


def _text(layout: Layout, row: int, kind: str) -> str:
    return layout.table.grid.merged_text(row, layout.identity[kind]) if kind in layout.identity else ""


def _list_station(layout: Layout, row: int, unit: Unit, form: Form, listed: Listed) -> None:
    directory = listed.directory
    code, name = unit.code or unit.name, unit.name or unit.code
    column = next(iter(layout.identity.values()), 0)
    if code in directory.typed_code:
        place = layout.place(row, layout.identity.get("code", column), name)
        listed.problems.append(Problem("station_duplicate", place, f"名册中「{code}」出现两次", station=code))
        return
    typed = _text(layout, row, "kind")
    kind = kind_of(typed, form.kinds) if form.kinds else typed
    if form.kinds and not kind:
        place = layout.place(row, layout.identity.get("kind", column), name)
        found = f"「{name}」的类型是「{typed}」" if typed else f"「{name}」没有写明类型"
        listed.problems.append(Problem("station_kind", place, found, "、".join(form.kinds), station=code))
    street = _text(layout, row, "street") or (name if form.unit == "street" else "")
    station = directory.add(code, name, kind, street, _text(layout, row, "district"))
    listed.cells.append({of: layout.place(row, at, name) for of, at in layout.identity.items()})
    former = [other.strip() for other in SEVERAL.split(_text(layout, row, "former_name")) if other.strip()]
    if former:
        directory.former[station] = former
