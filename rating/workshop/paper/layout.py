"""What the columns under one header hold."""

from __future__ import annotations

from dataclasses import dataclass

from rating.workshop.paper.headings import LEVEL, TITLES, plain_heading
from rating.workshop.paper.parts import PaperColumn


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, its role ("" unknown); `level` is the place among the level columns, from 0.

    `label` is a grade under a wide heading (优 under 评分标准), which belongs before each of its texts.
    For a points column `level` is the level whose points it holds, −1 when the rows themselves must tell.
    """

    index: int
    heading: str
    role: str
    rank: int = 0
    level: int = -1
    label: str = ""


@dataclass(frozen=True)
class Layout:
    """The columns under one header; `top` … `first` − 1 are its rows."""

    columns: tuple[Column, ...]
    top: int
    first: int

    def of(self, *roles: str) -> list[Column]:
        return [column for column in self.columns if column.role in roles]

    @property
    def levels(self) -> list[Column]:
        return sorted(self.of(LEVEL), key=lambda column: column.level)

    @property
    def has_first_level(self) -> bool:
        """True when a heading says 一级指标: then nothing stands above its columns."""
        return any(column.rank == 1 for column in self.of(LEVEL))

    @property
    def signature(self) -> tuple[str, ...]:
        return tuple(plain_heading(column.heading) for column in self.columns)

    def summary(self) -> tuple[PaperColumn, ...]:
        return tuple(PaperColumn(column.heading, self._told(column)) for column in self.columns if column.heading)

    def _told(self, column: Column) -> str:
        if column.role == LEVEL:
            return f"第{'一二三四五六七八九'[min(column.level, 8)]}级指标"
        return TITLES.get(column.role, "")
