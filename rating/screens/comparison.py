"""对比: two rounds, who moved, and what moved them; changes of the rubric told apart from changes of the work."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from rating.export.comparison_charts import movement_lines
from rating.insight.comparison.compare import Comparison
from rating.insight.comparison.movement import Movement
from rating.screens.comparison_sections import comparison_tables as made
from rating.screens.comparison_sections.compared import Compared
from rating.screens.comparison_sections.comparison_words import lead, limits, named, rounds
from rating.screens.comparison_sections.earlier_choice import chosen_comparison
from rating.screens.comparison_sections.kind_view import ALL_MOVES, ALL_STREETS, KindView, asked_for, kind_view
from rating.screens.frame import frame
from rating.screens.frame.downloads import table_downloads
from rating.screens.frame.drawing import Drawing, drawing, show_drawing
from rating.screens.frame.empty import to_import
from rating.screens.frame.foot import foot
from rating.screens.parts.markup import CHOOSE, Markup, join, plain_text, put, tag, visible
from rating.screens.parts.written_table import folded, written_table
from rating.screens.visit import where
from rating.screens.visit.session import Shown, shown
from rating.screens.visit.where import watched

TITLE = "对比"
MOST_DRAWN, MOST_LISTED = 30, 60
"""Stations as lines, which fit on a sheet of A4 with legible names, and in the table below."""
FEW = 20
"""So many stations are seen at a glance; more have filters above them."""
MOST_OFFERED = 500
"""Stations in the chooser; with more, those that are asked for by the filters."""
MOST_CHANGES = 6
"""Changes of the rubric that stand open; more are folded away."""


def show() -> None:
    now = shown()
    head = st.container()
    badge = frame.standing_badge(now.evaluation.rubric.standing_title)
    if not len(now.evaluation.roster):
        with head:
            frame.masthead(TITLE, badge, lead=_nothing(now))
        to_import(where.here())
        foot(now)
        return
    kept = chosen_comparison(now)
    with head:
        frame.masthead(TITLE, badge, lead=kept.once("lead", lambda: lead(kept.found)) if kept else _nothing(now))
    if kept is not None:
        _body(now, kept)
    foot(now)


def _nothing(now: Shown) -> str:
    if not len(now.evaluation.roster):
        return "还没有单位。请先在「数据导入」中选择文件。"
    if where.here() is None:
        return "请选择上一轮导出的 JSON 结果，与正在查看的结果比较。"
    return "本区没有可以比较的上一轮结果；有上一轮导出的 JSON 结果的，可以在下面选择文件。"


def _body(now: Shown, kept: Compared) -> None:
    found = kept.found
    put(tag("p", rounds(found), cls="quiet"))
    _rubric_changes(found)
    if found.stations:
        _stations(kept)
        put(*kept.once("summaries", lambda: _summaries(found)))
    _who_else(found)
    told = kept.once("limits", lambda: limits(found))
    if told:
        put(tag("h2", "分不清的和要留意的"), tag("ul", *(tag("li", each) for each in told)))
    if found.stations:
        listings = {"两轮对比": lambda: made.whole_table(found), "各指标变化": lambda: made.indicator_moves(found)}
        table_downloads(now, listings)


def _rubric_changes(found: Comparison) -> None:
    """First, for they explain what no station did."""
    if not found.rubric_changes:
        return
    lines = [tag("li", each.sentence, "。") for each in found.rubric_changes]
    put(
        tag("h2", f"评分标准的调整（{len(lines)}）"),
        tag("ul", *lines[:MOST_CHANGES]),
        folded(f"其余 {len(lines) - MOST_CHANGES} 处", tag("ul", *lines[MOST_CHANGES:]))
        if len(lines) > MOST_CHANGES
        else None,
    )


@watched
def _stations(kept: Compared) -> None:
    """One kind at a time: what is asked for, as lines, in a table, and one of them in detail."""
    put(tag("h2", "各单位的变化"))
    kinds = [each.title for each in kept.found.by_kind]
    kind = kinds[0]
    if len(kinds) > 1:
        kind = (
            st.segmented_control(
                "类型", kinds, default=kind, required=True, format_func=plain_text, key="comparison_kind"
            )
            or kind
        )
    view = kept.once(f"kind {kind}", lambda: kind_view(kept.found, kind))
    moves = _asked_for(view)
    if not moves:
        put(tag("p", "没有符合条件的单位，请放宽筛选条件。"), cls="notice-box")
        return
    _movements(kept, view, moves)
    _one_station(moves)


def _asked_for(view: KindView) -> Sequence[Movement]:
    """The filters, where there is more than one screen can show."""
    if len(view.moves) <= FEW:
        return view.moves
    street, way = ALL_STREETS, ALL_MOVES
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if view.streets:
            street = st.selectbox("街镇", [ALL_STREETS, *view.streets], key="comparison_street", placeholder=CHOOSE)
        if view.ways:
            way = st.selectbox("变化", [ALL_MOVES, *view.ways], key="comparison_way", placeholder=CHOOSE)
        words = st.text_input("查找站点", placeholder="名称中的字或代码", key="comparison_search").strip()
    return asked_for(view, street, way, words)


def _movements(kept: Compared, view: KindView, moves: Sequence[Movement]) -> None:
    known = [each for each in moves if each.change is not None]
    if known:
        show_drawing(_lines(kept, view, known, whole=moves is view.moves), "movement_lines")
    aside = (
        f"只画出前 {MOST_DRAWN} 个，其余请筛选或看表格。" if len(known) > MOST_DRAWN else "",
        f"{len(moves) - len(known):,} 个单位有一轮总分暂缺，没有画出。" if len(moves) > len(known) else "",
    )
    rest = len(moves) - MOST_LISTED
    put(
        tag("p", *aside, cls="quiet") if any(aside) else None,
        written_table(
            made.movement_table(moves[:MOST_LISTED], view.names, parted=not kept.found.same_rubric), MOST_LISTED
        ),
        tag("p", f"另有 {rest:,} 个单位，请筛选，或下载表格查看。", cls="quiet") if rest > 0 else None,
    )


def _lines(kept: Compared, view: KindView, known: Sequence[Movement], *, whole: bool) -> Drawing:
    """Of a whole kind drawn once; of what somebody asks for drawn for them."""

    def draw() -> Drawing:
        return drawing(movement_lines(known[:MOST_DRAWN], view.names, view.kind))

    return kept.once(f"lines {view.kind}", draw) if whole else draw()


def _one_station(moves: Sequence[Movement]) -> None:
    put(tag("h2", "一个站点的各项变化"))
    by_code = {each.station_code: each for each in moves[:MOST_OFFERED]}
    label = "选择站点"
    if len(moves) > MOST_OFFERED:
        label += f"（列出前 {MOST_OFFERED} 个，其余请先在上面筛选或查找）"
    code = st.selectbox(
        label,
        list(by_code),
        format_func=lambda code: visible(by_code[code].name),
        key="comparison_station",
        placeholder=CHOOSE,
    )
    each = by_code[code]
    table = made.indicator_table(each)
    put(
        tag("h3", each.name, cls="on-paper"),
        tag("p", each.sentence, "。"),
        written_table(table) if len(table) else tag("p", "各项指标都没有变化。"),
    )


def _summaries(found: Comparison) -> tuple[Markup, ...]:
    streets = found.by_street
    parted = {"类型": found.by_kind, "街镇": streets if 1 < len(streets) < len(found.stations) else ()}
    tables = {part: made.summary_table(rows, part) for part, rows in parted.items() if rows}
    return tuple(join((tag("h2", f"按{part}"), written_table(table))) for part, table in tables.items())


def _who_else(found: Comparison) -> None:
    lines = [
        named(title, names)
        for title, names in (("本轮新参加的", found.new), ("上一轮有、本轮没有的", found.gone))
        if names
    ]
    if lines:
        put(tag("h2", "只参加了一轮的单位"), *(tag("p", line) for line in lines))


if __name__ == "__main__":
    show()
