"""Cells read for the stations of their rows."""

from __future__ import annotations

import numpy as np

from rating.intake.asked import Asked
from rating.intake.files.cells import Grid, GridColumn
from rating.intake.layout.columns import FieldColumn, Layout
from rating.intake.layout.headers import Vocabulary
from rating.intake.layout.stations import Directory
from rating.intake.layout.tables import Table
from rating.intake.raters import RaterBook
from rating.intake.reader import Reader, clean_cells
from tests.intake.workbooks import form


def test_problems_carry_the_station_of_their_row() -> None:
    directory = Directory()
    for code in ("01", "02"):
        directory.add(code, f"{code}站")
    grid = Grid("a.xlsx", "一", True, 3, (GridColumn(np.array([np.nan, 5.0, -1.0]), {0: "服务时长"}),))
    reader = Reader(form(), Vocabulary(form()), directory, True, RaterBook([]), {}, Asked.by(form()))
    rows, stations = np.array([1, 2], np.int32), np.array([1, 0], np.int32)
    clean = clean_cells(reader, Layout(Table(grid, 0, 1, 3, ())), FieldColumn("hours", 0, 0), rows, stations)
    assert [(problem.station, problem.place.cell) for problem in clean.problems] == [("01", "A3")]
    assert clean.number(0) == 5
    assert clean.number(1) is None
