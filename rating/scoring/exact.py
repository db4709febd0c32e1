"""Columns of exact numbers: rationals held as int64 numerators over a common or per-row denominator.

Binary floats put totals on the wrong side of a cut score, and Decimal objects are slow.  Here a
column of n values is `num / den`, computed by numpy on int64; when a product might not fit, the
same code goes on with Python integers (dtype object), slower and still exact.  Results of ln,
sqrt, z-scores and geometric means cannot be exact: they are float64, flagged by `exact=False`, and
snapped by `SNAP` where they meet a threshold or a rounding tie (docs/method.md §1).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

SNAP = 1e-9
ROOM = 2**62
Integers = NDArray[Any]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Quantity:
    """n numbers (or one, broadcast): `num / den`.

    num  int64[n] or object[n] of int; float64[n] when not `exact`
    den  a positive int, or an array of them; 1 when not `exact`
    size upper bounds of |num| and of den, as Python ints, kept to foresee overflow
    """

    num: Integers
    den: int | Integers
    size: tuple[int, int]
    exact: bool = True

    def __add__(self, other: Quantity) -> Quantity:
        return _joined(self, other, np.add)

    def __sub__(self, other: Quantity) -> Quantity:
        return _joined(self, other, np.subtract)

    def __neg__(self) -> Quantity:
        return Quantity(-self.num, self.den, self.size, self.exact)

    def __mul__(self, other: Quantity) -> Quantity:
        if not (self.exact and other.exact):
            return approximate(self.floats() * other.floats())
        num, num_size = _product(self.num, other.num, self.size[0], other.size[0])
        den, den_size = _product(self.den, other.den, self.size[1], other.size[1])
        return Quantity(np.asarray(num), den, (num_size, den_size))

    def over(self, other: Quantity) -> Quantity:
        """Division; where `other` is 0 the result is 0 (ask `other.is_zero()` first)."""
        if not (self.exact and other.exact):
            divisor = other.floats()
            return approximate(np.divide(self.floats(), divisor, out=np.zeros(_shape(self, other)), where=divisor != 0))
        if other.num.ndim == 0 and isinstance(other.den, int):
            return self * constant(Fraction(other.den, int(other.num)) if other.num else 0)
        sign = np.where(other.num < 0, -1, 1)
        divisor = np.where(other.num == 0, 1, other.num * sign)
        top = Quantity(np.where(other.num == 0, 0, other.den * sign), divisor, (other.size[1], max(1, other.size[0])))
        return self * top

    def is_zero(self) -> Mask:
        return np.asarray(self.num == 0, np.bool_)

    def floats(self) -> NDArray[np.float64]:
        return np.asarray(self.num / self.den, np.float64) if self.exact else np.asarray(self.num, np.float64)

    def floor(self) -> Quantity:
        if not self.exact:
            return approximate(np.floor(self.num + np.maximum(SNAP, 1e-12 * np.abs(self.num))))
        return Quantity(np.asarray(self.num // self.den), 1, (self.size[0] + 1, 1))

    def ceil(self) -> Quantity:
        return -((-self).floor())

    def absolute(self) -> Quantity:
        return Quantity(np.abs(self.num), self.den, self.size, self.exact)

    def at(self, rows: Any) -> Quantity:
        """The numbers of some rows (indices or mask)."""
        den = self.den[rows] if isinstance(self.den, np.ndarray) and self.den.ndim else self.den
        return Quantity(self.num[rows] if self.num.ndim else self.num, den, self.size, self.exact)

    def spread_over(self, rows: int) -> Quantity:
        """The same numbers as a full column of `rows`."""
        if self.num.shape == (rows,):
            return self
        return Quantity(np.broadcast_to(self.num, (rows,)), self.den, self.size, self.exact)

    def rounded(self, decimals: int) -> NDArray[np.int64]:
        """Half up (away from zero) to `decimals`, as int64 scaled by 10**decimals."""
        if not self.exact:
            scaled = np.abs(self.num) * 10.0**decimals
            up = np.floor(scaled + 0.5 + np.maximum(SNAP, 1e-12 * scaled))
            return np.asarray(np.copysign(up, self.num), np.int64)
        if isinstance(self.den, int) and self.den == 10**decimals and self.num.dtype == np.int64:
            return self.num
        if isinstance(self.den, int) and 10**decimals % self.den == 0:
            whole, _ = _product(self.num, 10**decimals // self.den, self.size[0], 10**decimals // self.den)
            return np.asarray(whole, np.int64)
        top, size = _product(self.num, 2 * 10**decimals, self.size[0], 2 * 10**decimals)
        bottom, bottom_size = _product(self.den, 2, self.size[1], 2)
        if size + bottom_size >= ROOM:
            top, bottom = np.asarray(top).astype(object), _as_object(bottom)
        half = np.abs(top) + (self.den if size + bottom_size < ROOM else _as_object(self.den))
        return np.asarray(np.where(np.asarray(self.num) < 0, -(half // bottom), half // bottom), np.int64)

    def keys(self) -> NDArray[Any]:
        """One sortable value a row: equal numbers give equal keys."""
        if not self.exact:
            magnitude = np.where(self.num == 0, 1.0, 10.0 ** np.floor(np.log10(np.abs(self.num) + (self.num == 0))))
            return np.asarray(np.round(self.num / magnitude, 9) * magnitude)
        if isinstance(self.den, int):
            return np.asarray(self.num)
        den = np.broadcast_to(self.den, self.num.shape)
        fractions = [Fraction(int(n), int(d)) for n, d in zip(self.num, den, strict=True)]
        return np.array([*fractions, None], object)[:-1]


def compare(left: Quantity, right: Quantity, how: Callable[[Any, Any], Any]) -> Mask:
    """`how` is an operator from `operator` (ge, gt, le, lt, eq, ne), exact or snapped."""
    if not (left.exact and right.exact):
        a, b = left.floats(), right.floats()
        near = np.abs(a - b) <= SNAP * np.maximum(1, np.maximum(np.abs(a), np.abs(b)))
        return np.asarray(how(np.where(near, 0, a - b), 0), np.bool_)
    if isinstance(left.den, int) and isinstance(right.den, int) and left.den == right.den:
        return np.asarray(how(left.num, right.num), np.bool_)
    a, _ = _product(left.num, right.den, left.size[0], right.size[1])
    b, _ = _product(right.num, left.den, right.size[0], left.size[1])
    return np.asarray(how(a, b), np.bool_)


def choose(condition: Mask, yes: Quantity, no: Quantity) -> Quantity:
    """Row by row: `yes` where the condition holds, `no` elsewhere."""
    if not (yes.exact and no.exact):
        return approximate(np.where(condition, yes.floats(), no.floats()))
    size = (max(yes.size[0], no.size[0]), max(yes.size[1], no.size[1]))
    if isinstance(yes.den, int) and isinstance(no.den, int):
        common = math.lcm(yes.den, no.den)
        yes, no = _restated(yes, common), _restated(no, common)
        return Quantity(np.where(condition, yes.num, no.num), common, (max(yes.size[0], no.size[0]), common))
    return Quantity(np.where(condition, yes.num, no.num), np.where(condition, yes.den, no.den), size)


def smaller(left: Quantity, right: Quantity) -> Quantity:
    return choose(compare(left, right, np.less_equal), left, right)


def larger(left: Quantity, right: Quantity) -> Quantity:
    return choose(compare(left, right, np.greater_equal), left, right)


def constant(number: Decimal | Fraction | int) -> Quantity:
    """One number, broadcast over any rows."""
    fraction = Fraction(number)
    return _of_integers(np.asarray(_fitting(fraction.numerator)), fraction.denominator, abs(fraction.numerator))


def decimals_column(scaled: Integers, decimals: int, bounds: tuple[int, int] | None = None) -> Quantity:
    """The numbers `scaled / 10**decimals` of a reported column; `bounds` of `scaled` when known."""
    low, high = bounds or ((int(scaled.min()), int(scaled.max())) if scaled.size else (0, 0))
    size = max(abs(low), abs(high))
    if scaled.dtype == object and size < ROOM:
        scaled = scaled.astype(np.int64)
    return _of_integers(scaled, 10**decimals, size)


def approximate(floats: NDArray[np.float64]) -> Quantity:
    return Quantity(np.asarray(floats, np.float64), 1, (0, 1), exact=False)


def zeros(rows: int) -> Quantity:
    return Quantity(np.zeros(rows, np.int64), 1, (0, 1))


def lookup(amounts: Sequence[Fraction], index: NDArray[np.int64]) -> Quantity:
    """amounts[index], exactly; an index of −1 takes the last."""
    common = math.lcm(*(amount.denominator for amount in amounts))
    whole = [amount.numerator * (common // amount.denominator) for amount in amounts]
    table = np.array(whole, np.int64 if max(map(abs, whole)) < ROOM else object)
    return Quantity(table[index], common, (max(abs(value) for value in whole), common))


def _of_integers(num: Integers, den: int, size: int) -> Quantity:
    return Quantity(num, den, (size, den))


def _fitting(number: int) -> Any:
    return np.int64(number) if abs(number) < ROOM else np.array(number, object)


def _joined(left: Quantity, right: Quantity, join: Callable[[Any, Any], Any]) -> Quantity:
    """Sum or difference over a common denominator."""
    if not (left.exact and right.exact):
        return approximate(join(left.floats(), right.floats()))
    if isinstance(left.den, int) and isinstance(right.den, int):
        common = math.lcm(left.den, right.den)
        left, right = _restated(left, common), _restated(right, common)
        den, den_size = common, common
    else:
        top_left, left_size = _product(left.num, right.den, left.size[0], right.size[1])
        top_right, right_size = _product(right.num, left.den, right.size[0], left.size[1])
        product, den_size = _product(left.den, right.den, left.size[1], right.size[1])
        left = Quantity(np.asarray(top_left), 1, (left_size, 1))
        right = Quantity(np.asarray(top_right), 1, (right_size, 1))
        den = product
    size = left.size[0] + right.size[0]
    a, b = (left.num, right.num) if size < ROOM else (_as_object(left.num), _as_object(right.num))
    return Quantity(np.asarray(join(a, b)), den, (size, den_size))


def _restated(column: Quantity, den: int) -> Quantity:
    """The same numbers over the larger common denominator `den`."""
    factor = den // int(column.den)
    if factor == 1:
        return column
    num, size = _product(column.num, factor, column.size[0], factor)
    return Quantity(np.asarray(num), den, (size, den))


def _product(a: Any, b: Any, a_size: int, b_size: int) -> tuple[Any, int]:
    """a × b and a bound of it; in Python integers when int64 might overflow."""
    if a_size * b_size >= ROOM:
        a_size, b_size = _largest(a), _largest(b)
    size = a_size * b_size
    if max(size, a_size, b_size) >= ROOM:
        return _as_object(a) * _as_object(b), size
    return a * b, size


def _largest(numbers: Any) -> int:
    if isinstance(numbers, int):
        return abs(numbers)
    array = np.asarray(numbers)
    return max(abs(int(array.max())), abs(int(array.min()))) if array.size else 0


def _as_object(numbers: Any) -> Any:
    """Python integers in place of int64, so that nothing overflows."""
    return numbers if isinstance(numbers, int) else np.asarray(numbers).astype(object)


def _shape(left: Quantity, right: Quantity) -> tuple[int, ...]:
    return np.broadcast_shapes(left.num.shape, right.num.shape)
