"""轮次: one assessment round from plan to end; its state and next step above, everything that belongs to it below."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from rating.district.rounds.round import Part, Round
from rating.district.rounds.round_history import Waiting
from rating.district.rounds.states import State
from rating.screens.frame import frame
from rating.screens.frame.empty import next_step
from rating.screens.parts.asked import attempt
from rating.screens.parts.markup import CHOOSE, Markup, put, tag, visible
from rating.screens.parts.moments import day_text, days_left
from rating.screens.parts.notice import notice, said
from rating.screens.parts.round_link import DUTIES, PROGRESS, REVIEW, asked_section
from rating.screens.round_sections import round_adjudication, round_duties, round_parts, round_plan, round_roster
from rating.screens.round_sections.round_adjudication import show_adjudication
from rating.screens.round_sections.round_duties import show_duties
from rating.screens.round_sections.round_history import show_history
from rating.screens.round_sections.round_parts import show_parts
from rating.screens.round_sections.round_plan import show_new, show_plan
from rating.screens.round_sections.round_progress import show_progress
from rating.screens.round_sections.round_roster import show_roster
from rating.screens.round_sections.round_steps import show_rail, show_steps
from rating.screens.visit import where
from rating.screens.visit.where import CHOSEN, Where
from rating.workflow.round_page import RoundPage, round_page, rounds_waiting

TITLE = "轮次"
PLAN, PARTS, ROSTER, HISTORY, ALL = "方案", "分组与标准", "名册", "历次记录", "全部轮次"
SECTIONS = (PLAN, PARTS, ROSTER, DUTIES, PROGRESS, REVIEW, HISTORY, ALL)
BEGINS_WITH = {State.DRAFT: PLAN, State.OPEN: PROGRESS, State.SCORING: PROGRESS, State.REVIEWED: REVIEW}
DEADLINES = {
    State.OPEN: ("填报截止", "fill_until"),
    State.SCORING: ("评分截止", "score_until"),
    State.ANNOUNCED: ("公示与异议截止", "object_until"),
    State.RECTIFICATION: ("整改截止", "rectify_until"),
}
Section = Callable[[Where, RoundPage, Part], None]
OF_A_PART: Mapping[str, Section] = {
    DUTIES: show_duties,
    PROGRESS: lambda here, _, part: show_progress(here, part),
    REVIEW: show_adjudication,
}


def show() -> None:
    here = where.here()
    if here is None or here.view.district is None:
        frame.masthead(TITLE)
        if here is None:
            notice("这一页在建立账号以后使用：评估轮次从方案到定级在这里推进。")
        next_step(here)
        return
    if here.view.round is None:
        frame.masthead(TITLE, lead="本区还没有评估轮次。请先填写方案，建立第一轮。")
        show_new(here)
        return
    round_id = here.view.round.id
    page = attempt(lambda: round_page(here.database, here.person, round_id))
    if page is None:
        frame.masthead(TITLE)
        return
    frame.masthead(page.round.title, tag("span", page.round.state.title, cls="badge firm"), lead=_lead(page))
    show_rail(page.round.state)
    said()
    show_steps(here, page)
    _section(here, page)


def _lead(page: RoundPage) -> str:
    """215 个站点，2 组；评分截止 2026-03-01（还有 3 天）."""
    told = f"{len(page.stations)} 个站点参评，{len(page.parts)} 组" if page.stations else "还没有参评站点"
    word, name = DEADLINES.get(page.round.state, ("", ""))
    until = getattr(page.round, name) if name else None
    number = f"；文号 {page.round.filing_number}" if page.round.filing_number else ""
    return told + (f"；{word} {day_text(until)}（{days_left(until)}）" if until else "") + number + "。"


def _section(here: Where, page: RoundPage) -> None:
    key = f"round_section_{page.round.id}_{page.round.state}"
    asked = asked_section()
    if asked in SECTIONS:
        st.session_state[key] = asked
    st.session_state.setdefault(key, BEGINS_WITH.get(page.round.state, HISTORY))
    chosen = st.segmented_control("内容", SECTIONS, key=key, label_visibility="collapsed", required=True)
    _unsaved(page, here.view.part, str(chosen))
    if chosen in OF_A_PART:
        _of_a_part(here, page, OF_A_PART[str(chosen)])
    elif chosen == HISTORY:
        show_history(here, page, here.view.part)
    elif chosen == ALL:
        _all(here)
    else:
        {PLAN: show_plan, PARTS: show_parts, ROSTER: show_roster}[str(chosen)](here, page)


def _unsaved(page: RoundPage, part: Part | None, chosen: str) -> None:
    """Other sections in which something was typed and not saved: it is still there."""
    left = {
        PLAN: round_plan.unsaved(page.round),
        PARTS: round_parts.unsaved(page.round),
        ROSTER: round_roster.unsaved(page.round),
        DUTIES: part is not None and round_duties.unsaved(part),
        REVIEW: part is not None and round_adjudication.unsaved(part),
    }
    names = "".join(f"「{title}」" for title, there in left.items() if there and title != chosen)
    if names:
        notice(f"{names}有尚未保存的修改，还在那里，可以回去接着填写或保存。", "warning")


def _of_a_part(here: Where, page: RoundPage, show_it: Section) -> None:
    part = here.view.part
    if part is None:
        told = "没有归您负责的分组。" if page.parts else "还没有分组和评分标准。请先在「分组与标准」中设定。"
        notice(told)
        return
    if len(page.parts) > 1:
        put(tag("p", "分组：", tag("b", part.title), "（在左侧换组）", cls="quiet"))
    show_it(here, page, part)


def _all(here: Where) -> None:
    district = here.view.district
    rounds = attempt(lambda: rounds_waiting(here.database, here.person, district.id)) if district else None
    put(_table(rounds or (), here.view.round))
    if rounds and len(rounds) > 1:
        titles = {round_.id: f"{round_.title}（{round_.state.title}）" for round_, _ in rounds}
        others = [each for each in titles if here.view.round is None or each != here.view.round.id]
        opened = st.selectbox(
            "打开另一轮",
            others,
            index=None,
            format_func=lambda each: visible(titles[each]),
            key="round_open",
            placeholder=CHOOSE,
        )
        if opened is not None:
            st.session_state[CHOSEN["round"]] = opened
            st.query_params["round"] = str(opened)
            st.rerun()
    with st.expander("建立新一轮"):
        show_new(here)


def _table(rounds: Sequence[tuple[Round, Waiting]], now: Round | None) -> Markup:
    head = ("轮次", "状态", "文号", "待办")
    rows = (
        tag(
            "tr",
            tag("td", tag("b", round_.title), "（正在查看）" if now and round_.id == now.id else None),
            tag("td", round_.state.title, data_name="状态"),
            _cell("文号", round_.filing_number),
            _cell("待办", _waits(round_, waiting)),
        )
        for round_, waiting in rounds
    )
    table = tag("table", tag("thead", tag("tr", *(tag("th", each) for each in head))), tag("tbody", *rows), cls="stack")
    return tag("div", table, cls="scroll")


def _cell(name: str, text: str) -> Markup:
    """Named on a phone, where the cells stand one under the other and empty ones are left out."""
    return tag("td", text, data_name=name) if text else tag("td", "—", cls="nothing")


def _waits(round_: Round, waiting: Waiting) -> str:
    word, name = DEADLINES.get(round_.state, ("", ""))
    until = getattr(round_, name) if name else None
    told = [
        f"{waiting.files} 份文件待核对" if waiting.files else "",
        f"{waiting.objections} 项异议待答复" if waiting.objections else "",
        f"{waiting.rectifications} 项整改未办结" if waiting.rectifications else "",
        f"{word} {day_text(until)}（{days_left(until)}）" if until else "",
    ]
    return "，".join(each for each in told if each)


if __name__ == "__main__":
    show()
