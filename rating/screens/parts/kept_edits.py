"""What is typed into a table stays when another section or page is looked at, and is there again on return.

Streamlit forgets the edits of a table that a rerun does not draw. A field has `persist_state` against that, a table
has not: here its edits are noted at every rerun, and a table that comes back is drawn with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import streamlit as st

KEY = "kept_edits"
Rows = Mapping[int, Mapping[str, Any]]
"""Row → column → what stands there now."""


@dataclass
class _Kept:
    """turn: how often the table came back · before: edits it was drawn with · latest: those and what followed."""

    turn: int = 0
    before: Rows = field(default_factory=dict)
    latest: Rows = field(default_factory=dict)


def remember() -> None:
    """Before a page is drawn: an edit may have come together with the wish to look at something else."""
    for name, kept in _all().items():
        kept.latest = typed(name)


def typed(name: str) -> Rows:
    """What was typed into the table so far; empty for one that was never drawn."""
    kept = _all().get(name)
    if kept is None:
        return {}
    now = st.session_state.get(_key(name, kept))
    return kept.latest if now is None else _merged(kept.before, now["edited_rows"])


def kept_editor(frame: pd.DataFrame, name: str, **settings: Any) -> Rows:
    """An `st.data_editor` without added or removed rows; what was typed into it, here and before."""
    kept = _all().setdefault(name, _Kept())
    if kept.latest and _key(name, kept) not in st.session_state:
        kept.turn, kept.before = kept.turn + 1, kept.latest
    st.data_editor(_with(frame, kept.before), key=_key(name, kept), placeholder="", **settings)
    kept.latest = typed(name)
    return kept.latest


def forget(prefix: str) -> None:
    """After what was typed into tables of such a name was saved or thrown away."""
    for name in [name for name in _all() if name.startswith(prefix)]:
        del _all()[name]


def _all() -> dict[str, _Kept]:
    found: dict[str, _Kept] = st.session_state.setdefault(KEY, {})
    return found


def _key(name: str, kept: _Kept) -> str:
    return f"{name}_{kept.turn}" if kept.turn else name


def _merged(before: Rows, after: Mapping[Any, Mapping[str, Any]]) -> Rows:
    rows = {row: dict(cells) for row, cells in before.items()}
    for row, cells in after.items():
        rows.setdefault(int(row), {}).update(cells)
    return rows


def _with(frame: pd.DataFrame, rows: Rows) -> pd.DataFrame:
    changed = frame.copy()
    for row, cells in rows.items():
        for column, value in cells.items():
            changed.at[row, column] = value
    return changed
