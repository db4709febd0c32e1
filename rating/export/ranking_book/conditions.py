"""Conditions of gates and bands, and ranking keys, as cells: they look at fields and at scored nodes alike."""

from __future__ import annotations

from collections.abc import Callable

from rating.export.ranking_book.cells import BLANK, NOT_APPLICABLE, OPEN
from rating.export.ranking_book.criteria import BandRow, Criteria
from rating.export.ranking_book.formula_terms import Formulas, NotLive, one, truth, zero
from rating.export.ranking_book.subtotals import Subtotals
from rating.export.ranking_book.terms import Term, arithmetic, choose, compare, is_number, is_word, word
from rating.export.ranking_book.tree_terms import there
from rating.export.ranking_book.values import Values
from rating.rubric.binding import Vocabulary, bind
from rating.rubric.formula import nodes_in
from rating.rubric.nouns import Node
from rating.rubric.numbers import Amount
from rating.scoring.evaluation import Evaluation

Keep = Callable[[dict[str, Term | None]], Term]


class Conditions:
    """`keep` puts terms (one a kind) into a column and gives the term that names it."""

    def __init__(
        self, evaluation: Evaluation, criteria: Criteria, values: Values | None, subtotals: Subtotals, keep: Keep
    ) -> None:
        self.rubric, self.criteria, self.values = evaluation.rubric, criteria, values
        self.subtotals, self._keep = subtotals, keep
        self.kinds, _ = evaluation.roster.numbered("kind")
        self._nodes: dict[tuple[str, str], Term] = {}

    def cell(self, text: str) -> Term:
        """The cell of a formula. Raises NotLive."""
        expression = bind(text, Vocabulary.of(self.rubric))
        if next(nodes_in(expression), None) is None and self.values is not None:
            return self.values.formula(text)
        return Formulas(self._field, self._node, self._keep_one).column(expression)

    def key(self, code: str) -> Term:
        """The cell of a ranking key that is a node or a field. Raises NotLive."""
        if code in {node.code for node in self.rubric.nodes}:
            return self.points(code)
        return self._field(Vocabulary.of(self.rubric).by_name[code])

    def points(self, code: str) -> Term:
        """The cell of a node's points."""
        return next(places[code].points for places in self.subtotals.places.values() if code in places)

    def of_band(self, row: BandRow, kind: str) -> list[Term]:
        """What a band asks beyond its cut score. Raises NotLive."""
        asked: list[Term] = []
        band = row.band
        if band.each_dimension is not None:
            floor = self.criteria.floor(row)
            asked += [
                self._enough(node, arithmetic("*", self.criteria.full(node, kind), floor))
                for node in self.rubric.dimensions
                if not node.bonus and there(node, kind)
            ]
        for at, (code, amount) in enumerate(band.minimum.items()):
            node = self.rubric.node(code)
            if there(node, kind):
                asked.append(self._enough(node, self._least(row, at, amount, node, kind)))
        asked += [truth(self.cell(one_asked.when)) for one_asked in band.requires]
        return asked

    def _least(self, row: BandRow, at: int, amount: Amount, node: Node, kind: str) -> Term:
        return self.criteria.minimum(row, at, amount, self.criteria.full(node, kind))

    def _enough(self, node: Node, least: Term) -> Term:
        """Points reach `least`, or the node does not count."""
        cell = self.points(node.code)
        return choose(is_number(cell), choose(compare(cell, ">=", least), one, zero), one)

    def _field(self, code: str) -> Term:
        if self.values is None:
            raise NotLive("单位较多，不列填报值")
        return self.values.field(code)

    def _keep_one(self, term: Term) -> Term:
        return self._keep(dict.fromkeys(self.kinds, term))

    def _node(self, name: str, code: str) -> Term:
        """A column with points or share of a node; 合理缺项 where it does not count, 空白 where it is not known."""
        if (name, code) not in self._nodes:
            node = self.rubric.node(code)
            rules = (node.rule, *node.rule_by_kind.values())
            if any(rule is not None and rule.key_item for rule in rules):
                raise NotLive("用到关键项是否通过")
            self._nodes[name, code] = self._keep({kind: self._node_term(name, node, kind) for kind in self.kinds})
        return self._nodes[name, code]

    def _node_term(self, name: str, node: Node, kind: str) -> Term:
        cell, value = self.points(node.code), self.points(node.code)
        if not there(node, kind):
            return word(NOT_APPLICABLE)
        if name == "share":
            if not node.full_marks_for(kind):
                return choose(is_number(cell), zero, self._missing(cell))
            value = arithmetic("/", cell, self.criteria.full(node, kind))
        return choose(is_number(cell), value, self._missing(cell))

    def _missing(self, cell: Term) -> Term:
        return choose(is_word(cell, OPEN), word(BLANK), word(NOT_APPLICABLE))
