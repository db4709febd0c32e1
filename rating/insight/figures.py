"""Numbers as a reader sees them: points, shares and stars as text, the same everywhere."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from rating.rubric.numbers import plain

SHOWN_DIGITS = 6
"""Significant digits of a quotient in an explanation; the arithmetic itself is exact."""


def exact(scaled: int, decimals: int) -> Decimal:
    """Scaled points as an exact Decimal: (875, 1) → 87.5."""
    return Decimal(int(scaled)).scaleb(-decimals)


def half_up(number: Fraction, decimals: int) -> Decimal:
    """The nearest decimal, a half away from zero, as the scoring rounds."""
    scaled = abs(number) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return exact(whole if number >= 0 else -whole, decimals)


def points_text(scaled: int, decimals: int) -> str:
    """Points with their declared decimals, as they are ranked: (900, 1) → "90.0"."""
    return format(exact(scaled, decimals), "f")


def plain_text(number: Decimal | Fraction) -> str:
    """A number without needless zeros; a quotient that does not end is cut to six digits."""
    if isinstance(number, Decimal):
        return plain(number)
    return plain(_shown(number))


def percent_text(share: Decimal | Fraction) -> str:
    """A share as a percentage: 4/5 → "80%"; never rounded up to a threshold that it missed."""
    return plain_text(Fraction(share) * 100) + "%"


def then(text: str) -> str:
    """A figure with what follows it in a sentence: 8 人增至, 85% 提高到."""
    return text if text and "\u4e00" <= text[-1] <= "\u9fff" else f"{text} "


def stars_text(stars: int) -> str:
    """★ once a star; "" for none."""
    return "★" * max(stars, 0)


def scaled_texts(scaled: NDArray[np.int64] | NDArray[np.object_], decimals: int) -> list[str]:
    """`points_text` of a whole array (flattened); each distinct number is formatted once."""
    if scaled.size == 1:  # one station's own page
        return [points_text(int(scaled.flat[0]), decimals)]
    distinct, places = np.unique(scaled, return_inverse=True)
    texts = np.array([points_text(int(number), decimals) for number in distinct], object)
    return list(texts[places.ravel()])


def _shown(number: Fraction) -> Decimal:
    """The exact decimal where it is short, else six significant digits, cut towards zero."""
    quotient = Decimal(number.numerator) / Decimal(number.denominator)
    if Fraction(quotient) == number and len(quotient.as_tuple().digits) <= SHOWN_DIGITS + 4:
        return quotient
    places = max(0, SHOWN_DIGITS - 1 - quotient.adjusted()) if quotient else 0
    return _cut(number, places)


def _cut(number: Fraction, places: int) -> Decimal:
    size = abs(number) * 10**places
    whole = Decimal(size.numerator // size.denominator).scaleb(-places)
    cut = whole.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_EVEN)
    return -cut if number < 0 else cut
