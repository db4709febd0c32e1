"""What a corrected file changed: values before and after, and the problems that are gone, new and left.

Both readings are of the same form.  Stations are the same by code, raters by name and role.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rating.insight.cells import column_places
from rating.insight.seen import field_texts
from rating.intake.copies.copy_name import original_name
from rating.problems import Place, Problem
from rating.reported import Adjudication, Column, Reported, Status, blank_column, cell_name
from rating.rubric.binding import HasFields
from rating.rubric.nouns import DataField
from rating.rubric.numbers import plain

ABSENT = "（无）"
REVIEW = "复核"
STATION = "单位"
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Change:
    """One value that differs. `rater` is "" unless it is a mark; `field` is "" for a station that came or went.

    Texts are as they are shown, with the unit; the word of the status where there is no value, （无）
    where there was no cell. Cells are file → sheet!cell, "" where there is none.
    """

    station_code: str
    station_name: str
    field: str
    field_title: str
    rater: str
    before: str
    after: str
    before_cell: str = ""
    after_cell: str = ""


@dataclass(frozen=True)
class Changes:
    """values in roster order, then in the form's order; left and new problems as the later reading tells them."""

    values: tuple[Change, ...]
    gone: tuple[Problem, ...]
    new: tuple[Problem, ...]
    left: tuple[Problem, ...]

    def __bool__(self) -> bool:
        return bool(self.values or self.gone or self.new)


class _Pair(NamedTuple):
    """One column in both readings; None where that reading has none."""

    field: str
    rater: str
    before: Column | None
    after: Column | None


def changes(before: Reported, after: Reported, form: HasFields) -> Changes:
    """What differs between two readings of a round; `form` is the rubric or goal book of both."""
    found = _Comparison(before, after, form)
    return Changes(found.values(), *_problems(before, after))


class _Comparison:
    """Two readings side by side: which row of the one is which row of the other."""

    def __init__(self, before: Reported, after: Reported, form: HasFields) -> None:
        self.before, self.after, self.form = before, after, form
        self.row_before = {code: row for row, code in enumerate(before.roster.code)}
        self.row_after = {code: row for row, code in enumerate(after.roster.code)}

    def values(self) -> tuple[Change, ...]:
        """In order of the later roster; stations that are gone come after all others."""
        found: list[tuple[int, int, Change]] = [*self._stations()]
        order = {code: place for place, code in enumerate(self.form.fields)}
        for pair in self._pairs():
            found.extend((row, order[pair.field], change) for row, change in self._differing(pair))
        for row, field, change in self._reviews():
            found.append((row, order[field], change))
        return tuple(change for _, _, change in sorted(found, key=lambda each: each[:2]))

    def _stations(self) -> Iterator[tuple[int, int, Change]]:
        before, after = self.before.roster, self.after.roster
        for row, (code, name) in enumerate(zip(after.code, after.name, strict=True)):
            if code not in self.row_before:
                yield row, -1, Change(code, name, "", STATION, "", ABSENT, name)
        for row, (code, name) in enumerate(zip(before.code, before.name, strict=True), len(after)):
            if code not in self.row_after:
                yield row, -1, Change(code, name, "", STATION, "", name, ABSENT)

    @cached_property
    def _shared(self) -> tuple[Rows, Rows]:
        """The rows of the stations in both readings: in the earlier one, in the later one."""
        codes = self.after.roster.code
        if codes == self.before.roster.code:
            return np.arange(len(codes)), np.arange(len(codes))
        rows = [(self.row_before[code], row) for row, code in enumerate(codes) if code in self.row_before]
        both = np.array(rows, np.int64).reshape(-1, 2)
        return both[:, 0], both[:, 1]

    def _pairs(self) -> Iterator[_Pair]:
        """Values, then the marks rater by rater; the raters in their later order."""
        for code, field in self.form.fields.items():
            if field.kind != "mark":
                yield _Pair(code, "", self.before.columns.get(code), self.after.columns.get(code))
                continue
            earlier, later = _by_person(self.before, code), _by_person(self.after, code)
            for person in dict.fromkeys([*later, *earlier]):
                (rater, column), (_, old) = later.get(person, ("", None)), earlier.get(person, ("", None))
                yield _Pair(code, rater or earlier[person][0], old, column)

    def _differing(self, pair: _Pair) -> Iterator[tuple[int, Change]]:
        """Texts are built only of what differs."""
        if pair.before is None and pair.after is None:
            return
        field = self.form.fields[pair.field]
        before = pair.before or blank_column(len(self.before.roster))
        after = pair.after or blank_column(len(self.after.roster))
        rows_before, rows_after = self._shared
        at = np.flatnonzero(_differ(before, after, rows_before, rows_after, field.kind == "text"))
        if not at.size:
            return
        told = (
            _told(self.before, field, before.rows_at(rows_before[at])),
            _told(self.after, field, after.rows_at(rows_after[at])),
        )
        roster = self.after.roster
        for row, (old, old_cell), (new, new_cell) in zip(rows_after[at].tolist(), *told, strict=True):
            head = (roster.code[row], roster.name[row], pair.field, field.title, pair.rater)
            yield row, Change(*head, old, new, old_cell, new_cell)

    def _reviews(self) -> Iterator[tuple[int, str, Change]]:
        earlier, later = _by_station(self.before), _by_station(self.after)
        for key in dict.fromkeys([*later, *earlier]):
            station, code = key
            old, new = earlier.get(key), later.get(key)
            row = self.row_after.get(station)
            if row is None or station not in self.row_before or code not in self.form.fields or _agree(old, new):
                continue
            field = self.form.fields[code]
            head = (station, self.after.roster.name[row], code, field.title, REVIEW)
            cells = _review_cell(self.before, old), _review_cell(self.after, new)
            yield row, code, Change(*head, _review_text(old), _review_text(new), *cells)


