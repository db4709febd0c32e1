"""Tables on the screens: one look, one way to name stations, figures to the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.dataframe_util import convert_pandas_df_to_arrow_table

from rating.screens.parts.markup import Markup, tag, visible

ROW = 35
ENDINGS = ("社会工作站", "社工站")
MOST_ROWS = 40
"""A table up to so many rows stands whole on the page, so that it prints; a longer one scrolls."""


def short_names(names: Sequence[str], kind: str = "") -> list[str]:
    """Names without the ending that all of them share, 定海路街道社工站 → 定海路街道; never an empty one.

    `kind`, where it stands above the names, goes too: 定海路街道特色专项社工站 → 定海路街道.
    """
    for ending in (*(kind + ending for ending in ENDINGS if kind), *ENDINGS):
        short = [name.removesuffix(ending) for name in names]
        if len(names) > 1 and all(0 < len(cut) < len(name) for cut, name in zip(short, names, strict=True)):
            return short
    return list(names)


def readable(frame: pd.DataFrame) -> pd.DataFrame:
    """The same table with every text free of unseen controls, for the grid."""
    clean = frame.copy()
    for name in frame.select_dtypes(["object", "str"]).columns:
        clean[name] = [None if _absent(cell) else visible(cell) for cell in frame[name]]
    return clean


def _absent(cell: object) -> bool:
    return cell is None or cell is pd.NA or cell != cell


def height(rows: int, most: int = MOST_ROWS) -> int:
    """Of a table with its header, in pixels."""
    return (min(rows, most) + 1) * ROW + 3


def arrow_table(frame: pd.DataFrame) -> Any:
    """The form in which a browser gets a table: made once, it need not be made at every rerun."""
    return convert_pandas_df_to_arrow_table(frame)


def wide() -> Markup:
    """Beside a table to be filled in that is wider than a phone; seen only there."""
    return tag("span", "表格较宽，请在表中左右滑动。", cls="narrow")


def show_table(frame: Any, columns: Mapping[str, Any] | None = None, *, most: int = MOST_ROWS, **settings: Any) -> Any:
    """A read-only table, a frame or its `arrow_table`; `settings` go to `st.dataframe`.

    More rows than `most` scroll: few, where what stands below belongs to the row that is marked.
    """
    return st.dataframe(
        frame,
        column_config=columns,
        hide_index=True,
        height=height(len(frame), most),
        row_height=ROW,
        width="stretch",
        placeholder="",
        **settings,
    )


def points_column(title: str, decimals: int) -> Any:
    return st.column_config.NumberColumn(title, format=f"%.{decimals}f", width="small")


def share_column(title: str, full: float, decimals: int) -> Any:
    """Points as a bar against their full marks, which are named in the header."""
    return st.column_config.ProgressColumn(
        title, format=f"%.{decimals}f", min_value=0.0, max_value=full, width=100, color="#6f93bd"
    )
