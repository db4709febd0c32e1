"""Two readings of one part, value by value: what is new, what differs, what is gone, as rows that can be kept."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rating.insight.cells import value_texts
from rating.reported import Adjudication, Column, Reported, Roster, Sheet, Status, blank_column, cell_name
from rating.rubric.nouns import DataField, Rubric
from rating.rubric.numbers import plain
from rating.shown import visible

Key = tuple[str, str]
"""Field and rater; the rater is "" for what nobody gives marks for, and for an adjudicated mark."""
Row = dict[str, Any]
NOTHING = Reported(Roster((), (), (), ()), {})


@dataclass
class EntryChanges:
    """What a revision changes.

    new          rows of the values as they are now
    old          rows of the values that the new ones take the place of, or that are gone
    overwritten  how many values that somebody had given are no longer the same
    """

    new: list[Row] = dataclasses.field(default_factory=list)
    old: list[Row] = dataclasses.field(default_factory=list)
    overwritten: int = 0


def entry_changes(rubric: Rubric, before: Reported, now: Reported) -> EntryChanges:
    """`before` is `NOTHING` for the first reading. What nobody gave is a row only where it was given before."""
    changes = EntryChanges()
    codes = tuple(dict.fromkeys((*now.roster.code, *before.roster.code)))
    old, new = _Aligned.of(before, codes), _Aligned.of(now, codes)
    for key in dict.fromkeys((*new.columns, *old.columns)):
        if key[0] in rubric.fields:
            _compare(rubric.fields[key[0]], key, codes, old, new, changes)
    return changes


def count_of_values(now: Reported) -> int:
    """How many values a reading holds, to know beforehand how many rows they would be."""
    columns = [*now.columns.values(), *(column for by in now.marks.values() for column in by.values())]
    return sum(int((column.source >= 0).sum()) for column in columns) + len(now.adjudicated)


@dataclass(frozen=True)
class _Aligned:
    """The columns of a reading by key, one row for each of `codes`, blank where the reading lacks the station."""

    columns: dict[Key, Column]
    sheets: tuple[Sheet, ...]

    @classmethod
    def of(cls, reading: Reported, codes: tuple[str, ...]) -> _Aligned:
        columns: dict[Key, Column] = {(field, ""): column for field, column in reading.columns.items()}
        for field, by_rater in reading.marks.items():
            columns.update({(field, rater): column for rater, column in by_rater.items()})
        columns.update(_adjudicated(reading))
        if reading.roster.code != codes:
            columns = {key: _spread(column, reading.roster.code, codes) for key, column in columns.items()}
        return cls(columns, reading.sheets)

    def column(self, key: Key, rows: int) -> Column:
        return self.columns.get(key) or blank_column(rows)


def _spread(column: Column, held: tuple[str, ...], codes: tuple[str, ...]) -> Column:
    """The column in the order of `codes`; one blank row more stands for those it lacks."""
    row = {code: at for at, code in enumerate(held)}
    blank = blank_column(1)
    longer: dict[str, Any] = {
        name: np.concatenate([getattr(column, name), getattr(blank, name)])
        for name in ("scaled", "status", "text", "source", "row", "col")
    }
    whole = replace(column, **longer)
    return whole.rows_at([row.get(code, len(held)) for code in codes])


def _adjudicated(reading: Reported) -> dict[Key, Column]:
    """Adjudicated marks that stood in the files, as columns."""
    columns: dict[Key, Column] = {}
    given: dict[str, dict[int, Adjudication]] = {}
    for (row, field), adjudication in reading.adjudicated.items():
        given.setdefault(field, {})[row] = adjudication
    for field, by_row in given.items():
        column = blank_column(len(reading.roster))
        decimals = max(0, *(-int(each.mark.as_tuple().exponent) for each in by_row.values()))
        for row, each in by_row.items():
            column.scaled[row], column.status[row] = int(each.mark.scaleb(decimals)), Status.REPORTED
            column.text[row] = f"{plain(each.mark)}（{each.reason}）"
            column.source[row], column.row[row], column.col[row] = each.source, each.row, each.col
        columns[field, ""] = replace(column, decimals=decimals)
    return columns


def _compare(
    data_field: DataField, key: Key, codes: tuple[str, ...], old: _Aligned, new: _Aligned, changes: EntryChanges
) -> None:
    one, other = old.column(key, len(codes)), new.column(key, len(codes))
    was, is_now = one.source >= 0, other.source >= 0
    differs = was != is_now
    both = np.flatnonzero(was & is_now)
    differs[both] = _unequal(one.rows_at(both), other.rows_at(both)) | _elsewhere(
        one.rows_at(both), other.rows_at(both), old.sheets, new.sheets
    )
    before = np.flatnonzero(differs & was)
    changes.old.extend(_rows(data_field, key, codes, one, before, old.sheets))
    changes.new.extend(_rows(data_field, key, codes, other, np.flatnonzero(differs), new.sheets))
    given = before[one.status[before] != Status.BLANK]
    changes.overwritten += int(_unequal(one.rows_at(given), other.rows_at(given)).sum())


def _unequal(one: Column, other: Column) -> NDArray[np.bool_]:
    """Where status, value or what was typed differ; a value that means nothing is not compared."""
    decimals = max(one.decimals, other.decimals)
    shown = (one.status == Status.REPORTED) & (other.status == Status.REPORTED)
    differs = (one.status != other.status) | (shown & (_finer(one, decimals) != _finer(other, decimals)))
    return np.asarray(differs | (one.text != other.text), np.bool_)


def _finer(column: Column, decimals: int) -> NDArray[Any]:
    more = decimals - column.decimals
    return column.scaled if not more else np.asarray(column.scaled.astype(object) * 10**more)


def _elsewhere(one: Column, other: Column, sheets: tuple[Sheet, ...], later: tuple[Sheet, ...]) -> NDArray[np.bool_]:
    """Where the same stands in another cell now."""
    number = {sheet: at for at, sheet in enumerate(sheets)}
    known = np.array([number.get(sheet, -2) for sheet in later] or [-2])
    moved = one.source != known[other.source]
    return np.asarray(moved | (one.row != other.row) | (one.col != other.col), np.bool_)


def _rows(
    data_field: DataField,
    key: Key,
    codes: tuple[str, ...],
    column: Column,
    at: NDArray[np.int64],
    sheets: tuple[Sheet, ...],
) -> Iterator[Row]:
    part = column.rows_at(at)
    status = [Status(number).code for number in part.status.tolist()]
    values = value_texts(data_field, part)
    texts = part.text.tolist()
    places = zip(part.source.tolist(), part.row.tolist(), part.col.tolist(), strict=True)
    for place, (row, (source, cell_row, cell_col)) in enumerate(zip(at.tolist(), places, strict=True)):
        sheet = sheets[source] if source >= 0 else Sheet("", "")
        yield {
            "station_code": codes[row],
            "field": key[0],
            "rater": visible(key[1]),
            "status": status[place],
            "value": visible(values[place] or ""),
            "typed": visible(texts[place] or ""),
            "file": visible(sheet.file),
            "sheet": visible(sheet.title),
            "cell": cell_name(cell_row, cell_col) if source >= 0 else "",
        }
