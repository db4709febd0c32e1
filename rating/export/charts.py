"""Charts for the screens: each title states the finding; axes start at 0; Chinese only; no requests.

Every function returns an Altair chart.  Stars use one ordered blue ramp, readable in greyscale, and
are always named in words beside the colour.
"""

from __future__ import annotations

from decimal import Decimal

import altair as alt
import pandas as pd

from rating.export.rule_curves import curve_points
from rating.insight import tables
from rating.insight.feedback import profiles
from rating.insight.figures import stars_text
from rating.insight.notes import total_marks
from rating.insight.policy_words import band_in_words, limit_points, stars_in_words
from rating.insight.tables import best_stars, ranking_table
from rating.rubric.nouns import Rubric
from rating.rubric.numbers import plain
from rating.rubric.rules import Rule
from rating.scoring.evaluation import Evaluation

STAR_RAMP = ("#C9D3DF", "#9FB4CC", "#6F93BD", "#2F6DB0", "#0B3C77")
NOT_RATED, NO_STARS = "#FFFFFF", "#EEF1F5"
INK, ACCENT, LINE, MEDIAN = "#1F2933", "#0B4F8A", "#6B7785", "#B7791F"
FONT = "Source Han Sans SC, Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif"
ROW = 24
Chart = alt.Chart | alt.LayerChart


def star_colours(most: int) -> dict[int, str]:
    """Stars −1 (未评定) to `most` → colour, pale to dark."""
    ramp = {stars: STAR_RAMP[round((stars - 1) * 4 / max(most - 1, 1))] for stars in range(1, most + 1)}
    return {-1: NOT_RATED, 0: NO_STARS, **ramp}


def stars_by_kind(evaluation: Evaluation) -> Chart:
    """Stations by stars, one stacked bar a kind, in the order of the rubric."""
    table = tables.stars_by_kind(evaluation)
    most = max(best_stars(evaluation), 1)
    colours = star_colours(most)
    table["名称"] = [
        _star_name(int(stars), str(band)) for stars, band in zip(table["星级"], table["等级"], strict=True)
    ]
    table["序"] = table["星级"]
    order = table.drop_duplicates("名称").sort_values("星级")
    scale = alt.Scale(domain=list(order["名称"]), range=[colours[int(stars)] for stars in order["星级"]])
    kinds = list(dict.fromkeys(table["类型"]))
    base = alt.Chart(table).encode(
        y=alt.Y("类型:N", sort=kinds, title=None, axis=alt.Axis(labelLimit=200, ticks=False, domain=False)),
        x=alt.X("站点数:Q", stack="zero", title="站点数（个）", axis=alt.Axis(tickMinStep=1, format="d")),
        order=alt.Order("序:Q"),
        tooltip=["类型:N", alt.Tooltip("名称:N", title="星级"), "站点数:Q"],
    )
    bars = base.mark_bar(stroke=LINE, strokeWidth=0.5).encode(
        color=alt.Color("名称:N", scale=scale, sort=None, legend=alt.Legend(title=None, orient="bottom", columns=4))
    )
    return _finished(bars, _stars_finding(evaluation, table, most), height=ROW * 1.6 * max(len(kinds), 1))


def _star_name(stars: int, band: str) -> str:
    return "未评定" if stars < 0 else band or stars_text(stars)


def _stars_finding(evaluation: Evaluation, table: pd.DataFrame, most: int) -> str:
    """46 个站点中 18 个达到五星."""
    if not (table["星级"] >= 0).any():
        return "还没有站点完成评定"
    best = int(table.loc[table["星级"] == most, "站点数"].sum())
    return f"{len(evaluation.roster)} 个站点中 {best} 个评为{stars_in_words(most)}"


def ranked_bars(evaluation: Evaluation, group: str | None = None, most: int = 60) -> Chart:
    """Totals of the rated stations of a group, best first, coloured by stars, with cut scores."""
    table = ranking_table(evaluation, group).head(most)
    rows = list(table.index)
    frame = pd.DataFrame(
        {
            "站点": [f"{rank:g} {name}" for rank, name in zip(table["名次"].astype(float), table["站点"], strict=True)],
            "总分": table["总分"].astype(float).to_list(),
            "等级": table["星级"].to_list(),
            "星": [int(evaluation.ratings.stars[row]) for row in rows],
            "提示": table["提示"].to_list(),
        }
    )
    colours = star_colours(max(best_stars(evaluation), 1))
    names = frame.drop_duplicates("等级").sort_values("星")
    scale = alt.Scale(domain=list(names["等级"]), range=[colours[int(stars)] for stars in names["星"]])
    full = max((float(total_marks(evaluation, evaluation.roster.kind[row])) for row in rows), default=100.0)
    base = alt.Chart(frame).encode(
        y=_rows_axis("站点", list(frame["站点"])),
        x=alt.X("总分:Q", title="总分", scale=alt.Scale(domain=[0, max(full, frame["总分"].max() if rows else full)])),
        tooltip=["站点:N", "总分:Q", "等级:N", "提示:N"],
    )
    bars = base.mark_bar(stroke=LINE, strokeWidth=0.5).encode(
        color=alt.Color("等级:N", scale=scale, sort=None, legend=alt.Legend(title=None, orient="bottom"))
    )
    figures = f".{evaluation.ratings.decimals}f"
    labels = base.mark_text(align="left", dx=4, color=INK).encode(text=alt.Text("总分:Q", format=figures))
    return _finished(bars + labels, _ranking_finding(evaluation, table, group), height=ROW * max(len(rows), 1))


