"""Text from outside as it may be shown: on a screen, in a workbook, on a terminal.

What was typed is kept as typed in the data. Where it is shown, signs that are not seen but do something
are taken out: control characters (a terminal obeys them), marks that turn the direction of all text
around them, and joiners of no width that make two different names look alike.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
"""One zone for all of China and no summer time, so no table of zones is needed."""
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffc\ufffe\uffff\U000e0000-\U000e007f]"
)
"""Variation selectors stay: they choose the shape of a rare sign in somebody's name."""
_ODD = re.compile(f"{_UNSEEN.pattern}|[\ud800-\udfff]")
_HALF_SIGNS = re.compile("[\ud800-\udfff]")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def visible(text: object) -> str:
    """Only what is seen, line breaks and tabs among it; half of a sign that nothing can encode becomes U+FFFD."""
    shown = str(text)
    return _HALF_SIGNS.sub("\ufffd", _UNSEEN.sub("", shown)) if _ODD.search(shown) else shown


def one_line(text: object) -> str:
    """What is seen, without line breaks: for a heading, a file name, a line of a terminal."""
    return " ".join(visible(text).split())


def moment_text(moment: datetime | None) -> str:
    """`2025-06-01 14:30` by the users' own clock, whatever the server's; "" for none."""
    return "" if moment is None else f"{moment.astimezone(CHINA):%Y-%m-%d %H:%M}"


def in_file_name(text: object) -> str:
    """For a file name: no sign that some system cannot hold, none that leads into another folder."""
    return "".join(sign for sign in one_line(text) if sign not in '\\/:*?"<>|').strip(". ") or "_"


def in_csv(text: object) -> str:
    """For a CSV file: what a spreadsheet would run as a formula begins with an apostrophe."""
    shown = visible(text)
    return f"'{shown}" if str(text).startswith(_FORMULA_STARTS) or shown.lstrip().startswith(_FORMULA_STARTS) else shown
