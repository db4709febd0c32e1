"""Subtotals and the total as formulas: sums, means, N/A, bonus, caps and rounding (docs/method.md §5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rating.export.ranking_book.cells import LEFT_OUT, OPEN
from rating.export.ranking_book.criteria import Criteria
from rating.export.ranking_book.formula_terms import NotLive, zero
from rating.export.ranking_book.terms import (
    Term,
    arithmetic,
    both,
    choose,
    compare,
    either,
    function,
    half_up,
    is_number,
    is_word,
    number,
    smallest,
    total,
    word,
)
from rating.rubric.nouns import Node, Rubric


@dataclass(frozen=True)
class Place:
    """The cell of a node's points and, under `over_all`, of what it could still earn."""

    points: Term
    attainable: Term | None = None


@dataclass(frozen=True)
class Branch:
    """What a branch or the root is made of for one kind. `full` its own maximum."""

    node: Node | None
    combine: str
    full: Term
    children: tuple[Node, ...]


def there(node: Node, kind: str) -> bool:
    """The node belongs to the kind: a leaf by itself, a branch with any part of its own."""
    if node.leaf:
        return node.applies_to(kind)
    return node.applies_to(kind) and any(there(part, kind) for part in _main(node.indicators))


def _main(children: Sequence[Node]) -> list[Node]:
    """The children that decide whether a branch counts."""
    return [node for node in children if not node.bonus] or list(children)


def branch_of(node: Node, kind: str, criteria: Criteria, with_bonus: bool = True) -> Branch:
    """One branch."""
    children = tuple(part for part in node.indicators if with_bonus or not part.bonus)
    return Branch(node, node.combine, criteria.full(node, kind), children)


def root_of(rubric: Rubric, kind: str, criteria: Criteria, with_bonus: bool = True) -> Branch:
    """The whole."""
    children = tuple(node for node in rubric.dimensions if with_bonus or not node.bonus)
    return Branch(None, rubric.scale.combine, criteria.full(None, kind), children)


