"""Rank intervals: where each station of a group would stand when the weights are not quite what was written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import numpy as np
import pandas as pd

from rating.export.chart_style import INK, LINE, PALE, ROW, WARN, Chart, finished, rows_axis
from rating.insight.certainty.weights import Perturbed
from rating.scoring.evaluation import Evaluation

KEPT, MOVED, WITHOUT = "星级始终不变", "星级有变动", "名次区间"
COLOURS = {KEPT: PALE, MOVED: WARN, WITHOUT: PALE}
HALF = 0.35
"""A bar reaches so far beyond the first and the last rank, so that an interval of one rank is seen too."""


def rank_intervals(
    evaluation: Evaluation, found: Perturbed, rows: Sequence[int], names: Mapping[int, str] | None = None
) -> Chart:
    """Rated stations in the order of `rows`: a bar over the rank interval, a mark at the rank given.

    Bars of stations whose stars change in some draw are amber. `names` as in the table beside it.
    """
    frame = _frame(evaluation, found, rows, names or dict(enumerate(evaluation.roster.name)))
    last = max([float(len(rows)), *frame["到"], *frame["名次"]]) + 0.5
    axis = alt.Axis(tickMinStep=1, format="d", title="名次（横条为名次区间，竖线为本次名次）")
    scale = alt.Scale(domain=[0.5, last], nice=False)
    tips = ["站点:N", "名次:Q", "名次区间:N", "星级:N"]
    base = alt.Chart(frame).encode(y=rows_axis("站点", list(frame["站点"])), tooltip=tips)
    bars = base.mark_bar(height=ROW * 0.6, stroke=LINE, strokeWidth=0.5).encode(
        x=alt.X("左:Q", axis=axis, scale=scale), x2="右:Q", color=_colour(frame)
    )
    ranks = base.mark_tick(color=INK, thickness=2.5, size=ROW * 0.8).encode(x=alt.X("名次:Q", scale=scale))
    words = base.mark_text(align="left", dx=5, color=INK).encode(x=alt.X("右:Q", scale=scale), text="名次区间:N")
    return finished(bars + ranks + words, _finding(evaluation, rows, frame), ROW * max(len(rows), 1))


def _frame(evaluation: Evaluation, found: Perturbed, rows: Sequence[int], names: Mapping[int, str]) -> pd.DataFrame:
    ranks = [float(evaluation.ratings.rank[row]) for row in rows]
    frame = pd.DataFrame(
        {
            "站点": [f"{rank:g} {names[row]}" for rank, row in zip(ranks, rows, strict=True)],
            "名次": ranks,
            "从": [int(found.best[row]) for row in rows],
            "到": [int(found.worst[row]) for row in rows],
            "名次区间": [interval_text(found, row) for row in rows],
            "星级": [_stars(found, row) for row in rows],
        }
    )
    return frame.assign(左=frame["从"] - HALF, 右=frame["到"] + HALF)


def interval_text(found: Perturbed, row: int) -> str:
    """4–6, or 5 where it is one rank; "" where the station is not ranked."""
    best, worst = int(found.best[row]), int(found.worst[row])
    return "" if not best else str(best) if best == worst else f"{best}–{worst}"


def _stars(found: Perturbed, row: int) -> str:
    share = float(found.same_stars[row])
    return WITHOUT if np.isnan(share) else KEPT if share == 1 else MOVED


def _colour(frame: pd.DataFrame) -> alt.Color:
    """Amber and blue with words for them; without stars there is nothing to tell apart."""
    there = [name for name in (KEPT, MOVED) if (frame["星级"] == name).any()]
    order = [*there, *([WITHOUT] if (frame["星级"] == WITHOUT).any() else [])]
    legend = alt.Legend(title=None, orient="bottom", symbolType="square") if there else None
    return alt.Color("星级:N", scale=alt.Scale(domain=order, range=[COLOURS[name] for name in order]), legend=legend)


def _finding(evaluation: Evaluation, rows: Sequence[int], frame: pd.DataFrame) -> str:
    """综合站 12 个中 7 个的名次不变，最宽的区间跨 3 位."""
    if frame.empty:
        return "还没有可排名的站点"
    groups = {str(evaluation.ratings.rank_group[row]) for row in rows}
    named = f"{groups.pop()}站 " if len(groups) == 1 and "" not in groups else ""
    width = frame["到"] - frame["从"]
    still = int((width == 0).sum())
    widest = f"，最宽的区间跨 {int(width.max()) + 1} 个名次" if width.max() else ""
    return f"{named}{len(frame)} 个中 {still} 个的名次区间只有一个名次{widest}"
