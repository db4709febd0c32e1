"""Short ways to a small round's workbook in tests."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from rating.export.plan import Plan, make_plan
from rating.export.ranking_book.cells import NUMBER, WORDS, Cells
from rating.export.ranking_book.terms import ROW, Term, in_row
from tests.insight.example import example, rated


@cache
def plan() -> Plan:
    return make_plan(example())


def plan_of(**changed: Any) -> Plan:
    return make_plan(rated(**changed))


def written(term: Term | None, row: int = 5) -> str:
    """The formula of one row."""
    assert term is not None
    return term.text.replace(ROW, str(row))


def shown(cells: Cells) -> list[Any]:
    return [
        float(number) if code == NUMBER else WORDS[code] for number, code in zip(cells.num, cells.word, strict=True)
    ]


def cell(*values: float | int, words: dict[int, int] | None = None, typed: bool = True) -> Term:
    """A column of numbers, some of them replaced by words (place → code)."""
    word = np.zeros(len(values), np.int8)
    for at, code in (words or {}).items():
        word[at] = code
    return in_row("甲", 2, Cells(np.array(values, np.float64), word), exact=True, typed=typed)


def run(term: Term, stations: int) -> list[Any]:
    return shown(term.run(np.arange(stations)))


def award(title: str, of: Plan | None = None) -> list[Any]:
    """The column of 评星与名次 with this title."""
    awards = (of or plan()).book.awards
    assert awards is not None
    return shown(next(entry.cells for entry in awards.columns.entries if entry.title == title))
