"""What every page brings beside Streamlit's own: the stylesheet, and what is said when the connection is lost.

`style.css` and `connection.js` beside this file hold them. The server puts them into the page.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def stylesheet() -> str:
    return f"<style>{_file('style.css')}</style>"


@cache
def page_additions() -> str:
    """The stylesheet and the script, for the end of the page's body."""
    return f"{stylesheet()}<script>{_file('connection.js')}</script>"


def _file(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
