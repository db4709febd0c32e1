"""One column on its way from cells to values: what is known so far, and how to say what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from rating.intake.answers import NO_ANSWERS, Answers, Key
from rating.intake.files.cells import Grid, address
from rating.problems import Place, Problem
from rating.reported import Question, Status
from rating.rubric.nouns import DataField


@dataclass(frozen=True)
class ValueAnswers:
    """What the user has said about values of one sheet; it holds only for the file of these very bytes."""

    answers: Answers = NO_ANSWERS
    sha256: str = ""
    sheet: str = ""

    def key(self, about: str, where: str) -> Key:
        return (about, self.sha256, self.sheet, where)

    def of(self, about: str, where: str) -> str | None:
        return self.answers.of(*self.key(about, where))


@dataclass
class Work:
    """A column on its way: what is known so far, and where to say what is wrong.

    read   numbers read from cells that are no plain numbers, by place
    alike  of fields that are not numeric: places and the number that they all have
    """

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
    said: ValueAnswers = field(default_factory=ValueAnswers)
    questions: list[Question] = field(default_factory=list)
    alike: list[tuple[NDArray[np.int64], int]] = field(default_factory=list)
    heading: str = ""

    def cell(self, at: int) -> str:
        return address(int(self.rows[at]), self.column)

    @property
    def letters(self) -> str:
        return address(0, self.column).rstrip("0123456789")

    def tell(self, at: int, code: str, found: str, expected: str = "", remedy: str = "") -> None:
        place = Place(self.grid.file, self.grid.title, self.cell(at), self.data_field.title)
        self.problems.append(Problem(code, place, found, expected, remedy, self.station(at), self.code))

    def ask(
        self,
        at: int,
        key: Key,
        options: tuple[tuple[str, str], ...],
        confidence: float = 0.0,
        samples: tuple[str, ...] = (),
    ) -> None:
        """Make the last problem told a question with these answers."""
        typed = str(self.text[at] or "")
        self.questions.append(Question(key, self.problems[-1], typed, options, confidence, samples or (typed,)))

    def refuse(self, at: int, code: str, found: str, expected: str = "", remedy: str = "") -> None:
        self.tell(at, code, found, expected, remedy)
        self.status[at] = Status.UNREADABLE
        self.read.pop(at, None)
