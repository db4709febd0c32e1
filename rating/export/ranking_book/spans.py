"""Cells side by side in one row, and what Excel's functions make of a span: text and empty cells are passed over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from xlsxwriter.utility import xl_col_to_name

from rating.export.ranking_book.cells import BLANK, EMPTY, ERROR, NUMBER, WORDS, Cells
from rating.export.ranking_book.terms import ROW, Rows, Term


@dataclass(frozen=True)
class Span:
    """The columns first … first + len(cells) − 1 of a sheet of stations."""

    sheet: str
    first: int
    cells: tuple[Cells, ...]

    @property
    def text(self) -> str:
        first = xl_col_to_name(self.first, col_abs=True)
        last = xl_col_to_name(self.first + len(self.cells) - 1, col_abs=True)
        return f"'{self.sheet}'!{first}{ROW}:{last}{ROW}"

    def __len__(self) -> int:
        return len(self.cells)

    def grid(self, rows: Rows) -> NDArray[np.float64]:
        """stations × cells, NaN where there is no number."""
        parts = [cells.at(rows) for cells in self.cells]
        return np.stack([np.where(part.word == NUMBER, part.num, np.nan) for part in parts], axis=1)

    def words(self, rows: Rows, code: int) -> NDArray[np.int64]:
        """How many cells of each row show the word."""
        counts: NDArray[np.int64] = np.sum([cells.word[rows] == code for cells in self.cells], axis=0)
        return counts


def count(span: Span) -> Term:
    """COUNT: how many numbers."""
    return _simple("COUNT", span, lambda grid: (~np.isnan(grid)).sum(axis=1))


def added(span: Span) -> Term:
    """SUM, 0 of no numbers."""
    return _simple("SUM", span, lambda grid: np.nansum(grid, axis=1))


def highest(span: Span) -> Term:
    """MAX, 0 of no numbers."""
    return _simple("MAX", span, lambda grid: _or_zero(np.max, grid, -np.inf))


def lowest(span: Span) -> Term:
    """MIN, 0 of no numbers."""
    return _simple("MIN", span, lambda grid: _or_zero(np.min, grid, np.inf))


def average(span: Span) -> Term:
    """AVERAGE, an error of no numbers."""
    return _simple("AVERAGE", span, lambda grid: _divided(np.nansum(grid, axis=1), (~np.isnan(grid)).sum(axis=1)))


def median(span: Span) -> Term:
    """MEDIAN, an error of no numbers."""
    return _simple("MEDIAN", span, _median)


def at_end(span: Span, name: str, place: int) -> Term:
    """LARGE or SMALL, the `place`-th from the end; an error when there are fewer numbers."""
    sign = -1 if name == "LARGE" else 1

    def run(rows: Rows) -> Cells:
        ordered = np.sort(np.where(np.isnan(span.grid(rows)), np.inf, sign * span.grid(rows)), axis=1)
        found = sign * ordered[:, place - 1] if place <= len(span) else np.full(len(rows), np.nan)
        return _cells(np.where(np.isfinite(found), found, np.nan))

    return Term(f"{name}({span.text},{place})", run)


def count_word(span: Span, code: int) -> Term:
    """COUNTIF of one word; of BLANK the empty cells."""
    if code == BLANK:
        return Term(
            f"COUNTBLANK({span.text})", lambda rows: _cells(span.words(rows, EMPTY).astype(np.float64)), exact=True
        )
    text = f'COUNTIF({span.text},"{WORDS[code]}")'
    return Term(text, lambda rows: _cells(span.words(rows, code).astype(np.float64)), exact=True)


def _simple(name: str, span: Span, how: Callable[[Any], Any]) -> Term:
    exact = name in ("COUNT", "MAX", "MIN")
    return Term(f"{name}({span.text})", lambda rows: _cells(how(span.grid(rows)).astype(np.float64)), exact=exact)


def _or_zero(how: Any, grid: Any, beyond: float) -> Any:
    found = how(np.where(np.isnan(grid), beyond, grid), axis=1)
    return np.where(np.isfinite(found), found, 0.0)


def _divided(sums: Any, counts: Any) -> Any:
    return np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)


def _median(grid: Any) -> Any:
    counts = (~np.isnan(grid)).sum(axis=1)
    ordered = np.sort(np.where(np.isnan(grid), np.inf, grid), axis=1)
    each = np.arange(len(grid))
    low, high = (
        ordered[each, np.maximum((counts - 1) // 2, 0)],
        ordered[each, np.minimum(counts // 2, grid.shape[1] - 1)],
    )
    middle = (low + np.where(counts % 2, low, high)) / 2
    return np.where(counts > 0, np.where(np.isfinite(middle), middle, 0.0), np.nan)


def _cells(values: Any) -> Cells:
    bad = np.isnan(values)
    return Cells(np.where(bad, 0.0, values), np.where(bad, ERROR, NUMBER).astype(np.int8))
