"""One field's cells of one table → exact values with status, text as typed, and problems by cell.

Clean columns of numbers stay in numpy; only cells that are not plain numbers are looked at singly.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rating.intake.cleaning.column_work import ValueAnswers, Work
from rating.intake.cleaning.readings import Reading, read_cell
from rating.intake.cleaning.scaling import Integers, as_integers, rescale, scale, scale_decimals, texts_of
from rating.intake.cleaning.shares import shares, unit_percent
from rating.intake.cleaning.value_questions import settle_range
from rating.intake.files.cells import Cell, Grid, as_text, number_text
from rating.problems import Place, Problem
from rating.reported import Question, Status
from rating.rubric.nouns import DataField
from rating.rubric.numbers import plain

MOST_ALIKE = 500
WHOLE_COLUMN = 4
NUMBER_KINDS = ("number", "share", "mark")
_IS_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True)
class CleanColumn:
    """The rows of one table column, in the order of the rows asked for."""

    field: str
    column: int
    rows: NDArray[np.int32]
    scaled: Integers
    decimals: int
    status: NDArray[np.uint8]
    text: NDArray[np.object_]
    problems: tuple[Problem, ...] = ()
    is_text: bool = False
    questions: tuple[Question, ...] = ()

    def take(self, at: NDArray[np.int64]) -> CleanColumn:
        """Only the rows `at`."""
        return replace(self, rows=self.rows[at], scaled=self.scaled[at], status=self.status[at], text=self.text[at])

    def number(self, at: int) -> Decimal | None:
        if self.status[at] != Status.REPORTED:
            return None
        return Decimal(int(self.scaled[at])).scaleb(-self.decimals)


def clean_column(
    grid: Grid,
    column: int,
    rows: NDArray[np.int32],
    station: Callable[[int], str],
    code: str,
    data_field: DataField,
    full_marks: Mapping[str, Decimal] | None = None,
    kinds: Sequence[str] = (),
    asked: Callable[[int], bool] = lambda at: True,
    said: ValueAnswers | None = None,
    heading: str = "",
) -> CleanColumn:
    """Read `rows` of one column for the field.

    station(at)  the code of the station in `rows[at]`, for the problems
    full_marks   the most that a mark may be, by kind of station; `kinds` are those of the rows
    asked(at)    whether the station in `rows[at]` needs the field, so that its blank is a problem
    said         what the user has answered about values of this sheet
    heading      the words over the column, which may say 百分数
    """
    work = _start(grid, column, rows, station, code, data_field, asked)
    work.said, work.heading = said or work.said, heading
    _read_singly(work)
    if data_field.kind in NUMBER_KINDS:
        scaled, decimals = _numbers(work)
        _check_full_marks(work, scaled, decimals, full_marks or {}, kinds)
        _check_limits(work, scaled, decimals, full_marks or {})
    else:
        scaled, decimals = _from_readings(work)
    scaled[work.status != Status.REPORTED] = 0
    problems = _limited(work)
    open_questions = tuple(question for question in work.questions if question.problem in problems)
    is_text = data_field.kind == "text"
    return CleanColumn(
        code, column, rows, scaled, decimals, work.status, work.text, tuple(problems), is_text, open_questions
    )


def _start(
    grid: Grid,
    column: int,
    rows: NDArray[np.int32],
    station: Callable[[int], str],
    code: str,
    data_field: DataField,
    asked: Callable[[int], bool],
) -> Work:
    numbers = grid.columns[column].numbers[rows]
    percent = np.zeros(grid.rows, bool)
    shown = grid.percent.get(column)
    if shown is not None:
        percent[shown[shown < grid.rows]] = True
    status, text = np.zeros(len(rows), np.uint8), np.full(len(rows), None, object)
    return Work(grid, column, code, data_field, rows, station, numbers, status, text, percent[rows], {}, [], asked)


def _read_singly(work: Work) -> None:
    """Every cell that is no number, and in fields that are not numeric every cell; equal cells once."""
    numeric = work.data_field.kind in NUMBER_KINDS
    is_number = ~np.isnan(work.numbers)
    wanted = np.flatnonzero(~is_number) if numeric else np.arange(len(work.rows))
    for cell, places in _alike(work.grid.columns[work.column].cells(work.rows[wanted])):
        _take(work, wanted[places], cell, read_cell(cell, work.data_field))
    if numeric:
        _numbers_that_mean_nothing(work, is_number)


def _alike(cells: Sequence[Cell]) -> Iterator[tuple[Cell, NDArray[np.int64]]]:
    """Equal cells once, in order of appearance, with where they stand; 1 is never taken for TRUE."""
    keys: Sequence[Any] = cells
    if float in set(map(type, cells)):
        keys = [("number", cell) if type(cell) is float else cell for cell in cells]
    number = {key: at for at, key in enumerate(dict.fromkeys(keys))}
    numbers = np.array(list(map(number.__getitem__, keys)), np.int64)
    in_order, counts = np.argsort(numbers, kind="stable"), np.bincount(numbers, minlength=len(number))
    for key, places in zip(number, np.split(in_order, np.cumsum(counts)[:-1]), strict=False):
        yield (key[1] if type(key) is tuple else key), places


def _take(work: Work, places: NDArray[np.int64], cell: Cell, reading: Reading) -> None:
    work.status[places] = reading.status
    work.text[places] = None if cell is None else as_text(cell)
    work.percent[places] = reading.percent
    if reading.number is not None and work.data_field.kind in NUMBER_KINDS:
        work.read.update(dict.fromkeys(places.tolist(), reading.number))
    elif reading.number is not None:
        work.alike.append((places, int(reading.number)))
    if reading.offered:
        for at in places.tolist():
            settle_range(work, at, reading)
    elif reading.code or reading.status == Status.BLANK:
        for at in places.tolist():
            if reading.status != Status.BLANK or work.asked(at):
                found = reading.found or "单元格为空"
                work.tell(at, reading.code or "value_blank", found, reading.expected, reading.remedy)


def _numbers_that_mean_nothing(work: Work, is_number: NDArray[np.bool_]) -> None:
    """A rubric may say that 99 means 合理缺项."""
    for status, words in (
        (Status.NOT_APPLICABLE, work.data_field.not_applicable_words),
        (Status.NOT_INSPECTED, work.data_field.not_inspected_words),
    ):
        for word in words:
            if _IS_NUMBER.fullmatch(word.strip()):
                work.status[is_number & (work.numbers == float(word))] = status


def _from_readings(work: Work) -> tuple[Integers, int]:
    wide = as_integers([number for _, number in work.alike]).dtype == object
    scaled: Integers = np.zeros(len(work.rows), object if wide else np.int64)
    for places, number in work.alike:
        scaled[places] = number
    return scaled, 0


def _numbers(work: Work) -> tuple[Integers, int]:
    """Plain numbers by the column, numbers read from text put among them, one common scale."""
    is_number = ~np.isnan(work.numbers)
    too_large = is_number & (np.abs(work.numbers) >= 1e12)
    for at in np.flatnonzero(too_large).tolist():
        work.text[at] = number_text(work.numbers[at])
        work.refuse(at, "value_out_of_range", f"「{work.text[at]}」超出可用的数字范围")
    plain_number = is_number & ~too_large
    fast, fast_decimals = scale(work.numbers[plain_number])
    work.text[plain_number] = texts_of(fast, fast_decimals)
    plain_number &= work.status == Status.REPORTED
    fast = fast[plain_number[is_number & ~too_large]]
    slow_at = sorted(work.read)
    slow, slow_decimals = scale_decimals([work.read[at] for at in slow_at])
    decimals = max(fast_decimals, slow_decimals)
    fast, slow = rescale(fast, decimals - fast_decimals), rescale(slow, decimals - slow_decimals)
    scaled: Integers = np.zeros(len(work.rows), object if object in (fast.dtype, slow.dtype) else np.int64)
    scaled[plain_number] = fast
    scaled[slow_at] = slow
    if work.data_field.kind == "share":
        return shares(work, scaled, decimals, plain_number)
    return unit_percent(work, scaled, decimals, plain_number)


def _check_limits(work: Work, scaled: Integers, decimals: int, full_marks: Mapping[str, Decimal]) -> None:
    """Whole numbers, the field's own bounds; shares and marks are not negative unless bounded so.

    Where no indicator states the full marks of a mark, the most that the field allows are its full marks.
    """
    data_field, reported = work.data_field, work.status == Status.REPORTED
    at_least = Decimal(0) if data_field.at_least is None and data_field.kind != "number" else data_field.at_least
    power = 10**decimals
    if data_field.whole and decimals:
        rest = scaled % power if power < 2**62 else scaled.astype(object) % power
        for at in np.flatnonzero(reported & (rest != 0)).tolist():
            work.refuse(at, "value_not_whole", f"填写的是「{work.text[at]}」", "整数")
    if data_field.kind == "mark" and data_field.at_most is not None and not full_marks:
        _refuse_over_full_marks(work, _beyond(scaled, data_field.at_most, decimals, 1), data_field.at_most)
    for limit, side, expected in ((at_least, -1, "不小于"), (data_field.at_most, 1, "不大于")):
        if limit is not None:
            beyond = _beyond(scaled, limit, decimals, side) & (work.status == Status.REPORTED)
            for at in np.flatnonzero(beyond).tolist():
                wanted = f"{expected} {data_field.in_words(limit)}"
                work.refuse(at, "value_out_of_range", f"填写的是「{work.text[at]}」", wanted)


def _beyond(scaled: Integers, limit: Decimal, decimals: int, side: int) -> NDArray[np.bool_]:
    """scaled / 10**decimals above (side 1) or below (side −1) the limit, exactly."""
    edge = limit * 10**decimals
    beyond = scaled > math.floor(edge) if side > 0 else scaled < math.ceil(edge)
    return np.asarray(beyond, bool)


def _check_full_marks(
    work: Work, scaled: Integers, decimals: int, full_marks: Mapping[str, Decimal], kinds: Sequence[str]
) -> None:
    for kind, most in full_marks.items():
        of_kind = np.array([one == kind for one in kinds], bool) if len(full_marks) > 1 else np.ones(len(scaled), bool)
        _refuse_over_full_marks(work, _beyond(scaled, most, decimals, 1) & of_kind, most)


def _refuse_over_full_marks(work: Work, beyond: NDArray[np.bool_], most: Decimal) -> None:
    for at in np.flatnonzero(beyond & (work.status == Status.REPORTED)).tolist():
        work.refuse(at, "value_over_full_marks", f"打分是「{work.text[at]}」", f"不超过满分 {plain(most)}")


def _limited(work: Work) -> list[Problem]:
    """At most MOST_ALIKE problems of one code per column; the rest is counted, not lost."""
    nothing = len(work.rows) >= WHOLE_COLUMN and all(text is None for text in work.text)
    if nothing and work.problems and all(problem.code == "value_blank" for problem in work.problems):
        place = Place(work.grid.file, work.grid.title, "", work.data_field.title)
        return [Problem("value_blank", place, f"「{work.data_field.title}」整列为空", field=work.code)]
    kept: list[Problem] = []
    counts: dict[str, int] = {}
    for problem in work.problems:
        counts[problem.code] = counts.get(problem.code, 0) + 1
        if counts[problem.code] <= MOST_ALIKE:
            kept.append(problem)
    for code, count in counts.items():
        if count > MOST_ALIKE:
            place = Place(work.grid.file, work.grid.title, "", work.data_field.title)
            kept.append(Problem(code, place, f"本列另有 {count - MOST_ALIKE} 处同样的情况", field=work.code))
    return kept
