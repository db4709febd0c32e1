"""One field's cells of one table → exact values with status, text as typed, and problems by cell.

Clean columns of numbers stay in numpy; only cells that are not plain numbers are looked at singly.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rating.intake.cells import Cell, Grid, address, as_text, number_text
from rating.intake.readings import Reading, read_cell
from rating.intake.scaling import Integers, rescale, scale, scale_decimals, texts_of
from rating.problems import Place, Problem
from rating.reported import Status
from rating.rubric.numbers import plain

MOST_ALIKE = 500
NUMBER_KINDS = ("number", "share", "mark")


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

    def take(self, at: NDArray[np.int64]) -> CleanColumn:
        """Only the rows `at`."""
        return replace(self, rows=self.rows[at], scaled=self.scaled[at], status=self.status[at], text=self.text[at])

    def number(self, at: int) -> Decimal | None:
        if self.status[at] != Status.REPORTED:
            return None
        return Decimal(int(self.scaled[at])).scaleb(-self.decimals)


@dataclass
class _Work:
    """A column on its way: what is known so far, and where to say what is wrong."""

    grid: Grid
    column: int
    code: str
    data_field: Any
    rows: NDArray[np.int32]
    station: Callable[[int], str]
    numbers: NDArray[np.float64]
    status: NDArray[np.uint8]
    text: NDArray[np.object_]
    percent: NDArray[np.bool_]
    read: dict[int, Decimal]
    problems: list[Problem]

    def tell(self, at: int, code: str, found: str, expected: str = "", remedy: str = "") -> None:
        cell = address(int(self.rows[at]), self.column)
        place = Place(self.grid.file, self.grid.title, cell, self.data_field.title)
        self.problems.append(Problem(code, place, found, expected, remedy, self.station(at), self.code))

    def refuse(self, at: int, code: str, found: str, expected: str = "", remedy: str = "") -> None:
        self.tell(at, code, found, expected, remedy)
        self.status[at] = Status.UNREADABLE
        self.read.pop(at, None)


def clean_column(
    grid: Grid,
    column: int,
    rows: NDArray[np.int32],
    station: Callable[[int], str],
    code: str,
    data_field: Any,
    full_marks: Mapping[str, Decimal] | None = None,
    kinds: Sequence[str] = (),
) -> CleanColumn:
    """Read `rows` of one column for the field.

    station(at)  the code of the station in `rows[at]`, for the problems
    full_marks   the most that a mark may be, by kind of station; `kinds` are those of the rows
    """
    work = _start(grid, column, rows, station, code, data_field)
    _read_singly(work)
    if data_field.kind in NUMBER_KINDS:
        scaled, decimals = _numbers(work)
        _check_full_marks(work, scaled, decimals, full_marks or {}, kinds)
        _check_limits(work, scaled, decimals)
    else:
        scaled, decimals = _from_readings(work)
    scaled[work.status != Status.REPORTED] = 0
    return CleanColumn(
        code, column, rows, scaled, decimals, work.status, work.text, tuple(_limited(work)), data_field.kind == "text"
    )


def _start(
    grid: Grid,
    column: int,
    rows: NDArray[np.int32],
    station: Callable[[int], str],
    code: str,
    data_field: Any,
) -> _Work:
    numbers = grid.columns[column].numbers[rows]
    percent = np.zeros(grid.rows, bool)
    shown = grid.percent.get(column)
    if shown is not None:
        percent[shown[shown < grid.rows]] = True
    status, text = np.zeros(len(rows), np.uint8), np.full(len(rows), None, object)
    return _Work(grid, column, code, data_field, rows, station, numbers, status, text, percent[rows], {}, [])


def _read_singly(work: _Work) -> None:
    """Every cell that is no number, and in fields that are not numeric every cell; equal cells once."""
    numeric = work.data_field.kind in NUMBER_KINDS
    is_number = ~np.isnan(work.numbers)
    wanted = np.flatnonzero(~is_number) if numeric else np.arange(len(work.rows))
    cells = work.grid.columns[work.column].cells(work.rows[wanted])
    keys = [("number", cell) if type(cell) is float else cell for cell in cells]
    alike: dict[Any, list[int]] = {}
    for at, key in zip(wanted.tolist(), keys, strict=True):
        alike.setdefault(key, []).append(at)
    for key, places in alike.items():
        cell = key[1] if type(key) is tuple else key
        _take(work, places, cell, read_cell(cell, work.data_field))
    if numeric:
        _numbers_that_mean_nothing(work, is_number)


def _take(work: _Work, places: list[int], cell: Cell, reading: Reading) -> None:
    work.status[places] = reading.status
    work.text[places] = None if cell is None else as_text(cell)
    work.percent[places] = reading.percent
    if reading.number is not None:
        work.read.update(dict.fromkeys(places, reading.number))
    if reading.code or reading.status == Status.BLANK:
        for at in places:
            work.tell(
                at, reading.code or "value_blank", reading.found or "单元格为空", reading.expected, reading.remedy
            )


def _numbers_that_mean_nothing(work: _Work, is_number: NDArray[np.bool_]) -> None:
    """A rubric may say that 99 means 合理缺项."""
    for status, words in (
        (Status.NOT_APPLICABLE, work.data_field.not_applicable_words),
        (Status.NOT_INSPECTED, work.data_field.not_inspected_words),
    ):
        for word in words:
            if word.strip().isdigit():
                work.status[is_number & (work.numbers == float(word))] = status


def _from_readings(work: _Work) -> tuple[Integers, int]:
    scaled = np.zeros(len(work.rows), np.int64)
    large = any(number >= 2**62 for number in work.read.values())
    target: Integers = scaled.astype(object) if large else scaled
    for at, number in work.read.items():
        target[at] = int(number)
    return target, 0


def _numbers(work: _Work) -> tuple[Integers, int]:
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
        return _shares(work, scaled, decimals, plain_number)
    return _unit_percent(work, scaled, decimals, plain_number)


def _unit_percent(
    work: _Work, scaled: Integers, decimals: int, plain_number: NDArray[np.bool_]
) -> tuple[Integers, int]:
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


def _shares(work: _Work, scaled: Integers, decimals: int, plain_number: NDArray[np.bool_]) -> tuple[Integers, int]:
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


def _ask_mixed(work: _Work, low: NDArray[np.bool_], high: NDArray[np.bool_]) -> None:
    """One question for the column, with a cell of each way of writing."""
    first, other = int(np.flatnonzero(low)[0]), int(np.flatnonzero(high)[0])
    where = [address(int(work.rows[at]), work.column) for at in (first, other)]
    found = (
        f"{where[0]} 填写的是「{work.text[first]}」，{where[1]} 填写的是「{_shown(work, other)}」，"
        f"共 {int(low.sum())} 处像小数、{int(high.sum())} 处像百分数"
    )
    work.tell(first, "column_mixed_share", found, "同一种写法")


def _shown(work: _Work, at: int) -> str:
    is_stored_share = work.percent[at] and not math.isnan(work.numbers[at])
    return _as_percent(work.numbers[at]) if is_stored_share else str(work.text[at])


def _check_limits(work: _Work, scaled: Integers, decimals: int) -> None:
    """Whole numbers, the field's own bounds; shares and marks are not negative unless bounded so."""
    data_field, reported = work.data_field, work.status == Status.REPORTED
    at_least = Decimal(0) if data_field.at_least is None and data_field.kind != "number" else data_field.at_least
    power = 10**decimals
    if data_field.whole and decimals:
        for at in np.flatnonzero(reported & (scaled % power != 0)).tolist():
            work.refuse(at, "value_not_whole", f"填写的是「{work.text[at]}」", "整数")
    for limit, side, expected in ((at_least, -1, "不小于"), (data_field.at_most, 1, "不大于")):
        if limit is not None:
            beyond = _beyond(scaled, limit, decimals, side) & (work.status == Status.REPORTED)
            for at in np.flatnonzero(beyond).tolist():
                wanted = f"{expected} {_limit_text(limit, data_field)}"
                work.refuse(at, "value_out_of_range", f"填写的是「{work.text[at]}」", wanted)


