"""The way to one section of the page 轮次, from wherever something waits there."""

from __future__ import annotations

import streamlit as st

from rating.screens.frame.navigation import page_file

SECTION = "section"
"""Name in the address."""
DUTIES, PROGRESS, REVIEW = "分工与回避", "进度", "复核"
"""Sections that are linked to."""


def open_round(section: str) -> None:
    """Leaves this page."""
    st.switch_page(page_file("rounds"), query_params={SECTION: section})


def asked_section() -> str:
    """The section that a link asked for, once: from then on the reader chooses; "" where none did."""
    asked = st.query_params.get(SECTION, "")
    if SECTION in st.query_params:
        del st.query_params[SECTION]
    return asked
