"""A part of a page drawn by itself: `drawn(script)` runs a function's body in an AppTest."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest


def drawn(script: Callable[[], None]) -> AppTest:
    run = AppTest.from_function(script, default_timeout=60)
    run.run()
    assert not run.exception, run.exception
    return run