def _ranking_finding(evaluation: Evaluation, table: pd.DataFrame, group: str | None) -> str:
    named = f"{group}站" if group else "各站"
    if table.empty:
        return f"{named}还没有可排名的站点"
    first = [str(name) for name, rank in zip(table["站点"], table["名次"], strict=True) if rank == table["名次"].min()]
    top = f"{evaluation.total(int(table.index[0])):f}"
    return f"{named}最高 {top} 分：{'、'.join(first[:3])}{'等' if len(first) > 3 else ''}"


def dimension_profile(evaluation: Evaluation, station: int) -> Chart:
    """得分率 of each 一级指标 as bars, the median of the station's kind as a mark."""
    found = [profile for profile in profiles(evaluation, station) if profile.share is not None]
    frame = pd.DataFrame(
        {
            "一级指标": [profile.title for profile in found],
            "得分率": [profile.share for profile in found],
            "得分": [f"{plain(profile.points or Decimal(0))} / {plain(profile.full_marks)}" for profile in found],
            "中位": [profile.median_share for profile in found],
        }
    )
    y = _rows_axis("一级指标", list(frame["一级指标"]))
    tips = [
        "一级指标:N",
        "得分:N",
        alt.Tooltip("得分率:Q", format=".0%"),
        alt.Tooltip("中位:Q", format=".0%", title="同类中位得分率"),
    ]
    axis = alt.X("得分率:Q", title="得分率", axis=alt.Axis(format=".0%"), scale=alt.Scale(domain=[0, 1]))
    base = alt.Chart(frame)
    bars = base.mark_bar(color=ACCENT, height=ROW * 0.55).encode(y=y, x=axis, tooltip=tips)
    median = base.mark_tick(color=MEDIAN, thickness=3, size=ROW * 0.9).encode(y=y, x=alt.X("中位:Q"), tooltip=tips)
    labels = base.mark_text(align="left", dx=6, color="#FFFFFF").encode(y=y, x=alt.datum(0), text="得分:N")
    chart = bars + labels + median
    return _finished(chart, _profile_finding(evaluation, frame), height=ROW * 1.6 * max(len(found), 1))


def _profile_finding(evaluation: Evaluation, frame: pd.DataFrame) -> str:
    if frame.empty:
        return "各一级指标得分未定"
    below = frame.loc[frame["得分率"] < frame["中位"]]
    if below.empty:
        return "各一级指标都不低于同类中位水平（竖线为同类中位）"
    worst = max(zip(below["中位"] - below["得分率"], below["一级指标"], strict=True))[1]
    return f"「{worst}」低于同类中位水平最多（竖线为同类中位）"


def goal_bullets(frame: pd.DataFrame) -> Chart:
    """Baseline → now → target, one bullet a goal, each on its own scale (the target is 100 %).

    Columns: 目标 单位 基期 现值 目标值 年份 状态; 基期 and 现值 may be NaN.  Goals without a target above 0
    are left out.
    """
    shown = frame.loc[frame["目标值"] > 0].copy()
    for name in ("基期", "现值"):
        shown[f"{name}比"] = shown[name].astype(float) / shown["目标值"].astype(float)
    shown["说明"] = [_goal_label(row) for _, row in shown.iterrows()]
    widest = float(max(1.1, shown[["基期比", "现值比"]].max().max() or 1.1)) if len(shown) else 1.1
    y = _rows_axis("目标", list(shown["目标"]))
    scale = alt.Scale(domain=[0, min(widest, 2.0)], clamp=True)
    tips = ["目标:N", "单位:N", "基期:Q", "现值:Q", "目标值:Q", "年份:N", "状态:N"]
    base = alt.Chart(shown).encode(y=y, tooltip=tips)
    bars = base.mark_bar(color=ACCENT, height=ROW * 0.5).encode(
        x=alt.X("现值比:Q", title="现值 ÷ 目标值", axis=alt.Axis(format=".0%"), scale=scale)
    )
    before = base.mark_tick(color=LINE, thickness=2, size=ROW * 0.7).encode(x=alt.X("基期比:Q", scale=scale))
    target = base.mark_tick(color=MEDIAN, thickness=3, size=ROW).encode(x=alt.datum(1, scale=scale))
    labels = base.mark_text(align="left", dx=4, dy=-ROW * 0.55, color=INK, fontSize=11).encode(
        x=alt.datum(0), text="说明:N"
    )
    met = int((shown["状态"] == "达到").sum() + (shown["状态"] == "已达到").sum())
    title = f"{len(shown)} 项目标中 {met} 项达到（粗竖线为目标，细竖线为基期）" if len(shown) else "还没有可显示的目标"
    return _finished(bars + before + target + labels, title, height=ROW * 2 * max(len(shown), 1))


