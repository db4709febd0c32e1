"""What a formula or a field says for every station: numbers, with the status behind each.

An `Answer` is n rows of a number (conditions are 1 and 0).  The status of a formula is the worst of
its inputs (docs/method.md §2); `undefined` marks rows whose inputs are reported but which have no
result, such as a division by zero.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rating.reported import Status
from rating.rubric.binding import Vocabulary, bind
from rating.rubric.formula import (
    ON_NODES,
    Arithmetic,
    Call,
    Comparison,
    Expression,
    Literal,
    Logic,
    Name,
    Negative,
    Not,
    nodes_in,
)
from rating.scoring.exact import Mask, Quantity, approximate, choose, compare, constant, larger, smaller

Statuses = NDArray[np.uint8]
_COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq, "!=": operator.ne,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """number: Quantity of n rows (or one, broadcast) · status: uint8[n] · undefined: bool[n]."""

    number: Quantity
    status: Statuses
    undefined: Mask

    @property
    def known(self) -> Mask:
        return np.asarray((self.status == Status.REPORTED) & ~self.undefined, np.bool_)

    @property
    def true(self) -> Mask:
        """Known, and not zero: what a condition holds for."""
        return np.asarray(self.known & ~self.number.is_zero(), np.bool_)

    @property
    def false(self) -> Mask:
        return np.asarray(self.known & self.number.is_zero(), np.bool_)

    def at(self, rows: Any) -> Answer:
        return Answer(self.number.at(rows), self.status[rows], self.undefined[rows])


@dataclass(frozen=True, slots=True)
class NodeResult:
    """A scored node as share() and points() see it, all arrays of n."""

    points: Quantity
    share: Quantity
    counted: Mask
    known: Mask


class Answers:
    """Fields of one Reported, and formulas over them, each computed once."""

    def __init__(
        self,
        fields: Mapping[str, Answer],
        vocabulary: Vocabulary,
        rows: int,
        bounds: Mapping[str, tuple[int, int]] | None = None,
    ) -> None:
        """`bounds`: smallest and largest numerator of the fields that every station reported."""
        self.rows = rows
        self.bounds = bounds or {}
        self.vocabulary = vocabulary
        self.node: Callable[[str], NodeResult] = _no_nodes
        self._fields = fields
        self._derived: dict[str, Answer] = {}
        self._texts: dict[str, Answer] = {}

    def field(self, code: str) -> Answer:
        """A reported, marked or derived field."""
        if code in self._fields:
            return self._fields[code]
        if code not in self._derived:
            formula = self.vocabulary.fields[code].formula
            self._derived[code] = self.formula(formula) if formula else self._blank()
        return self._derived[code]

    def formula(self, text: str) -> Answer:
        """A formula of the rubric. Formulas over nodes are computed afresh, others once."""
        if text not in self._texts:
            expression = bind(text, self.vocabulary)
            answer = self._compute(expression)
            if _on_nodes(expression):
                return answer
            self._texts[text] = answer
        return self._texts[text]

    def _compute(self, expression: Expression) -> Answer:
        match expression:
            case Name(code):
                return self.field(code)
            case Literal(number):
                return self._sure(constant(number))
            case Negative(operand):
                inner = self._compute(operand)
                return Answer(-inner.number, inner.status, inner.undefined)
            case Not(operand):
                inner = self._compute(operand)
                return Answer(_truth(inner.number.is_zero()), inner.status, inner.undefined)
            case Arithmetic(sign, left, right):
                return _ARITHMETIC[sign](self._compute(left), self._compute(right))
            case Comparison(sign, left, right):
                a, b = self._compute(left), self._compute(right)
                return _joined((a, b), _truth(compare(a.number, b.number, _COMPARE[sign])))
            case Logic(word, operands):
                return _logic(word, [self._compute(operand) for operand in operands])
            case Call(function, (Name(code),)) if function in ON_NODES:
                return self._node(function, code)
            case Call(function, arguments):
                return _FUNCTIONS[function]([self._compute(argument) for argument in arguments])

    def _node(self, function: str, code: str) -> Answer:
        node = self.node(code)
        status = np.where(node.counted, np.where(node.known, Status.REPORTED, Status.BLANK), Status.NOT_APPLICABLE)
        number = node.share if function == "share" else node.points
        return Answer(number, status.astype(np.uint8), np.zeros(self.rows, np.bool_))

    def _sure(self, number: Quantity) -> Answer:
        return Answer(number, np.zeros(self.rows, np.uint8), np.zeros(self.rows, np.bool_))

    def _blank(self) -> Answer:
        status = np.full(self.rows, Status.BLANK, np.uint8)
        return Answer(constant(0).spread_over(self.rows), status, np.zeros(self.rows, np.bool_))


def _no_nodes(code: str) -> NodeResult:
    raise LookupError(f"node {code} is not scored yet")


def _on_nodes(expression: Expression) -> bool:
    return next(nodes_in(expression), None) is not None


def _truth(mask: Mask) -> Quantity:
    return Quantity(mask.astype(np.int64), 1, (1, 1))


def _joined(parts: tuple[Answer, ...], number: Quantity, undefined: Mask | None = None) -> Answer:
    """A number made of several answers: the worst status, undefined where any part is."""
    status, missing = parts[0].status, parts[0].undefined
    for part in parts[1:]:
        status, missing = np.maximum(status, part.status), missing | part.undefined
    return Answer(number, status, missing if undefined is None else missing | undefined)


def _quotient(a: Answer, b: Answer) -> Answer:
    return _joined((a, b), a.number.over(b.number), b.number.is_zero())


_ARITHMETIC: dict[str, Callable[[Answer, Answer], Answer]] = {
    "+": lambda a, b: _joined((a, b), a.number + b.number),
    "-": lambda a, b: _joined((a, b), a.number - b.number),
    "*": lambda a, b: _joined((a, b), a.number * b.number),
    "/": _quotient,
}


def _logic(word: str, parts: list[Answer]) -> Answer:
    """Three-valued: one known true settles `or`, one known false settles `and`."""
    settled = np.logical_or.reduce([part.true if word == "or" else part.false for part in parts])
    whole = _joined(tuple(parts), _truth(settled if word == "or" else ~settled))
    status = np.where(settled, Status.REPORTED, whole.status).astype(np.uint8)
    return Answer(whole.number, status, whole.undefined & ~settled)


def _folded(pick: Callable[[Quantity, Quantity], Quantity]) -> Callable[[list[Answer]], Answer]:
    def fold(parts: list[Answer]) -> Answer:
        number = parts[0].number
        for part in parts[1:]:
            number = pick(number, part.number)
        return _joined(tuple(parts), number)

    return fold


def _of_float(function: Callable[[Any], Any], allowed: Callable[[Any], Any]) -> Callable[[list[Answer]], Answer]:
    """ln, log10 and sqrt: floats, undefined outside where they exist."""

    def apply(parts: list[Answer]) -> Answer:
        floats = parts[0].number.floats()
        exists = np.asarray(allowed(floats), np.bool_)
        return _joined((parts[0],), approximate(function(np.where(exists, floats, 1.0))), ~exists)

    return apply


def _where(parts: list[Answer]) -> Answer:
    """Undefined only where the condition or the side taken is: `where(staff = 0, 0, licensed / staff)`."""
    condition, yes, no = parts
    taken = ~condition.number.is_zero()
    whole = _joined(tuple(parts), choose(taken, yes.number, no.number))
    undefined = condition.undefined | np.where(taken, yes.undefined, no.undefined)
    return Answer(whole.number, whole.status, undefined)


def _count(parts: list[Answer]) -> Answer:
    held = sum((~part.number.is_zero()).astype(np.int64) for part in parts)
    return _joined(tuple(parts), Quantity(np.asarray(held), 1, (len(parts), 1)))


def _known(parts: list[Answer]) -> Answer:
    known = parts[0].known
    return Answer(_truth(known), np.zeros(len(known), np.uint8), np.zeros(len(known), np.bool_))


_FUNCTIONS: dict[str, Callable[[list[Answer]], Answer]] = {
    "min": _folded(smaller),
    "max": _folded(larger),
    "abs": lambda parts: _joined((parts[0],), parts[0].number.absolute()),
    "floor": lambda parts: _joined((parts[0],), parts[0].number.floor()),
    "ceil": lambda parts: _joined((parts[0],), parts[0].number.ceil()),
    "ln": _of_float(np.log, lambda x: x > 0),
    "log10": _of_float(np.log10, lambda x: x > 0),
    "sqrt": _of_float(np.sqrt, lambda x: x >= 0),
    "where": _where,
    "count": _count,
    "known": _known,
}
