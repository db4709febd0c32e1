"""Charts on a page: the finding as a heading that wraps on a phone, the chart below it, its figures as a table.

This is the one place that draws charts. Each can be taken along as a picture, made when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from rating.export.listing import Listing
from rating.export.pictures import Kind, chinese_face, picture
from rating.problems import Refused
from rating.screens.parts.markup import put, tag
from rating.screens.parts.written_table import folded, written_table
from rating.screens.visit.session import Shown
from rating.shown import in_file_name

PICTURES: dict[Kind, str] = {"png": "image/png", "svg": "image/svg+xml"}
LONGEST_NAME = 60
"""Signs of a file name; a long one cannot be saved everywhere."""


@dataclass(frozen=True)
class Drawing:
    """A chart or its Vega-Lite form without its title, and both: inside a chart a long sentence would be cut off."""

    finding: str
    chart: Any
    titled: Any

    def picture(self, kind: Kind) -> bytes:
        """With its title. Raises Refused (chart_font_missing)."""
        return picture(self.titled, kind)


def drawing(chart: Any) -> Drawing:
    """Of an Altair chart, or of a Vega-Lite form."""
    if isinstance(chart, Mapping):
        finding = str(chart["title"]["text"])
        return Drawing(finding, {**chart, "title": "", "description": finding}, chart)
    finding = str(chart.title.text)
    return Drawing(finding, chart.properties(title="", description=finding), chart)


def show_drawing(drawn: Drawing, key: str, table: Listing | None = None) -> None:
    """`table`: the figures of the chart, folded away below it; None where they stand beside it on the page."""
    put(tag("h3", drawn.finding))
    draw = st.vega_lite_chart if isinstance(drawn.chart, Mapping) else st.altair_chart
    draw(drawn.chart, width="stretch", theme=None, key=key)
    if table is not None and len(table):
        put(folded("图中数字", written_table(table)))
    _ways_out(drawn, key)


def show_chart(
    now: Shown, name: str, draw: Callable[[], Any], key: str = "", table: Callable[[], Listing] | None = None
) -> None:
    """`draw()` and `table()`, once for this rating under that name."""
    listing = now.once(f"figures {name}", table) if table else None
    show_drawing(now.once(f"chart {name}", lambda: drawing(draw())), f"chart_{key or name}", listing)


def _ways_out(drawn: Drawing, key: str) -> None:
    """Two buttons below the chart; where no picture can be drawn, why."""
    try:
        chinese_face()
    except Refused as refusal:
        put(*(tag("p", f"图片暂时不能下载：{one.found}。{one.kind.remedy}。", cls="quiet") for one in refusal.problems))
        return
    with st.container(horizontal=True, horizontal_alignment="right", gap="small", key=f"pictures_{key}"):
        for kind, mime in PICTURES.items():
            name = f"{in_file_name(drawn.finding)[:LONGEST_NAME]}.{kind}"
            st.download_button(
                f"下载 {kind.upper()}",
                lambda kind=kind: drawn.picture(kind),  # type: ignore[misc]
                name,
                mime,
                key=f"{key}_{kind}",
                on_click="ignore",
                type="tertiary",
            )
