"""What a recalculated workbook says, held against the Evaluation cell by cell."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import python_calamine

from rating.export.plan import AWARDS, DATA_ROW, DIMENSIONS, INDICATORS, VALUES, Plan
from rating.export.ranking_book.book import item_column
from rating.export.ranking_book.cells import NUMBER, WORDS
from rating.export.ranking_book.fields import Entry
from rating.export.ranking_book.subtotals import FIRST_COLUMN
from rating.scoring.evaluation import Evaluation

Rows = list[list[Any]]


def sheets_of(path: Path) -> dict[str, Rows]:
    """Every sheet's values from A1 on."""
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def differences(plan: Plan, found: dict[str, Rows]) -> list[str]:
    """Cells that do not show what the plan says."""
    wrong = []
    for sheet, column, entry in _entries(plan):
        for station in range(len(plan.evaluation.roster)):
            if entry.texts is not None:
                expected: Any = entry.texts[station]
            else:
                code = int(entry.cells.word[station])
                expected = float(entry.cells.num[station]) if code == NUMBER else WORDS[code]
            cell = at(found[sheet], DATA_ROW + station, column)
            if not same(cell, expected):
                wrong.append(f"{sheet} {entry.title} 第 {station} 个：{cell!r}，应为 {expected!r}")
    return wrong


def _entries(plan: Plan) -> Iterator[tuple[str, int, Entry]]:
    book = plan.book
    assert book.subtotals is not None
    assert book.awards is not None
    if book.values is not None:
        for column, entry in enumerate(book.values.columns.entries, book.values.columns.first):
            yield VALUES, column, entry
    for place, item in enumerate(book.items):
        yield INDICATORS, item_column(place), Entry(item.node.title, item.cells)
    count = len(plan.evaluation.subtotals.codes)
    for place, entry in enumerate(book.subtotals.entries):
        yield DIMENSIONS, FIRST_COLUMN + place + (2 if place > count else 0), entry
    for column, entry in enumerate(book.awards.columns.entries, book.awards.columns.first):
        yield AWARDS, column, entry


def at(rows: Rows, row: int, column: int) -> Any:
    """A cell, "" where the sheet ends before it."""
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""


def same(cell: Any, expected: Any) -> bool:
    if isinstance(expected, float):
        return isinstance(cell, int | float) and math.isclose(cell, expected, rel_tol=1e-11, abs_tol=1e-11)
    return str(cell) == str(expected)


def award_differences(evaluation: Evaluation, plan: Plan, found: dict[str, Rows]) -> list[str]:
    """Totals, stars, bands and ranks held against the Evaluation itself, past everything that a plan does."""
    awards, wrong = plan.book.awards, []
    assert awards is not None
    for station, shown in enumerate(_awarded(evaluation)):
        for name in (name for name in shown if name in awards.named):
            cell = at(found[AWARDS], DATA_ROW + station, awards.named[name])
            if not same(cell, shown[name]):
                wrong.append(f"{name} 第 {station} 个：{cell!r}，应为 {shown[name]!r}")
    return wrong


def _awarded(evaluation: Evaluation) -> Iterator[dict[str, Any]]:
    ratings = evaluation.ratings
    for station in range(len(evaluation.roster)):
        total = evaluation.total(station)
        yield {
            "total": "未定" if total is None else float(total),
            "stars": float(ratings.stars[station]) if ratings.stars[station] >= 0 else "－",
            "band": str(ratings.band[station]),
            "rank": float(ratings.rank[station]) if ratings.rated[station] else "－",
        }
