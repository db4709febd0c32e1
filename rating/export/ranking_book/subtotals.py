"""The columns of 一级指标得分: every branch and the total, as formulas over 逐项得分 and each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from rating.export.ranking_book.cells import EMPTY, LEFT_OUT, OPEN, Cells, same, where_known
from rating.export.ranking_book.criteria import Criteria
from rating.export.ranking_book.fields import Entry
from rating.export.ranking_book.formula_terms import NotLive, fits
from rating.export.ranking_book.terms import Term, choose, in_row, word
from rating.export.ranking_book.tree_terms import Place, TreeTerms, branch_of, converted, root_of, there
from rating.rubric.nouns import Node, Rubric
from rating.scoring.evaluation import Evaluation

SUBTOTALS = "一级指标得分"
FIRST_COLUMN = 3


@dataclass
class Subtotals:
    """Columns in the order written: nodes of `Evaluation.subtotals`, the total, then what is only reckoned with.

    why: column title → why it is a value.
    """

    entries: list[Entry] = field(default_factory=list)
    places: dict[str, dict[str, Place]] = field(default_factory=dict)
    total: Term | None = None
    buying: dict[str, Term] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)


def total_column(evaluation: Evaluation) -> int:
    """Column of the total; 满分 and 资料 stand to its right, then what is only reckoned with."""
    return FIRST_COLUMN + len(evaluation.subtotals.codes)


class SubtotalMaker:
    """Makes the columns kind by kind, from the leaves up."""

    def __init__(self, evaluation: Evaluation, criteria: Criteria, leaves: Mapping[str, Term]) -> None:
        self.evaluation, self.criteria = evaluation, criteria
        self.rubric: Rubric = evaluation.rubric
        self.kinds, self.numbers = evaluation.roster.numbered("kind")
        self.made = Subtotals()
        self.made.places = {kind: {code: Place(term) for code, term in leaves.items()} for kind in self.kinds}
        self._extra = total_column(evaluation) + 3
        self._extras: list[Entry] = []

    def make(self) -> Subtotals:
        """Every node, from the leaves up."""
        codes = self.evaluation.subtotals.codes
        entries: dict[str, Entry] = {}
        for node in reversed(self.rubric.nodes):
            if node.code in codes:
                entries[node.code] = self._node(node, FIRST_COLUMN + codes.index(node.code))
        self.made.entries = [entries[code] for code in codes]
        return self.made

    def finish(self, gates_unknown: Term | None) -> Subtotals:
        """The total, once the gates are known."""
        evaluation = self.evaluation
        ratings = evaluation.ratings
        cells = where_known(ratings.total / 10.0**ratings.decimals, ratings.complete, OPEN)
        terms = {kind: self._total(kind, gates_unknown) for kind in self.kinds}
        entry = self._proved("总分", cells, terms, exactly=True)
        self.made.entries.append(entry)
        self.made.total = in_row(SUBTOTALS, total_column(evaluation), cells, exact=True)
        self._buying()
        self.made.entries += self._extras
        return self.made

    def _node(self, node: Node, column: int) -> Entry:
        subtotals = self.evaluation.subtotals
        part = subtotals.parts[subtotals.codes.index(node.code)]
        rows = len(self.numbers)
        otherwise = np.where(part.there, np.where(part.counted, OPEN, LEFT_OUT), EMPTY)
        cells = where_known(part.points.spread_over(rows).floats(), part.known & part.counted, otherwise)
        exact = self.rubric.scale.round == "indicator" or (
            self.rubric.scale.round == "dimension" and node in self.rubric.dimensions
        )
        terms: dict[str, Term | None] = {}
        for kind in self.kinds:
            terms[kind] = self._node_term(node, kind) if there(node, kind) else None
        entry = self._proved(node.title, cells, terms, exactly=exact)
        whole = in_row(SUBTOTALS, column, cells, exact=exact)
        if not node.leaf:
            for kind in self.kinds:
                self.made.places[kind][node.code] = Place(whole, self._attainable(node, kind))
        return entry

    def _node_term(self, node: Node, kind: str) -> Term | None:
        places = self.made.places[kind]
        if node.leaf:
            return Term(places[node.code].points.text, places[node.code].points.run)
        tree = TreeTerms(self.rubric, kind, self.criteria, places)
        return self._or_why(node.title, lambda: tree.points(branch_of(node, kind, self.criteria)))

    def _attainable(self, node: Node, kind: str) -> Term | None:
        """A column of its own under `over_all`; nothing otherwise."""
        if self.rubric.missing.not_applicable != "over_all" or not there(node, kind):
            return None
        tree = TreeTerms(self.rubric, kind, self.criteria, self.made.places[kind])
        term = tree.attainable(branch_of(node, kind, self.criteria))
        return self._reckoned(f"{node.title}（可得分）{kind}", kind, term)

    def _reckoned(self, title: str, kind: str, term: Term) -> Term:
        """A column to the right that only other formulas read, for one kind."""
        rows = np.flatnonzero(self.numbers == self.kinds.index(kind))
        whole = Cells(np.zeros(len(self.numbers)), np.full(len(self.numbers), EMPTY, np.int8))
        found = term.run(rows)
        whole.num[rows], whole.word[rows] = found.num, found.word
        live = np.zeros(len(self.numbers), np.bool_)
        live[rows] = True
        self._extras.append(Entry(title, whole, terms={kind: term}, live=live))
        return in_row(SUBTOTALS, self._extra + len(self._extras) - 1, whole)

    def _total(self, kind: str, gates_unknown: Term | None, with_bonus: bool = True) -> Term | None:
        tree = TreeTerms(self.rubric, kind, self.criteria, self.made.places[kind])

        def term() -> Term:
            points = tree.points(root_of(self.rubric, kind, self.criteria, with_bonus))
            if self.rubric.scale.convert_to is not None:
                raw = self._reckoned(f"折算前总分{'' if with_bonus else '（不含加分）'}{kind}", kind, points)
                points = converted(self.rubric, kind, self.criteria, raw)
            return choose(gates_unknown, word(OPEN), points) if gates_unknown is not None else points

        return self._or_why("总分", term)

    def _buying(self) -> None:
        """The total that buys stars where bonus points do not: a column of its own."""
        bonus = [node for node in self.rubric.nodes if node.bonus]
        if self.rubric.scale.bonus_buys_stars is not False or not bonus:
            return
        for kind in self.kinds:
            term = self._total(kind, None, with_bonus=False)
            nested = any(node not in self.rubric.dimensions for node in bonus)
            if term is not None and not nested:
                self.made.buying[kind] = self._reckoned(f"评星总分（不含加分）{kind}", kind, term)

    def _or_why(self, title: str, make: object) -> Term | None:
        try:
            term: Term = make()  # type: ignore[operator]
        except NotLive as fixed:
            self.made.why[title] = str(fixed)
            return None
        if not fits(term):
            self.made.why[title] = "公式过长"
            return None
        return term

    def _proved(self, title: str, cells: Cells, terms: dict[str, Term | None], *, exactly: bool) -> Entry:
        live = prove(cells, terms, self.kinds, self.numbers, exactly=exactly)
        if not live.all() and title not in self.made.why:
            known = cells.word != EMPTY
            if (known & ~live).any():
                self.made.why[title] = "个别单位的公式结果与评估结果有出入"
        return Entry(title, cells, terms=terms, live=live)


def prove(
    cells: Cells,
    terms: Mapping[str, Term | None],
    kinds: tuple[str, ...],
    numbers: np.ndarray[tuple[int], np.dtype[np.int64]],
    *,
    exactly: bool,
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Where the formula of the station's kind gives the figure."""
    live = np.zeros(len(numbers), np.bool_)
    for place, kind in enumerate(kinds):
        term = terms.get(kind)
        if term is not None:
            rows = np.flatnonzero(numbers == place)
            live[rows] = same(term.run(rows), cells.at(rows), exactly=exactly)
    return live
