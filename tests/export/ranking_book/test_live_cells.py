"""A formula where it was proved, a grey value where it was not."""

from __future__ import annotations

from typing import Any

import numpy as np

from rating.export.ranking_book.fields import Entry
from rating.export.ranking_book.live_cells import LiveCells
from tests.export.ranking_book.columns_of import cell


class Written:
    """Stands for the sheet: what was asked of it."""

    def __init__(self) -> None:
        self.cells: list[tuple[Any, ...]] = []

    def number(self, column: int, value: float, look: Any, formula: str | None = None) -> None:
        self.cells.append((column, value, look, formula))

    def text(self, column: int, text: str, look: Any = None, formula: str | None = None) -> None:
        self.cells.append((column, text, look, formula))


class Looks:
    fixed = "grey"


def test_live_value_and_word() -> None:
    entry = Entry("题", cell(1, 2, 0, words={2: 8}).run(np.arange(3)), terms={"甲": cell(1)})
    entry.live = np.array([True, False, True])
    cells = LiveCells(entry, "甲", ["甲"] * 3, Looks(), "figure", "word")  # type: ignore[arg-type]
    sheet = Written()
    for station in range(3):
        cells.put(sheet, 7, station, 10 + station)  # type: ignore[arg-type]
    assert sheet.cells == [(7, 1.0, "figure", "=$C11"), (7, 2.0, "grey", None), (7, "未定", "word", "=$C13")]
