"""The stylesheet, the only one; `style.css` beside this file holds it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st


@cache
def stylesheet() -> str:
    return f"<style>{Path(__file__).with_name('style.css').read_text(encoding='utf-8')}</style>"


def put_style() -> None:
    st.html(stylesheet())
