"""The sums of full marks as live formulas: which cells add up to a dimension and to the total."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from rating.rubric.nouns import Node, Rubric
from rating.workshop.sheets.book import cell_of
from rating.workshop.sheets.forms import Live, Shown
from rating.workshop.sheets.tables import BY_KIND, PER_KIND

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marks:
    """Where the full marks of the leaves stand: on the readable sheet, or per kind on their own one."""

    rubric: Rubric
    readable: Mapping[str, Cell]
    by_kind: Mapping[tuple[str, str], Cell]

    def kind_for(self, node: Node | None = None) -> str:
        """The kind whose sum is shown: the first one that the node is for."""
        return next((kind for kind in self.rubric.kinds if node is None or node.applies_to(kind)), "")

    def of_leaf(self, leaf: Node) -> Shown:
        return PER_KIND if isinstance(leaf.full_marks, dict) else leaf.full_marks

    def of_branch(self, branch: Node) -> Shown:
        """A sum that adds up live; the stated number where it is not the plain sum."""
        if isinstance(branch.full_marks, dict):
            return PER_KIND
        kind = self.kind_for(branch)
        live = self._sum([leaf for part in branch.indicators for leaf in _counted(part, kind)], kind)
        if branch.full_marks is None:
            return live
        return live if live is not None and live.value == branch.full_marks else branch.full_marks

    def of_all(self) -> Shown:
        """The total of the first kind."""
        kind, stated = self.kind_for(), self.rubric.scale.full_marks
        marks = stated.get(kind, Decimal(0)) if isinstance(stated, dict) else stated
        live = self._sum([leaf for part in self.rubric.dimensions for leaf in _counted(part, kind)], kind)
        return live if live is not None and live.value == marks else marks

    def _sum(self, leaves: list[Node], kind: str) -> Live | None:
        cells = [self._cell(leaf, kind) for leaf in leaves]
        if not leaves or None in cells:
            return None
        own = sorted(cell for cell in cells if cell is not None and len(cell) == 2)
        marks = sum((leaf.full_marks_for(kind) for leaf in leaves), Decimal(0))
        places = [*_ranges(own), *(f"'{BY_KIND}'!{cell_of(*cell[:2])}" for cell in cells if cell and len(cell) > 2)]
        return Live(f"=SUM({','.join(places)})", marks)

    def _cell(self, leaf: Node, kind: str) -> tuple[int, ...] | None:
        if not isinstance(leaf.full_marks, dict):
            return self.readable.get(leaf.code)
        cell = self.by_kind.get((leaf.code, kind))
        return None if cell is None else (*cell, 1)


def _counted(node: Node, kind: str) -> Iterator[Node]:
    """The leaves whose marks are part of the sum for a kind."""
    if node.bonus or (kind and not node.applies_to(kind)):
        return
    if node.leaf:
        yield node
    for part in node.indicators:
        yield from _counted(part, kind)


def _ranges(cells: Sequence[tuple[int, ...]]) -> Iterator[str]:
    """E4:E6,E9 for cells of one column in order."""
    start = 0
    for at, (cell, following) in enumerate(pairwise([*cells, (-9, -9)])):
        if following[0] != cell[0] + 1 or following[1] != cell[1]:
            first, last = cell_of(*cells[start][:2]), cell_of(*cell[:2])
            yield first if first == last else f"{first}:{last}"
            start = at + 1
