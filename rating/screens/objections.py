"""异议处理: what stations have sent, answered by another person than the scorer; a mark changes only through it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from rating.district.rounds.objections import OPEN, REJECTED, TITLES, UPHELD, WITHDRAWN
from rating.district.rounds.states import State
from rating.screens.frame import frame
from rating.screens.frame.foot import foot
from rating.screens.objection_sections import objection_answer
from rating.screens.parts.asked import attempt
from rating.screens.parts.markup import CHOOSE, put, tag, visible
from rating.screens.parts.moments import day_text, days_left
from rating.screens.visit import where
from rating.screens.visit.session import Shown, shown
from rating.screens.visit.where import Where
from rating.shown import moment_text
from rating.workflow import objections as work
from rating.workflow.objections import Case

TITLE = "异议处理"
FILTERS = ("待答复", "已答复", "全部")
STATES = {"待答复": (OPEN,), "已答复": (UPHELD, REJECTED), "全部": (OPEN, UPHELD, REJECTED, WITHDRAWN)}
ANSWERED = "objection_answered"


def show() -> None:
    here = where.here()
    part = here.view.part if here else None
    if here is None or part is None:
        return
    if part.published_id is None:
        frame.masthead(TITLE, lead="公示以后，站长可以对本站的指标提出异议。")
        return
    now = shown()
    cases = attempt(lambda: work.cases(here.database, here.person, part.id, now.evaluation)) or ()
    frame.masthead(TITLE, lead=_lead(here, cases))
    if said := st.session_state.pop(ANSWERED, ""):
        put(tag("p", said), cls="notice-box good")
    _queue(here, now, cases)
    foot(now)


def _lead(here: Where, cases: Sequence[Case]) -> str:
    round_ = here.view.round
    waiting = [each for each in cases if each.told.objection.state == OPEN]
    told = f"{len(waiting)} 条异议待答复" if waiting else "没有待答复的异议"
    if round_ is None or round_.state is not State.ANNOUNCED:
        return f"{told}。本轮现在是「{round_.state.title if round_ else ''}」，异议在公示期内提出和答复。"
    until = round_.object_until
    day = f"；异议期到 {day_text(until)}（{days_left(until)}）" if until else ""
    return f"{told}{day}。全部答复后才能定级。"


def _queue(here: Where, now: Shown, cases: Sequence[Case]) -> None:
    if not cases:
        put(tag("p", "还没有站点提出异议。"), cls="notice-box")
        return
    wanted = st.segmented_control(
        "显示", FILTERS, default=FILTERS[0], key="objection_filter", label_visibility="collapsed", required=True
    )
    listed = [each for each in cases if each.told.objection.state in STATES[str(wanted)]]
    if not listed:
        put(tag("p", f"没有{wanted}的异议。" if wanted != "全部" else "还没有异议。", cls="quiet"))
        return
    put(_table(listed))
    titles = {each.told.objection.id: _title(each) for each in listed}
    chosen = st.selectbox(
        "查看哪一条", list(titles), format_func=lambda each: titles[each], placeholder=CHOOSE, key="objection_chosen"
    )
    case = next((each for each in listed if each.told.objection.id == chosen), None)
    if case is not None:
        objection_answer.show_case(here, now.evaluation, case)


def _title(case: Case) -> str:
    return visible(f"{case.station_name} · {case.about.title}（{case.told.objection.title}）")


def _table(cases: Sequence[Case]) -> object:
    heads = ("站点", "指标", "送出", "状态", "答复")
    rows = (_row(case) for case in cases)
    return tag("table", tag("thead", tag("tr", *(tag("th", head) for head in heads))), tag("tbody", *rows), cls="stack")


def _row(case: Case) -> object:
    it = case.told.objection
    answered = f"{it.answered_by_name} {moment_text(it.answered_at)}" if it.answered_at else ""
    waits = tag("span", "须由另一人答复", cls="quiet") if case.barred and it.state == OPEN else None
    return tag(
        "tr",
        tag("td", tag("b", case.station_name)),
        tag("td", case.about.title, data_name="指标"),
        tag("td", moment_text(it.sent_at), data_name="送出"),
        tag("td", TITLES[it.state], data_name="状态"),
        tag("td", answered or waits or "—", data_name="答复", cls="" if answered or waits else "nothing"),
    )


if __name__ == "__main__":
    show()
