"""What the user has confirmed: which column is which data item, which name is which station.

An answer is filed under a key of texts; the first says what the question is about:

    ("column", layout, heading)           → field code, or NOT_USED
    ("points", layout, heading)           → ACCEPTED: the points in the heading are out of date; of a turned
                                            table's column of points: numbers in rows of figures are data
    ("station", name or code as typed)    → code of the station in the roster, or NOT_USED; without a roster
                                            also the name itself: it is another station
    ("station", "code name" as typed)     → the same, where code and name speak of two stations
    ("share", sha256, sheet, column)      → FRACTIONS or PERCENT: how numbers below 1 are meant
    ("range", sha256, sheet, cell)        → the number to take, as text, or NOT_USED
    ("template", sha256)                  → ACCEPTED: read a template that was made for another rubric

Layouts and names are remembered for later files; answers about values belong to one file's very
bytes (its SHA-256) and never carry over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rating.intake.plain_text import plain_text

Key = tuple[str, ...]
NOT_USED = "-"
ACCEPTED = "yes"
FRACTIONS, PERCENT = "fractions", "percent"


@dataclass(frozen=True)
class Spoken:
    """Answers by a heading or a name; one that differs in spaces or width only is the same."""

    by_text: Mapping[str, str]

    @cached_property
    def _by_plain(self) -> Mapping[str, str]:
        return {plain_text(text): said for text, said in self.by_text.items()}

    def of(self, text: str) -> str | None:
        if not self.by_text:
            return None
        said = self.by_text.get(text)
        return said if said is not None else self._by_plain.get(plain_text(text))


@dataclass(frozen=True)
class Answers:
    """Answers by key; an unanswered question has none."""

    by_key: Mapping[Key, str] = field(default_factory=dict)

    def of(self, *key: str) -> str | None:
        """The answer filed under this key, or None."""
        return self.by_key.get(key)

    def about(self, *beginning: str) -> Spoken:
        """The answers whose keys begin so, by the text at the end of the key."""
        size = len(beginning) + 1
        return Spoken(
            {key[-1]: said for key, said in self.by_key.items() if len(key) == size and key[:-1] == beginning}
        )

    def with_more(self, more: Mapping[Key, str]) -> Answers:
        """These answers and others; a later answer replaces an earlier one."""
        return Answers({**self.by_key, **more})


NO_ANSWERS = Answers()
