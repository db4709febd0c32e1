"""What Excel's functions make of cells side by side."""

from __future__ import annotations

import numpy as np
import pytest

from rating.export.ranking_book import spans
from rating.export.ranking_book.cells import BLANK, EMPTY, NOT_APPLICABLE, Cells
from rating.export.ranking_book.spans import Span
from tests.export.ranking_book.columns_of import run, written


def span() -> Span:
    """Three raters: 10, 9, 5 · 8, nothing, 合理缺项 · nobody."""
    columns = [([10, 8, 0], [0, 0, EMPTY]), ([9, 0, 0], [0, EMPTY, EMPTY]), ([5, 0, 0], [0, NOT_APPLICABLE, EMPTY])]
    cells = tuple(Cells(np.array(number, float), np.array(word, np.int8)) for number, word in columns)
    return Span("填报值", 3, cells)


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        (spans.count, [3, 1, 0]),
        (spans.added, [24, 8, 0]),
        (spans.highest, [10, 8, 0]),
        (spans.lowest, [5, 8, 0]),
        (spans.average, [8, 8, "#VALUE!"]),
        (spans.median, [9, 8, "#VALUE!"]),
    ],
)
def test_text_and_empty_cells_are_passed_over(how: object, expected: list[object]) -> None:
    assert run(how(span()), 3) == expected  # type: ignore[operator]


def test_the_ends_and_the_words() -> None:
    assert run(spans.at_end(span(), "LARGE", 2), 3) == [9, "#VALUE!", "#VALUE!"]
    assert run(spans.at_end(span(), "SMALL", 1), 3) == [5, 8, "#VALUE!"]
    assert run(spans.count_word(span(), NOT_APPLICABLE), 3) == [0, 1, 0]
    assert run(spans.count_word(span(), BLANK), 3) == [0, 1, 3]
    assert written(spans.count(span())) == "COUNT('填报值'!$D5:$F5)"
