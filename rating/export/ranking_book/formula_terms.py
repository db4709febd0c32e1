"""A rubric's formulas as columns of 填报值: one column a formula, a number or the word for what is missing.

The states of docs/method.md §2 in one order, the worst wins: number < 无结果 < 合理缺项 < 未检查 < 空白 < 无法识别.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rating.export.ranking_book.cells import (
    BLANK,
    NOT_APPLICABLE,
    NOT_INSPECTED,
    UNDEFINED,
    UNREADABLE,
)
from rating.export.ranking_book.terms import (
    Term,
    all_numbers,
    arithmetic,
    both,
    choose,
    compare,
    either,
    function,
    is_number,
    is_word,
    largest,
    negative,
    number,
    smallest,
    total,
    whole_units,
    word,
)
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
)

LONGEST, DEEPEST = 6_000, 55
"""Excel takes 8,192 characters and 64 levels of brackets."""
WORST_FIRST = (UNREADABLE, BLANK, NOT_INSPECTED, NOT_APPLICABLE)
_SIGNS = {"==": "=", "!=": "<>"}
zero, one = number(0), number(1)


class NotLive(Exception):
    """There is no formula for this; the message says why, in Chinese."""


def fits(term: Term) -> bool:
    """Excel takes a formula of this length and depth."""
    depth = deepest = 0
    for sign in term.text:
        depth += (sign == "(") - (sign == ")")
        deepest = max(deepest, depth)
    return len(term.text) <= LONGEST and deepest <= DEEPEST


class Formulas:
    """Expressions → terms. `field` gives the term of a field, `node` of share() and points(),
    `keep` puts a term into a column of its own and gives the term that names it.
    """

    def __init__(
        self, field: Callable[[str], Term], node: Callable[[str, str], Term], keep: Callable[[Term], Term]
    ) -> None:
        self._field, self._node, self._keep = field, node, keep

    def column(self, expression: Expression) -> Term:
        """The cell that holds the value of an expression."""
        if isinstance(expression, Name):
            return self._field(expression.text)
        if isinstance(expression, Call) and expression.function in ("share", "points"):
            (named,) = expression.arguments
            assert isinstance(named, Name)
            return self._node(expression.function, named.text)
        if isinstance(expression, Literal):
            return number(expression.number)
        return self._keep(self._whole(expression))

    def _whole(self, expression: Expression) -> Term:
        match expression:
            case Logic(operator, operands):
                return logic(operator, [self.column(operand) for operand in operands])
            case Call("where", (condition, yes, no)):
                return _where(self.column(condition), self.column(yes), self.column(no))
            case Call("known", (name,)):
                return choose(is_number(self.column(name)), one, zero)
            case _:
                return self._strict(expression)

    def _strict(self, expression: Expression) -> Term:
        """Whatever needs all of its inputs: known when they are, and then perhaps without a result."""
        cells: dict[str, Term] = {}
        guards: list[Term] = []
        value = self._value(expression, cells, guards)
        for guard in reversed(guards):
            value = choose(guard, word(UNDEFINED), value)
        return settled(list(cells.values()), value)

    def _value(self, expression: Expression, cells: dict[str, Term], guards: list[Term]) -> Term:
        """The number, all inputs being there; `cells` and `guards` collect the inputs and what has no result."""

        def inner(part: Expression) -> Term:
            return self._value(part, cells, guards)

        match expression:
            case Literal(value):
                return number(value)
            case Negative(operand):
                return negative(inner(operand))
            case Not(operand):
                return choose(compare(inner(operand), "=", zero), one, zero)
            case Arithmetic(sign, left, right):
                a, b = inner(left), inner(right)
                if sign == "/" and not isinstance(right, Literal):
                    guards.append(compare(b, "=", zero))
                return arithmetic(sign, a, b)
            case Comparison(sign, left, right):
                return choose(compare(inner(left), _SIGNS.get(sign, sign), inner(right)), one, zero)
            case Call(name, arguments) if name in _CALLS:
                return _CALLS[name]([inner(argument) for argument in arguments], guards)
            case _:
                cell = self.column(expression)
                cells[cell.text] = cell
                return cell


def _call_floor(parts: list[Term], guards: list[Term]) -> Term:
    return whole_units(parts[0])


def _call_ceil(parts: list[Term], guards: list[Term]) -> Term:
    return negative(whole_units(negative(parts[0])))


def _guarded(name: str, sign: str) -> Callable[[list[Term], list[Term]], Term]:
    def call(parts: list[Term], guards: list[Term]) -> Term:
        guards.append(compare(parts[0], sign, zero))
        return function(name, parts[0])

    return call


def _call_count(parts: list[Term], guards: list[Term]) -> Term:
    return total([choose(compare(part, "<>", zero), one, zero) for part in parts])


_CALLS: dict[str, Callable[[list[Term], list[Term]], Term]] = {
    "min": lambda parts, guards: smallest(*parts),
    "max": lambda parts, guards: largest(*parts),
    "abs": lambda parts, guards: function("ABS", parts[0]),
    "floor": _call_floor,
    "ceil": _call_ceil,
    "ln": _guarded("LN", "<="),
    "log10": _guarded("LOG10", "<="),
    "sqrt": _guarded("SQRT", "<"),
    "count": _call_count,
}


def settled(cells: Sequence[Term], value: Term) -> Term:
    """`value` where all cells are numbers, else the worst word among them."""
    return choose(all_numbers(cells), value, worst(cells)) if cells else value


def worst(cells: Sequence[Term]) -> Term:
    """The worst word among the cells, 无结果 when it is none of the others."""
    result = word(UNDEFINED)
    for code in reversed(WORST_FIRST):
        result = choose(either(*(is_word(cell, code) for cell in cells)), word(code), result)
    return result


def logic(operator: str, parts: Sequence[Term]) -> Term:
    """Three-valued: one known true settles `or`, one known false settles `and`."""
    decides = "<>" if operator == "or" else "="
    settles = either(*(both(is_number(part), compare(_exactly(part), decides, zero)) for part in parts))
    decided, other = (one, zero) if operator == "or" else (zero, one)
    return choose(settles, decided, settled(parts, other))


def _exactly(part: Term) -> Term:
    """Conditions are 1 and 0: compared as they stand, also where a word stands instead."""
    return Term(part.text, part.run, part.whole, True, part.typed)


def _where(condition: Term, yes: Term, no: Term) -> Term:
    """Undefined only where the condition or the side taken is."""
    cells = [cell for cell in (condition, yes, no) if "$" in cell.text]
    missing = either(*(is_word(cell, code) for cell in cells for code in WORST_FIRST))
    taken = choose(compare(_exactly(condition), "<>", zero), yes, no)
    return choose(missing, worst(cells), choose(is_number(condition), taken, word(UNDEFINED)))


def truth(cell: Term) -> Term:
    """A condition holds: known, and not zero."""
    return both(is_number(cell), compare(_exactly(cell), "<>", zero))
