"""Values that were decided after the files were read: adjudicated marks, corrections. They take the place of
what was read, are read as strictly as any cell, and say where they come from: the decision, which has no cell.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from rating.intake.cleaning.scaling import as_integers, rescale
from rating.intake.cleaning.values import CleanColumn, clean_column
from rating.intake.files.cells import grids
from rating.intake.files.parse import parse_text
from rating.intake.form import Form
from rating.intake.read import full_marks_by_kind
from rating.problems import Place, Problem, stopping
from rating.reported import Adjudication, Column, Reported, Sheet, blank_column
from rating.rubric.numbers import plain

DECISIONS = "复核与更正"
LONGEST = 2000
"""Characters of one typed value."""


@dataclass(frozen=True, slots=True)
class DecidedValue:
    """`typed` for one field of one station, as it would stand in a cell; `number` tells decisions apart."""

    number: int
    station_code: str
    field: str
    typed: str
    why: str

    @property
    def sheet(self) -> Sheet:
        return Sheet(DECISIONS, f"第 {self.number} 号")


def with_decided_values(form: Form, reported: Reported, decided: Iterable[DecidedValue]) -> Reported:
    """The same reading with the decided values in it, a later one over an earlier one.

    A mark that was decided is an adjudication of all raters' marks. Whatever cannot be read is a problem, and
    a station that is no longer in the roster is told in `left_out`.
    """
    rows = {code: row for row, code in enumerate(reported.roster.code)}
    for one in sorted(decided, key=lambda each: each.number):
        if one.station_code not in rows:
            why = f"名册中已没有代码为「{one.station_code}」的单位"
            reported = replace(reported, left_out=(*reported.left_out, (str(_told_at(one)), why)))
        else:
            reported = _with_one(form, reported, rows[one.station_code], one)
    return reported


def _with_one(form: Form, reported: Reported, row: int, one: DecidedValue) -> Reported:
    why_not = _not_usable(form, one)
    if why_not:
        return _refused(reported, _problem("not_usable", one, why_not))
    clean = _read(form, reported.roster.kind[row], one)
    problems = [replace(problem, place=_told_at(one)) for problem in clean.problems]
    sheets = (*reported.sheets, one.sheet)
    reported = replace(reported, problems=(*reported.problems, *problems), sheets=sheets)
    if form.fields[one.field].kind != "mark":
        column = reported.columns.get(one.field, blank_column(len(reported.roster)))
        return replace(reported, columns={**reported.columns, one.field: _put(column, row, clean, len(sheets) - 1)})
    mark = clean.number(0)
    if mark is not None:
        adjudication = Adjudication(Decimal(plain(mark)), one.why, len(sheets) - 1)
        return replace(reported, adjudicated={**reported.adjudicated, (row, one.field): adjudication})
    if stopping(problems):
        return reported
    return _refused(reported, _problem("value_unreadable", one, f"复核分填写的是「{one.typed}」", "数字"))


def _not_usable(form: Form, one: DecidedValue) -> str:
    """Why this can be no decided value at all; "" when it can."""
    data_field = form.fields.get(one.field)
    if data_field is None or data_field.formula:
        return f"「{one.field}」不是填报的数据项"
    if len(one.typed) > LONGEST:
        return f"内容超过 {LONGEST} 字"
    return "内容中有不能使用的字符" if "\0" in one.typed else ""


def _refused(reported: Reported, problem: Problem) -> Reported:
    return replace(reported, problems=(*reported.problems, problem))


def _problem(code: str, one: DecidedValue, found: str, expected: str = "") -> Problem:
    return Problem(code, _told_at(one), found, expected, "", one.station_code, one.field)


def _read(form: Form, kind: str, one: DecidedValue) -> CleanColumn:
    """The typed text as the only cell of a text file, cleaned as a cell of its field."""
    sheets = parse_text(_as_file(one.typed))
    assert isinstance(sheets, list), sheets  # only a zero byte or very much text is refused
    (grid,) = grids({"sheets": sheets}, DECISIONS)
    limits = full_marks_by_kind(form).get(one.field, {})
    limit = next((limits[known] for known in (kind, "") if known in limits), None)
    return clean_column(
        grid,
        0,
        np.zeros(1, np.int32),
        lambda _: one.station_code,
        one.field,
        form.fields[one.field],
        {} if limit is None else {kind: limit},
        [kind],
    )


def _as_file(typed: str) -> bytes:
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL).writerow([typed])  # a ; or a tab in it divides nothing
    return written.getvalue().encode("utf-8-sig", "replace")


def _put(column: Column, row: int, clean: CleanColumn, source: int) -> Column:
    """The column with one value replaced."""
    decimals = max(column.decimals, clean.decimals)
    scaled = rescale(column.scaled, decimals - column.decimals).tolist()
    scaled[row] = int(rescale(clean.scaled, decimals - clean.decimals)[0])
    changed = {name: getattr(column, name).copy() for name in ("status", "text", "source", "row", "col")}
    changed["status"][row], changed["text"][row], changed["source"][row] = clean.status[0], clean.text[0], source
    changed["row"][row] = changed["col"][row] = -1
    return Column(as_integers(scaled), decimals, **changed)


def _told_at(one: DecidedValue) -> Place:
    return Place(one.sheet.file, one.sheet.title)
