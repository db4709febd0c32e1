"""Ranks as formulas: how many stations of the group are better, key by key (docs/method.md §7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from xlsxwriter.utility import xl_col_to_name

from rating.export.ranking_book.cells import NUMBER, OPEN, WORDS, Cells
from rating.export.ranking_book.terms import ROW, Rows, Term, number


@dataclass(frozen=True)
class Column:
    """A whole column of the sheet 评星与名次, first to last row (one-based, as written)."""

    sheet: str
    column: int
    first: int
    last: int
    cells: Cells

    @property
    def whole(self) -> str:
        name = xl_col_to_name(self.column, col_abs=True)
        return f"'{self.sheet}'!{name}${self.first}:{name}${self.last}"

    @property
    def own(self) -> str:
        return f"'{self.sheet}'!{xl_col_to_name(self.column, col_abs=True)}{ROW}"


@dataclass(frozen=True)
class Key:
    """One ranking key; where it is not known it comes last. `sure`: whoever takes part has it."""

    column: Column
    higher: bool
    sure: bool = False


@dataclass(frozen=True)
class Among:
    """The stations compared: those whose `same` columns equal one's own and whose `flags` are 1."""

    same: tuple[Column, ...]
    flags: tuple[Column, ...]

    def mask(self, rows: Rows) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
        """stations asked × all stations."""
        count = len((self.same + self.flags)[0].cells.num)
        found = np.ones((len(rows), count), np.bool_)
        for column in self.same:
            found &= column.cells.num[rows][:, None] == column.cells.num[None, :]
        for column in self.flags:
            found &= (column.cells.num == 1) & (column.cells.word == NUMBER)
        return found

    @property
    def criteria(self) -> list[str]:
        return [
            *(part for column in self.same for part in (column.whole, column.own)),
            *(part for column in self.flags for part in (column.whole, "1")),
        ]


def better(keys: Sequence[Key], among: Among) -> Term:
    """How many come before: better in the first key, or equal there and better in the next …"""
    if not keys:
        return number(0)
    return Term(_before(keys, among, "COUNTIFS("), partial(_counted, keys, among, None), whole=False)


def better_groups(keys: Sequence[Key], among: Among, share: Column) -> Term:
    """How many distinct sets of keys come before: every station counts 1 ÷ those equal to it (`share`)."""
    return Term(f"ROUND({_before(keys, among, f'SUMIFS({share.whole},')},0)", partial(_counted, keys, among, share))


def _before(keys: Sequence[Key], among: Among, opened: str) -> str:
    """The sum over the keys; `opened` is the spreadsheet's function up to its criteria."""
    texts, equal = [], among.criteria
    for key in keys:
        sign, column = ">" if key.higher else "<", key.column
        known = f'{opened}{",".join([*equal, column.whole])},"{sign}"&{column.own})'
        others = f'{opened}{",".join([*equal, column.whole])},"<>{WORDS[OPEN]}")'
        texts.append(known if key.sure else f"IF(ISNUMBER({column.own}),{known},{others})")
        equal = [*equal, column.whole, column.own]
    return "+".join(texts)


def _counted(keys: Sequence[Key], among: Among, share: Column | None, rows: Rows) -> Cells:
    """The same reckoned; every station counts 1 without a `share`."""
    same, count = among.mask(rows), np.zeros(len(rows))
    weights = 1.0 if share is None else share.cells.num[None, :]
    for key in keys:
        mine, others = _sortable(key, rows), _sortable(key, None)
        count += ((same & (others[None, :] < mine[:, None])) * weights).sum(axis=1)
        same &= others[None, :] == mine[:, None]
    return _numbers(np.round(count))


def equals(keys: Sequence[Key], among: Among) -> Term:
    """How many are equal in every key, oneself among them."""
    parts = [*among.criteria, *(part for key in keys for part in (key.column.whole, key.column.own))]

    def run(rows: Rows) -> Cells:
        same = among.mask(rows)
        for key in keys:
            same &= _sortable(key, None)[None, :] == _sortable(key, rows)[:, None]
        return _numbers(same.sum(axis=1))

    return Term(f"COUNTIFS({','.join(parts)})", run)


def _sortable(key: Key, rows: Rows | None) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Smaller is better; what is not known comes last."""
    cells = key.column.cells if rows is None else key.column.cells.at(rows)
    signed = -cells.num if key.higher else cells.num
    return np.where(cells.word == NUMBER, signed, np.inf)


def _numbers(values: object) -> Cells:
    found = np.asarray(values, np.float64)
    return Cells(found, np.zeros(len(found), np.int8))
