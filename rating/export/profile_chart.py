"""The profile of a station: 得分率 of each 一级指标 as a bar, the median of its kind as a mark.

Everybody opens it at the hour of the announcement, so what all stations of a rubric share of the drawing is made once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from rating.export.chart_style import INK, PALE, ROW, WARN, Chart, finished, rows_axis, seen
from rating.insight.feedback import Profile
from rating.rubric.numbers import plain

SHARED = 64
"""Drawings without figures kept in memory: one for each rubric and kind that is looked at."""
Row = dict[str, Any]


def profile_spec(dimensions: Sequence[Profile]) -> dict[str, Any]:
    """Vega-Lite: what has no points is not drawn, nor a median that is not shown; those below it are amber."""
    found = [each for each in dimensions if each.share is not None]
    shape = _shape(tuple(each.title for each in found), any(each.median_share is not None for each in found))
    title = {**shape["title"], "text": seen(profile_finding(found))}
    return {**shape, "title": title, "data": {"values": [_row(each) for each in found]}}


def _row(each: Profile) -> Row:
    below = each.median_share is not None and (each.share or 0) < each.median_share
    return {
        "一级指标": seen(each.title),
        "得分率": each.share,
        "得分": f"{plain(each.points or Decimal(0))} / {plain(each.full_marks)}",
        "同类中位": each.median_share,
        "颜色": WARN if below else PALE,
    }


@lru_cache(SHARED)
def _shape(titles: tuple[str, ...], compared: bool) -> Mapping[str, Any]:
    """The drawing of these dimensions without its figures."""
    spec = _chart(titles, compared).to_dict()
    return {part: content for part, content in spec.items() if part not in ("data", "datasets")}


def _chart(titles: Sequence[str], compared: bool) -> Chart:
    y = rows_axis("一级指标", list(titles))
    tips = ["一级指标:N", "得分:N", alt.Tooltip("得分率:Q", format=".0%"), alt.Tooltip("同类中位:Q", format=".0%")]
    axis = alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1])
    named = "得分率（竖线为同类中位数）" if compared else "得分率"
    x = alt.X("得分率:Q", title=named, axis=axis, scale=alt.Scale(domain=[0, 1]))
    base = alt.Chart(pd.DataFrame())
    bars = base.mark_bar(height=ROW * 0.7).encode(y=y, x=x, color=alt.Color("颜色:N", scale=None), tooltip=tips)
    median = base.mark_tick(color=INK, thickness=2, size=ROW * 0.95).encode(y=y, x=alt.X("同类中位:Q"), tooltip=tips)
    labels = base.mark_text(align="left", dx=6, color=INK).encode(y=y, x=alt.datum(0), text="得分:N")
    return finished(bars + labels + median, "", height=ROW * 1.3 * max(len(titles), 1))


def profile_finding(dimensions: Sequence[Profile]) -> str:
    """5 个一级指标中 4 个低于同类中位数，差得最多的是「居民评价」."""
    found = [(each.title, each.share, each.median_share) for each in dimensions if each.share is not None]
    if not found:
        return "各一级指标得分未定"
    gaps = [(median - share, title) for title, share, median in found if median is not None]
    if not gaps:
        lowest = min(found, key=lambda each: each[1])
        return f"{len(found)} 个一级指标中得分率最低的是「{lowest[0]}」"
    below = [gap for gap in gaps if gap[0] > 0]
    if not below:
        return f"{len(gaps)} 个一级指标都不低于同类中位数"
    return f"{len(gaps)} 个一级指标中 {len(below)} 个低于同类中位数，差得最多的是「{max(below)[1]}」"
