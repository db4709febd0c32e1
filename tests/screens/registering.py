"""The pages of an administrator, opened without a browser; rows are marked from outside, as AppTest cannot."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.screens.opening import open_screen


def page(name: str, part: str = "", **state: Any) -> AppTest:
    """`accounts` or `stations`, with one of its parts chosen."""
    run = open_screen(name)
    if part:
        run.session_state["accounts_part" if name == "accounts" else "stations_part"] = part
        run.run()
    assert not run.exception, run.exception
    return run


def mark(monkeypatch: pytest.MonkeyPatch, module: Any, *rows: int) -> None:
    """These rows of the table are marked."""
    several = module.__name__.endswith("account_list")

    def selected(*given: Any) -> Any:
        listed = given[-1]
        chosen = tuple(listed[row] for row in rows if row < len(listed))
        return chosen if several else next(iter(chosen), None)

    monkeypatch.setattr(module, "selected", selected)


def click(run: AppTest, key: str) -> AppTest:
    run.button(key=key).click().run()
    assert not run.exception, run.exception
    return run


def field(run: AppTest, label: str) -> Any:
    """The first text field of this label."""
    return next(each for each in run.text_input if each.label == label)
