"""Goals as bullets: baseline → now → target, every reading on its own scale, on which the target is 100 %."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import altair as alt
import pandas as pd

from rating.export.chart_style import INK, LINE, PALE, ROW, WARN, Chart, finished, rows_axis
from rating.insight.goal_board import GoalResult, GoalState, ReadingResult
from rating.rubric.goals import Goal

SIGNS = {GoalState.MET: "✓", GoalState.NOT_MET: "×", GoalState.UNKNOWN: "？", GoalState.DIFFERS: "≠"}
COLOURS = {GoalState.MET: PALE, GoalState.NOT_MET: WARN}
UNJUDGED = "#C3CBD4"
WIDEST = 1.3
"""Bars that reach further past their target are cut; the figure in words says how far."""


def goal_bullets(results: Sequence[GoalResult], title: str = "") -> Chart:
    """A bullet a reading, in the order of `results`; what has no figure yet is a line of words."""
    lines = [(goal, reading) for goal in results for reading in goal.readings]
    frame = pd.DataFrame([_line(goal, reading, len(results) > 1) for goal, reading in lines], columns=_COLUMNS)
    frame = frame.astype({"现值": float, "基期": float})
    frame["行"] = [str(place) for place in range(len(frame))]
    tips = [alt.Tooltip("目标:N"), alt.Tooltip("现在:N"), alt.Tooltip("应达到:N"), alt.Tooltip("结论:N")]
    base = alt.Chart(frame).encode(y=rows_axis("行", list(frame["行"]), labels=False), tooltip=tips)
    scale = alt.Scale(domain=[0, WIDEST], clamp=True)
    axis = alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1], title="现在 ÷ 目标（粗线为目标，细线为基期）")
    bars = base.mark_bar(height=ROW * 0.5, yOffset=ROW * 0.3).encode(
        x=alt.X("现值:Q", axis=axis, scale=scale), color=alt.Color("颜色:N", scale=None)
    )
    before = base.mark_tick(color=LINE, thickness=1.5, size=ROW * 0.7, yOffset=ROW * 0.3).encode(
        x=alt.X("基期:Q", scale=scale)
    )
    target = base.mark_tick(color=INK, thickness=3, size=ROW * 0.8, yOffset=ROW * 0.3).encode(
        x=alt.datum(1, scale=scale)
    )
    names = base.mark_text(align="left", baseline="middle", dy=-ROW * 0.45, color=INK, fontSize=12, limit=330).encode(
        x=alt.datum(0), text="名称:N"
    )
    return finished(bars + before + target + names, title or _finding(results), height=ROW * 2 * max(len(frame), 1))


_COLUMNS = ("目标", "名称", "现值", "基期", "现在", "应达到", "结论", "颜色")


def _line(goal: GoalResult, reading: ReadingResult, named: bool) -> tuple[object, ...]:
    titles = (goal.goal.title if named or len(goal.readings) == 1 else "", reading.reading.title)
    name = "：".join(title for title in titles if title)
    verdict = f"{SIGNS[reading.state]} {reading.state.title}"
    promise = f"{goal.goal.target.text}（{goal.goal.target.year} 年）"
    return (
        goal.goal.title,
        f"{SIGNS[reading.state]} {reading.shown or '尚无数据'}　{name}",
        _share(goal.goal, reading.value),
        _share(goal.goal, _baseline(goal.goal)),
        reading.shown or "尚无数据",
        promise,
        verdict,
        COLOURS.get(reading.state, UNJUDGED),
    )


def _baseline(goal: Goal) -> Fraction | None:
    known = goal.baseline is not None and goal.baseline.value is not None
    return Fraction(goal.baseline.value) if known else None  # type: ignore[union-attr,arg-type]


def _share(goal: Goal, value: Fraction | None) -> float | None:
    """Of the target; None where there is nothing to draw."""
    target = Fraction(goal.target.value)
    return None if value is None or target <= 0 else float(max(value, Fraction(0)) / target)


def _finding(results: Sequence[GoalResult]) -> str:
    """未达到的有 2 项：甲、乙."""
    missed = [result.goal.title for result in results if result.state is GoalState.NOT_MET]
    if missed:
        return f"未达到的有 {len(missed)} 项：{'、'.join(missed)}"
    met = sum(result.state is GoalState.MET for result in results)
    return f"没有未达到的目标，{met} 项达到" if met else "还没有可以下结论的目标"
