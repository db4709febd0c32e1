"""What a field or formula is for one station, in the slow reference (docs/method.md §2, §3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from rating.reported import Column, Rater, Reported, Status
from rating.rubric.binding import Vocabulary, bind
from rating.rubric.formula import Arithmetic, Call, Comparison, Expression, Literal, Logic, Name, Negative, Not
from rating.rubric.nouns import DataField, Rubric
from rating.rubric.policies import Raters
from tests.scoring.reference_numbers import (
    ONE,
    ZERO,
    Num,
    deviation,
    floored,
    ln,
    log10,
    mean,
    median,
    num,
    root,
    total,
)


@dataclass(frozen=True)
class Cell:
    """A status and, when reported and defined, a number (1 and 0 for yes and no)."""

    status: Status
    number: Num | None = None

    @property
    def known(self) -> bool:
        return self.number is not None


UNDEFINED = Cell(Status.REPORTED)
Nodes = Callable[[str], Cell]


def said(answer: bool) -> Cell:
    return Cell(Status.REPORTED, ONE if answer else ZERO)


def worst(cells: list[Cell]) -> Cell:
    """The state of something that is not known: the worst status; undefined when all are reported."""
    return Cell(max((cell.status for cell in cells), default=Status.REPORTED))


@dataclass(frozen=True)
class CombinedMark:
    cell: Cell
    spread: Fraction | None = None
    held: bool = False


@dataclass(frozen=True)
class Values:
    """Looks up fields and computes formulas for one station after another."""

    rubric: Rubric
    reported: Reported
    bound: dict[str, Expression] = field(default_factory=dict)

    def field(self, code: str, station: int) -> Cell:
        field = self.rubric.fields[code]
        if field.formula:
            return self.formula(field.formula, station)
        if field.kind == "mark":
            return self.mark(code, station).cell
        return cell_of(self.reported.columns[code], station)

    def formula(self, text: str, station: int, nodes: Nodes | None = None) -> Cell:
        if text not in self.bound:
            self.bound[text] = bind(text, Vocabulary.of(self.rubric))
        return self._compute(self.bound[text], station, nodes)

    def _compute(self, expression: Expression, station: int, nodes: Nodes | None) -> Cell:
        def sub(part: Expression) -> Cell:
            return self._compute(part, station, nodes)

        match expression:
            case Literal(number):
                return Cell(Status.REPORTED, num(number))
            case Name(code):
                return self.field(code, station)
            case Negative(operand):
                return strictly([sub(operand)], lambda a: -a)
            case Not(operand):
                return strictly([sub(operand)], lambda a: ZERO if truth(a) else ONE)
            case Arithmetic(operator, left, right):
                return strictly([sub(left), sub(right)], ARITHMETIC[operator])
            case Comparison(operator, left, right):
                return strictly(
                    [sub(left), sub(right)], lambda a, b: ONE if COMPARED[operator](a.compared(b)) else ZERO
                )
            case Logic("or", operands):
                return either([sub(operand) for operand in operands], deciding=True)
            case Logic(_, operands):
                return either([sub(operand) for operand in operands], deciding=False)
            case Call("known", (Name(code),)):
                return said(self.field(code, station).known)
            case Call("share" | "points", (Name(code),)) if nodes is not None:
                return nodes(f"{expression.function} {code}")
            case Call("where", (condition, yes, no)):
                return chosen(sub(condition), sub(yes), sub(no))
            case Call(function, arguments):
                return strictly([sub(argument) for argument in arguments], FUNCTIONS[function])
        raise AssertionError(expression)

    def mark(self, code: str, station: int) -> CombinedMark:
        """Docs/method.md §3, its numbered steps in order."""
        field, way = self.rubric.fields[code], self._way(code)
        columns = {rater.code: self.reported.marks[code][rater.code] for rater in self.assigned(code)}
        cells = {rater: cell_of(column, station) for rater, column in columns.items()}
        given = {rater: cell.number for rater, cell in cells.items() if cell.number is not None}
        raw = [number.value for number in given.values()]
        spread = max(raw) - min(raw) if raw else None
        if (station, code) in self.reported.adjudicated:
            decided = num(self.reported.adjudicated[station, code].mark)
            return CombinedMark(Cell(Status.REPORTED, decided), spread)
        for shared in (Status.NOT_APPLICABLE, Status.NOT_INSPECTED):
            if cells and all(cell.status == shared for cell in cells.values()):
                return CombinedMark(Cell(shared))
        if any(cell.status == Status.UNREADABLE for cell in cells.values()):
            return CombinedMark(Cell(Status.UNREADABLE))
        waiting = way.if_missing == "wait" and len(given) < len(cells)
        if not given or waiting or len(given) < way.minimum:
            return CombinedMark(Cell(Status.BLANK), spread)
        wide = False
        if way.spread is not None and spread is not None:
            limit = Fraction(way.spread.limit)
            wide = spread >= limit if way.spread.inclusive else spread > limit
        if way.standardise:
            given = {rater: self._standardised(columns[rater], number, way) for rater, number in given.items()}
        combined = self._combine(field, way, given)
        held = wide and way.spread is not None and way.spread.until_adjudicated == "hold"
        return CombinedMark(Cell(Status.REPORTED, combined) if combined else Cell(Status.BLANK), spread, held)

    def assigned(self, code: str) -> list[Rater]:
        """Raters of a role that marks this field and has a weight, who handed in a column for it."""
        handed_in = self.reported.marks.get(code, {})
        return [rater for rater in self.reported.raters if rater.role in self._roles(code) and rater.code in handed_in]

    def _roles(self, code: str) -> list[str]:
        silent = {role.code for role in self.rubric.roles if role.weight == 0}
        return [role for role in self.rubric.fields[code].marked_by if role not in silent]

    def _way(self, code: str) -> Raters:
        way = self.rubric.fields[code].raters or self.rubric.raters
        assert way is not None
        return way

    def _standardised(self, column: Column, mark: Num, way: Raters) -> Num:
        assert way.standardise is not None
        cells = [cell_of(column, station) for station in range(len(self.reported.roster))]
        marks = [cell.number for cell in cells if cell.number is not None]
        away = deviation(marks, way.standardise.deviation)
        if away == ZERO:
            return num(way.standardise.mean)
        return num(way.standardise.mean) + num(way.standardise.per) * (mark - mean(marks)) / away

    def _combine(self, field: DataField, way: Raters, given: dict[str, Num]) -> Num | None:
        marks = list(given.values())
        if way.combine == "mean":
            return mean(marks)
        if way.combine == "median":
            return median(marks)
        if way.trimmed:
            if len(marks) < way.trimmed.at_least:
                return mean(marks) if way.trimmed.otherwise == "mean" else None
            ordered = sorted(marks, key=lambda mark: mark.value)
            return mean(ordered[way.trimmed.drop : -way.trimmed.drop])
        return self._by_role(field, way, given)

    def _by_role(self, field: DataField, way: Raters, given: dict[str, Num]) -> Num | None:
        role_of = {rater.code: rater.role for rater in self.reported.raters}
        within = mean if way.within_role == "mean" else median
        of_role: dict[str, Num] = {}
        for code in field.marked_by:
            marks = [mark for rater, mark in given.items() if role_of[rater] == code]
            if marks:
                of_role[code] = within(marks)
        counting = [
            code for code in field.marked_by if next(r for r in self.rubric.roles if r.code == code).weight != 0
        ]
        if way.if_missing == "wait" and len(of_role) < len(counting):
            return None
        if way.combine == "role_sum":
            return total(list(of_role.values()))
        weights = {role.code: num(role.weight) for role in self.rubric.roles if role.code in of_role}
        return total([weights[code] * of_role[code] for code in of_role]) / total(list(weights.values()))


def cell_of(column: Column, station: int) -> Cell:
    status = Status(int(column.status[station]))
    if status != Status.REPORTED:
        return Cell(status)
    return Cell(status, Num(Fraction(int(column.scaled[station]), 10**column.decimals)))


def truth(number: Num) -> bool:
    return number.value != 0


def strictly(cells: list[Cell], compute: Callable[..., Num | None]) -> Cell:
    """Known only when every operand is; `compute` answers None where undefined."""
    numbers = [cell.number for cell in cells]
    if any(number is None for number in numbers):
        return worst(cells)
    return Cell(Status.REPORTED, compute(*numbers))


def either(cells: list[Cell], deciding: bool) -> Cell:
    """Three-valued or (deciding True) and and (deciding False)."""
    if any(cell.number is not None and truth(cell.number) == deciding for cell in cells):
        return said(deciding)
    return said(not deciding) if all(cell.known for cell in cells) else worst(cells)


def chosen(condition: Cell, yes: Cell, no: Cell) -> Cell:
    """where(): status from all three; only the side taken can leave it undefined."""
    worst_status = worst([condition, yes, no])
    if worst_status.status != Status.REPORTED or condition.number is None:
        return worst_status
    return yes if truth(condition.number) else no


COMPARED: dict[str, Callable[[int], bool]] = {
    "<": lambda sign: sign < 0,
    "<=": lambda sign: sign <= 0,
    ">": lambda sign: sign > 0,
    ">=": lambda sign: sign >= 0,
    "==": lambda sign: sign == 0,
    "!=": lambda sign: sign != 0,
}
ARITHMETIC: dict[str, Callable[[Num, Num], Num | None]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b if b.value != 0 else None,
}
FUNCTIONS: dict[str, Callable[..., Num | None]] = {
    "min": lambda *numbers: min(numbers, key=lambda number: number.value),
    "max": lambda *numbers: max(numbers, key=lambda number: number.value),
    "abs": lambda a: Num(abs(a.value), a.exact),
    "floor": floored,
    "ceil": lambda a: -floored(-a),
    "ln": lambda a: ln(a) if a.value > 0 else None,
    "log10": lambda a: log10(a) if a.value > 0 else None,
    "sqrt": lambda a: root(a) if a.value >= 0 else None,
    "count": lambda *numbers: num(sum(truth(number) for number in numbers)),
}
