"""One objection before whoever answers it: the station's words, what was seen, and the answer."""

from __future__ import annotations

import streamlit as st

from rating.district.rounds.answering import refused_because, who_may
from rating.district.rounds.objections import OPEN
from rating.district.rounds.states import State
from rating.insight.contested import as_seen
from rating.scoring.evaluation import Evaluation
from rating.screens.objection_sections.correction_fields import correction_fields
from rating.screens.objection_sections.effect_parts import effect_part
from rating.screens.objection_sections.objection_parts import answer_part, badge, when
from rating.screens.parts.asked import attempt
from rating.screens.parts.attached_files import files_part
from rating.screens.parts.markup import Markup, put, tag
from rating.screens.parts.went_through import went_through
from rating.screens.result_sections.indicator_parts import indicators_table
from rating.screens.visit.where import Where
from rating.workflow import objections as work
from rating.workflow.correcting import Correction
from rating.workflow.objections import Case

KEEP, CORRECT = "不采纳", "采纳并更正"
ANSWERED = "objection_answered"
LONGEST = 2000


def show_case(here: Where, published: Evaluation, case: Case) -> None:
    it = case.told.objection
    row = published.roster.code.index(it.station_code)
    put(tag("h2", f"{case.station_name} · {case.about.title}　", badge(it)), tag("p", when(it), cls="quiet"))
    put(
        tag("p", tag("b", "站点的理由")),
        tag("p", it.reason, cls="own-words"),
        files_part(case.told.files, here.is_staff),
    )
    put(*answer_part(case.told))
    if it.state != OPEN:
        return
    put(tag("h3", "现在的评定"), _seen(published, row, case))
    if here.view.round is None or here.view.round.state is not State.ANNOUNCED:
        return
    if case.barred:
        put(tag("p", f"{refused_because(case.barred)}。{who_may(case.answerers)}。"), cls="notice-box warning")
    elif case.can_answer:
        _answer(here, published, row, case)
    else:
        put(tag("p", f"您可以查看，不能答复。{who_may(case.answerers)}。", cls="quiet"))


def _seen(published: Evaluation, row: int, case: Case) -> Markup:
    """The indicator as it is explained to the station; for a gate the values it rests on."""
    if case.line is not None:
        return indicators_table([case.line], unfolded=True)
    fields = published.rubric.fields
    lines = (tag("li", f"{fields[code].title}：{as_seen(published, row, code)}") for code in case.about.fields)
    return tag("div", tag("p", f"必备条件「{case.about.title}」所依据的数据："), tag("ul", *lines))


def _answer(here: Where, published: Evaluation, row: int, case: Case) -> None:
    it = case.told.objection
    put(tag("h3", "答复"))
    how = st.segmented_control(
        "处理意见", (KEEP, CORRECT), default=KEEP, key=f"answer_how_{it.id}", required=True, persist_state="session"
    )
    reply = st.text_area(
        "答复内容（站点能看到）", key=f"answer_reply_{it.id}", max_chars=LONGEST, height=130, persist_state="session"
    )
    if how == KEEP:
        _reject(here, case, str(reply or ""))
    else:
        _uphold(here, published, row, case, str(reply or ""))


def _reject(here: Where, case: Case, reply: str) -> None:
    it = case.told.objection
    if st.button("答复：不采纳", type="primary", key=f"reject_{it.id}") and went_through(
        lambda: work.reject(here.database, here.person, it.id, it.version, reply)
    ):
        _done(f"已答复{case.station_name}的异议，「{case.about.title}」的得分不变。")


def _uphold(here: Where, published: Evaluation, row: int, case: Case, reply: str) -> None:
    it, key = case.told.objection, f"correction_{case.told.objection.id}"
    put(
        tag(
            "p",
            "填写更正后的数值，写法与填报表相同；不更正的留空。打分项填写更正后的分数，替代各评估人的打分。",
            cls="quiet",
        )
    )
    typed = correction_fields(key, published, row, case.about.fields)
    if st.button("查看影响", key=f"effect_{it.id}"):
        st.session_state.pop(key, None)
        shown = attempt(lambda: work.correction(here.database, here.person, it.id, typed))
        if shown is not None:
            st.session_state[key] = shown
    shown = st.session_state.get(key)
    if shown is None:
        put(tag("p", "先查看影响，再确认。", cls="quiet"))
        return
    _confirm(here, case, key, shown, typed, reply)


def _confirm(here: Where, case: Case, key: str, shown: Correction, typed: dict[str, str], reply: str) -> None:
    it = case.told.objection
    if shown.typed != typed:
        put(tag("p", "数值在查看影响之后改过，请重新查看影响。"), cls="notice-box warning")
        return
    put(effect_part(shown))
    put(tag("p", "确认后立即生效：记录更正及理由，重新评定，站长看到新的结果。", cls="quiet"))
    if st.button("确认采纳并更正", type="primary", key=f"uphold_{it.id}") and went_through(
        lambda: work.uphold(here.database, here.person, it.id, it.version, reply, shown)
    ):
        st.session_state.pop(key, None)
        _done(f"已采纳{case.station_name}的异议，「{case.about.title}」已更正，新的结果已公示给站长。")


def _done(said: str) -> None:
    st.session_state[ANSWERED] = said
    st.rerun()
