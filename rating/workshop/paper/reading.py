"""What is known while a standard is read: the tree, the rows accounted for, points cells and sum rows."""

from __future__ import annotations

from dataclasses import dataclass, field

from rating.problems import Place, Problem
from rating.workshop.paper.parts import PaperRow, PaperText
from rating.workshop.paper.tree import ROOT, Node, RowPart, Stated

Key = tuple[int, int]


@dataclass
class PointsCell:
    """A filled cell of a points column: the rows it reaches over, and the node when its heading names the level."""

    stated: Stated
    keys: list[Key]
    node: Node | None


@dataclass
class SumRow:
    """A 小计 or 合计: what it says and what had been read when it came."""

    label: str
    stated: Stated | None
    where: str
    after: int
    beside: Node | None


@dataclass
class Walk:
    """All that is known so far. `path` holds the current node of each slot."""

    name: str
    root: Node = field(default_factory=lambda: Node(ROOT, PaperText()))
    path: dict[int, Node] = field(default_factory=dict)
    rows: dict[Key, PaperRow] = field(default_factory=dict)
    node_of: dict[Key, Node] = field(default_factory=dict)
    parts: dict[Key, RowPart] = field(default_factory=dict)
    cells: list[PointsCell] = field(default_factory=list)
    sums: list[SumRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[PaperText] = field(default_factory=list)
    told_outline: bool = False
    told_columns: set[tuple[int, int]] = field(default_factory=set)

    def problem(self, code: str, where: str, found: str, expected: str = "", remedy: str = "") -> None:
        self.problems.append(Problem(code, Place(self.name, cell=where), found, expected, remedy))

    def account(self, key: Key, where: str, kind: str, text: str) -> None:
        self.rows[key] = PaperRow(where, kind, text[:200])

    def open(self, slot: int, raw: PaperText) -> Node:
        """A new node at this slot under the deepest current one above it."""
        for deeper in [other for other in self.path if other >= slot]:
            del self.path[deeper]
        parent = self.path[max(self.path)] if self.path else self.root
        self.path[slot] = parent.under(slot, raw)
        return self.path[slot]

    @property
    def deepest(self) -> Node:
        return self.path[max(self.path)] if self.path else self.root