def _by_person(reported: Reported, field: str) -> dict[tuple[str, str], tuple[str, Column]]:
    """(name, role) → the rater's code and marks."""
    known = {rater.code: (rater.name, rater.role) for rater in reported.raters}
    marks = reported.marks.get(field, {})
    return {known.get(rater, (rater, "")): (rater, column) for rater, column in marks.items()}


def _differ(before: Column, after: Column, at: Rows, to: Rows, is_text: bool) -> NDArray[np.bool_]:
    """bool[m]: another status, another number, or other words where the words are all there is."""
    old, new = before.status[at], after.status[to]
    same = old == new
    left, right = _on_one_scale(before, after)
    differs = ~same | (same & (old == Status.REPORTED) & np.asarray(left[at] != right[to], bool))
    worded = same & ((old == Status.UNREADABLE) | ((old == Status.REPORTED) & is_text))
    if worded.any():
        places = np.flatnonzero(worded)
        differs[places] |= np.asarray(before.text[at[places]] != after.text[to[places]], bool)
    return np.asarray(differs, bool)


def _on_one_scale(before: Column, after: Column) -> tuple[NDArray[np.generic], NDArray[np.generic]]:
    decimals = max(before.decimals, after.decimals)
    return _with_decimals(before, decimals), _with_decimals(after, decimals)


def _with_decimals(column: Column, decimals: int) -> NDArray[np.generic]:
    """The numbers with more decimals, as Python's own integers: no factor is too large."""
    if decimals == column.decimals:
        return column.scaled
    return np.asarray(column.scaled.astype(object) * 10 ** (decimals - column.decimals))


def _told(reported: Reported, field: DataField, column: Column) -> list[tuple[str, str]]:
    """Text and cell of each entry."""
    texts, places = field_texts(field, column), column_places(reported, column)
    typed, status, there = column.text.tolist(), column.status.tolist(), (column.source >= 0).tolist()
    told: list[tuple[str, str]] = []
    for at, text in enumerate(texts):
        file, sheet, cell = (part or "" for part in places[at])
        if not text:
            text = _without_value(Status(status[at]), typed[at]) if there[at] or status[at] != Status.BLANK else ABSENT
        told.append((text, str(Place(file, sheet, cell)) if there[at] else ""))
    return told


def _without_value(status: Status, typed: object) -> str:
    return f"{status.title}「{typed}」" if status == Status.UNREADABLE and typed is not None else status.title


def _by_station(reported: Reported) -> dict[tuple[str, str], Adjudication]:
    return {(reported.roster.code[row], field): given for (row, field), given in reported.adjudicated.items()}


def _agree(old: Adjudication | None, new: Adjudication | None) -> bool:
    return (old and (old.mark, old.reason)) == (new and (new.mark, new.reason))


def _review_text(given: Adjudication | None) -> str:
    if given is None:
        return ABSENT
    return f"{plain(given.mark)} 分" + (f"（{given.reason}）" if given.reason else "")


def _review_cell(reported: Reported, given: Adjudication | None) -> str:
    if given is None or given.source < 0:
        return ""
    sheet = reported.sheets[given.source]
    return str(Place(sheet.file, sheet.title, cell_name(given.row, given.col)))


def _problems(
    before: Reported, after: Reported
) -> tuple[tuple[Problem, ...], tuple[Problem, ...], tuple[Problem, ...]]:
    """(gone, new, left): a problem that is told twice counts twice."""
    known = [upload.name for upload in before.uploads]
    sheets = [*before.sheets, *after.sheets]
    without_title = {original_name(sheet.file, known) for sheet in sheets if not sheet.title}
    earlier = [_key(problem, known, without_title) for problem in before.problems]
    later = [_key(problem, known, without_title) for problem in after.problems]
    gone, _ = _parted(before.problems, earlier, Counter(later))
    new, left = _parted(after.problems, later, Counter(earlier))
    return gone, new, left


def _key(problem: Problem, known: Sequence[str], without_title: set[str]) -> tuple[str, ...]:
    """A text file has no sheet, its copy made as a workbook has one: there the sheet says nothing."""
    place = problem.place
    file = original_name(place.file, known)
    sheet = "" if file in without_title else place.sheet
    return problem.code, file, sheet, place.cell, problem.station, problem.field, problem.found


def _parted(
    problems: Sequence[Problem], keys: Sequence[tuple[str, ...]], others: Counter[tuple[str, ...]]
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Those that the other reading does not tell, and those that it tells too."""
    only: list[Problem] = []
    shared: list[Problem] = []
    for problem, key in zip(problems, keys, strict=True):
        (shared if others[key] > 0 else only).append(problem)
        others[key] -= 1
    return tuple(only), tuple(shared)
