"""The columns of 评星与名次 as they are put side by side, each proved against the Evaluation."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from rating.export.ranking_book.cells import EMPTY, Cells
from rating.export.ranking_book.criteria import Criteria
from rating.export.ranking_book.fields import Columns, Entry
from rating.export.ranking_book.formula_terms import NotLive, fits
from rating.export.ranking_book.rank_terms import Column
from rating.export.ranking_book.subtotals import Subtotals, prove
from rating.export.ranking_book.terms import Term
from rating.export.ranking_book.values import Values
from rating.scoring.evaluation import Evaluation

AWARDS = "评星与名次"
FIRST_COLUMN, FIRST_ROW = 3, 4
Terms = Mapping[str, Term | None]


class AwardColumns:
    """columns: all of them · named: those that other sheets show · why: what is a value, and why."""

    def __init__(self, evaluation: Evaluation, criteria: Criteria, values: Values | None, subtotals: Subtotals) -> None:
        self.evaluation, self.criteria, self.values, self.subtotals = evaluation, criteria, values, subtotals
        self.kinds, self.numbers = evaluation.roster.numbered("kind")
        self.rows = np.arange(len(evaluation.roster))
        self.columns = Columns(AWARDS, FIRST_COLUMN)
        self.named: dict[str, int] = {}
        self.why: dict[str, str] = {}

    def add(
        self,
        title: str,
        cells: Cells,
        terms: Terms,
        *,
        name: str = "",
        kind: str = "computed",
        decimals: int | None = None,
        texts: list[str] | None = None,
    ) -> Term:
        """A column whose figures the Evaluation has; `terms` by kind of station."""
        live = prove(cells, terms, self.kinds, self.numbers, exactly=True)
        if name:
            self.named[name] = self.columns.next
        if terms and title and (~live & (cells.word != EMPTY)).any() and title not in self.why:
            self.why[title] = "公式结果与评估结果有出入"
        entry = Entry(title, cells, kind, dict(terms), texts=texts, live=live, decimals=decimals)
        return self.columns.add(entry)

    def reckoned(self, title: str, terms: Terms, *, name: str = "", decimals: int | None = 0) -> Term:
        """A column that is only a step on the way: its figures are what its formulas give."""
        cells = Cells(np.zeros(len(self.rows)), np.zeros(len(self.rows), np.int8))
        for place, kind in enumerate(self.kinds):
            term, rows = terms.get(kind), np.flatnonzero(self.numbers == place)
            if term is not None:
                found = term.run(rows)
                cells.num[rows], cells.word[rows] = found.num, found.word
        return self.add(title, cells, terms, name=name, decimals=decimals)

    def keep(self, terms: dict[str, Term | None]) -> Term:
        """A nameless step. Raises NotLive where a formula grows too long."""
        if any(term is not None and not fits(term) for term in terms.values()):
            raise NotLive("算式过长")
        return self.reckoned("", terms, decimals=None)

    def alike(self, term: Term | None) -> dict[str, Term | None]:
        """One formula for every kind."""
        return dict.fromkeys(self.kinds, term)

    def plain_numbers(self, title: str, values: list[int]) -> Column:
        """A column of numbers that stand for groups; made once."""
        name = f"numbers:{title}"
        if name not in self.named:
            cells = Cells(np.array(values, np.float64), np.zeros(len(values), np.int8))
            self.add(title, cells, {}, name=name, kind="fixed", decimals=0)
        return self.column(self.named[name])

    def whole(self, cell: Term) -> Column:
        """The whole column that a cell is in."""
        places = range(self.columns.first, self.columns.next)
        return self.column(next(place for place in places if self.column(place).own == cell.text))

    def column(self, place: int) -> Column:
        """The whole column at a place of the sheet."""
        cells = self.columns.entries[place - self.columns.first].cells
        return Column(AWARDS, place, FIRST_ROW + 1, FIRST_ROW + len(self.rows), cells)

    def or_why(self, title: str, make: Callable[[], Term]) -> Term | None:
        """A formula, or None with its reason noted."""
        try:
            return make()
        except NotLive as fixed:
            self.why[title] = str(fixed)
            return None


def as_it_stands(cell: Term) -> Term:
    """A cell of 1 and 0, compared without rounding even where a word stands in it."""
    return Term(cell.text, cell.run, cell.whole, True, cell.typed)
