"""Codes that nobody has to think of: made from the Chinese title, so that the same title gets the same code again.

A code is `prefix_` and five letters drawn from the title (its SHA-256), not a running number: when a paper is read
again, or an indicator is taken out and another put in, rounds and revisions are compared by codes, and a number would
then stand for something else.  A second indicator of the same title gets `_2`.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection

LETTERS = "bcdfghjkmnpqrstvwxz23456789"
"""Without vowels, so that no word comes out, and without signs that look alike."""
LENGTH = 5
_PREFIX = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,47}")


def code_for(title: str, taken: Collection[str], prefix: str = "i") -> str:
    """A code for `title` that is not in `taken` (capitals make no difference): "持证率" → `i_` and five letters.

    It fits the codes of fields, indicators, gates, roles, sources and rubrics.  Spaces and the width of signs in the
    title make no difference.  Raises ValueError for a prefix that is not letters, digits and underscores.
    """
    if not _PREFIX.fullmatch(prefix):
        raise ValueError(f"{prefix!r} is not the beginning of a code")
    used = {code.casefold() for code in taken}
    drawn = f"{prefix}_{_letters(title)}"
    code, number = drawn, 1
    while code.casefold() in used:
        number += 1
        code = f"{drawn}_{number}"
    return code


def _letters(title: str) -> str:
    meant = "".join(unicodedata.normalize("NFKC", title).split())
    number = int.from_bytes(hashlib.sha256(meant.encode("utf-8", "replace")).digest())
    letters = ""
    for _ in range(LENGTH):
        number, place = divmod(number, len(LETTERS))
        letters += LETTERS[place]
    return letters
