from __future__ import annotations

import threading

import pytest

from rating.screens.visit import in_turn as turns
from rating.screens.visit.in_turn import in_turn


def test_a_light_page_waits_for_the_one_before_it() -> None:
    order, begun = [], threading.Event()

    def second() -> None:
        begun.set()
        with in_turn(light=True):
            order.append("second")

    with in_turn(light=True):
        other = threading.Thread(target=second)
        other.start()
        begun.wait(5)
        order.append("first")
    other.join(5)
    assert order == ["first", "second"]


def test_nobody_waits_for_a_page_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "LONGEST", 0.01)
    with in_turn(light=True):
        passed = threading.Thread(target=_pass)
        passed.start()
        passed.join(5)
        assert not passed.is_alive()
    _pass()


def test_others_do_not_queue() -> None:
    with in_turn(light=True), in_turn(light=False):
        pass


def test_a_fault_gives_the_turn_back() -> None:
    with pytest.raises(ZeroDivisionError), in_turn(light=True):
        raise ZeroDivisionError
    assert turns.TURN.acquire(blocking=False)
    turns.TURN.release()


def _pass() -> None:
    with in_turn(light=True):
        pass
