"""Cells that offer a number without stating it (不超过90, 3-5): read as the user said, or asked about."""

from __future__ import annotations

from rating.intake.answers import NOT_USED
from rating.intake.cleaning.column_work import Work
from rating.intake.cleaning.readings import Reading, read_cell
from rating.reported import Status
from rating.rubric.numbers import plain

LIKELY = 0.5
"""Of a single bound: it is the only number that the cell names, and yet not what it says."""


def settle_range(work: Work, at: int, reading: Reading) -> None:
    """Take the number that was confirmed for this very cell, leave it blank, or ask."""
    key = work.said.key("range", work.cell(at))
    said = work.said.answers.of(*key)
    if said == NOT_USED:
        work.status[at] = Status.BLANK
        if work.asked(at):
            work.tell(at, "value_blank", f"{reading.found}，已确认按空白处理")
        return
    confirmed = read_cell(said, work.data_field) if said is not None else None
    if confirmed and confirmed.number is not None and not confirmed.code:
        work.status[at], work.percent[at] = Status.REPORTED, confirmed.percent
        work.read[at] = confirmed.number
        return
    if said is not None:
        work.tell(at, "mapping_unknown", f"{reading.found}，答复的是「{said}」", "一个数字")
    work.tell(at, reading.code, reading.found, reading.expected, reading.remedy)
    sign = "%" if reading.percent else ""
    numbers = [f"{plain(number)}{sign}" for number in reading.offered]
    options = (*((number, f"按 {number} 采用") for number in numbers), (NOT_USED, "按空白处理"))
    work.ask(at, key, options, LIKELY if len(numbers) == 1 else 0.0)
