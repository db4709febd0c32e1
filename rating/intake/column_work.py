"""One column on its way from cells to values: what is known so far, and how to say what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from rating.intake.cells import Grid, address
from rating.problems import Place, Problem
from rating.reported import Status
from rating.rubric.nouns import DataField


@dataclass
class Work:
    """A column on its way: what is known so far, and where to say what is wrong."""

    grid: Grid
    column: int
    code: str
    data_field: DataField
    rows: NDArray[np.int32]
    station: Callable[[int], str]
    numbers: NDArray[np.float64]
    status: NDArray[np.uint8]
    text: NDArray[np.object_]
    percent: NDArray[np.bool_]
    read: dict[int, Decimal]
    problems: list[Problem]
    asked: Callable[[int], bool]

    def tell(self, at: int, code: str, found: str, expected: str = "", remedy: str = "") -> None:
        cell = address(int(self.rows[at]), self.column)
        place = Place(self.grid.file, self.grid.title, cell, self.data_field.title)
        self.problems.append(Problem(code, place, found, expected, remedy, self.station(at), self.code))

    def refuse(self, at: int, code: str, found: str, expected: str = "", remedy: str = "") -> None:
        self.tell(at, code, found, expected, remedy)
        self.status[at] = Status.UNREADABLE
        self.read.pop(at, None)
