"""Done, or refused and told."""

from __future__ import annotations

from tests.screens.drawn import drawn
from tests.screens.opening import text_of


def _page() -> None:
    import streamlit as st

    from rating.district.storage.changes import refuse
    from rating.screens.parts.went_through import went_through

    def fails() -> None:
        raise refuse("not_now", "现在不行", "异议")

    st.session_state["told"] = (went_through(lambda: None), went_through(fails))


def test_done_or_refused_and_told() -> None:
    run = drawn(_page)
    assert run.session_state["told"] == (True, False)
    assert "现在不行" in text_of(run)
