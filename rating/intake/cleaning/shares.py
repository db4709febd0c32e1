"""Shares and percent formats: one reading for a whole column, or one question."""

from __future__ import annotations

import math
from decimal import Decimal, InvalidOperation

import numpy as np
from numpy.typing import NDArray

from rating.intake.answers import FRACTIONS, PERCENT
from rating.intake.cleaning.column_work import Work
from rating.intake.cleaning.scaling import Integers, rescale, texts_of
from rating.intake.files.cells import number_text
from rating.intake.plain_text import plain_text
from rating.reported import Status
from rating.rubric.numbers import plain


def unit_percent(work: Work, scaled: Integers, decimals: int, plain_number: NDArray[np.bool_]) -> tuple[Integers, int]:
    """A number field whose unit is %: a cell that shows 85% (stored as 0.85) says 85."""
    shown = plain_number & work.percent
    if not shown.any():
        return scaled, decimals
    if "%" not in work.data_field.unit:
        for at in np.flatnonzero(shown).tolist():
            work.text[at] = _as_percent(work.numbers[at])
            work.refuse(at, "value_unreadable", f"单元格是百分比格式「{work.text[at]}」", "数字")
        return scaled, decimals
    work.text[shown] = texts_of(scaled[shown], decimals - 2, "%")
    scaled[shown] = rescale(scaled[shown], 2)
    return scaled, decimals


def _as_percent(number: float) -> str:
    return number_text(float(format(number * 100, ".13g"))) + "%"


def shares(work: Work, scaled: Integers, decimals: int, plain_number: NDArray[np.bool_]) -> tuple[Integers, int]:
    """One reading for the whole column: 0.85 or 85; both at once is a question (design §5).

    A cell with its % sign says what it is; so does a cell shown as a percentage, stored as 0.85.
    A heading 满意度（%） over 0.85 is both ways of writing, too.
    """
    one = 10**decimals
    typed_percent = work.percent & ~plain_number
    shown_percent = work.percent & plain_number
    bare = (work.status == Status.REPORTED) & ~work.percent
    fractions, wholes = bare & (scaled > 0) & (scaled < one), bare & (scaled > one)
    ones = bare & (scaled == one)
    as_percents = bool(wholes.any()) or bool(work.percent.any()) or _headed_percent(work.heading)
    mixed = as_percents and bool((fractions | ones).any())
    said = work.said.of("share", work.letters) if mixed else None
    if mixed and said not in (FRACTIONS, PERCENT):
        _ask_mixed(work, fractions | ones, wholes | work.percent)
    work.text[shown_percent] = texts_of(scaled[shown_percent], decimals - 2, "%")
    for at in np.flatnonzero(wholes & (scaled > 100 * one)).tolist():
        work.refuse(
            at, "value_out_of_range", f"填写的是「{work.text[at]}」", "0 至 100 之间", "如确为百分数，请写明百分号"
        )
    divided = wholes | typed_percent
    if said == PERCENT:
        divided |= fractions | ones
    if not divided.any():
        return scaled, decimals
    finer = rescale(scaled, 2)
    finer[divided] = scaled[divided]
    return finer, decimals + 2


def _headed_percent(heading: str) -> bool:
    return plain_text(heading).endswith(("%", "%)", "%]", "%】", "(百分数)", "(百分比)"))


def _ask_mixed(work: Work, low: NDArray[np.bool_], high: NDArray[np.bool_]) -> None:
    """One question for the column, with a cell of each way of writing."""
    first, other = int(np.flatnonzero(low)[0]), next(iter(np.flatnonzero(high).tolist()), None)
    found = f"{work.cell(first)} 填写的是「{work.text[first]}」，"
    if other is None:
        found += f"而表头写的是百分数，这样的共 {int(low.sum())} 处"
    else:
        found += f"{work.cell(other)} 填写的是「{_shown(work, other)}」，"
        found += f"共 {int(low.sum())} 处像小数、{int(high.sum())} 处像百分数"
    work.tell(first, "column_mixed_share", found, "同一种写法")
    typed = str(work.text[first])
    meant = _hundredfold(typed)
    if not meant:
        typed, meant = "0.85", "85"
    options = (
        (FRACTIONS, f"不大于 1 的数是小数（{typed} 即 {meant}%）"),
        (PERCENT, f"都是百分数（{typed} 即 {typed}%）"),
    )
    samples = (str(work.text[first]), *(() if other is None else (_shown(work, other),)))
    work.ask(first, work.said.key("share", work.letters), options, samples=samples)


def _hundredfold(typed: str) -> str:
    """0.85 → 85; "" for what is no plain number."""
    try:
        return plain(Decimal(typed) * 100)
    except InvalidOperation:
        return ""


def _shown(work: Work, at: int) -> str:
    is_stored_share = work.percent[at] and not math.isnan(work.numbers[at])
    return _as_percent(work.numbers[at]) if is_stored_share else str(work.text[at])
