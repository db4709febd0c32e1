"""Quick pages that come in crowds are drawn one after another.

A hundred station heads who open their feedback at the moment of the announcement would otherwise share the processor
and all wait to the end; in a queue half of them are served in half the time. Nobody waits long for a page that hangs.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

LONGEST = 3.0
"""Seconds to wait for one's turn; then the page is drawn beside the others."""
TURN = BoundedSemaphore(1)


@contextmanager
def in_turn(*, light: bool) -> Iterator[None]:
    """Inside, a light page has its turn, or has waited long enough; others go ahead at once."""
    mine = light and TURN.acquire(timeout=LONGEST)
    try:
        yield
    finally:
        if mine:
            TURN.release()
