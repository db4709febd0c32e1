"""A short list to be filled in: one row of fields an entry, an empty row at its end to go on.

Plain fields instead of a grid: they can be filled in on a phone, and keep what was typed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import streamlit as st

from rating.screens.parts.markup import CHOOSE, plain_text, put, tag

MOST_ROWS = 60
LONGEST = 2000
HOW = "填写最后的空行即新增一行；清空一行即删去。"
NOTHING, NARROW = "", 140
Seen = Literal["visible", "collapsed"]
Width = int | Literal["stretch"]


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its title, how wide it is against the others, and what may be chosen where nothing is typed."""

    title: str
    width: int = 1
    choices: Mapping[str, str] = field(default_factory=dict)


Rows = list[list[str]]


def typed_rows(heads: Sequence[Head], rows: Sequence[Sequence[str]], key: str) -> Rows:
    """Every row with something in it, each cell without blanks at its edges."""
    found: Rows = []
    at = 0
    with st.container(key=f"{key}_rows", gap="small"):
        while at < MOST_ROWS:
            cells = _row(heads, rows[at] if at < len(rows) else (), f"{key}_{at}", at)
            found += [cells] if any(cells) else []
            at += 1
            if at >= len(rows) and not any(cells):
                break
    put(tag("p", HOW, cls="quiet"))
    return found


def _row(heads: Sequence[Head], before: Sequence[str], key: str, at: int) -> list[str]:
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom", key=f"{key}_row"):
        return [
            _cell(head, before[place] if place < len(before) else "", f"{key}_{place}", at)
            for place, head in enumerate(heads)
        ]


def _cell(head: Head, before: str, key: str, at: int) -> str:
    """The first row says what each field is for; the others say it to who cannot see the first."""
    seen: Seen = "collapsed" if at else "visible"
    label = plain_text(f"{head.title}（第 {at + 1} 行）" if at else head.title)
    if head.choices:
        return _chosen(head, label, before, key, seen)
    width: Width = "stretch" if head.width > 1 else NARROW
    typed = st.text_input(
        label,
        before,
        key=key,
        max_chars=max(LONGEST, len(before)),
        label_visibility=seen,
        width=width,
        placeholder=head.title if at else "",
        persist_state="session",
    )
    return str(typed or "").strip()


def _chosen(head: Head, label: str, before: str, key: str, seen: Seen) -> str:
    """One of the choices; what is not among them is shown as it is, to be changed."""
    options = list(dict.fromkeys([NOTHING, *head.choices, before]))
    chosen = st.selectbox(
        label,
        options,
        options.index(before),
        format_func=lambda each: head.choices.get(each, each) or CHOOSE,
        key=key,
        label_visibility=seen,
        placeholder=CHOOSE,
        persist_state="session",
    )
    return str(chosen or "")
