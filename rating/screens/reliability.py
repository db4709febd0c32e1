"""可靠性: how far the result may be leaned on, and what should be looked at again before it is announced."""

from __future__ import annotations

import streamlit as st

from rating.export.certainty_charts import rank_intervals
from rating.insight import tables
from rating.insight.certainty.certainty import Certainty
from rating.insight.certainty.close_calls import by_cut, raters_apart
from rating.insight.wide_spreads import wide_spreads
from rating.screens.frame import frame
from rating.screens.frame.downloads import table_downloads
from rating.screens.frame.drawing import show_chart
from rating.screens.frame.empty import to_import
from rating.screens.frame.foot import foot
from rating.screens.parts.markup import plain_text, put, tag
from rating.screens.parts.round_link import REVIEW, open_round
from rating.screens.parts.written_table import folded, written_table
from rating.screens.reliability_sections import certainty_tables as made
from rating.screens.reliability_sections.certainty_words import cut_title, lead, method_words
from rating.screens.reliability_sections.working_out import asked_for, certainty_of, waits_for_the_button
from rating.screens.visit import where
from rating.screens.visit.session import Shown, shown
from rating.screens.visit.where import watched

TITLE = "可靠性"
NONE_OUTLYING = "没有发现明显偏离的打分。同一单位同一项目至少有三个人打分，才看得出哪一个与众不同。"
MOST_BARS, MOST_ROWS = 30, 60
"""Stations as bars, which fit on a sheet of A4, and in the table beside them."""
FEW = 30
"""So many stations can be picked by name below a table, the nearest first."""
MOST_CLOSE = 15
"""Calls of one cut score that stand on the page, the nearest first; all are in the download."""


def show() -> None:
    now = shown()
    head = st.empty()
    badge = frame.standing_badge(now.evaluation.rubric.standing_title)
    stations = len(now.evaluation.roster)
    if not stations:
        with head:
            frame.masthead(TITLE, badge, lead="还没有单位。请先在「数据导入」中选择文件。")
        to_import(where.here())
        foot(now)
        return
    with head:
        frame.masthead(TITLE, badge, lead="正在计算：权重扰动、去掉单项指标、评估人之间的比较。")
    if waits_for_the_button(now) and not asked_for():
        with head:
            frame.masthead(TITLE, badge, lead=f"{stations:,} 个单位的可靠性还没有计算。")
        return
    found = certainty_of(now)
    with head:
        frame.masthead(TITLE, badge, lead=lead(now.evaluation, found))
    _body(now, found)


def _body(now: Shown, found: Certainty) -> None:
    put(tag("h2", "名次区间和星级稳定性"))
    _intervals(now, found)
    _close_calls(now, found)
    _left_out(now, found)
    _raters(now, found)
    _outliers(now, found)
    _samples(now, found)
    put(tag("h2", "这说明什么、不说明什么"), *(tag("p", each) for each in method_words(found)))
    _downloads(now, found)
    foot(now)


@watched
def _intervals(now: Shown, found: Certainty) -> None:
    """One group at a time: its bars, and the same stations in a table."""
    if found.weights.sentence:
        put(tag("p", found.weights.sentence), cls="notice-box")
    if not (found.weights.best > 0).any():
        return
    groups = [each for each in tables.groups(now.evaluation) if len(tables.ranked_rows(now.evaluation, each))]
    group = groups[0]
    if len(groups) > 1:
        group = (
            st.segmented_control(
                "类型", groups, default=group, required=True, format_func=plain_text, key="certainty_group"
            )
            or group
        )
    rows = [int(row) for row in tables.ranked_rows(now.evaluation, group)]
    names = now.once(f"certainty names {group}", lambda: made.names_of(now.evaluation, rows, group))
    listing = now.once(f"stability {group}", lambda: made.stability(now.evaluation, found, group))
    if len(rows) == 1:
        put(tag("p", "这一类只有一个已评定的单位，名次没有可比的对象。", cls="quiet"))
    drawn, beside = st.columns([5, 6], gap="medium")
    with drawn:
        bars = rows[:MOST_BARS]
        show_chart(
            now,
            f"rank_intervals {group}",
            lambda: rank_intervals(now.evaluation, found.weights, bars, names),
            "rank_intervals",
        )
        if len(rows) > len(bars):
            put(tag("p", f"只画出前 {len(bars)} 个，其余请看表格。", cls="quiet"))
    with beside:
        put(written_table(listing, MOST_ROWS))


