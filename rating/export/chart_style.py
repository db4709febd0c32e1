"""What all charts share: the ordered star ramp, the reader's Chinese face, a quiet grid, no frame."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from rating.insight.policy_words import stars_in_words
from rating.shown import visible

STAR_RAMP = ("#C9D3DF", "#9FB4CC", "#6F93BD", "#2F6DB0", "#0B3C77")
NOT_RATED, NO_STARS = "#FFFFFF", "#EEF1F5"
INK, ACCENT, LINE, PALE, WARN, GRID = "#1F2933", "#0B4F8A", "#6B7785", "#6F93BD", "#D9A441", "#E6EBF1"
FONT = "Source Han Sans SC, Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif"
ROW = 24
"""Pixels of one row of a chart."""
LONGEST_TEXT = 200
"""Signs of one text in a chart: placing a text of 30,000 takes a minute, and nobody reads it there."""
Chart = alt.Chart | alt.LayerChart | alt.FacetChart


def star_colours(most: int) -> dict[int, str]:
    """Stars −1 (未评定) to `most` → colour, pale to dark."""
    ramp = {stars: STAR_RAMP[round((stars - 1) * 4 / max(most - 1, 1))] for stars in range(1, most + 1)}
    return {-1: NOT_RATED, 0: NO_STARS, **ramp}


def ink_on(colour: str) -> str:
    """Dark figures on a pale bar, white ones on a dark bar."""
    return "#FFFFFF" if colour in STAR_RAMP[3:] else INK


def star_name(stars: int, band: str) -> str:
    """The rubric's own label; 五星 where it is only glyphs."""
    if stars < 0:
        return "未评定"
    if not stars and not band:
        return "不分等级"
    return stars_in_words(stars) if set(band) <= {"★"} else band


def rows_axis(field: str, order: list[str], labels: bool = True) -> alt.Y:
    """One row a name, in the order of the table beside it."""
    axis = alt.Axis(labelLimit=200, ticks=False, domain=False, labels=labels, grid=False)
    return alt.Y(f"{field}:N", sort=order, title=None, axis=axis)


def seen(part: Any) -> Any:
    """A part of a chart, its data among it, in which every text is only what is seen of it."""
    if isinstance(part, str):
        shown = visible(part)
        return shown if len(shown) <= LONGEST_TEXT else f"{shown[: LONGEST_TEXT - 1]}…"
    if isinstance(part, pd.DataFrame):
        texts = part.select_dtypes(["object", "str"]).columns
        return part.assign(**{name: [seen(cell) for cell in part[name]] for name in texts})
    if isinstance(part, alt.SchemaBase):
        part._kwds.update({name: seen(value) for name, value in part._kwds.items()})
    elif isinstance(part, dict):
        return {name: seen(value) for name, value in part.items()}
    elif isinstance(part, list):
        return [seen(value) for value in part]
    return part


def finished(chart: Chart, title: str, height: float) -> Chart:
    """With the finding as its title, as wide as its place; axis and legend come on top of `height`."""
    chart = seen(chart)
    named = alt.TitleParams(visible(title), anchor="start", fontSize=15, color=INK, offset=12)
    dressed: Chart = (
        chart.properties(title=named, width="container", height=height)
        .properties(autosize=alt.AutoSizeParams(type="fit-x", contains="padding"))
        .configure_view(stroke=None)
        .configure(font=FONT, background="transparent")
        .configure_axis(labelColor=INK, titleColor=LINE, gridColor=GRID, labelFontSize=12, titleFontSize=12)
        .configure_legend(labelColor=INK, labelFontSize=12, symbolStrokeWidth=0.5)
    )
    return dressed
