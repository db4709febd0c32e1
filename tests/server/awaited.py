"""What is awaited, run to its end in a thread of its own.

A browser test before it on the same process leaves Playwright's loop running in the main thread.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

SECONDS = 20
"""More than anything here takes: who waits longer waits for ever."""


def awaited(work: Coroutine[Any, Any, object]) -> None:
    """Raises what `work` raises, or TimeoutError."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, asyncio.wait_for(work, SECONDS)).result()
