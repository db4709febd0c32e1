"""Charts on a page: the finding as a heading that wraps on a phone, the chart below it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from rating.screens.parts.markup import put, tag
from rating.screens.visit.session import Shown


@dataclass(frozen=True)
class Drawing:
    """A chart without its title, and the title: inside a chart a long sentence would be cut off."""

    finding: str
    chart: Any


def drawing(chart: Any) -> Drawing:
    finding = str(chart.title.text)
    return Drawing(finding, chart.properties(title="", description=finding))


def show_drawing(drawn: Drawing, key: str) -> None:
    put(tag("h3", drawn.finding))
    st.altair_chart(drawn.chart, width="stretch", theme=None, key=key)


def show_chart(now: Shown, name: str, draw: Callable[[], Any], key: str = "") -> None:
    """`draw()`, once for this rating under that name."""
    show_drawing(now.once(f"chart {name}", lambda: drawing(draw())), f"chart_{key or name}")
