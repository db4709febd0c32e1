"""Columns of formulas and values written row by row: the formula where it was proved, the value where it was not."""

from __future__ import annotations

from typing import Any

from rating.export.ranking_book.cells import EMPTY, NUMBER, WORDS
from rating.export.ranking_book.fields import Entry
from rating.export.ranking_book.terms import ROW
from rating.export.rows import Rows
from rating.export.style import Style


class LiveCells:
    """The cells of one column on one sheet. `look` for figures; values that might be formulas are grey."""

    def __init__(self, entry: Entry, sheet: str, kinds: list[str], style: Style, look: Any, word_look: Any) -> None:
        self.entry, self.look, self.word_look, self.style = entry, look, word_look, style
        self._numbers, self._words = entry.cells.num.tolist(), entry.cells.word.tolist()
        self._live = entry.live.tolist() if entry.live is not None else [False] * len(self._words)
        self._parts = {kind: _pieces(entry, kind, sheet) for kind in set(kinds)}
        self._kinds = kinds

    def put(self, rows: Rows, column: int, station: int, row: int) -> None:
        """The cell of one station; `row` is zero-based."""
        entry, code = self.entry, self._words[station]
        pieces = self._parts[self._kinds[station]]
        formula = None
        if pieces is not None and self._live[station]:
            formula = "=" + str(row + 1).join(pieces)
        grey = entry.kind == "computed" and formula is None and code != EMPTY and bool(entry.terms)
        if entry.texts is not None:
            rows.text(column, entry.texts[station], self.style.fixed if grey else self.word_look, formula)
        elif code == NUMBER:
            rows.number(column, self._numbers[station], self.style.fixed if grey else self.look, formula)
        else:
            rows.text(column, WORDS[code], self.style.fixed if grey else self.word_look, formula)


def _pieces(entry: Entry, kind: str, sheet: str) -> list[str] | None:
    """The formula between the places of the row's number, without the name of its own sheet."""
    term = entry.terms.get(kind, entry.terms.get(""))
    return None if term is None else term.text.replace(f"'{sheet}'!", "").split(ROW)
