"""Longer words of a user, saved as they are typed; what another page saved meanwhile is shown, never overwritten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from rating.problems import Refused
from rating.screens.parts.asked import FASTER, show_refusal
from rating.screens.parts.markup import put, tag

LONGEST = 2000


@dataclass(frozen=True)
class Draft:
    """The words as they are kept, and the version of the row that keeps them; 0: there is no row yet."""

    text: str
    version: int


Save = Callable[[str, int], Draft]
"""Words and the version that was seen → as kept. Raises Refused."""


def draft_text(label: str, key: str, kept: Draft, save: Save, *, help_text: str = "", height: int = 160) -> Draft:
    """A text area over `kept`; what differs is saved at once. What is on the page, and the version it rests on."""
    seen_key, base_key = f"{key}_seen", f"{key}_base"
    if key not in st.session_state:
        _take(key, kept)
    elif st.session_state[seen_key] != kept.version and st.session_state[key].strip() == st.session_state[base_key]:
        _take(key, kept)  # nothing was typed here since: what was saved elsewhere is shown
    st.text_area(label, key=key, max_chars=LONGEST, height=height, persist_state="session")
    if help_text:
        put(tag("p", help_text, cls="quiet"))
    text, seen = str(st.session_state[key] or ""), int(st.session_state[seen_key])
    if text.strip() == st.session_state[base_key]:
        return Draft(text, seen)
    return _saved(key, kept, Draft(text, seen), save)


def forget(key: str) -> None:
    """After the words were sent or thrown away."""
    for name in (key, f"{key}_seen", f"{key}_base"):
        st.session_state.pop(name, None)


def _take(key: str, kept: Draft) -> None:
    st.session_state[key] = kept.text
    st.session_state[f"{key}_seen"] = kept.version
    st.session_state[f"{key}_base"] = kept.text.strip()


def _saved(key: str, kept: Draft, typed: Draft, save: Save) -> Draft:
    try:
        done = save(typed.text, typed.version)
    except Refused as refusal:
        if any(problem.code == FASTER for problem in refusal.problems):
            _both(key, kept)
        else:
            show_refusal(refusal.problems)
        return typed
    st.session_state[f"{key}_seen"] = done.version
    st.session_state[f"{key}_base"] = done.text.strip()
    return Draft(typed.text, done.version)


def _both(key: str, kept: Draft) -> None:
    """Two pages wrote different words: the user chooses."""
    put(
        tag("p", tag("b", "同一内容刚在别处改过"), "，这里的文字还没有保存。别处保存的是："),
        tag("p", kept.text or "（空）", cls="own-words"),
        cls="notice-box warning",
    )
    with st.container(horizontal=True):
        st.button("改用别处的文字", key=f"{key}_other", on_click=_take, args=(key, kept))
        st.button("用这里的文字", key=f"{key}_mine", on_click=_mine, args=(key, kept))


def _mine(key: str, kept: Draft) -> None:
    st.session_state[f"{key}_seen"] = kept.version
