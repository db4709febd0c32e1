"""One sentence in a box, and one that is said after the page was drawn anew."""

from __future__ import annotations

import streamlit as st

from rating.screens.parts.markup import put, tag

LATER = "said_on_the_next_page"


def notice(told: str, look: str = "") -> None:
    """`look`: good, warning or refusal; "" is calm."""
    put(tag("p", told), cls=f"notice-box {look}".strip())


def say_next(told: str) -> None:
    """Draw the page anew, which then says it once."""
    st.session_state[LATER] = told
    st.rerun()


def said() -> None:
    """What was left to be said, in the place where this is called."""
    if told := st.session_state.pop(LATER, ""):
        notice(told, "good")
