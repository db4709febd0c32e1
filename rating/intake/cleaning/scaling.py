"""Spreadsheet floats → exact scaled integers, whole columns at a time.

A float stands for the decimal of at most 15 significant digits that a spreadsheet would show, so
0.1 + 0.2 is 0.3.  A column shares one number of decimals.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

FAST_DECIMALS = 6
WIDEST_TABLE = 500_000
_MOST = 10**15  # fifteen significant digits
Integers = NDArray[np.int64] | NDArray[np.object_]


def scale(numbers: NDArray[np.float64]) -> tuple[Integers, int]:
    """(scaled, decimals) with numbers == scaled / 10**decimals. All must be finite."""
    largest = float(np.abs(numbers).max(initial=0.0))
    for decimals in range(FAST_DECIMALS + 1):
        power = 10.0**decimals
        if largest * power >= _MOST:
            break
        scaled = np.rint(numbers * power)
        if bool((scaled / power == numbers).all()):
            return scaled.astype(np.int64), decimals
    return scale_decimals([decimal_of(number) for number in numbers.tolist()])


def decimal_of(number: float) -> Decimal:
    """The decimal of at most 15 significant digits that this float stands for."""
    return Decimal(format(number, ".15g"))


def scale_decimals(numbers: Sequence[Decimal]) -> tuple[Integers, int]:
    """(scaled, decimals) of exact decimals; Python integers where int64 is too small."""
    places = [-exponent for number in numbers if isinstance(exponent := _shortest(number).as_tuple().exponent, int)]
    decimals = max([0, *places])
    whole = [int(number.scaleb(decimals)) for number in numbers]
    return as_integers(whole), decimals


def as_integers(whole: Sequence[int]) -> Integers:
    """int64 where everything fits, else an array of Python integers."""
    if min(whole, default=0) > -(2**62) and max(whole, default=0) < 2**62:
        return np.array(whole, np.int64)
    large = np.empty(len(whole), object)
    large[:] = whole
    return large


def rescale(scaled: Integers, more: int) -> Integers:
    """The same numbers with `more` further decimals."""
    if more == 0 or len(scaled) == 0:
        return scaled
    if scaled.dtype == np.int64 and int(np.abs(scaled).max()) < 2**62 // 10**more:
        return scaled * np.int64(10**more)
    return as_integers([int(number) * 10**more for number in scaled.tolist()])


def _shortest(number: Decimal) -> Decimal:
    return number.normalize() if number else Decimal(0)


def texts_of(scaled: Integers, decimals: int, suffix: str = "") -> NDArray[np.object_]:
    """The numbers as a spreadsheet shows them. Each distinct number is written once: marks repeat."""
    if len(scaled) == 0:
        return np.empty(0, object)
    lowest, highest = int(scaled.min()), int(scaled.max())
    if scaled.dtype == object or highest - lowest > WIDEST_TABLE:
        known: dict[int, str] = {}
        return _objects(
            [known.get(one) or known.setdefault(one, _text(one, decimals, suffix)) for one in scaled.tolist()]
        )
    places = (scaled - lowest).astype(np.intp)
    present = np.zeros(highest - lowest + 1, bool)
    present[places] = True
    table = np.empty(len(present), object)
    table[present] = _objects([_text(lowest + at, decimals, suffix) for at in np.flatnonzero(present).tolist()])
    shown: NDArray[np.object_] = table[places]
    return shown


@lru_cache(maxsize=100_000)
def _text(scaled: int, decimals: int, suffix: str) -> str:
    if decimals <= 0:
        return f"{scaled * 10**-decimals}{suffix}"
    whole, rest = divmod(abs(scaled), 10**decimals)
    fraction = f"{rest:0{decimals}d}".rstrip("0")
    return f"{'-' if scaled < 0 else ''}{whole}{'.' if fraction else ''}{fraction}{suffix}"


def _objects(texts: Sequence[str]) -> NDArray[np.object_]:
    objects = np.empty(len(texts), object)
    objects[:] = texts
    return objects
