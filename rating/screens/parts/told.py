"""What was done is told at the top of the page that is drawn after it, once."""

from __future__ import annotations

import streamlit as st

from rating.screens.parts.markup import put, tag

KEY = "told_once"


def tell(sentence: str) -> None:
    """To be said on the next run of the page, which begins at once."""
    st.session_state[KEY] = sentence
    st.rerun()


def show_told() -> None:
    """Say what the last run left to be said."""
    sentence = st.session_state.pop(KEY, "")
    if sentence:
        put(tag("p", sentence), cls="notice-box good")
