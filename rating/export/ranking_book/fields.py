"""The columns of 填报值: what was reported as people typed it, and as numbers where words were typed."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from rating.export.ranking_book.cells import (
    BLANK,
    EMPTY,
    NOT_APPLICABLE,
    NOT_INSPECTED,
    NUMBER,
    UNREADABLE,
    Cells,
    where_known,
)
from rating.export.ranking_book.terms import Term, choose, in_row, is_word, word
from rating.reported import Column
from rating.rubric.nouns import DataField

VALUES = "填报值"
FIRST_COLUMN = 3
BY_STATUS = np.array([NUMBER, NOT_APPLICABLE, NOT_INSPECTED, EMPTY, UNREADABLE], np.int8)
"""What a typed cell shows for each Status."""


@dataclass
class Entry:
    """One column of a sheet of stations.

    kind: typed (people may change it), computed, fixed · terms: the formula by kind of station,
    None where there is none · texts: what is typed where it is a word of the rubric ·
    live: where the formula was proved · group: the title above several columns.
    """

    title: str
    cells: Cells
    kind: str = "computed"
    terms: dict[str, Term | None] = field(default_factory=dict)
    texts: list[str] | None = None
    choices: tuple[str, ...] = ()
    live: NDArray[np.bool_] | None = None
    group: str = ""
    decimals: int | None = None


class Columns:
    """The columns of one sheet in the order they are asked for."""

    def __init__(self, sheet: str, first: int) -> None:
        self.sheet, self.first = sheet, first
        self.entries: list[Entry] = []

    def add(self, entry: Entry) -> Term:
        """Put a column to the right of the others; the term by which other formulas name it."""
        self.entries.append(entry)
        place = self.first + len(self.entries) - 1
        exact = entry.kind == "typed" or entry.decimals is not None
        return in_row(self.sheet, place, entry.cells, exact=exact, typed=entry.kind == "typed")

    @property
    def next(self) -> int:
        return self.first + len(self.entries)


def typed_cells(column: Column) -> Cells:
    """The numbers of a column, or the word for what is missing."""
    figures = column.scaled.astype(np.float64) / 10.0**column.decimals
    return where_known(figures, column.status == 0, BY_STATUS[column.status])


def in_words(data_field: DataField) -> bool:
    """Typed as words, a date or text; several rows of one unit that are counted or added up are a number."""
    counted = data_field.roll_up is not None and data_field.roll_up.how in ("count", "count_at_least", "sum")
    return data_field.kind in ("yes_no", "choice", "several", "text", "date") and not counted


def words_of(data_field: DataField) -> list[tuple[str, int]]:
    """(word, its number) of a field that is answered in words."""
    if data_field.kind == "yes_no":
        return [("是", 1), ("否", 0)]
    return [(text, at) for at, text in enumerate(data_field.choices)]


def typed_words(data_field: DataField, column: Column) -> list[str]:
    """What each cell shows: the word chosen, or the word for what is missing."""
    by_number = {number: text for text, number in words_of(data_field)}
    missing = {1: "合理缺项", 2: "未检查", 3: "", 4: "无法识别"}
    pairs = zip(column.scaled.tolist(), column.status.tolist(), strict=True)
    if data_field.kind == "several":
        return [
            "、".join(text for text, at in words_of(data_field) if bits >> at & 1) or "无"
            if not status
            else missing[status]
            for bits, status in pairs
        ]
    return [by_number.get(number, "") if not status else missing[status] for number, status in pairs]


def word_number(place: Term, own: Cells, options: list[tuple[Term, int]]) -> Term:
    """Words → their numbers: =IF(C5="是",1,…, the word for what is missing, else 无法识别).

    `options`: (the term that shows the word, its number); `own`: the numbers, as they were read.
    """

    def chosen(number: int) -> Term:
        return Term("", lambda rows: _flags(own.num[rows] == number, own.word[rows] == NUMBER))

    result = _missing_of(place)
    for option, number in reversed(options):
        test = Term(f"{place.text}={option.text}", chosen(number).run, whole=False)
        result = choose(test, _number(number), result)
    return result


def bit_sum(place: Term, own: Cells, options: list[tuple[Term, int]]) -> Term:
    """Several words in one cell, joined by 、 → the sum of their bits; 无 is none of them."""

    def bit(number: int) -> Term:
        return Term("", lambda rows: _flags((own.num[rows].astype(np.int64) >> number) & 1, own.word[rows] == NUMBER))

    parts = [
        (f'ISNUMBER(FIND("、"&{option.text}&"、","、"&{place.text}&"、"))*{1 << number}', number)
        for option, number in options
    ]
    text = "+".join(part for part, _ in parts)
    whole = Term(text, own.at, whole=False)
    nothing = Term(f'{place.text}="无"', lambda rows: _flags(own.num[rows] == 0, own.word[rows] == NUMBER), whole=False)
    some = Term(f"{text}>0", lambda rows: _flags(own.num[rows] != 0, own.word[rows] == NUMBER), whole=False)
    return choose(nothing, _number(0), choose(some, whole, _missing_of(place)))


def _missing_of(place: Term) -> Term:
    result = word(UNREADABLE)
    for code in (BLANK, NOT_INSPECTED, NOT_APPLICABLE):
        result = choose(is_word(place, code), word(code), result)
    return result


def _number(value: int) -> Term:
    return Term(str(value), lambda rows: Cells(np.full(len(rows), float(value)), np.zeros(len(rows), np.int8)))


def _flags(mask: NDArray[np.generic], also: NDArray[np.bool_]) -> Cells:
    truth = np.asarray(mask).astype(bool) & also
    return Cells(truth.astype(np.float64), np.zeros(len(truth), np.int8))
