"""Movement between two rounds: one line a station, from the earlier total to the later one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import altair as alt
import pandas as pd

from rating.export.chart_style import INK, LINE, PALE, ROW, WARN, Chart, finished, rows_axis, star_colours
from rating.insight.comparison.movement import Movement, signed
from rating.insight.policy_words import stars_in_words

ROOM = 1.12
"""An axis of points reaches a little past the full marks, where the change is written."""
BEFORE, AFTER = 45, 150
"""Area of a point in pixels."""
NO_STARS = "没有星级"


def movement_lines(moves: Sequence[Movement], names: Mapping[str, str] | None = None, kind: str = "") -> Chart:
    """Stations whose totals are known in both rounds, in the order given: small point before, large point after.

    Points have the colour of the stars. Where the full marks are not the same everywhere, shares of them are drawn.
    `names` by the station's code, as in the table beside it.
    """
    known = [each for each in moves if each.total_before is not None and each.total_after is not None]
    marks = {full for each in known for full in (each.full_before, each.full_after)}
    whole = float(marks.pop()) if len(marks) == 1 else None
    ends = _ends(known, names or {}, as_share=whole is None)
    top, least = whole or 1.0, min(0.0, *ends["值"], 0.0)
    ticks = [top * part / 5 for part in range(6)]
    scale = alt.Scale(domain=[least, max(top, *ends["值"], top) * ROOM])
    title = f"{'总分' if whole else '得分率'}（小点为上一轮，大点为本轮）"
    shown = alt.Undefined if whole else ".0%"
    axis = alt.Axis(values=ticks, labelOverlap=True, title=title, format=shown)
    order = list(dict.fromkeys(ends["站点"]))
    tips = ["站点:N", "轮次:N", "总分:N", "星级:N"]
    base = alt.Chart(ends).encode(y=rows_axis("站点", order), x=alt.X("值:Q", axis=axis, scale=scale))
    points = base.mark_circle(stroke=LINE, strokeWidth=0.8, opacity=1).encode(
        size=alt.Size("大小:Q", scale=None), color=_star_colour(ends), tooltip=tips
    )
    return finished(_lines(ends, order) + points + _words(ends, order), movement_finding(moves, kind), _height(order))


def _height(order: Sequence[str]) -> float:
    return ROW * 1.05 * max(len(order), 1)


def _ends(known: Sequence[Movement], names: Mapping[str, str], as_share: bool) -> pd.DataFrame:
    """Two rows a station. Its change stands with the end that lies further right."""
    rows = []
    for each in known:
        assert each.total_before is not None and each.total_after is not None
        values = (
            _value(each.total_before, each.full_before, as_share),
            _value(each.total_after, each.full_after, as_share),
        )
        name = names.get(each.station_code, each.name)
        told = signed(each.change or Decimal(0))
        first = ("上一轮", values[0], each.total_before, each.stars_before, BEFORE)
        for title, value, total, stars, size in (first, ("本轮", values[1], each.total_after, each.stars_after, AFTER)):
            rows.append((name, title, value, str(total), -1 if stars is None else stars, size, told, *values))
    frame = pd.DataFrame(rows, columns=["站点", "轮次", "值", "总分", "星", "大小", "变化", "起", "止"])
    frame["星级"] = [NO_STARS if stars < 0 else stars_in_words(stars) for stars in frame["星"]]
    return frame


def _value(total: Decimal, full: Decimal, as_share: bool) -> float:
    return float(total / full) if as_share and full else float(total)


def _lines(ends: pd.DataFrame, order: list[str]) -> alt.Chart:
    """From one end to the other; amber where the total fell."""
    spans = ends[ends["轮次"] == "本轮"].assign(颜色=_line_colours)
    drawn: alt.Chart = (
        alt.Chart(spans)
        .mark_rule(strokeWidth=4)
        .encode(y=rows_axis("站点", order), x="起:Q", x2="止:Q", color=alt.Color("颜色:N", scale=None))
    )
    return drawn


def _line_colours(rows: pd.DataFrame) -> list[str]:
    return [WARN if end < start else PALE for start, end in zip(rows["起"], rows["止"], strict=True)]


def _words(ends: pd.DataFrame, order: list[str]) -> alt.Chart:
    after = ends[ends["轮次"] == "本轮"]
    beside = after.assign(右=after[["起", "止"]].max(axis=1))
    drawn: alt.Chart = (
        alt.Chart(beside)
        .mark_text(align="left", dx=11, color=INK)
        .encode(y=rows_axis("站点", order), x="右:Q", text="变化:N")
    )
    return drawn


def _star_colour(ends: pd.DataFrame) -> alt.Color:
    """The ramp for the stars that occur in either round, the most first."""
    found = sorted(set(ends["星"]), reverse=True)
    colours = star_colours(max([1, *found]))
    names = [NO_STARS if stars < 0 else stars_in_words(stars) for stars in found]
    legend = alt.Legend(title=None, orient="bottom", columns=4, symbolType="circle", symbolSize=110)
    scale = alt.Scale(domain=names, range=[colours[int(stars)] for stars in found])
    return alt.Color("星级:N", scale=scale, sort=None, legend=legend)


def movement_finding(moves: Sequence[Movement], kind: str = "") -> str:
    """综合站 12 个中 9 个升星，0 个降星; without stars, whose totals rose and fell."""
    named = f"{kind}站 " if kind else ""
    starred = [each for each in moves if each.stars_before is not None and each.stars_after is not None]
    if starred:
        up, down = (sum(each.stars_moved * sign > 0 for each in starred) for sign in (1, -1))
        return f"{named}{len(starred)} 个两轮都有星级，{up} 个升星，{down} 个降星"
    changes = [each.change for each in moves if each.change is not None]
    if not changes:
        return f"{named}没有两轮总分都已知的单位"
    up, down = sum(each > 0 for each in changes), sum(each < 0 for each in changes)
    return f"{named}{len(changes)} 个两轮都有总分，{up} 个升，{down} 个降"
