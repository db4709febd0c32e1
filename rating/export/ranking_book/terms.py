"""Terms of a formula, each written for Excel and computed here by the same operations in the same order.

A term is text in which ROW stands for the row's number, and a function from stations to cells.  What
a formula gives is thereby known before it is written: a figure is live only where that is the
Evaluation's figure.  Only functions that Excel 2016, WPS and LibreOffice all have are used.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from rating.export.ranking_book.cells import BLANK, DIGITS, EMPTY, ERROR, NUMBER, WORDS, Cells, rounded
from rating.rubric.numbers import plain as plain_text

ROW = "\x00"
Rows = NDArray[np.int64]
Run = Callable[[Rows], Cells]


@dataclass(frozen=True)
class Term:
    """text: Excel's · run: the cells of some stations · whole: needs no brackets beside an operator ·
    exact: a decimal as it was typed, so that it compares without rounding · typed: blank is an empty cell.
    """

    text: str
    run: Run
    whole: bool = True
    exact: bool = False
    typed: bool = False

    @property
    def inner(self) -> str:
        return self.text if self.whole else f"({self.text})"


def number(value: Decimal | int) -> Term:
    """A number written into the formula."""
    figure = float(value)
    text = plain_text(Decimal(value))
    return Term(text, lambda rows: _of(np.full(len(rows), figure)), whole=figure >= 0, exact=True)


def word(code: int) -> Term:
    """One of the words of `cells`."""
    return Term(f'"{WORDS[code]}"', lambda rows: Cells(np.zeros(len(rows)), np.full(len(rows), code, np.int8)))


def parameter(sheet: str, row: int, column: int, value: Decimal) -> Term:
    """A single cell of another sheet that holds `value`."""
    figure = float(value)
    place = f"'{sheet}'!{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"
    return Term(place, lambda rows: _of(np.full(len(rows), figure)), exact=True)


def in_row(sheet: str, column: int, cells: Cells, *, exact: bool = False, typed: bool = False) -> Term:
    """The cell of the same station in a column of stations."""
    place = f"'{sheet}'!{xl_col_to_name(column, col_abs=True)}{ROW}"
    return Term(place, cells.at, exact=exact, typed=typed)


def arithmetic(sign: str, left: Term, right: Term) -> Term:
    """left + - * / right; text or a division by zero is an error, as in a spreadsheet."""
    how = {"+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide}[sign]

    def run(rows: Rows) -> Cells:
        a, b = left.run(rows), right.run(rows)
        bad = (a.word != NUMBER) | (b.word != NUMBER) | ((b.num == 0) & (sign == "/"))
        with np.errstate(all="ignore"):
            return _guarded(how(a.num, b.num), bad)

    return Term(f"{left.inner}{sign}{right.inner}", run, whole=False)


def total(terms: Sequence[Term]) -> Term:
    """a + b + …"""
    if not terms:
        return number(0)
    whole = terms[0]
    for term in terms[1:]:
        whole = arithmetic("+", whole, term)
    return Term("+".join(term.inner for term in terms), whole.run, whole=len(terms) == 1)


_SIGNS: dict[str, tuple[Any, bool]] = {
    ">": (np.greater, True), ">=": (np.greater_equal, True), "<": (np.less, False), "<=": (np.less_equal, False),
    "=": (np.equal, False), "<>": (np.not_equal, True),
}  # fmt: skip


def compare(left: Term, sign: str, right: Term) -> Term:
    """A condition. What was computed is compared after its binary noise is rounded away."""
    how, of_text = _SIGNS[sign]
    direct = left.exact and right.exact

    def run(rows: Rows) -> Cells:
        a, b = left.run(rows), right.run(rows)
        if direct:
            texts = (a.word != NUMBER) & (b.word == NUMBER)
            return _guarded(np.where(texts, of_text, how(a.num, b.num)).astype(float), b.word != NUMBER)
        return _guarded(how(rounded(a.num - b.num, DIGITS), 0).astype(float), (a.word != NUMBER) | (b.word != NUMBER))

    if direct:
        return Term(f"{left.inner}{sign}{right.inner}", run, whole=False)
    return Term(f"ROUND({left.inner}-{right.inner},{DIGITS}){sign}0", run, whole=False)


def choose(condition: Term, yes: Term, no: Term) -> Term:
    """IF(condition, yes, no)."""

    def run(rows: Rows) -> Cells:
        asked, a, b = condition.run(rows), yes.run(rows), no.run(rows)
        taken = asked.num != 0
        found = np.where(taken, a.word, b.word).astype(np.int8)
        return Cells(np.where(taken, a.num, b.num), np.where(asked.word == ERROR, ERROR, found).astype(np.int8))

    return Term(f"IF({condition.text},{yes.text},{no.text})", run)


def both(*conditions: Term) -> Term:
    """AND(…)."""
    return _joined("AND", conditions, np.logical_and)


def either(*conditions: Term) -> Term:
    """OR(…)."""
    return _joined("OR", conditions, np.logical_or)


def _joined(name: str, conditions: Sequence[Term], how: Any) -> Term:
    if len(conditions) == 1:
        return conditions[0]

    def run(rows: Rows) -> Cells:
        asked = [condition.run(rows) for condition in conditions]
        bad = np.logical_or.reduce([one.word != NUMBER for one in asked])
        return _guarded(how.reduce([one.num != 0 for one in asked]).astype(float), bad)

    return Term(f"{name}({','.join(condition.text for condition in conditions)})", run)


def is_number(term: Term) -> Term:
    """ISNUMBER(…)."""
    return Term(f"ISNUMBER({term.text})", lambda rows: _of((term.run(rows).word == NUMBER).astype(float)))


def is_word(term: Term, code: int) -> Term:
    """term = "合理缺项"; BLANK is an empty cell where people type."""
    code = EMPTY if code == BLANK and term.typed else code
    return Term(
        f'{term.text}="{WORDS[code]}"', lambda rows: _of((term.run(rows).word == code).astype(float)), whole=False
    )


def all_numbers(terms: Sequence[Term]) -> Term:
    """Every one of these cells holds a number."""
    if len(terms) == 1:
        return is_number(terms[0])

    def run(rows: Rows) -> Cells:
        return _of(np.logical_and.reduce([term.run(rows).word == NUMBER for term in terms]).astype(float))

    return Term(f"COUNT({','.join(term.text for term in terms)})={len(terms)}", run, whole=False)


def half_up(term: Term, decimals: int) -> Term:
    """Rounded as the method says: first the binary noise away, then half up."""

    def run(rows: Rows) -> Cells:
        cells = term.run(rows)
        return Cells(rounded(rounded(cells.num, DIGITS), decimals), cells.word)

    return Term(f"ROUND(ROUND({term.text},{DIGITS}),{decimals})", run, exact=True)


def whole_units(term: Term) -> Term:
    """INT(ROUND(…, 10)): complete units, 2.9999999999999996 being 3."""

    def run(rows: Rows) -> Cells:
        cells = term.run(rows)
        return Cells(np.floor(rounded(cells.num, DIGITS)), cells.word)

    return Term(f"INT(ROUND({term.text},{DIGITS}))", run)


def smallest(*terms: Term) -> Term:
    """MIN(…) of numbers."""
    return _extreme("MIN", terms, np.minimum)


def largest(*terms: Term) -> Term:
    """MAX(…) of numbers."""
    return _extreme("MAX", terms, np.maximum)


def _extreme(name: str, terms: Sequence[Term], how: Any) -> Term:
    if len(terms) == 1:
        return terms[0]

    def run(rows: Rows) -> Cells:
        cells = [term.run(rows) for term in terms]
        bad = np.logical_or.reduce([one.word != NUMBER for one in cells])
        return _guarded(how.reduce([one.num for one in cells]), bad)

    return Term(f"{name}({','.join(term.text for term in terms)})", run)


_FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "ABS": np.abs, "SQRT": np.sqrt, "LN": np.log, "LOG10": np.log10, "EXP": np.exp,
}  # fmt: skip


def function(name: str, term: Term) -> Term:
    """ABS, SQRT, LN, LOG10 or EXP of one number."""

    def run(rows: Rows) -> Cells:
        cells = term.run(rows)
        with np.errstate(all="ignore"):
            values = np.asarray(_FUNCTIONS[name](cells.num), np.float64)
        return _guarded(values, (cells.word != NUMBER) | ~np.isfinite(values))

    return Term(f"{name}({term.text})", run)


def negative(term: Term) -> Term:
    """0 − term: a leading sign binds more tightly in a spreadsheet than elsewhere."""
    return arithmetic("-", number(0), term)


def _of(values: Any) -> Cells:
    return Cells(np.asarray(values, np.float64), np.zeros(len(values), np.int8))


def _guarded(values: Any, bad: Any) -> Cells:
    return Cells(np.where(bad, 0.0, values), np.where(bad, ERROR, NUMBER).astype(np.int8))
