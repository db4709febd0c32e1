"""Exact figures for goals: the area table's rows as fractions, and formulas over them.

Nothing is rounded here; a goal is compared with its target on these fractions.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from rating.reported import Column, Reported, Status, blank_column, cell_name
from rating.rubric.binding import Vocabulary, bind
from rating.rubric.formula import (
    Arithmetic,
    Call,
    Comparison,
    Expression,
    Literal,
    Logic,
    Name,
    Negative,
    Not,
    names_in,
)
from rating.rubric.goals import GoalBook, Reading


class RowStatus(StrEnum):
    """counted: all figures there · left_out: 合理缺项 · missing: a figure is not there."""

    COUNTED = "counted"
    LEFT_OUT = "left_out"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class GoalCell:
    """One figure behind a goal: the field, the text as typed, and where it stands."""

    field: str
    title: str
    status: Status
    text: str
    file: str = ""
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True)
class Row:
    """One unit of the area table, as far as one reading of a goal uses it."""

    code: str
    name: str
    status: RowStatus
    values: Mapping[str, Fraction]
    cells: tuple[GoalCell, ...]

    @property
    def lacking(self) -> tuple[str, ...]:
        """Titles of the fields that are not there."""
        there = (Status.REPORTED, Status.NOT_APPLICABLE)
        return tuple(cell.title for cell in self.cells if cell.status not in there)


def bound_formulas(reading: Reading, book: GoalBook) -> dict[str, Expression]:
    """Key of the reading → its formula with every name bound to a field. Raises FormulaError."""
    words = Vocabulary.of(book)
    return {key: bind(text, words) for key, text in reading.formulas.items()}


def rows_of(book: GoalBook, reported: Reported, formulas: Iterable[Expression]) -> tuple[Row, ...]:
    """Every unit of the roster with the fields that the formulas use, in roster order."""
    fields = tuple(dict.fromkeys(name for formula in formulas for name in names_in(formula)))
    return tuple(_row(book, reported, fields, at) for at in range(len(reported.roster)))


def _row(book: GoalBook, reported: Reported, fields: tuple[str, ...], at: int) -> Row:
    cells, values = [], {}
    for field in fields:
        column = reported.columns.get(field) or blank_column(len(reported.roster))
        cells.append(_cell(book, reported, field, column, at))
        number = column.number(at)
        if number is not None:
            values[field] = Fraction(number)
    status = _row_status([cell.status for cell in cells])
    return Row(reported.roster.code[at], reported.roster.name[at], status, values, tuple(cells))


def _row_status(statuses: list[Status]) -> RowStatus:
    worst = max(statuses, default=Status.REPORTED)
    if worst == Status.REPORTED:
        return RowStatus.COUNTED
    return RowStatus.LEFT_OUT if worst == Status.NOT_APPLICABLE else RowStatus.MISSING


def _cell(book: GoalBook, reported: Reported, field: str, column: Column, at: int) -> GoalCell:
    status = Status(int(column.status[at]))
    typed = column.text[at]
    text = status.title if typed is None and status != Status.REPORTED else str(typed or column.number(at) or "")
    source = int(column.source[at])
    if source < 0:
        return GoalCell(field, book.fields[field].title, status, text)
    sheet = reported.sheets[source]
    place = cell_name(int(column.row[at]), int(column.col[at]))
    return GoalCell(field, book.fields[field].title, status, text, sheet.file, sheet.title, place)


def sums(rows: Iterable[Row]) -> dict[str, Fraction]:
    """Field → its sum over the rows."""
    total: dict[str, Fraction] = {}
    for row in rows:
        for field, value in row.values.items():
            total[field] = total.get(field, Fraction(0)) + value
    return total


def figure(expression: Expression, values: Mapping[str, Fraction]) -> Fraction | None:
    """The number a formula gives; None where it divides by zero."""
    try:
        return _number(expression, values)
    except ZeroDivisionError:
        return None


def holds(expression: Expression, values: Mapping[str, Fraction]) -> bool | None:
    """Whether a condition is true; None where it divides by zero."""
    try:
        return _truth(expression, values)
    except ZeroDivisionError:
        return None


def _number(expression: Expression, values: Mapping[str, Fraction]) -> Fraction:
    match expression:
        case Literal(number):
            return Fraction(number)
        case Name(field):
            return values[field]
        case Negative(operand):
            return -_number(operand, values)
        case Arithmetic(operator, left, right):
            return _ARITHMETIC[operator](_number(left, values), _number(right, values))
        case Call(function, arguments):
            return _call(function, arguments, values)
        case _:
            return Fraction(_truth(expression, values))


def _call(function: str, arguments: tuple[Expression, ...], values: Mapping[str, Fraction]) -> Fraction:
    if function == "where":
        return _number(arguments[1] if _truth(arguments[0], values) else arguments[2], values)
    if function == "count":
        return Fraction(sum(_truth(argument, values) for argument in arguments))
    return _FUNCTIONS[function]([_number(argument, values) for argument in arguments])


def _truth(expression: Expression, values: Mapping[str, Fraction]) -> bool:
    match expression:
        case Comparison(operator, left, right):
            return _COMPARISONS[operator](_number(left, values), _number(right, values))
        case Logic(operator, operands):
            truths = [_truth(operand, values) for operand in operands]
            return all(truths) if operator == "and" else any(truths)
        case Not(operand):
            return not _truth(operand, values)
        case _:
            return _number(expression, values) != 0


_ARITHMETIC: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
}
_COMPARISONS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}
_FUNCTIONS: dict[str, Callable[[list[Fraction]], Fraction]] = {
    "min": min,
    "max": max,
    "abs": lambda numbers: abs(numbers[0]),
    "floor": lambda numbers: Fraction(math.floor(numbers[0])),
    "ceil": lambda numbers: Fraction(math.ceil(numbers[0])),
}


def rounded(number: Fraction, decimals: int, *, towards: str = "half_up") -> Decimal:
    """`number` at `decimals` places: half_up (away from zero), floor or ceil. Exact until then."""
    scaled = number * 10**decimals
    if towards == "half_up":
        whole = math.floor(abs(scaled) + Fraction(1, 2)) * (1 if scaled >= 0 else -1)
    else:
        whole = math.floor(scaled) if towards == "floor" else math.ceil(scaled)
    return Decimal(whole).scaleb(-decimals)