def _goal_label(row: pd.Series) -> str:
    now = "尚无数据" if pd.isna(row["现值"]) else f"现值 {row['现值']:g}"
    return f"{now}，目标 {row['目标值']:g} {row['单位']}（{row['年份']}），{row['状态']}"


def rule_curve(rule: Rule, full_marks: Decimal, unit: str = "") -> Chart | None:
    """Points against the value, small; None for rules that are not a curve over one number."""
    points = curve_points(rule, full_marks)
    if points is None:
        return None
    frame = pd.DataFrame(points.places, columns=["数值", "得分"])
    if points.as_share:
        frame["数值"] *= 100
    title = f"数值（{'%' if points.as_share else unit}）" if points.as_share or unit else "数值"
    lowest = min(0.0, *(points for _, points in points.places))
    line = alt.Chart(frame).mark_line(
        color=ACCENT, strokeWidth=2, interpolate="step-after" if points.stepped else "linear"
    )
    encoded = line.encode(
        x=alt.X("数值:Q", title=title, scale=alt.Scale(nice=False)),
        y=alt.Y("得分:Q", title="得分", scale=alt.Scale(domain=[lowest, float(max(full_marks, Decimal(1)))])),
        tooltip=["数值:Q", "得分:Q"],
    )
    return _dressed(encoded.properties(width=220, height=90))


def band_ladder(rubric: Rubric, kind: str = "") -> Chart:
    """The star bands as steps from 0 to full marks, each with its cut score and conditions."""
    marks = rubric.scale.convert_to or rubric.full_marks_for(kind or next(iter(rubric.kinds), ""))
    bands = sorted(rubric.bands_for(kind), key=lambda band: band.stars)
    limits = [float(limit_points(band, marks) or 0) for band in bands]
    frame = pd.DataFrame(
        {
            "等级": [band.title for band in bands],
            "自": limits,
            "至": [*limits[1:], float(marks)] if bands else [],
            "条件": [band_in_words(band, marks, rubric) for band in bands],
        }
    )
    if not frame.empty:
        frame["至"] = frame[["自", "至"]].max(axis=1)
    colours = star_colours(max((band.stars for band in bands), default=1))
    scale = alt.Scale(domain=list(frame["等级"]), range=[colours[band.stars] for band in bands])
    y = _rows_axis("等级", list(reversed(frame["等级"].to_list())))
    base = alt.Chart(frame).encode(y=y, tooltip=["等级:N", "条件:N"])
    bars = base.mark_bar(stroke=LINE, strokeWidth=0.5).encode(
        x=alt.X("自:Q", title="总分", scale=alt.Scale(domain=[0, float(marks)])),
        x2="至:Q",
        color=alt.Color("等级:N", scale=scale, legend=None),
    )
    labels = base.mark_text(align="right", dx=-4, color=INK).encode(x="自:Q", text=alt.Text("自:Q", format="~g"))
    title = f"满分 {plain(marks)}，{len(bands)} 个等级" if bands else "没有设等级"
    return _finished(bars + labels, title, height=ROW * 1.3 * max(len(bands), 1))


def _rows_axis(field: str, order: list[str]) -> alt.Y:
    """One row a name, in the order of the table beside it."""
    axis = alt.Axis(labelLimit=260, ticks=False, domain=False)
    return alt.Y(f"{field}:N", sort=order, title=None, axis=axis)


def _finished(chart: Chart, title: str, height: float) -> Chart:
    named = alt.TitleParams(title, anchor="start", fontSize=15, color=INK, offset=12)
    return _dressed(chart.properties(title=named, width="container", height=height))


def _dressed(chart: Chart) -> Chart:
    """The reader's Chinese face, quiet grid, no frame."""
    dressed: Chart = (
        chart.configure_view(stroke=None)
        .configure(font=FONT, background="transparent")
        .configure_axis(labelColor=INK, titleColor=LINE, gridColor="#E6EBF1", labelFontSize=12, titleFontSize=12)
        .configure_legend(labelColor=INK, labelFontSize=12, symbolStrokeWidth=0.5)
    )
    return dressed
