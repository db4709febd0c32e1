"""复核: marks too far apart, each rater's with its cell, and the mark and reason that are to stand instead."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from rating.district.people.roles import Thing
from rating.district.rounds.decisions import WHEN
from rating.district.rounds.evaluations import Saved
from rating.district.rounds.round import Part
from rating.insight.wide_spreads import WideSpread, wide_spreads
from rating.screens.parts.asked import attempt
from rating.screens.parts.held_draft import begun, draft, let_go, still_current
from rating.screens.parts.kept_edits import Rows, kept_editor, typed
from rating.screens.parts.markup import Markup, put, tag
from rating.screens.parts.notice import notice, say_next
from rating.screens.parts.tables import ROW, height, readable, wide
from rating.screens.visit.session import looked_at
from rating.screens.visit.where import Where
from rating.workflow.adjudication import OCCASION, settle
from rating.workflow.corrections import Proposed
from rating.workflow.round_page import RoundPage, changed_since

MARK, WHY, TABLE = "复核分", "理由", "table"
MOST_TALL = 14
TOLD = "请组织复核，填写复核分和理由；可以先填一部分。复核分代替各评估人的打分，原打分保留可查。"


def show_adjudication(here: Where, page: RoundPage, part: Part) -> None:
    saved, now = here.view.saved, looked_at()
    if saved is None or now is None:
        notice("还没有评定。在「数据导入」中核对并采用各评估人的评分表以后，分差过大的打分列在这里。")
        return
    spreads = now.once("wide spreads", lambda: wide_spreads(now.evaluation))
    waiting = [each for each in spreads if not each.settled]
    settled = [each for each in spreads if each.settled]
    if not waiting:
        notice("没有待复核的打分。" if settled else "各评估人的打分差距都在限度以内，没有需要复核的。", "good")
    elif page.round.state in WHEN[OCCASION] and page.may_change:
        _form(here, page, part, saved, waiting)
    else:
        notice(f"有 {len(waiting)} 处分差过大没有复核；复核只在「评分」和「复核」时进行。", "warning")
    if waiting:
        put(tag("h2", "各评估人的打分"), *(_marks(each) for each in waiting[:50]))
    if settled:
        put(tag("h2", f"已复核（{len(settled)}）"), _settled(settled))


def unsaved(part: Part) -> bool:
    """Whether marks or reasons were typed that are not saved."""
    held = begun(f"round_adjudication_{part.id}")
    return held is not None and bool(_typed(held.base, typed(held.key(TABLE))))


def _form(here: Where, page: RoundPage, part: Part, saved: Saved, found: Sequence[WideSpread]) -> None:
    """As it was begun: what somebody else settles meanwhile takes nothing of what was typed away."""
    held = draft(f"round_adjudication_{part.id}", saved.id, tuple(found))
    since, round_id = held.since, page.round.id
    held = still_current(
        held,
        saved.id,
        tuple(found),
        bool(typed(held.key(TABLE))),
        lambda: changed_since(here.database, here.person, round_id, since, (Thing.DECISION, Thing.EVALUATION)),
    )
    waiting: Sequence[WideSpread] = held.base
    put(
        tag("h2", f"待复核（{len(waiting)}）"),
        tag("p", TOLD, wide(), cls="quiet"),
    )
    frame = pd.DataFrame(
        {
            "站点": [each.station for each in waiting],
            "数据项": [each.title for each in waiting],
            "各人打分": ["、".join(f"{mark.rater} {mark.value}" for mark in each.marks) for each in waiting],
            "相差": [each.apart for each in waiting],
            "限度": [each.limit for each in waiting],
            MARK: [""] * len(waiting),
            WHY: [""] * len(waiting),
        }
    )
    rows = kept_editor(
        readable(frame),
        held.key(TABLE),
        column_config={
            MARK: st.column_config.TextColumn(MARK, width="small", max_chars=20),
            WHY: st.column_config.TextColumn(WHY, width="medium", max_chars=500),
        },
        disabled=["站点", "数据项", "各人打分", "相差", "限度"],
        hide_index=True,
        height=height(min(len(waiting), MOST_TALL)),
        row_height=ROW,
    )
    marks = _typed(waiting, rows)
    label = f"保存 {len(marks)} 处复核并重新评定"
    if st.button(label, key=held.key("save"), type="primary", disabled=not marks):
        with st.spinner("正在重新评定…"):
            done = attempt(lambda: settle(here.database, here.person, part.id, marks, held.seen))
        if done is not None:
            let_go(held)
            say_next(f"已复核 {len(marks)} 处，并作{done.title}。")


def _typed(waiting: Sequence[WideSpread], rows: Rows) -> list[Proposed]:
    """Rows in which anything was typed, also those that still lack a mark or a reason: they are told of."""
    found = []
    for row, cells in sorted(rows.items(), key=lambda each: each[0]):
        mark, why = (str(cells.get(name) or "").strip() for name in (MARK, WHY))
        if mark or why:
            spread = waiting[row]
            found.append(Proposed(spread.station_code, spread.field, mark, why))
    return found


def _marks(each: WideSpread) -> Markup:
    lines = (
        tag("li", f"{mark.rater}（{mark.role}）", tag("b", mark.value), "　", tag("span", mark.where, cls="quiet"))
        for mark in each.marks
    )
    about = f"用于「{'」「'.join(each.indicators)}」" if each.indicators else ""
    told = f"{each.station} · {each.title}：相差 {each.apart} 分，应{each.limit}"
    return tag("details", tag("summary", told), tag("ul", *lines), tag("p", about, cls="quiet") if about else None)


def _settled(settled: Sequence[WideSpread]) -> Markup:
    head = ("站点", "数据项", "各人打分", "复核分", "理由")
    rows = (
        tag(
            "tr",
            tag("td", tag("b", each.station)),
            tag("td", each.title),
            tag("td", "、".join(f"{mark.rater} {mark.value}" for mark in each.marks)),
            tag("td", each.settled),
            tag("td", each.why),
        )
        for each in settled
    )
    table = tag("table", tag("thead", tag("tr", *(tag("th", each) for each in head))), tag("tbody", *rows))
    return tag("div", table, cls="scroll")