class TreeTerms:
    """Branches of one kind of station over the cells of their parts."""

    def __init__(self, rubric: Rubric, kind: str, criteria: Criteria, places: Mapping[str, Place]) -> None:
        self.rubric, self.kind, self.criteria, self.places = rubric, kind, criteria, places
        self.over_all = rubric.missing.not_applicable == "over_all"

    def points(self, branch: Branch) -> Term:
        """Points, － where nothing of it counts (未定 of the whole), 未定 where a counted part is not known.

        Raises NotLive under a minimum coverage.
        """
        self._refuse_coverage(branch)
        here = [node for node in branch.children if there(node, self.kind)]
        main = [node for node in _main(branch.children) if there(node, self.kind)]
        plain, bonus = [node for node in here if not node.bonus], [node for node in here if node.bonus]
        value = _METHODS[branch.combine](self, branch, plain)
        if bonus:
            value = arithmetic("+", value, _sum_of([self._points(node) for node in bonus]))
        value = self._capped(branch, value)
        if self._rounds(branch):
            value = half_up(value, self.rubric.scale.decimals)
        open_parts = [is_word(self._points(node), OPEN) for node in here]
        nothing = [is_word(self._points(node), LEFT_OUT) for node in main]
        left_out = word(OPEN if branch.node is None else LEFT_OUT)
        if not main:
            return left_out
        return choose(both(*nothing), left_out, choose(either(*open_parts), word(OPEN), value))

    def attainable(self, branch: Branch) -> Term:
        """Of the full marks, what parts that do not apply leave to be earned (only under `over_all`)."""
        plain = [node for node in branch.children if there(node, self.kind) and not node.bonus]
        if branch.combine != "sum" or (branch.node is not None and branch.node.bonus):
            return branch.full
        everything = total([self._full(node) for node in plain])
        left = total([choose(is_number(self._points(node)), self._attainable(node), zero) for node in plain])
        return arithmetic("/", arithmetic("*", left, branch.full), everything)

    def _capped(self, branch: Branch, value: Term) -> Term:
        node = branch.node
        if node is None or (node.cap is None and not node.bonus):
            return value
        return smallest(value, self.criteria.cap(node) if node.cap is not None else branch.full)

    def _rounds(self, branch: Branch) -> bool:
        scale = self.rubric.scale
        if branch.node is None:
            return True
        return scale.round == "indicator" or (scale.round == "dimension" and branch.node in self.rubric.dimensions)

    def _refuse_coverage(self, branch: Branch) -> None:
        missing, node = self.rubric.missing, branch.node
        stated = missing.coverage if node is None else node.coverage
        if node is not None and stated is None and node in self.rubric.dimensions and not node.bonus:
            stated = missing.section_coverage
        if stated is not None:
            raise NotLive("设有最低覆盖要求")

    def _points(self, node: Node) -> Term:
        return self.places[node.code].points

    def _full(self, node: Node) -> Term:
        return self.criteria.full(node, self.kind)

    def _attainable(self, node: Node) -> Term:
        return self.places[node.code].attainable or self._full(node)

    def by_sum(self, branch: Branch, plain: Sequence[Node]) -> Term:
        """Σ points, restated out of the full marks where parts do not apply."""
        earned = _sum_of([self._points(node) for node in plain])
        if (branch.node is not None and branch.node.bonus) or not plain:
            return earned
        if self.over_all and branch.node is not None:
            out_of = total([self._full(node) for node in plain])
        else:
            each = self._attainable if self.over_all else self._full
            out_of = total([choose(is_number(self._points(node)), each(node), zero) for node in plain])
        scaled = arithmetic("/", arithmetic("*", earned, branch.full), out_of)
        return choose(compare(out_of, "=", branch.full), earned, choose(compare(out_of, "=", zero), zero, scaled))

    def _weighted(self, plain: Sequence[Node]) -> list[tuple[Term, Term, Term]]:
        """(counts, share, weight) of every part that can take part in a mean."""
        found = []
        for node in plain:
            if node.full_marks_for(self.kind):
                share = arithmetic("/", self._points(node), self._full(node))
                found.append((is_number(self._points(node)), share, self._weight(node)))
        return found

    def _weight(self, node: Node) -> Term:
        if node.weight is None:
            return self._full(node)
        return self.criteria.limit(node, "权重", node.weight) if node.leaf else self.criteria.weight(node)

    def by_mean(self, branch: Branch, plain: Sequence[Node]) -> Term:
        """F · Σ w·(p ÷ f) ÷ Σ w."""
        parts = self._weighted(plain)
        sums = total([choose(counts, arithmetic("*", weight, share), zero) for counts, share, weight in parts])
        weights = total([choose(counts, weight, zero) for counts, _, weight in parts])
        return _or_zero(weights, arithmetic("*", arithmetic("/", sums, weights), branch.full))

    def by_geometric(self, branch: Branch, plain: Sequence[Node]) -> Term:
        """F · Π (p ÷ f)^(w ÷ Σw), 0 when any share is not above 0."""
        parts = self._weighted(plain)
        if not parts:
            return zero
        logs = [choose(counts, arithmetic("*", weight, function("LN", share)), zero) for counts, share, weight in parts]
        weights = total([choose(counts, weight, zero) for counts, _, weight in parts])
        dead = either(
            *(compare(choose(counts, choose(compare(weight, ">", zero), share, number(1)), number(1)), "<=", zero)
              for counts, share, weight in parts)
        )  # fmt: skip
        mean = arithmetic("*", function("EXP", arithmetic("/", total(logs), weights)), branch.full)
        return choose(dead, zero, _or_zero(weights, mean))

    def by_lowest(self, branch: Branch, plain: Sequence[Node]) -> Term:
        """F · the smallest share."""
        parts = self._weighted(plain)
        if not parts:
            return zero
        beyond = number(10**12)
        least = smallest(*(choose(counts, share, beyond) for counts, share, _ in parts))
        return choose(compare(least, "=", beyond), zero, arithmetic("*", least, branch.full))


def converted(rubric: Rubric, kind: str, criteria: Criteria, points: Term) -> Term:
    """The total restated out of `convert_to`, rounded once more; points as they are without it."""
    if rubric.scale.convert_to is None:
        return points
    restated = arithmetic("/", arithmetic("*", points, criteria.convert_to()), criteria.full(None, kind))
    return choose(is_number(points), half_up(restated, rubric.scale.decimals), points)


def _or_zero(weights: Term, value: Term) -> Term:
    return choose(compare(weights, "=", zero), zero, value)


def _sum_of(cells: Sequence[Term]) -> Term:
    """SUM of cells: words among them are passed over."""
    if not cells:
        return zero
    added = total([choose(is_number(cell), cell, zero) for cell in cells])
    return Term(f"SUM({','.join(cell.text for cell in cells)})", added.run)


_METHODS = {
    "sum": TreeTerms.by_sum,
    "mean": TreeTerms.by_mean,
    "geometric": TreeTerms.by_geometric,
    "lowest": TreeTerms.by_lowest,
}
