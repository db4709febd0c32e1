"""Cells of a column of stations: numbers, or one of the few words that stand where there is no number."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

NUMBER, EMPTY, BLANK, NOT_APPLICABLE, NOT_INSPECTED, UNREADABLE, UNDEFINED, LEFT_OUT, OPEN, UNDECIDED, ERROR = range(11)
WORDS = ("", "", "空白", "合理缺项", "未检查", "无法识别", "无结果", "－", "未定", "无法判断", "#VALUE!")
"""What each code shows. EMPTY is an empty cell; ERROR never reaches a cell."""
DIGITS = 10
"""Binary noise beyond this many decimals is rounded away before a figure is rounded or compared (ADR 0022)."""


class Cells(NamedTuple):
    """n cells: `word` int8[n] of the codes above; `num` float64[n], meaningful where word is NUMBER."""

    num: NDArray[np.float64]
    word: NDArray[np.int8]

    def at(self, rows: NDArray[np.int64]) -> Cells:
        return Cells(self.num[rows], self.word[rows])

    @property
    def numeric(self) -> NDArray[np.bool_]:
        return np.asarray(self.word == NUMBER, np.bool_)


def numbers(values: NDArray[np.float64]) -> Cells:
    """Cells that are all numbers."""
    return Cells(np.asarray(values, np.float64), np.zeros(len(values), np.int8))


def where_known(values: NDArray[np.float64], known: NDArray[np.bool_], otherwise: NDArray[np.int8] | int) -> Cells:
    """Numbers where known, a word elsewhere."""
    word = np.where(known, NUMBER, otherwise).astype(np.int8)
    return Cells(np.where(known, values, 0.0), word)


def same(ours: Cells, theirs: Cells, *, exactly: bool) -> NDArray[np.bool_]:
    """Cell by cell; numbers to the last bit, or (figures that are nowhere rounded) to 12 digits."""
    near = ours.num == theirs.num
    if not exactly:
        near |= np.abs(ours.num - theirs.num) <= 1e-12 * np.maximum(1.0, np.abs(theirs.num))
    return np.asarray((ours.word == theirs.word) & (near | (ours.word != NUMBER)), np.bool_)


def rounded(values: NDArray[np.float64], decimals: int) -> NDArray[np.float64]:
    """Half up, away from zero, as a spreadsheet rounds: a tie in decimals is a tie.

    The result is the double nearest to the decimal, so that equal figures are equal.
    """
    scale = 10.0**decimals
    size = np.floor(np.abs(values) * scale * (1 + 2**-50) + 0.5)
    return np.copysign(size / scale, values) + 0.0
