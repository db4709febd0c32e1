"""名册: the stations of the round, taken from the district's roster, with the differences to how it is now."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from rating.district.rounds.roster import Taken
from rating.district.rounds.round import Round
from rating.screens.parts.asked import attempt
from rating.screens.parts.held_draft import Draft, begun, draft, let_go, still_current
from rating.screens.parts.markup import put, tag, visible
from rating.screens.parts.notice import notice, say_next
from rating.screens.parts.tables import readable, show_table
from rating.screens.visit.where import Where
from rating.workflow import rounds as work
from rating.workflow.round_page import RoundPage, changed_since

WHAT = {"added": "名册新增", "removed": "名册移出", "changed": "信息变化"}


def show_roster(here: Where, page: RoundPage) -> None:
    frozen = page.round.state.frozen
    if not page.present and not page.stations:
        notice("站点名册还是空的。请管理员先在「站点名册」中导入站点。")
        return
    if not frozen and page.may_change:
        _take(here, page)
    elif frozen:
        put(tag("p", "已经开始评分，参评名册冻结；名册以后的变动不影响本轮。", cls="quiet"))
    if page.differences:
        _differences(page)
    if page.stations:
        _stations(page)


def unsaved(round_: Round) -> bool:
    """Whether stations were named that stay out, and the roster was not taken since."""
    held = begun(f"round_roster_{round_.id}")
    return held is not None and _typed(held) != held.base


def _typed(held: Draft) -> tuple[tuple[str, ...], ...]:
    """Kinds and codes that stay out, as the form held them at the end of the last rerun."""
    names = ("kinds", "codes")
    return tuple(tuple(st.session_state.get(held.key(name), held.base[n])) for n, name in enumerate(names))


def _take(here: Where, page: RoundPage) -> None:
    round_ = page.round
    if not page.parts:
        notice("请先在「分组与标准」中设定至少一组，再取用名册。")
        return
    base = (round_.left_out_kinds, round_.left_out_codes)
    held = draft(f"round_roster_{round_.id}", round_.version, base)
    since = held.since
    held = still_current(
        held,
        round_.version,
        base,
        _typed(held) != held.base,
        lambda: changed_since(here.database, here.person, round_.id, since),
    )
    kinds, codes = _left_out(held, page)
    words = "重新取用站点名册" if page.stations else "取用站点名册"
    if st.button(words, key=held.key("take"), type="primary" if page.differences else "secondary"):
        taken = attempt(lambda: work.set_roster(here.database, here.person, round_.id, held.seen, kinds, codes))
        if taken is not None:
            let_go(held)
            say_next(_said(taken))


def _left_out(held: Draft, page: RoundPage) -> tuple[list[str], list[str]]:
    names = {station.code: station.name for station in page.present}
    with st.expander("本轮不参评的站点", expanded=bool(held.base[0] or held.base[1])):
        kinds: list[str] = st.multiselect(
            "整类不参评",
            sorted({*page.kinds, *held.base[0]}),
            list(held.base[0]),
            format_func=visible,
            key=held.key("kinds"),
            persist_state="session",
            placeholder="没有",
        )
        codes: list[str] = st.multiselect(
            "个别站点不参评，如成立不满一年",
            sorted({*names, *held.base[1]}),
            list(held.base[1]),
            format_func=lambda code: visible(f"{code} {names.get(code, '')}"),
            key=held.key("codes"),
            persist_state="session",
            placeholder="没有",
        )
    return kinds, codes


def _said(taken: Taken) -> str:
    counts = {what: sum(each.what == what for each in taken.differences) for what in WHAT}
    told = "，".join(f"{WHAT[what]} {count}" for what, count in counts.items() if count)
    gone = f"随移出的站点删去 {taken.unassigned} 项分工。" if taken.unassigned else ""
    return f"已取用名册，{taken.stations} 个站点参评" + (f"（{told}）。" if told else "。") + gone


def _differences(page: RoundPage) -> None:
    put(tag("h2", f"名册与本轮的不同（{len(page.differences)}）"))
    frame = pd.DataFrame(
        {
            "代码": [each.code for each in page.differences],
            "站点": [each.name for each in page.differences],
            "不同": [WHAT[each.what] for each in page.differences],
            "说明": [each.words for each in page.differences],
        }
    )
    show_table(readable(frame), key="round_roster_differences")


def _stations(page: RoundPage) -> None:
    titles = {part.id: part.title for part in page.parts}
    put(tag("h2", f"参评站点（{len(page.stations)}）"))
    frame = pd.DataFrame(
        {
            "代码": [each.code for each in page.stations],
            "站点": [each.name for each in page.stations],
            "类型": [each.kind for each in page.stations],
            "街镇": [each.street for each in page.stations],
            "组": [titles.get(each.part_id, "") for each in page.stations],
        }
    )
    show_table(readable(frame), key="round_roster_stations")
