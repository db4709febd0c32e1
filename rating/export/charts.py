"""Charts of a rating: stars by kind, ranked bars, the most lost points.

Each title states the finding; axes start at 0; Chinese only; nothing is loaded from elsewhere. Stars
use one ordered blue ramp, readable in greyscale, and are always named in words beside the colour.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from rating.export.chart_style import (
    INK,
    LINE,
    PALE,
    ROW,
    Chart,
    finished,
    ink_on,
    rows_axis,
    star_colours,
    star_name,
)
from rating.insight import tables
from rating.insight.lost_points import LostPoints
from rating.insight.notes import scaled_cuts, total_marks
from rating.insight.policy_words import stars_in_words
from rating.insight.tables import best_stars
from rating.rubric.numbers import plain
from rating.scoring.evaluation import Evaluation

ROOM = 1.1
"""An axis of points reaches a little past the full marks, where the figures stand."""


def stars_by_kind(evaluation: Evaluation) -> Chart:
    """Stations by stars, one stacked bar a kind in the order of the rubric, the best at the left."""
    table = tables.stars_by_kind(evaluation)
    most = max(best_stars(evaluation), 1)
    colours = star_colours(most)
    table["名称"] = [star_name(int(stars), str(band)) for stars, band in zip(table["星级"], table["等级"], strict=True)]
    table["字色"] = [ink_on(colours[int(stars)]) for stars in table["星级"]]
    kinds = list(dict.fromkeys(table["类型"]))
    base = alt.Chart(table).encode(
        y=rows_axis("类型", kinds),
        x=alt.X("站点数:Q", stack="zero", title="站点数（个）", axis=alt.Axis(tickMinStep=1, format="d")),
        order=alt.Order("星级:Q", sort="descending"),
        tooltip=["类型:N", alt.Tooltip("名称:N", title="星级"), "站点数:Q"],
    )
    bars = base.mark_bar(stroke=LINE, strokeWidth=0.5).encode(color=_star_colour(table, "名称", "星级", colours))
    figures = base.mark_text().encode(
        x=alt.X("站点数:Q", stack="zero", bandPosition=0.5),
        text="站点数:Q",
        color=alt.Color("字色:N", scale=None),
    )
    return finished(bars + figures, _stars_finding(evaluation, table, most), height=ROW * 1.5 * max(len(kinds), 1))


def _star_colour(table: pd.DataFrame, name: str, stars: str, colours: Mapping[int, str]) -> alt.Color:
    """The ramp for the stars that occur, with a legend in their order."""
    order = table.drop_duplicates(name).sort_values(stars, ascending=False)
    scale = alt.Scale(domain=list(order[name]), range=[colours[int(each)] for each in order[stars]])
    legend = alt.Legend(title=None, orient="bottom", columns=4, symbolType="square")
    return alt.Color(f"{name}:N", scale=scale, sort=None, legend=legend)


def _stars_finding(evaluation: Evaluation, table: pd.DataFrame, most: int) -> str:
    """46 个站点中 18 个达到五星."""
    if not (table["星级"] >= 0).any():
        return "还没有站点完成评定"
    if not best_stars(evaluation):
        rated = int(table.loc[table["星级"] >= 0, "站点数"].sum())
        return f"{len(evaluation.roster)} 个站点中 {rated} 个已评定，本标准不分等级"
    best = int(table.loc[table["星级"] == most, "站点数"].sum())
    return f"{len(evaluation.roster)} 个站点中 {best} 个评为{stars_in_words(most)}"


def ranked_bars(evaluation: Evaluation, rows: Sequence[int], names: Mapping[int, str] | None = None) -> Chart:
    """Totals of rated stations, in the order of `rows` (rows of the roster), with the cut scores as lines.

    `names` are what the stations are called in the table beside it.
    """
    frame = _ranked_frame(evaluation, rows, names or dict(enumerate(evaluation.roster.name)))
    full = max((float(total_marks(evaluation, evaluation.roster.kind[row])) for row in rows), default=100.0)
    most = max([full, *frame["总分"]])
    axis = alt.Axis(values=[full * part / 5 for part in range(6)], labelOverlap=True)
    base = alt.Chart(frame).encode(
        y=rows_axis("站点", list(frame["站点"])),
        x=alt.X("总分:Q", title="总分（竖线为星级分数线）", axis=axis, scale=alt.Scale(domain=[0, most * ROOM])),
        tooltip=["站点:N", "总分:Q", "等级:N", "提示:N"],
    )
    colours = star_colours(max(best_stars(evaluation), 1))
    bars = base.mark_bar(stroke=LINE, strokeWidth=0.5).encode(color=_star_colour(frame, "等级", "星", colours))
    figures = alt.Text("总分:Q", format=f".{evaluation.ratings.decimals}f")
    labels = base.mark_text(align="left", dx=4, color=INK).encode(text=figures)
    lines = alt.Chart(_cuts(evaluation, rows)).mark_rule(color=INK, strokeDash=[3, 3], opacity=0.5).encode(x="总分:Q")
    return finished(bars + lines + labels, _ranking_finding(evaluation, rows, frame), ROW * max(len(rows), 1))


def _ranked_frame(evaluation: Evaluation, rows: Sequence[int], names: Mapping[int, str]) -> pd.DataFrame:
    table = tables.ranking_table(evaluation)
    table = table.loc[list(rows)]
    stars, bands = ([each[row] for row in rows] for each in (evaluation.ratings.stars, evaluation.ratings.band))
    return pd.DataFrame(
        {
            "站点": [f"{rank:g} {names[row]}" for rank, row in zip(table["名次"].astype(float), rows, strict=True)],
            "总分": table["总分"].astype(float).to_list(),
            "等级": [star_name(int(each), str(band)) for each, band in zip(stars, bands, strict=True)],
            "星": [int(each) for each in stars],
            "提示": table["提示"].to_list(),
        }
    )


def _cuts(evaluation: Evaluation, rows: Sequence[int]) -> pd.DataFrame:
    """The cut scores, where all the stations have the same ones."""
    kinds = dict.fromkeys(evaluation.roster.kind[row] for row in rows)
    decimals = evaluation.ratings.decimals
    found = {
        tuple(scaled_cuts(evaluation.rubric, kind, total_marks(evaluation, kind), decimals)): None for kind in kinds
    }
    cuts = next(iter(found)) if len(found) == 1 else ()
    return pd.DataFrame({"总分": [cut / 10**decimals for cut in cuts]}, dtype=float)


def _ranking_finding(evaluation: Evaluation, rows: Sequence[int], frame: pd.DataFrame) -> str:
    """综合站最高 96.1 分，最低 62.0 分，12 个中 4 个五星级."""
    if frame.empty:
        return "还没有可排名的站点"
    decimals = evaluation.ratings.decimals
    span = f"最高 {frame['总分'].max():.{decimals}f} 分，最低 {frame['总分'].min():.{decimals}f} 分"
    best = frame.loc[frame["星"] == frame["星"].max(), "等级"]
    group = {str(evaluation.ratings.rank_group[row]) for row in rows}
    named = f"{group.pop()}站" if len(group) == 1 and "" not in group else "各站"
    starred = f"，{len(frame)} 个中 {len(best)} 个{best.iloc[0]}" if frame["星"].max() > 0 else ""
    return f"{named}{span}{starred}"


def most_lost(found: Sequence[LostPoints]) -> Chart:
    """得分率 of the indicators given, in their order (the most lost first), with what was lost in points beside it."""
    frame = pd.DataFrame(
        {
            "指标": [each.title for each in found],
            "得分率": [float(each.share) for each in found],
            "失分": [f"{int(each.share * 1000) / 10:g}%，共失 {plain(each.lost)} 分" for each in found],
        }
    )
    y = rows_axis("指标", list(frame["指标"]))
    axis = alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1])
    x = alt.X("得分率:Q", title="得分率（所有计分的站点合计）", axis=axis, scale=alt.Scale(domain=[0, 1]))
    base = alt.Chart(frame).encode(y=y, tooltip=["指标:N", alt.Tooltip("得分率:Q", format=".1%"), "失分:N"])
    bars = base.mark_bar(height=ROW * 0.7, color=PALE).encode(x=x)
    labels = base.mark_text(align="left", dx=6, color=INK).encode(x=alt.datum(0), text="失分:N")
    return finished(bars + labels, _lost_finding(found), height=ROW * max(len(found), 1))


def _lost_finding(found: Sequence[LostPoints]) -> str:
    lost = [each for each in found if each.lost > 0]
    if not lost:
        return "没有失分的指标"
    return f"失分最多的是「{lost[0].title}」，共失 {plain(lost[0].lost)} 分"