def _close_calls(now: Shown, found: Certainty) -> None:
    put(tag("h2", "临界"))
    if not now.evaluation.rubric.has_bands:
        put(tag("p", "评分标准没有设等级，没有分数线。"))
        return
    if not found.close_calls:
        put(tag("p", "没有。没有单位因为取整或评估人之间的差异而可能落到分数线的另一边。"))
        return
    apart = raters_apart(now.evaluation, found.close_calls)
    if apart:
        put(tag("p", apart), cls="notice-box warning")
    for of_cut in by_cut(found.close_calls):
        put(tag("h3", cut_title(of_cut)), written_table(made.close_calls_table(of_cut), MOST_CLOSE))
    table_downloads(now, {"临界站点": lambda: made.all_close_calls(found)})
    _to_station(now, list(dict.fromkeys(call.row for call in found.close_calls)), "close_station")


def _left_out(now: Shown, found: Certainty) -> None:
    stars = now.evaluation.rubric.has_bands
    put(tag("h2", "去掉某项指标会怎样"))
    if not found.indicators:
        put(tag("p", "计分的指标只有一项，无从比较。"))
    else:
        told = "逐项试算：该项视为所有单位的合理缺项，分值由其余各项分摊。影响大的在前。"
        put(tag("p", told, cls="quiet"), written_table(made.left_out_table(found.indicators, "去掉的指标", stars)))
    put(tag("h2", "去掉某位评估人会怎样"))
    if not found.left_out_raters:
        put(tag("p", "没有计入得分的评估人打分。"))
        return
    if len(found.left_out_raters) == 1:
        put(tag("p", "只有一位评估人，去掉以后没有打分可用，下表只说明结果依赖这一位的程度。"))
    put(written_table(made.left_out_table(found.left_out_raters, "去掉的评估人", stars)))


def _raters(now: Shown, found: Certainty) -> None:
    put(tag("h2", "评估人：宽严、离散、一致性"))
    if not found.raters:
        put(tag("p", "没有评估人打分，无从比较宽严和一致性。"))
        return
    if len(found.raters) == 1:
        put(tag("p", "只有一位评估人打分，无从比较宽严和一致性。"))
    told = "宽严是与其他评估人对同一单位同一项目的打分之差，离散是本人打分高低相差的程度，都按占满分的比例计。"
    put(
        tag("p", told, cls="quiet"),
        written_table(made.raters_table(found)),
        folded("逐人说明", tag("ul", *(tag("li", each) for each in made.rater_sentences(found)))),
        *((tag("h3", "各项打分的一致性"), written_table(made.agreement_table(found))) if found.agreements else ()),
    )


def _outliers(now: Shown, found: Certainty) -> None:
    put(tag("h2", "建议复核的打分"))
    waiting = now.once("spreads waiting", lambda: sum(not each.settled for each in wide_spreads(now.evaluation)))
    if found.outlying_marks:
        put(written_table(made.outliers_table(found)))
    else:
        put(tag("p", NONE_OUTLYING))
    if waiting:
        put(tag("p", f"另有 {waiting:,} 处评估人分差超过评分标准的规定，有关站点复核以后才能评定。"))
    if not (found.outlying_marks or waiting) or where.here() is None or not frame.offers("rounds"):
        return
    put(tag("p", "复核分和理由在「轮次」的「复核」中录入。", cls="quiet on-screen"))
    if st.button("去轮次复核", key="certainty_review"):
        open_round(REVIEW)


def _samples(now: Shown, found: Certainty) -> None:
    put(tag("h2", "问卷样本"))
    asked = any(
        rule is not None and rule.survey is not None
        for node in now.evaluation.rubric.indicators
        for rule in (node.rule, *node.rule_by_kind.values())
    )
    if not asked:
        put(tag("p", "评分标准没有规定最低样本数的问卷指标。"))
    elif not found.small_samples:
        put(tag("p", "没有样本不足的问卷。"))
    else:
        put(written_table(made.samples_table(found)))


def _to_station(now: Shown, rows: list[int], key: str) -> None:
    """A way to each of a few stations."""
    if not rows:
        return
    names = now.evaluation.roster.name
    label = "查看站点明细" if len(rows) <= FEW else f"查看站点明细（离分数线最近的 {FEW} 个，其余在「站点」中查看）"
    row = st.pills(label, rows[:FEW], format_func=lambda row: plain_text(names[row]), key=key)
    if row is not None:
        code = now.evaluation.roster.code[row]
        st.switch_page(frame.page_file("station"), query_params={"station": code})


def _downloads(now: Shown, found: Certainty) -> None:
    listings = {
        "名次区间": lambda: made.stability(now.evaluation, found),
        "去掉某项指标": lambda: made.left_out_table(found.indicators, "去掉的指标", now.evaluation.rubric.has_bands),
    }
    table_downloads(now, listings)


if __name__ == "__main__":
    show()
