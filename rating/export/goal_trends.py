"""Goals over the years: a small panel for each, with its own scale from 0 and its own unit."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

import altair as alt
import pandas as pd

from rating.export.chart_style import ACCENT, GRID, INK, LINE, Chart, finished
from rating.export.goal_charts import SIGNS
from rating.insight.goal_measures import target_text
from rating.insight.goal_trend import BASELINE, GoalTrend, TrendLine, Trends, of_a_part
from rating.rubric.goals import Goal

PANEL = 168
"""Pixels of a panel; within it, from its top: name, promise and state, readings, the highest value, 0, the years."""
NAME, PROMISE, READINGS, TOP, ZERO, YEARS = 12, 29, 45, 74, 140, 153
BESIDE = 90
"""Pixels left free at both sides: for the words of the scale, and for the last figure of a line."""
LETTERS = 13
"""Pixels from one figure to the next below it."""
SECOND = "#8A5A00"
LOOKS = (("circle", ACCENT), ("square", SECOND), ("triangle-up", INK), ("triangle-down", LINE))
"""Readings are told apart by the shape of their points, and by colour besides."""
SHAPES = {"circle": "●", "square": "■", "triangle-up": "▲", "triangle-down": "▼"}
TARGET = "diamond"
LONGEST = 345
"""Pixels of a line of words: as wide as a phone."""
MOST_LABELS = 4
NICE = tuple(Fraction(number) for number in ("1", "1.2", "1.5", "2", "2.5", "3", "4", "5", "6", "8", "10"))
KEY = ("◇ 为目标；实线只连计入范围相同的数", "细虚线为匀速参考：基期到目标的直线（示例）", "匀速参考只为读图，不是要求")


def trend_lines(trends: Trends, title: str = "") -> Chart:
    """One panel a goal, one under the other, over the same years; each scale starts at 0 and has its own unit."""
    tops = [_top(trend) for trend in trends.goals]
    points, words = _points(trends, tops), _words(trends, tops)
    count = len(trends.goals)
    years = [*points["年"], *(trend.goal.target.year for trend in trends.goals)] or [trends.year]
    first, last = min(years), max(years)
    scale = alt.Scale(domain=[min(first, last - 1), last], padding=BESIDE, nice=False, zero=False)
    x = alt.X("年:Q", scale=scale, axis=_key_only())
    y = alt.Y("高:Q", scale=alt.Scale(domain=[max(count, 1) * PANEL, 0], nice=False, zero=False), axis=None)
    layers = [
        *_frames(words, y),
        _pace(trends, tops, x, y),
        _joined(points, x, y),
        _dots(points[points["画"]], x, y),
        *_labels(points, x),
        _years(trends, points, x, y),
    ]
    chart = alt.layer(*layers).resolve_scale(color="independent", shape="independent")
    return finished(chart, title or trends.finding, PANEL * max(count, 1))


def _key_only() -> alt.Axis:
    """The years stand below each panel; here only what the marks mean, in lines that a phone holds."""
    quiet: dict[str, Any] = {"labels": False, "ticks": False, "grid": False, "domain": False}
    return alt.Axis(title=list(KEY), titleAnchor="start", titleFontWeight="normal", **quiet)


def _top(trend: GoalTrend) -> Fraction:
    """The end of the panel's scale: a round figure that nothing in it exceeds."""
    goal = trend.goal
    values = [Fraction(goal.target.value), *(point.value for line in trend.lines for point in line.points)]
    if goal.baseline is not None and goal.baseline.value is not None:
        values.append(Fraction(goal.baseline.value))
    most = max(values)
    if most <= 0:
        return Fraction(1)
    power = Fraction(10) ** math.floor(math.log10(most))
    return next((step * power for step in NICE if step * power >= most), 10 * power)


def _height(panel: int, value: Fraction, top: Fraction) -> float:
    """Pixels from the top of the drawing; nothing is drawn below 0."""
    return panel * PANEL + ZERO - float(max(value, Fraction(0)) / top) * (ZERO - TOP)


def _points(trends: Trends, tops: Sequence[Fraction]) -> pd.DataFrame:
    """A row a point. `字高`: where its figure is written, "" in `标` where none is."""
    columns = ["目标", "口径", "线", "形", "颜色", "年", "高", "数", "何时", "标", "末", "字高", "画"]
    rows = [row for panel in range(len(trends.goals)) for row in _panel(trends.goals[panel], panel, tops[panel])]
    return pd.DataFrame(rows, columns=columns).astype({"年": float, "高": float, "字高": float})


