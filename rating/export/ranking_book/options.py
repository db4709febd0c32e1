"""The sheet 选项: words that people choose from, in cells, so that no formula has to hold them."""

from __future__ import annotations

from xlsxwriter.utility import xl_rowcol_to_cell

from rating.export.ranking_book.fields import words_of
from rating.export.ranking_book.terms import Term, number
from rating.rubric.nouns import Rubric

OPTIONS = "选项"
FIRST_ROW = 3


class Options:
    """One column for each field that is answered in words, and lists of names for drop-downs."""

    def __init__(self, rubric: Rubric) -> None:
        self.lists: dict[str, tuple[str, tuple[str, ...]]] = {
            code: (field.title, tuple(text for text, _ in words_of(field)))
            for code, field in rubric.fields.items()
            if field.kind in ("yes_no", "choice", "several")
        }

    def cell(self, code: str, at: int) -> Term:
        """The cell of one word of a field."""
        place = xl_rowcol_to_cell(FIRST_ROW + at, self._column(code), row_abs=True, col_abs=True)
        return Term(f"'{OPTIONS}'!{place}", number(at).run)

    def source(self, code: str) -> str:
        """The cells of a list, as the source of a drop-down."""
        column, count = self._column(code), max(1, len(self.lists[code][1]))
        first = xl_rowcol_to_cell(FIRST_ROW, column, row_abs=True, col_abs=True)
        last = xl_rowcol_to_cell(FIRST_ROW + count - 1, column, row_abs=True, col_abs=True)
        return f"='{OPTIONS}'!{first}:{last}"

    def add(self, code: str, title: str, words: tuple[str, ...]) -> None:
        """A further list, such as the names of all stations."""
        self.lists[code] = (title, words)

    def _column(self, code: str) -> int:
        return list(self.lists).index(code)
