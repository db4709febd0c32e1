"""For what gives nothing back: was it done, or was it refused and the page has said why."""

from __future__ import annotations

from collections.abc import Callable

from rating.screens.parts.asked import attempt


def went_through(do: Callable[[], object]) -> bool:
    return attempt(lambda: (do(), True)) is not None
