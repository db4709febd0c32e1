"""Saying what is wrong at a cell, and refusing it."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from rating.intake.cleaning.column_work import Work
from rating.intake.files.cells import Grid
from rating.reported import Status
from tests.intake.workbooks import form


def test_a_refused_cell_is_unreadable_and_its_value_gone() -> None:
    rows, numbers = np.array([4, 7], np.int32), np.array([1.0, np.nan])
    status, text = np.zeros(2, np.uint8), np.array(["1", "x"], object)
    work = Work(
        Grid("a.xlsx", "一", True, 9, ()), 2, "hours", form().fields["hours"], rows, ["甲", "乙"].__getitem__,
        numbers, status, text, np.zeros(2, bool), {1: Decimal(3)}, [], lambda at: True,
    )  # fmt: skip
    work.tell(0, "value_approximate", "约")
    work.refuse(1, "value_unreadable", "「x」", "数字")
    assert status.tolist() == [Status.REPORTED, Status.UNREADABLE]
    assert work.read == {}
    assert [(problem.place.cell, problem.station, problem.field) for problem in work.problems] == [
        ("C5", "甲", "hours"), ("C8", "乙", "hours"),
    ]  # fmt: skip