def _panel(trend: GoalTrend, panel: int, top: Fraction) -> Iterable[tuple[object, ...]]:
    highest = max(range(len(trend.lines)), key=lambda at: _last(trend.lines[at]))
    ends = _spread([_height(panel, _last(line), top) for line in trend.lines])
    for at, line in enumerate(trend.lines):
        shape, colour = LOOKS[at % len(LOOKS)]
        part = 0
        for place, point in enumerate(line.points):
            part += not point.joined
            high, ending = _height(panel, point.value, top), place == len(line.points) - 1 and point.what != BASELINE
            twice = at > 0 and point.what == BASELINE  # one baseline for all readings
            told = (
                ending or (at == highest and (place == 0 or len(line.points) <= MOST_LABELS)) or point.what == BASELINE
            )
            text, written = point.label if told and not twice else "", ends[at] if ending else high - 12
            yield (
                trend.goal.title, line.now.reading.title or "—", f"{panel}.{at}.{part}", shape, colour, point.year,
                high, point.label, point.what, text, ending, written, not twice,
            )  # fmt: skip


def _spread(heights: Sequence[float]) -> list[float]:
    """The same, moved apart until words at these heights do not cover each other."""
    order = sorted(range(len(heights)), key=lambda at: heights[at])
    moved = list(heights)
    for above, below in pairwise(order):
        lacking = LETTERS - (moved[below] - moved[above])
        if lacking > 0:
            moved[above] -= lacking / 2
            moved[below] += lacking / 2
    return moved


def _last(line: TrendLine) -> Fraction:
    return line.points[-1].value if line.points else Fraction(-1)


def _words(trends: Trends, tops: Sequence[Fraction]) -> pd.DataFrame:
    """What stands at the left of a panel: name, promise and state; its scale."""
    rows: list[tuple[object, ...]] = []
    for panel, (trend, top) in enumerate(zip(trends.goals, tops, strict=True)):
        at = panel * PANEL
        rows.append((at + NAME, trend.goal.title, "名"))
        rows.append((at + PROMISE, _promise(trend), "诺"))
        rows.append((at + READINGS, _readings(trend), "诺"))
        ticks = (Fraction(0), top / 2, top)
        rows += [(_height(panel, value, top), _scale_text(trend.goal, value), "尺") for value in ticks]
    return pd.DataFrame(rows, columns=["高", "字", "类"])


def _promise(trend: GoalTrend) -> str:
    """目标 ≥ 20%（2025 年）  期末：✓ 达到  没有基期数."""
    goal, start = trend.goal, trend.goal.baseline
    state = f"{SIGNS[trend.result.state]} {trend.result.state.title}"
    parts = [f"目标 {target_text(goal)}（{goal.target.year} 年）", f"期末：{state}" if trend.result.ended else state]
    if start is None or start.value is None:
        parts.append("没有基期数")
    return "　".join(parts)


def _readings(trend: GoalTrend) -> str:
    """● 只计证书  ■ 证书或相关学历; or why there is no point for now."""
    if any(of_a_part(line.now) for line in trend.lines):
        return "现有数据的合计不是全市的数，没有画入"
    if len(trend.lines) == 1:
        return "" if trend.lines[0].now.value is not None else "现在的数据不全，没有画入"
    shapes = (SHAPES[LOOKS[at % len(LOOKS)][0]] for at in range(len(trend.lines)))
    return "　".join(f"{shape} {line.now.reading.title}" for shape, line in zip(shapes, trend.lines, strict=True))


def _scale_text(goal: Goal, value: Fraction) -> str:
    number = float(value * 100 if goal.is_share else value)
    text = f"{number:,.0f}" if number == int(number) else f"{number:,g}"
    return text if not value else f"{text}%" if goal.is_share else f"{text} {goal.unit}"


