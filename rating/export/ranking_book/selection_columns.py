"""The visible columns of the sheet 分类查看: where each figure stands in the workbook, and what it is at first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rating.export.plan import AWARDS, DIMENSIONS, Plan
from rating.export.ranking_book.cells import EMPTY, NUMBER, WORDS
from rating.export.ranking_book.fields import Entry
from rating.export.ranking_book.subtotals import FIRST_COLUMN

NAME, STREET, KIND = 0, 1, 2
"""Columns of 评星与名次 that are no figures."""


@dataclass(frozen=True)
class Shown:
    """One column. `sheet`, `place`: where it stands in roster order; either its `texts` or its `entry`.

    decimals: those of its mean, None where a mean says nothing.
    """

    title: str
    sheet: str
    place: int
    look: str
    texts: Sequence[str] = ()
    entry: Entry | None = None
    decimals: int | None = None

    def at(self, station: int) -> float | str:
        """What is shown of a station."""
        texts = self.texts if self.entry is None else self.entry.texts
        if self.entry is None or texts is not None:
            return texts[station] if texts else ""
        code = int(self.entry.cells.word[station])
        return float(self.entry.cells.num[station]) if code == NUMBER else WORDS[code]

    @property
    def sometimes_empty(self) -> bool:
        """An empty cell looked up would read 0."""
        if self.entry is None or self.entry.texts is not None:
            return True
        return bool((self.entry.cells.word == EMPTY).any())


def shown_columns(plan: Plan) -> list[Shown]:
    """名次 站点 街镇 类型 总分, 星级 and 等级 where there are any, then the dimensions."""
    evaluation, roster = plan.evaluation, plan.evaluation.roster
    awards, subtotals = plan.book.awards, plan.book.subtotals
    assert awards is not None
    assert subtotals is not None

    def award(title: str, name: str, look: str, decimals: int | None = None) -> Shown:
        place = awards.named[name]
        entry = awards.columns.entries[place - awards.columns.first]
        return Shown(title, AWARDS, place, look, entry=entry, decimals=decimals)

    found = [
        award("名次", "rank", "rank"),
        Shown("站点", AWARDS, NAME, "text", roster.name),
        Shown("街镇", AWARDS, STREET, "text", roster.street),
        Shown("类型", AWARDS, KIND, "text", roster.kind),
        award("总分", "total", "total", evaluation.ratings.decimals),
    ]
    if evaluation.rubric.has_bands:
        found += [award("星级", "stars", "whole"), award("等级", "band", "stars")]
    codes, decimals = evaluation.subtotals.codes, evaluation.scores.decimals
    for node in evaluation.rubric.dimensions:
        at = codes.index(node.code)
        entry = subtotals.entries[at]
        found.append(Shown(node.title, DIMENSIONS, FIRST_COLUMN + at, "exact", entry=entry, decimals=decimals))
    return found
