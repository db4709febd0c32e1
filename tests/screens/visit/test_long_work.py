"""Long work is done once, by whoever comes first; others wait for it and get the same."""

from __future__ import annotations

from threading import Event, Thread

from streamlit.testing.v1 import AppTest

from rating.screens.visit.long_work import _UnderWay, is_done
from tests.screens.opening import shown


def page() -> None:
    import streamlit as st

    from rating.screens.visit.long_work import worked_out

    def work(tell: object) -> str:
        st.session_state.times = st.session_state.get("times", 0) + 1
        tell("*算* 到一半", 0.5)  # type: ignore[operator]
        if st.session_state.get("leaves"):
            st.stop()
        return "算完"

    st.text(worked_out(st.session_state.now, "答案", work, "开始"))


def opened(now: object, leaves: bool = False) -> AppTest:
    run = AppTest.from_function(page, default_timeout=30)
    run.session_state["now"], run.session_state["leaves"] = now, leaves
    return run.run()


def test_it_is_done_once_and_the_bar_goes() -> None:
    now = shown(1)
    run = opened(now)
    assert not run.exception and [each.value for each in run.text] == ["算完"]
    run.run()
    assert run.session_state["times"] == 1 and is_done(now, "答案")
    assert not run.get("progress")
    assert [each.value for each in opened(now).text] == ["算完"]


def test_who_leaves_stops_it_and_the_next_begins_anew() -> None:
    now = shown(1)
    assert not opened(now, leaves=True).exception
    assert not is_done(now, "答案")
    assert [each.value for each in opened(now).text] == ["算完"]


def test_whoever_comes_meanwhile_waits_and_works_out_nothing() -> None:
    now = shown(1)
    going = now.drawn["答案 under way"] = _UnderWay()
    begun = Event()

    def first() -> None:
        with going.lock:
            begun.set()
            going.told, going.share = "别人在算", 0.4
            Event().wait(0.8)
            now.drawn["答案"] = "别人算的"

    other = Thread(target=first)
    other.start()
    begun.wait()
    run = opened(now)
    other.join()
    assert [each.value for each in run.text] == ["别人算的"]
    assert "times" not in run.session_state
