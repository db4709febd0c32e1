"""What the user has confirmed: which column is which data item, which name is which station.

An answer is filed under a key of texts; the first says what the question is about:

    ("column", layout, heading)           → field code, or NOT_USED
    ("points", layout, heading)           → ACCEPTED: the points in the heading are out of date
    ("station", name or code as typed)    → code of the station in the roster, or NOT_USED
    ("share", sha256, sheet, column)      → FRACTIONS or PERCENT: how numbers below 1 are meant
    ("range", sha256, sheet, cell)        → the number to take, as text, or NOT_USED

Layouts and names are remembered for later files; answers about values belong to one file's very
bytes (its SHA-256) and never carry over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Key = tuple[str, ...]
NOT_USED = "-"
ACCEPTED = "yes"
FRACTIONS, PERCENT = "fractions", "percent"


@dataclass(frozen=True)
class Answers:
    """Answers by key; an unanswered question has none."""

    by_key: Mapping[Key, str] = field(default_factory=dict)

    def of(self, *key: str) -> str | None:
        """The answer filed under this key, or None."""
        return self.by_key.get(key)

    def with_more(self, more: Mapping[Key, str]) -> Answers:
        """These answers and others; a later answer replaces an earlier one."""
        return Answers({**self.by_key, **more})


NO_ANSWERS = Answers()