def _frames(words: pd.DataFrame, y: alt.Y) -> list[alt.Chart]:
    """Lines and words of the scale, name and promise of each panel."""
    scale = words[words["类"] == "尺"]
    lines = alt.Chart(scale).mark_rule(color=GRID).encode(y=y)
    said: dict[str, dict[str, Any]] = {
        "名": {"color": INK, "fontSize": 12.5, "fontWeight": 600, "limit": LONGEST},
        "诺": {"color": LINE, "fontSize": 11.5, "limit": LONGEST},
        "尺": {"color": LINE, "fontSize": 10, "dy": -6},
    }
    texts = [
        alt.Chart(words[words["类"] == kind])
        .mark_text(align="left", baseline="middle", **look)
        .encode(y=y, x=alt.value(0), text="字:N")
        for kind, look in said.items()
    ]
    return [lines, *texts]


def _pace(trends: Trends, tops: Sequence[Fraction], x: alt.X, y: alt.Y) -> Any:
    """Thin, straight, from baseline to target; and the target itself, which stands without a baseline too."""
    ways: list[tuple[object, ...]] = []
    ends: list[tuple[object, ...]] = []
    for panel, (trend, top) in enumerate(zip(trends.goals, tops, strict=True)):
        goal, start = trend.goal, trend.goal.baseline
        end = _height(panel, Fraction(goal.target.value), top)
        ends.append((goal.target.year, end, goal.title, f"{target_text(goal)}（{goal.target.year} 年）"))
        if trend.paced and start is not None and start.value is not None:
            begin = _height(panel, Fraction(start.value), top)
            ways += [(start.year, begin, str(panel)), (goal.target.year, end, str(panel))]
    way = (
        alt.Chart(pd.DataFrame(ways, columns=["年", "高", "线"]).astype({"年": float, "高": float}))
        .mark_line(color=LINE, strokeWidth=1, strokeDash=[2, 3])
        .encode(x=x, y=y, detail="线:N")
    )
    target = (
        alt.Chart(pd.DataFrame(ends, columns=["年", "高", "目标", "应达到"]))
        .mark_point(shape=TARGET, size=130, color=INK, strokeWidth=2, filled=False)
        .encode(x=x, y=y, tooltip=["目标:N", "应达到:N"])
    )
    return alt.layer(way, target)


def _joined(points: pd.DataFrame, x: alt.X, y: alt.Y) -> alt.Chart:
    drawn: alt.Chart = (
        alt.Chart(points)
        .mark_line(strokeWidth=2)
        .encode(x=x, y=y, detail="线:N", color=alt.Color("颜色:N", scale=None))
    )
    return drawn


def _dots(points: pd.DataFrame, x: alt.X, y: alt.Y) -> alt.Chart:
    tips = [
        alt.Tooltip("目标:N"),
        alt.Tooltip("口径:N"),
        alt.Tooltip("何时:N"),
        alt.Tooltip("年:Q"),
        alt.Tooltip("数:N"),
    ]
    drawn: alt.Chart = (
        alt.Chart(points)
        .mark_point(size=60, filled=True, opacity=1)
        .encode(
            x=x,
            y=y,
            shape=alt.Shape("形:N", scale=None),
            color=alt.Color("颜色:N", scale=None),
            tooltip=tips,
        )
    )
    return drawn


def _labels(points: pd.DataFrame, x: alt.X) -> Iterable[alt.Chart]:
    """The last figure of a line at its right, where nothing else is drawn; earlier ones above it."""
    y = alt.Y("字高:Q", axis=None)
    looks: tuple[tuple[bool, dict[str, Any]], ...] = ((True, {"align": "left", "dx": 11}), (False, {"align": "center"}))
    for ending, look in looks:
        some = points[(points["末"] == ending) & (points["标"] != "")]
        words = alt.Chart(some).mark_text(fontSize=11.5, color=INK, baseline="middle", **look)
        yield words.encode(x=x, y=y, text="标:N")


def _years(trends: Trends, points: pd.DataFrame, x: alt.X, y: alt.Y) -> alt.Chart:
    """Below each panel the years that something stands at."""
    found: list[tuple[int, int]] = []
    for panel, trend in enumerate(trends.goals):
        years = {point.year for line in trend.lines for point in line.points} | {trend.goal.target.year}
        if trend.paced and trend.goal.baseline is not None:
            years.add(trend.goal.baseline.year)
        found += [(year, panel * PANEL + YEARS) for year in sorted(years)]
    frame = pd.DataFrame([(year, high, str(year)) for year, high in found], columns=["年", "高", "字"])
    drawn: alt.Chart = alt.Chart(frame).mark_text(color=LINE, fontSize=11).encode(x=x, y=y, text="字:N")
    return drawn
