"""Something new gets its name at once, so that nothing is called 新的指标 afterwards."""

from __future__ import annotations

import streamlit as st

from rating.screens.parts.markup import put, tag

LONGEST = 200


def new_named(label: str, key: str, placeholder: str = "", *, disabled: bool = False) -> str | None:
    """A button that asks for the name; the name once it is given. `key` is another one after each step."""
    with st.popover(label, key=f"{key}_ask", disabled=disabled):
        title = str(st.text_input("名称", key=f"{key}_title", max_chars=LONGEST, placeholder=placeholder) or "").strip()
        if not st.button("新增", key=f"{key}_add", type="primary"):
            return None
        if not title:
            put(tag("p", "请先填写名称。"), cls="notice-box warning")
        return title or None
