"""排名: the rated stations of one group, best first; the others apart, each with its reason."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from rating.export import charts
from rating.insight import tables
from rating.screens.frame import frame
from rating.screens.frame.downloads import excel_download
from rating.screens.frame.drawing import drawing, show_drawing
from rating.screens.frame.foot import foot
from rating.screens.parts.markup import CHOOSE, plain_text, put, tag
from rating.screens.parts.tables import show_table
from rating.screens.result_sections.chart_figures import ranked_figures
from rating.screens.result_sections.ranking_view import GroupView, group_view
from rating.screens.visit.session import Shown, shown
from rating.screens.visit.where import watched

ALL_STREETS, ALL_STARS = "全部街道", "全部星级"
MOST_BARS = 60
FEW = 30
"""So many unranked stations can be picked by name below their table."""


def show() -> None:
    now = shown()
    counted = now.once("summary", lambda: tables.summary(now.evaluation))
    apart = counted.stations - counted.rated
    rest = f"，{apart} 个单独列出并说明原因。" if apart else "。"
    frame.masthead(
        "排名",
        frame.standing_badge(now.evaluation.rubric.standing_title),
        lead=f"{counted.stations} 个单位中 {counted.rated} 个已排名{rest}",
    )
    if not counted.stations:
        put(tag("p", "还没有单位可以排名。请先在「数据导入」中选择文件。"), cls="notice-box")
        return
    _groups(now)
    excel_download(now)
    foot(now)


@watched
def _groups(now: Shown) -> None:
    """A fragment, so that choosing and searching redraw the table and nothing around it."""
    groups = now.once("groups", lambda: tables.groups(now.evaluation))
    group = groups[0]
    if len(groups) > 1:
        group = (
            st.segmented_control(
                "类型", groups, default=group, required=True, format_func=plain_text, key="ranking_group"
            )
            or group
        )
    view = now.once(f"ranking {group}", lambda: group_view(now.evaluation, group))
    _ranked(now, view)
    _unranked(now, view)


def _ranked(now: Shown, view: GroupView) -> None:
    if view.ranked.empty:
        put(tag("p", "这一类还没有单位完成评定，原因见下表。"), cls="notice-box")
        return
    chosen, as_chart = _filtered(view)
    if chosen.empty:
        put(tag("p", "没有符合条件的单位，请放宽筛选条件。"), cls="notice-box")
        return
    if as_chart:
        _drawn(now, view, chosen)
        return
    table = view.grid if chosen is view.ranked else chosen
    event = show_table(table, view.columns, on_select="rerun", selection_mode="single-cell", key="ranking_table")
    put(tag("p", f"共 {len(chosen)} 个单位。点击任一行查看该站得分明细。", cls="quiet on-screen"), view.printed)
    cells = event.selection.cells
    if cells:
        _open(now, int(chosen.index[cells[0][0]]))


def _drawn(now: Shown, view: GroupView, chosen: pd.DataFrame) -> None:
    """The same stations as bars, the first of them; a long list is for the table."""
    rows = [int(row) for row in chosen.index[:MOST_BARS]]
    names = {row: str(view.ranked["站点"][row]) for row in rows}
    figures = ranked_figures(chosen[: len(rows)], now.evaluation.ratings.decimals)
    show_drawing(drawing(charts.ranked_bars(now.evaluation, rows, names)), "ranking_bars", figures)
    rest = len(chosen) - len(rows)
    put(tag("p", f"另有 {rest} 个单位，请看表格。", cls="quiet") if rest else None, view.printed)


def _filtered(view: GroupView) -> tuple[pd.DataFrame, bool]:
    """The rows that are asked for, and whether as bars."""
    street, star = ALL_STREETS, ALL_STARS
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if view.street_choices:
            street = st.selectbox("街道", [ALL_STREETS, *view.street_choices], key="ranking_street", placeholder=CHOOSE)
        if view.star_choices:
            star = st.selectbox("星级", [ALL_STARS, *view.star_choices], key="ranking_star", placeholder=CHOOSE)
        words = st.text_input("查找站点", placeholder="输入名称中的字", key="ranking_search").strip()
        as_chart = st.toggle("看图", key="ranking_chart")
    kept = view.ranked
    if street != ALL_STREETS:
        kept = kept[view.streets.loc[kept.index] == street]
    if star != ALL_STARS:
        kept = kept[kept["星级"] == star]
    if words:
        kept = kept[view.names.loc[kept.index].str.contains(words, regex=False)]
    return kept, as_chart


def _unranked(now: Shown, view: GroupView) -> None:
    """Apart, in full sentences, with a way to each."""
    if view.apart is None:
        return
    put(tag("h2", f"未排名的单位（{len(view.apart_rows)}）"), view.apart)
    if len(view.apart_rows) <= FEW:
        names = now.evaluation.roster.name
        row = st.pills(
            "查看未排名单位的明细", view.apart_rows, format_func=lambda row: plain_text(names[row]), key="ranking_apart"
        )
        if row is not None:
            _open(now, row)


def _open(now: Shown, station: int) -> None:
    st.switch_page(frame.page_file("station"), query_params={"station": now.evaluation.roster.code[station]})


if __name__ == "__main__":
    show()
