"""One reading of one goal, judged: on the area table, or on the stars that were given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from rating.insight.goal_board import UNIT_TITLES, GoalState, RatedStation, RatedStations, ReadingResult, UnitResult
from rating.insight.goal_measures import (
    Measure,
    gap_of,
    gap_text,
    gathered,
    measure,
    over_whole,
    quotient,
    reached,
    shown,
    shown_figure,
    shown_in_unit,
)
from rating.insight.goal_values import Row, RowStatus, bound_formulas, rows_of, sums
from rating.reported import Reported
from rating.rubric.formula import Expression
from rating.rubric.goals import Goal, GoalBook, Reading

MOST_NAMES = 5
"""Names spelled out in one sentence; the rest are counted, and stand in the table."""


# Readings of the area table


def table_reading(book: GoalBook, goal: Goal, reading: Reading, reported: Reported) -> ReadingResult:
    formulas = bound_formulas(reading, book)
    rows = rows_of(book, reported, formulas.values())
    parts = {row.code: measure(goal, formulas, row.values) for row in rows if row.status is RowStatus.COUNTED}
    units = tuple(_unit(book, goal, row, parts.get(row.code)) for row in rows)
    whole = _whole(goal, formulas, rows, parts)
    reason = _undefined(formulas, units) or _why_unknown(book, goal, units, whole)
    state = _state(book, goal, units, whole, reason)
    remarks = tuple(_remarks(book, goal, formulas, rows))
    result = _reading_result(goal, reading, state, whole, reason, units, remarks)
    if goal.level == book.unit and goal.form != "minimum_per_unit" and result.failing:
        failing = len(result.failing)
        return replace(result, gap=failing, gap_text=f"还有 {failing} 个{UNIT_TITLES[book.unit]}未达到")
    return result


def _whole(
    goal: Goal, formulas: Mapping[str, Expression], rows: Iterable[Row], parts: Mapping[str, Measure | None]
) -> Measure | None:
    """All counted units together: one by one, or the formulas over their sums."""
    if {"covered", "lowest"} & set(formulas):
        return gathered(goal, (part for part in parts.values() if part is not None))
    counted = [row for row in rows if row.status is RowStatus.COUNTED]
    return measure(goal, formulas, sums(counted)) if counted else None


def _unit(book: GoalBook, goal: Goal, row: Row, part: Measure | None) -> UnitResult:
    if part is None:
        state = GoalState.UNKNOWN if row.status is RowStatus.MISSING else None
        return UnitResult(row.code, row.name, row.status, state, None, "", None, None, row.cells, row.lacking)
    state = None
    if goal.form != "total" or _each_unit(book, goal):
        state = GoalState.MET if reached(goal, part) else GoalState.NOT_MET
    text = shown_in_unit(goal, part)
    return UnitResult(
        row.code, row.name, row.status, state, part.value, text, part.numerator, part.denominator, row.cells
    )


def _each_unit(book: GoalBook, goal: Goal) -> bool:
    """The promise is made to every unit by itself, not to the whole."""
    return goal.form == "minimum_per_unit" or goal.level == book.unit


def _why_unknown(book: GoalBook, goal: Goal, units: tuple[UnitResult, ...], whole: Measure | None) -> str:
    if over := [unit.name for unit in units if unit_over(goal, unit)]:
        return f"{names_text(over)}的分子大于分母，请核对"
    if any(unit.status is RowStatus.MISSING for unit in units):
        return f"缺少数据：{_lacking_text(units)}"
    if whole is None:
        left_out = all(unit.status is RowStatus.LEFT_OUT for unit in units)
        return "没有数据" if not units else "全部为合理缺项" if left_out else "分母为 0，无法计算"
    return _partial_scope(book, goal, units, whole)


def _undefined(formulas: Mapping[str, Expression], units: tuple[UnitResult, ...]) -> str:
    """A unit whose own condition divides by zero is neither covered nor uncovered."""
    counted = [unit for unit in units if unit.status is RowStatus.COUNTED]
    undefined = [unit.name for unit in counted if unit.value is None]
    one_by_one = {"covered", "lowest"} & set(formulas)
    return f"{names_text(undefined)}的分母为 0，无法计算" if one_by_one and undefined else ""


def _partial_scope(book: GoalBook, goal: Goal, units: tuple[UnitResult, ...], whole: Measure) -> str:
    """A part of the city cannot fall short of the whole city's total (but may already reach it)."""
    scope = book.scope
    if scope is None or goal.form != "total" or goal.level != "city" or len(units) >= scope.units:
        return ""
    if reached(goal, whole) == (goal.direction == "at_least"):
        return ""
    unit = UNIT_TITLES[book.unit]
    return f"目标为{scope.title}合计（{scope.units} 个），现有 {len(units)} 个{unit}的数据，不能判断"


def _state(book: GoalBook, goal: Goal, units: tuple[UnitResult, ...], whole: Measure | None, reason: str) -> GoalState:
    over = any(unit_over(goal, unit) for unit in units)
    if _each_unit(book, goal) and not over and any(unit.state is GoalState.NOT_MET for unit in units):
        return GoalState.NOT_MET
    if reason or whole is None:
        return GoalState.UNKNOWN
    if _each_unit(book, goal):
        return GoalState.MET
    return GoalState.MET if reached(goal, whole) else GoalState.NOT_MET


