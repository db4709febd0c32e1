"""Numbers that people do not write exactly: 约85, 90以上, 不超过5, 3-5.

What is left to be read is the number (or the two numbers) without those words.  A number that is at
least so much is taken as written and told; an upper bound or a span is only offered: taken as it
stands it could raise a score.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

ABOUT, AT_LEAST, AT_MOST, BETWEEN = "about", "at_least", "at_most", "between"
_ABOUT = re.compile(r"^(?:大约|大概|约为|约有|约|将近|接近|近|左右|≈)|(?:左右|上下|约)$")
_AT_LEAST = re.compile(
    r"^(?:≥|>=|=>|>|≧|⩾|大于等于|大于|超过|超|不少于|不低于|不小于|至少|最少|多于|高于)|(?:及以上|以上|起)$"
    r"|(?<=[\d万千百亿%])(?:余|多|\+)(?=[^\d+]*$)"
)
_AT_MOST = re.compile(
    r"^(?:≤|<=|=<|<|≦|⩽|小于等于|小于|不超过|未超过|不多于|不高于|不大于|至多|最多|少于|低于|不到|不足)"
    r"|(?:及以下|以下|以内|之内)$"
)
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_BETWEEN = re.compile(
    rf"^(?:介于|在)?({_DIGITS})([^\d.,~〜∼—–―至到-]*)(?:--?|~|〜|∼|——?|–|―|至|到)({_DIGITS})([^\d.,~〜∼—–―-]*?)(?:之间)?$"
)


@dataclass(frozen=True, slots=True)
class Inexact:
    """How a number is meant, and the texts of the number: of a span both ends, each with its unit."""

    kind: str
    numbers: tuple[str, ...]


def inexact(text: str) -> Inexact | None:
    """What kind of inexact number this plain text (`readings.plain`) is; None when it may be an exact one."""
    bare = _ABOUT.sub("", text)
    span = _BETWEEN.match(bare)
    if span:
        low, low_unit, high, high_unit = span.groups()
        return Inexact(BETWEEN, (low + (low_unit or high_unit), high + (high_unit or low_unit)))
    for kind, words in ((AT_MOST, _AT_MOST), (AT_LEAST, _AT_LEAST)):
        if words.search(bare):
            return Inexact(kind, (words.sub("", bare, count=1),))
    return Inexact(ABOUT, (bare,)) if bare != text else None
