"""A rubric drawn: what more of a value earns, and the ladder of its stars."""

from __future__ import annotations

from decimal import Decimal

import altair as alt
import pandas as pd

from rating.export.chart_style import ACCENT, INK, LINE, ROW, Chart, finished, ink_on, rows_axis, star_colours
from rating.export.rule_curves import Curve, curve_points
from rating.insight.policy_words import band_in_words, limit_points
from rating.rubric.nouns import Rubric
from rating.rubric.numbers import plain
from rating.rubric.rules import Rule

CURVE = 180
"""Pixels from no points to full marks."""


def has_curve(rule: Rule | None, full_marks: Decimal) -> bool:
    """Only rules that are a function of one number can be drawn as a line."""
    curve = curve_points(rule, full_marks) if rule is not None else None
    return curve is not None and len(curve.places) > 1


def rule_curve(rule: Rule | None, full_marks: Decimal, title: str, unit: str = "") -> Chart | None:
    """Points against the value; None where `has_curve` says no."""
    curve = curve_points(rule, full_marks) if rule is not None else None
    if curve is None or len(curve.places) < 2:
        return None
    frame = pd.DataFrame(curve.places, columns=["数值", "得分"]).astype(float)
    if curve.as_share:
        frame["数值"] *= 100
    unit = "%" if curve.as_share else unit
    lowest = min(0.0, frame["得分"].min())
    most = max(float(full_marks), frame["得分"].max(), 1.0)
    line = alt.Chart(frame).mark_line(
        color=ACCENT, strokeWidth=2, interpolate="step-after" if curve.stepped else "linear"
    )
    encoded = line.encode(
        x=alt.X("数值:Q", title=f"{title}（{unit}）" if unit else title, scale=alt.Scale(nice=False)),
        y=alt.Y("得分:Q", title="得分", scale=alt.Scale(domain=[lowest, most])),
        tooltip=["数值:Q", "得分:Q"],
    )
    return finished(encoded, _curve_finding(title, curve, frame, unit, full_marks), CURVE)


def _curve_finding(title: str, curve: Curve, frame: pd.DataFrame, unit: str, full_marks: Decimal) -> str:
    """「持证率」从 60% 起得分，到 100% 得满分 8 分."""
    scoring, full = frame.loc[frame["得分"] > 0, "数值"], frame.loc[frame["得分"] >= float(full_marks), "数值"]
    rising = frame["得分"].iloc[-1] >= frame["得分"].iloc[0]
    if scoring.empty or full.empty or not rising:
        return f"「{title}」越{'高' if rising else '低'}得分越多，满分 {plain(full_marks)} 分"
    start = f"从 {scoring.iloc[0]:g}{unit} 起得分，" if curve.stepped and scoring.iloc[0] < full.iloc[0] else ""
    return f"「{title}」{start}到 {full.iloc[0]:g}{unit} 得满分 {plain(full_marks)} 分"


def band_ladder(rubric: Rubric, kind: str = "") -> Chart:
    """The star bands as steps from 0 to full marks, the highest on top, each with its cut score."""
    marks = rubric.scale.convert_to or rubric.full_marks_for(kind or next(iter(rubric.kinds), ""))
    bands = sorted(rubric.bands_for(kind), key=lambda band: band.stars)
    limits = [float(limit_points(band, marks) or 0) for band in bands]
    colours = star_colours(max((band.stars for band in bands), default=1))
    frame = pd.DataFrame(
        {
            "等级": [band.title for band in bands],
            "自": limits,
            "至": [max(pair) for pair in zip(limits, [*limits[1:], float(marks)], strict=True)] if bands else [],
            "条件": [band_in_words(band, marks, rubric) for band in bands],
            "颜色": [colours[band.stars] for band in bands],
        }
    )
    frame["字色"] = [ink_on(colour) for colour in frame["颜色"]]
    base = alt.Chart(frame).encode(
        y=rows_axis("等级", list(reversed(frame["等级"].to_list()))), tooltip=["等级:N", "条件:N"]
    )
    bars = base.mark_bar(stroke=LINE, strokeWidth=0.5).encode(
        x=alt.X("自:Q", title="总分", scale=alt.Scale(domain=[0, float(marks)])),
        x2="至:Q",
        color=alt.Color("颜色:N", scale=None),
    )
    labels = base.mark_text(align="right", dx=-4, color=INK).encode(x="自:Q", text=alt.Text("自:Q", format="~g"))
    return finished(bars + labels, _ladder_finding(rubric, marks, limits, kind), ROW * 1.2 * max(len(bands), 1))


def _ladder_finding(rubric: Rubric, marks: Decimal, limits: list[float], kind: str) -> str:
    """满分 100，达到 50 分起有星，达到 90 分可评五星级."""
    if not limits:
        return "没有设等级"
    highest = max(rubric.bands_for(kind), key=lambda band: band.stars)
    return f"满分 {plain(marks)} 分，{limits[0]:g} 分起授予等级，{limits[-1]:g} 分可评{highest.title}"


def ladder_fits(rubric: Rubric, kind: str = "") -> bool:
    """Bands given by cut scores can be drawn to scale; those by quota or share of places cannot."""
    marks = rubric.scale.convert_to or rubric.full_marks_for(kind or next(iter(rubric.kinds), ""))
    bands = rubric.bands_for(kind)
    return bool(bands and marks) and all(limit_points(band, marks) is not None for band in bands)
