"""Shares and percent formats: one reading for a whole column, or one question."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from rating.intake.cells import address, number_text
from rating.intake.column_work import Work
from rating.intake.scaling import Integers, rescale, texts_of
from rating.reported import Status


def unit_percent(work: Work, scaled: Integers, decimals: int, plain_number: NDArray[np.bool_]) -> tuple[Integers, int]:
    """A number field whose unit is %: a cell that shows 85% (stored as 0.85) says 85."""
    shown = plain_number & work.percent
    if not shown.any():
        return scaled, decimals
    if "%" not in work.data_field.unit:
        for at in np.flatnonzero(shown).tolist():
            work.refuse(at, "value_unreadable", f"单元格是百分比格式「{_as_percent(work.numbers[at])}」", "数字")
        return scaled, decimals
    work.text[shown] = texts_of(scaled[shown], decimals - 2, "%")
    scaled[shown] = rescale(scaled[shown], 2)
    return scaled, decimals


def _as_percent(number: float) -> str:
    return number_text(float(format(number * 100, ".13g"))) + "%"


def shares(work: Work, scaled: Integers, decimals: int, plain_number: NDArray[np.bool_]) -> tuple[Integers, int]:
    """One reading for the whole column: 0.85 or 85; both at once is a question (design §5).

    A cell with its % sign says what it is; so does a cell shown as a percentage, stored as 0.85.
    """
    one = 10**decimals
    typed_percent = work.percent & ~plain_number
    shown_percent = work.percent & plain_number
    bare = (work.status == Status.REPORTED) & ~work.percent
    fractions, wholes = bare & (scaled > 0) & (scaled < one), bare & (scaled > one)
    ones = bare & (scaled == one)
    as_percents = bool(wholes.any()) or bool(work.percent.any())
    if as_percents and bool((fractions | ones).any()):
        _ask_mixed(work, fractions | ones, wholes | work.percent)
    work.text[shown_percent] = texts_of(scaled[shown_percent], decimals - 2, "%")
    for at in np.flatnonzero(wholes & (scaled > 100 * one)).tolist():
        work.refuse(
            at, "value_out_of_range", f"填写的是「{work.text[at]}」", "0 至 100 之间", "如确为百分数，请写明百分号"
        )
    divided = wholes | typed_percent
    if not divided.any():
        return scaled, decimals
    finer = rescale(scaled, 2)
    finer[divided] = scaled[divided]
    return finer, decimals + 2


def _ask_mixed(work: Work, low: NDArray[np.bool_], high: NDArray[np.bool_]) -> None:
    """One question for the column, with a cell of each way of writing."""
    first, other = int(np.flatnonzero(low)[0]), int(np.flatnonzero(high)[0])
    where = [address(int(work.rows[at]), work.column) for at in (first, other)]
    found = (
        f"{where[0]} 填写的是「{work.text[first]}」，{where[1]} 填写的是「{_shown(work, other)}」，"
        f"共 {int(low.sum())} 处像小数、{int(high.sum())} 处像百分数"
    )
    work.tell(first, "column_mixed_share", found, "同一种写法")


def _shown(work: Work, at: int) -> str:
    is_stored_share = work.percent[at] and not math.isnan(work.numbers[at])
    return _as_percent(work.numbers[at]) if is_stored_share else str(work.text[at])
