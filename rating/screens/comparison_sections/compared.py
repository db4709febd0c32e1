"""A comparison and what has been drawn from it, kept in one place: whoever may see the one sees the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from rating.insight.comparison.compare import Comparison

Kept = TypeVar("Kept")


@dataclass(frozen=True)
class Compared:
    """Kept where its two results are kept: beside the evaluation of the district, or in the visitor's own session."""

    found: Comparison
    drawn: dict[str, Any] = field(default_factory=dict)

    def once(self, name: str, draw: Callable[[], Kept]) -> Kept:
        """`draw()`, but only the first time; it may rest on nothing but the comparison and what `name` says."""
        if name not in self.drawn:
            self.drawn[name] = draw()
        kept: Kept = self.drawn[name]
        return kept
