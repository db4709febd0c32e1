"""对比: two rounds, who moved, and what moved them; changes of the rubric told apart from changes of the work."""

from __future__ import annotations

import streamlit as st

from rating.export.comparison_charts import movement_lines
from rating.insight.comparison.compare import Comparison
from rating.insight.comparison.movement import Movement
from rating.screens.comparison_sections import comparison_tables as made
from rating.screens.comparison_sections.comparison_words import lead, limits, named, rounds
from rating.screens.comparison_sections.earlier_choice import chosen_comparison
from rating.screens.frame import frame
from rating.screens.frame.downloads import table_downloads
from rating.screens.frame.drawing import drawing, show_drawing
from rating.screens.frame.foot import foot
from rating.screens.parts.markup import CHOOSE, plain_text, put, tag, visible
from rating.screens.parts.written_table import folded, written_table
from rating.screens.visit import where
from rating.screens.visit.session import Shown, shown
from rating.screens.visit.where import watched

TITLE = "对比"
MOST_DRAWN = 60
MOST_CHANGES = 6
"""Changes of the rubric that stand open; more are folded away."""


def show() -> None:
    now = shown()
    head = st.container()
    badge = frame.standing_badge(now.evaluation.rubric.standing_title)
    found = chosen_comparison(now)
    with head:
        frame.masthead(TITLE, badge, lead=lead(found) if found else _nothing(now))
    if found is not None:
        _body(now, found)
    foot(now)


def _nothing(now: Shown) -> str:
    if not len(now.evaluation.roster):
        return "还没有单位。请先在「数据导入」中选择文件。"
    if where.here() is None:
        return "请选择上一轮导出的 JSON 结果，与正在查看的结果比较。"
    return "本区没有可以比较的上一轮结果；有上一轮导出的 JSON 结果的，可以在下面选择文件。"


def _body(now: Shown, found: Comparison) -> None:
    put(tag("p", rounds(found), cls="quiet"))
    _rubric_changes(found)
    if found.stations:
        _movements(found)
        _one_station(found)
        _summaries(found)
    _who_else(found)
    told = limits(found)
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
def _movements(found: Comparison) -> None:
    """One kind at a time: the lines, and the same stations in a table."""
    put(tag("h2", "各单位的变化"))
    kinds = [each.title for each in found.by_kind]
    kind = kinds[0]
    if len(kinds) > 1:
        kind = (
            st.segmented_control(
                "类型", kinds, default=kind, required=True, format_func=plain_text, key="comparison_kind"
            )
            or kind
        )
    moves = made.in_order([each for each in found.stations if each.kind == kind])
    names = made.names_of(moves, kind)
    known = [each for each in moves if each.change is not None]
    if known:
        show_drawing(drawing(movement_lines(known[:MOST_DRAWN], names, kind)), "movement_lines")
    aside = (
        f"只画出前 {MOST_DRAWN} 个，其余请看表格。" if len(known) > MOST_DRAWN else "",
        f"{len(moves) - len(known)} 个单位有一轮总分暂缺，没有画出。" if len(moves) > len(known) else "",
    )
    put(
        tag("p", *aside, cls="quiet") if any(aside) else None,
        written_table(made.movement_table(moves, names), MOST_DRAWN),
    )


@watched
def _one_station(found: Comparison) -> None:
    put(tag("h2", "一个站点的各项变化"))
    by_code = {each.station_code: each for each in found.stations}
    code = st.selectbox(
        "选择站点",
        list(by_code),
        format_func=lambda code: visible(by_code[code].name),
        key="comparison_station",
        placeholder=CHOOSE,
    )
    each: Movement = by_code[code]
    table = made.indicator_table(each)
    put(
        tag("p", each.sentence, "。"),
        written_table(table) if len(table) else tag("p", "各项指标都没有变化。"),
    )


def _summaries(found: Comparison) -> None:
    put(tag("h2", "按类型"), written_table(made.summary_table(found.by_kind, "类型")))
    streets = found.by_street
    if 1 < len(streets) < len(found.stations):
        put(tag("h2", "按街镇"), written_table(made.summary_table(streets, "街镇")))


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
