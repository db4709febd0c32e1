"""Numbers of the slow reference: fractions that remember whether they are exact (docs/method.md §1).

Logarithms, roots and powers are taken with 40 decimal digits and marked as inexact; an inexact
number within 1e-9 of a threshold, a whole number or a rounding tie counts as on it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from math import floor

NEAR = Fraction(1, 10**9)
NARROW = Fraction(1, 10**4)
"""Of a last digit: however large a number, it is not near every tie."""
DIGITS = Context(prec=40)


@dataclass(frozen=True)
class Num:
    value: Fraction
    exact: bool = True

    def __add__(self, other: Num) -> Num:
        return Num(self.value + other.value, self.exact and other.exact)

    def __sub__(self, other: Num) -> Num:
        return Num(self.value - other.value, self.exact and other.exact)

    def __mul__(self, other: Num) -> Num:
        return Num(self.value * other.value, self.exact and other.exact)

    def __truediv__(self, other: Num) -> Num:
        return Num(self.value / other.value, self.exact and other.exact)

    def __neg__(self) -> Num:
        return Num(-self.value, self.exact)

    def compared(self, other: Num) -> int:
        """−1, 0 or 1; near counts as equal when either side is inexact."""
        gap = self.value - other.value
        if not (self.exact and other.exact) and abs(gap) <= NEAR * max(Fraction(1), abs(other.value)):
            return 0
        return (gap > 0) - (gap < 0)

    def __lt__(self, other: Num) -> bool:
        return self.compared(other) < 0

    def __le__(self, other: Num) -> bool:
        return self.compared(other) <= 0

    def __gt__(self, other: Num) -> bool:
        return self.compared(other) > 0

    def __ge__(self, other: Num) -> bool:
        return self.compared(other) >= 0


def num(raw: object) -> Num:
    return Num(Fraction(str(raw)) if not isinstance(raw, Fraction) else raw)


ZERO, ONE = num(0), num(1)


def total(numbers: list[Num]) -> Num:
    return sum(numbers, ZERO)


def mean(numbers: list[Num]) -> Num:
    return total(numbers) / num(len(numbers))


def median(numbers: list[Num]) -> Num:
    """The middle one; the mean of the middle two."""
    ordered = sorted(numbers, key=lambda number: number.value)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else mean(ordered[half - 1 : half + 1])


def floored(number: Num) -> Num:
    nearest = Fraction(round(number.value))
    if not number.exact and abs(number.value - nearest) <= NEAR * max(Fraction(1), abs(nearest)):
        return Num(nearest)
    return Num(Fraction(floor(number.value)))


def rounded(number: Num, decimals: int) -> Num:
    """Half up, away from zero, to `decimals` places."""
    size = abs(number.value) * 10**decimals
    whole = floor(size)
    rest = size - whole
    near = min(NEAR * max(Fraction(1), size), NARROW)
    up = rest >= Fraction(1, 2) or (not number.exact and Fraction(1, 2) - rest <= near)
    result = Fraction(whole + up, 10**decimals)
    return Num(result if number.value >= 0 else -result)


def by_decimal(function: Callable[[Decimal], Decimal], number: Num) -> Num:
    """An inexact function of one number, to 40 digits."""
    argument = DIGITS.divide(Decimal(number.value.numerator), Decimal(number.value.denominator))
    return Num(Fraction(function(argument)), exact=False)


def ln(number: Num) -> Num:
    return by_decimal(lambda d: d.ln(DIGITS), number)


def log10(number: Num) -> Num:
    return by_decimal(lambda d: d.log10(DIGITS), number)


def root(number: Num) -> Num:
    return by_decimal(lambda d: d.sqrt(DIGITS), number)


def exponential(number: Num) -> Num:
    return by_decimal(lambda d: d.exp(DIGITS), number)


def deviation(numbers: list[Num], kind: str = "population") -> Num:
    """Standard deviation; 0 of a single number, and of numbers that differ by rounding dust only."""
    if all(number.compared(numbers[0]) == 0 for number in numbers):
        return ZERO
    middle = mean(numbers)
    squares = total([(number - middle) * (number - middle) for number in numbers])
    return root(squares / num(len(numbers) - (kind == "sample")))
