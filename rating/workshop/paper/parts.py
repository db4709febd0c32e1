"""What a standard on paper says once it is read: indicators, their texts, and where each stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from rating.problems import Problem

SCORED, BONUS, DEDUCTION, VETO, CONDITION = "scored", "bonus", "deduction", "veto", "condition"
KINDS = (SCORED, BONUS, DEDUCTION, VETO, CONDITION)
"""Kinds of an item: 得分项、加分项、扣分项、一票否决项（有此情形即否决）、必备条件（不具备即否决）."""
ITEM, HEADING, SUM, NOTE, PROBLEM = "item", "heading", "sum", "note", "problem"
"""What became of a row: every row with content is one of these."""


@dataclass(frozen=True, slots=True)
class PaperText:
    """A text of the paper and its place: `Sheet1!C5`, `第 2 张表第 5 行第 3 列` or `第 7 段`; both "" for none."""

    text: str = ""
    where: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class PaperItem:
    """One indicator at the end of its branch.

    levels        its titles from the outermost in, numbering and points taken out
    level_points  the points that the paper states for each level, None where it states none
    points        full marks; None when the paper does not say them in a way that can be read
    requirement   what is required, where a column apart from the scoring sentence says it
    kind          one of KINDS
    cap           the most that the section may add or take away, as the paper says it
    """

    levels: tuple[PaperText, ...]
    level_points: tuple[Decimal | None, ...]
    points: Decimal | None
    points_where: str
    standard: PaperText
    method: PaperText = PaperText()
    evidence: PaperText = PaperText()
    remark: PaperText = PaperText()
    kind: str = SCORED
    requirement: PaperText = PaperText()
    cap: Decimal | None = None

    @property
    def title(self) -> str:
        return self.levels[-1].text

    @property
    def where(self) -> str:
        return self.levels[-1].where


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """A column as it was understood: its heading and what it was taken for (Chinese, "" for not understood)."""

    heading: str
    meaning: str


@dataclass(frozen=True, slots=True)
class PaperTable:
    """Summary of one table: its name, its columns, how many indicators and points were read from it."""

    name: str
    columns: tuple[PaperColumn, ...]
    items: int
    points: Decimal


@dataclass(frozen=True, slots=True)
class PaperRow:
    """What became of one row or paragraph with content."""

    where: str
    kind: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class CutScore:
    """A grade that the paper gives by a cut score: 五星 from 90 points (`above`: more than)."""

    label: str
    stars: int
    at_least: Decimal
    where: str
    above: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole standard.

    full_marks  what the paper itself says the total is (满分、合计), None when it does not
    rows        one entry for every row or paragraph with content: nothing is dropped silently
    weighted    the points are weights in per cent, read as points
    cut_scores  grades with cut scores found in paragraphs, notes and small tables, best first
    """

    title: str
    items: tuple[PaperItem, ...]
    tables: tuple[PaperTable, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    full_marks: Decimal | None = None
    rows: tuple[PaperRow, ...] = ()
    cut_scores: tuple[CutScore, ...] = ()
    name: str = ""
    weighted: bool = False

    @property
    def total(self) -> Decimal:
        """The sum of the scored indicators whose points could be read."""
        return total_of(self.items)


def total_of(items: Sequence[PaperItem]) -> Decimal:
    """Points of the scored items; bonus, deductions and vetoes are no part of the full marks."""
    return sum((item.points for item in items if item.kind == SCORED and item.points is not None), Decimal(0))
