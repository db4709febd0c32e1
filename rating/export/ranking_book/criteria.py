"""Where each figure of the rubric stands on the sheet 评分标准: the cells that the formulas refer to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from xlsxwriter.utility import xl_rowcol_to_cell

from rating.export.ranking_book.terms import Term, arithmetic, half_up, number, parameter
from rating.rubric.nouns import Node, Rubric
from rating.rubric.numbers import Amount
from rating.rubric.policies import Band

CRITERIA = "评分标准"
FIRST_ROW = 5
"""First row of indicators (zero-based): title, provenance, hint, blank, header."""
MARKS = 2
ROOT = ""


@dataclass(frozen=True)
class Line:
    """One figure or pair of figures of an indicator's rule. Either may be missing."""

    row: int
    label: str
    limit: Decimal | None = None
    points: Amount | None = None


@dataclass
class Block:
    """The rows of one indicator."""

    node: Node
    first: int
    lines: list[Line] = field(default_factory=list)

    @property
    def last(self) -> int:
        return max([self.first, *(line.row for line in self.lines)])


@dataclass(frozen=True)
class BandRow:
    """One band of one kind's table ("" for the common one)."""

    row: int
    table: str
    level: int
    band: Band
    minimums: tuple[int, ...]


class Criteria:
    """Built in reading order while the formulas are made; written afterwards by `criteria_sheet`."""

    def __init__(self, rubric: Rubric, kinds: tuple[str, ...]) -> None:
        self.rubric = rubric
        self.kinds = _columns(rubric, kinds)
        self.blocks: dict[str, Block] = {}
        self.branches: dict[str, int] = {}
        self.bands: list[BandRow] = []
        self.gates: dict[str, int] = {}
        self.next = FIRST_ROW
        self.label_row = 0

    @property
    def rule_column(self) -> int:
        return MARKS + len(self.kinds)

    @property
    def limit_column(self) -> int:
        return self.rule_column + 2

    @property
    def points_column(self) -> int:
        return self.rule_column + 3

    def begin(self, node: Node) -> None:
        """The next indicator."""
        self.blocks[node.code] = Block(node, self.next)
        self.next += 1

    def end(self, node: Node) -> None:
        """No more figures of this indicator."""
        self.next = self.blocks[node.code].last + 1

    def limit(self, node: Node, label: str, limit: Decimal) -> Term:
        """A threshold, a size or a weight in a cell."""
        line = self._line(node, label, limit, None)
        return parameter(CRITERIA, line.row, self.limit_column, limit)

    def points(self, node: Node, label: str, points: Amount | Decimal, full: Term) -> Term:
        """Points in a cell; a share of the full marks stays a share."""
        amount = points if isinstance(points, Amount) else Amount(value=points)
        return self._points(self._line(node, label, None, amount), full)

    def step(self, node: Node, label: str, limit: Decimal, points: Amount, full: Term) -> tuple[Term, Term]:
        """A threshold and what it earns, side by side."""
        line = self._line(node, label, limit, points)
        return parameter(CRITERIA, line.row, self.limit_column, limit), self._points(line, full)

    def _points(self, line: Line, full: Term) -> Term:
        assert line.points is not None
        cell = parameter(CRITERIA, line.row, self.points_column, line.points.value)
        return arithmetic("*", cell, full) if line.points.is_share else cell

    def _line(self, node: Node, label: str, limit: Decimal | None, points: Amount | None) -> Line:
        """The same figure asked for again (by another kind with the same rule) is the same cell."""
        block = self.blocks[node.code]
        for line in block.lines:
            if (line.label, line.limit, line.points) == (label, limit, points):
                return line
        line = Line(block.first + len(block.lines), label, limit, points)
        block.lines.append(line)
        return line

    def full(self, node: Node | None, kind: str) -> Term:
        """Full marks of an indicator, a branch, or (None) of the whole, for one kind."""
        column = MARKS + (self.kinds.index(kind) if len(self.kinds) > 1 else 0)
        if node is None:
            return parameter(CRITERIA, self.branches[ROOT], column, self.rubric.full_marks_for(kind))
        row = self.blocks[node.code].first if node.leaf else self.branches[node.code]
        return parameter(CRITERIA, row, column, node.full_marks_for(kind))

    def convert_to(self) -> Term:
        """What the total is restated out of."""
        assert self.rubric.scale.convert_to is not None
        return parameter(CRITERIA, self.branches[ROOT], self.limit_column, self.rubric.scale.convert_to)

    def cap(self, node: Node) -> Term:
        """The most points of a branch."""
        assert node.cap is not None
        return parameter(CRITERIA, self.branches[node.code], self.points_column, node.cap)

    def weight(self, node: Node) -> Term:
        """The weight of a branch in a mean."""
        assert node.weight is not None
        return parameter(CRITERIA, self.branches[node.code], self.limit_column, node.weight)

    def place_branches(self) -> None:
        """Rows of the table 各级满分: branches, then the total."""
        self.next += 3
        for node in [*(each for each in self.rubric.nodes if not each.leaf)]:
            self.branches[node.code] = self.next
            self.next += 1
        self.branches[ROOT] = self.next
        self.next += 1

    def place_bands(self, kinds: tuple[str, ...]) -> None:
        """Rows of the table 等级与分数线, best band first, each table once; its named minimums below."""
        self.next += 3
        self.label_row = self.next
        apart = self.rubric.bands_by_kind or len({self.rubric.full_marks_for(kind) for kind in kinds}) > 1
        for kind in kinds if apart else kinds[:1]:
            for level, band in enumerate(self.rubric.bands_for(kind), 1):
                minimums = tuple(range(self.next + 1, self.next + 1 + len(band.minimum)))
                self.bands.append(BandRow(self.next, kind if apart else "", level, band, minimums))
                self.next += 1 + len(band.minimum)
        self.label_row = self.next
        self.next += 3
        for gate in self.rubric.gates:
            self.gates[gate.code] = self.next
            self.next += 1

    def bands_of(self, kind: str) -> list[BandRow]:
        """The bands of one kind, best first."""
        return [row for row in self.bands if row.table == kind]

    def title_place(self, row: BandRow | None) -> str:
        """The cell with a band's title, or (None) with the label below the lowest."""
        line = self.label_row if row is None else row.row
        return f"'{CRITERIA}'!{xl_rowcol_to_cell(line, 1, row_abs=True, col_abs=True)}"

    def cut(self, row: BandRow, marks: Decimal) -> Term | None:
        """The cut score of a band in points; None where there is none."""
        limit = cut_points(row.band, marks)
        return None if limit is None else parameter(CRITERIA, row.row, self.limit_column, limit)

    def floor(self, row: BandRow) -> Term:
        """each_dimension, a share."""
        assert row.band.each_dimension is not None
        return parameter(CRITERIA, row.row, self.points_column, row.band.each_dimension)

    def minimum(self, row: BandRow, at: int, amount: Amount, full: Term) -> Term:
        """The least points of a named part."""
        cell = parameter(CRITERIA, row.minimums[at], self.limit_column, amount.value)
        return arithmetic("*", full, cell) if amount.is_share else cell

    def quota(self, row: BandRow) -> Term:
        """How many, or what share, may have the band."""
        assert row.band.quota is not None
        return parameter(CRITERIA, row.row, self.points_column + 1, row.band.quota.value)

    def gate_stars(self, code: str, stars: int) -> Term:
        """Most stars that a gate leaves."""
        return parameter(CRITERIA, self.gates[code], self.limit_column, Decimal(stars))

    def full_formula(self, node: Node | None, kind: str) -> str | None:
        """A branch that sums its parts says so; None where its full marks are stated."""
        if node is None or node.full_marks is not None:
            return None
        return "=" + ("+".join(self._summed(node, kind)) or "0")

    def _summed(self, node: Node, kind: str) -> Iterator[str]:
        for part in node.indicators:
            if not part.bonus and part.applies_to(kind):
                yield self.full(part, kind).text.replace(f"'{CRITERIA}'!", "")

    def cut_formula(self, row: BandRow) -> tuple[Decimal, str] | None:
        """(share, formula) of a cut score that is stated as a share of the full marks of the total."""
        amount = row.band.at_least if row.band.at_least is not None else row.band.above
        if amount is None or not amount.is_share:
            return None
        whole = (
            self.convert_to()
            if self.rubric.scale.convert_to is not None
            else self.full(None, row.table or self.kinds[0])
        )
        term = half_up(arithmetic("*", whole, number(amount.value)), 10)
        return amount.value, "=" + term.text.replace(f"'{CRITERIA}'!", "")


def cut_points(band: Band, marks: Decimal) -> Decimal | None:
    """The cut score out of `marks`."""
    amount = band.at_least if band.at_least is not None else band.above
    return None if amount is None else amount.points(marks)


def _columns(rubric: Rubric, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """One column of full marks a kind where kinds differ, else one for all."""
    marks = {tuple(node.full_marks_for(kind) for node in rubric.nodes) for kind in kinds}
    totals = {rubric.full_marks_for(kind) for kind in kinds}
    return kinds if len(marks) > 1 or len(totals) > 1 else kinds[:1]
