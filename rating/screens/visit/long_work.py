"""Long work on one evaluation: done once for the whole server, told in a bar, and never twice at the same time.

Who comes while it is under way sees the same bar and gets the same answer. Who leaves the page stops it; then the
next in the queue begins anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import TypeVar

from rating.screens.parts.progress_bar import told_by_bar
from rating.screens.visit.session import Shown
from rating.workflow.ratings import Progress

Kept = TypeVar("Kept")
LOOK = 0.3
"""Seconds between two looks at work that somebody else has begun."""


@dataclass
class _UnderWay:
    """The work itself has the lock; how far it is, for those who wait."""

    lock: Lock = field(default_factory=Lock)
    told: str = ""
    share: float = 0.0

    def telling(self, tell: Progress) -> Progress:
        def both(told: str, share: float) -> None:
            self.told, self.share = told, share
            tell(told, share)

        return both


def is_done(now: Shown, name: str) -> bool:
    return name in now.drawn


def worked_out(now: Shown, name: str, work: Callable[[Progress], Kept], first: str) -> Kept:
    """`now.once(name, …)` of work that tells how far it is; `first` stands in the bar until it does."""
    if is_done(now, name):
        kept: Kept = now.drawn[name]
        return kept
    under_way: _UnderWay = now.drawn.setdefault(f"{name} under way", _UnderWay())
    with told_by_bar(first) as tell:
        while not under_way.lock.acquire(timeout=LOOK):
            tell(under_way.told or first, under_way.share)
        try:
            return now.once(name, lambda: work(under_way.telling(tell)))
        finally:
            under_way.lock.release()