def _beyond(scaled: Integers, limit: Decimal, decimals: int, side: int) -> NDArray[np.bool_]:
    """scaled / 10**decimals above (side 1) or below (side −1) the limit, exactly."""
    edge = limit * 10**decimals
    beyond = scaled > math.floor(edge) if side > 0 else scaled < math.ceil(edge)
    return np.asarray(beyond, bool)


def _check_full_marks(
    work: _Work, scaled: Integers, decimals: int, full_marks: Mapping[str, Decimal], kinds: Sequence[str]
) -> None:
    for kind, most in full_marks.items():
        of_kind = np.array([one == kind for one in kinds], bool) if len(full_marks) > 1 else np.ones(len(scaled), bool)
        beyond = _beyond(scaled, most, decimals, 1) & (work.status == Status.REPORTED) & of_kind
        for at in np.flatnonzero(beyond).tolist():
            work.refuse(at, "value_over_full_marks", f"打分是「{work.text[at]}」", f"不超过满分 {plain(most)}")


def _limit_text(limit: Decimal, data_field: Any) -> str:
    return f"{plain(limit * 100)}%" if data_field.kind == "share" else plain(limit)


def _limited(work: _Work) -> list[Problem]:
    """At most MOST_ALIKE problems of one code per column; the rest is counted, not lost."""
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
