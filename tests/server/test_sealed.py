from __future__ import annotations

import time

import pytest

from rating.server import sealed as module
from rating.server.sealed import GOOD_FOR, sealed, unsealed

KEY, CONTENT = "k" * 64, {"state": "s", "nested": {"字": 1}}


def test_what_was_sealed_is_read_again() -> None:
    assert unsealed(KEY, sealed(KEY, CONTENT)) == CONTENT


def test_nothing_else_is_read() -> None:
    good = sealed(KEY, CONTENT)
    body, _, seal = good.partition(".")
    for bad in (
        "",
        ".",
        good[:-1],
        f"{body[:-4]}AAAA.{seal}",
        f"{body}.",
        f".{seal}",
        "密.密",
        "\ud800",
        body,
        "a.b.c",
    ):
        assert unsealed(KEY, bad) == {}
    assert unsealed("other", good) == {}
    assert unsealed("", sealed("", CONTENT)) == {}, "no key seals nothing"


@pytest.mark.parametrize(("later", "good"), [(0, True), (GOOD_FOR - 5, True), (GOOD_FOR + 5, False), (-60, False)])
def test_it_is_good_for_some_minutes(monkeypatch: pytest.MonkeyPatch, later: int, good: bool) -> None:
    carried, now = sealed(KEY, CONTENT), time.time()
    monkeypatch.setattr(module.time, "time", lambda: now + later)
    assert bool(unsealed(KEY, carried)) is good