def unit_over(goal: Goal, unit: UnitResult) -> bool:
    if unit.numerator is None or unit.value is None:
        return False
    return over_whole(goal, Measure(unit.value, unit.numerator, unit.denominator))


def _remarks(book: GoalBook, goal: Goal, formulas: Mapping[str, Expression], rows: tuple[Row, ...]) -> Iterable[str]:
    unit = UNIT_TITLES[book.unit]
    left_out = [row.name for row in rows if row.status is RowStatus.LEFT_OUT]
    if 0 < len(left_out) < len(rows):
        yield f"{len(left_out)} 个{unit}为合理缺项，未计入：{names_text(left_out)}"
    counted = [row for row in rows if row.status is RowStatus.COUNTED]
    if goal.form == "total" and 0 < len(counted) < len(rows) - len(left_out):
        part = measure(goal, formulas, sums(counted))
        if part:
            yield f"已有 {len(counted)} 个{unit}的数据，合计 {shown_figure(goal, part.value)}"
    scope = book.scope
    if scope and goal.form != "total" and goal.level == "city" and 0 < len(rows) < scope.units:
        yield f"只按现有 {len(rows)} 个{unit}对照（{scope.title} {scope.units} 个）"


def _reading_result(
    goal: Goal,
    reading: Reading,
    state: GoalState,
    whole: Measure | None,
    reason: str,
    units: tuple[UnitResult, ...],
    remarks: tuple[str, ...] = (),
) -> ReadingResult:
    complete = whole if not any(unit.status is RowStatus.MISSING for unit in units) else None
    if complete is None:
        return ReadingResult(reading, state, None, "", None, None, None, "", reason, units, remarks)
    gap = gap_of(goal, complete) if state is GoalState.NOT_MET else 0
    text = gap_text(goal, gap) if gap > 0 else ""
    figures = (complete.value, shown(goal, complete), complete.numerator, complete.denominator)
    return ReadingResult(reading, state, *figures, gap if gap > 0 else None, text, reason, units, remarks)


# Readings of the stars


def stars_reading(goal: Goal, reading: Reading, rated: RatedStations | None, unusable: str = "") -> ReadingResult:
    """`unusable` says why the stars there are cannot be counted."""
    if unusable:
        return _reading_result(goal, reading, GoalState.UNKNOWN, None, unusable, ())
    if rated is None:
        return _reading_result(goal, reading, GoalState.UNKNOWN, None, "没有评定结果，无法计算星级占比", ())
    stations = [station for station in rated.stations if reading.kinds is None or station.kind in reading.kinds]
    whole = _stars_measure(goal, reading, stations)
    streets = sorted(dict.fromkeys(station.street for station in stations), key=lambda street: street == "")
    units = tuple(
        _street_stars(goal, reading, street, [station for station in stations if station.street == street])
        for street in streets
    )
    unrated = [station.name for station in stations if station.stars is None]
    remarks = (f"{len(unrated)} 个站未评定：{names_text(unrated)}",) if unrated else ()
    if whole is None:
        return _reading_result(goal, reading, GoalState.UNKNOWN, None, "没有可计入的站点", units, remarks)
    state = GoalState.MET if reached(goal, whole) else GoalState.NOT_MET
    return _reading_result(goal, reading, state, whole, "", units, remarks)


def _stars_measure(goal: Goal, reading: Reading, stations: list[RatedStation]) -> Measure | None:
    stars = [station.stars for station in stations]
    high = sum(1 for star in stars if star is not None and star >= (reading.stars or 0))
    counted = len(stars) if reading.counted == "all" else sum(star is not None for star in stars)
    return quotient(goal, Fraction(high), Fraction(counted))


def _street_stars(goal: Goal, reading: Reading, street: str, stations: list[RatedStation]) -> UnitResult:
    part = _stars_measure(goal, reading, stations)
    name = street or "（不属于单个街镇）"
    if part is None:
        return UnitResult(street, name, RowStatus.LEFT_OUT, None, None, "", None, None)
    state = GoalState.MET if reached(goal, part) else GoalState.NOT_MET
    text = shown(goal, part)
    return UnitResult(street, name, RowStatus.COUNTED, state, part.value, text, part.numerator, part.denominator)


# Words


def _lacking_text(units: Sequence[UnitResult]) -> str:
    """「青少年人数」缺 2 个（控江路街道、大桥街道）, or 「青少年人数」全部没有 when no unit has it."""
    lacking: dict[str, list[str]] = {}
    for unit in units:
        for title in unit.lacking:
            lacking.setdefault(title, []).append(unit.name)
    return "；".join(
        f"「{title}」全部没有"
        if len(names) == len(units) > 1
        else f"「{title}」缺 {len(names)} 个（{names_text(names)}）"
        for title, names in lacking.items()
    )


def names_text(names: Sequence[str]) -> str:
    """The first few names; “等 215 个” when there are more."""
    told = "、".join(names[:MOST_NAMES])
    return told if len(names) <= MOST_NAMES else f"{told} 等 {len(names)} 个"
