"""The form of one objection: what stands in the result, why the station disagrees, files; kept as a draft."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from rating.district.rounds.objections import DRAFT, OPEN, WITHDRAWN
from rating.screens.objection_sections.objection_parts import lines_of, titles_of
from rating.screens.parts.attached_files import edit_files, tell_left_behind
from rating.screens.parts.draft_text import Draft, draft_text, forget
from rating.screens.parts.markup import CHOOSE, put, tag, visible
from rating.screens.parts.went_through import went_through
from rating.screens.result_sections.indicator_parts import indicators_table
from rating.screens.visit.where import Where
from rating.workflow import objections as work
from rating.workflow.objections import Told
from rating.workflow.own_feedback import OwnFeedback

INDICATOR = "indicator"
"""Name in the address."""
SENT = "objection_sent"


def begin(feedback: OwnFeedback, told: Sequence[Told]) -> None:
    """Choose the indicator to object to; those that have an objection already are left out."""
    if st.session_state.pop(SENT, False):
        put(tag("p", "异议已送出。答复后会显示在下面。"), cls="notice-box good")
    taken = {each.objection.indicator for each in told if each.objection.state != WITHDRAWN}
    lines = lines_of(feedback)
    titles = {code: title for code, title in titles_of(feedback).items() if code not in taken}
    if not titles:
        return
    shown = {code: f"{visible(title)}{_points(lines, code)}" for code, title in titles.items()}
    chosen = st.selectbox(
        "对哪一项有不同意见", list(shown), index=None, format_func=lambda code: shown[code], placeholder=CHOOSE
    )
    if chosen:
        _open(chosen)


def _points(lines: object, code: str) -> str:
    line = lines.get(code) if isinstance(lines, dict) else None
    return f"（{line.points_text}）" if line else "（必备条件）"


def _open(indicator: str) -> None:
    st.query_params[INDICATOR] = indicator
    st.rerun()


def _close() -> None:
    st.query_params.pop(INDICATOR, None)
    st.rerun()


def go_on(told: Told) -> None:
    if st.button("继续填写", key=f"go_on_{told.objection.id}"):
        _open(told.objection.indicator)


def withdraw_button(here: Where, told: Told) -> None:
    it = told.objection
    if st.button("撤回异议", key=f"withdraw_{it.id}") and went_through(
        lambda: work.withdraw(here.database, here.person, it.id, it.version)
    ):
        st.rerun()


def show_form(here: Where, feedback: OwnFeedback, told: Sequence[Told], indicator: str) -> None:
    """The form, or why there is none for this indicator."""
    title = titles_of(feedback).get(indicator)
    there = next((each for each in told if each.objection.indicator == indicator), None)
    state = there.objection.state if there else WITHDRAWN
    if title is None:
        _instead("公示的结果中没有这项指标。")
    elif not feedback.own.may_object:
        _instead(f"现在不能对「{title}」提出异议：异议只能在公示期内、截止日期以前提出。")
    elif state not in (DRAFT, WITHDRAWN):
        answered = "正在等待答复" if state == OPEN else "已有答复，同一指标在一轮中只答复一次"
        _instead(f"「{title}」的异议{answered}，见下面。")
    else:
        _form(here, feedback, there if state == DRAFT else None, indicator, title)


def _instead(said: str) -> None:
    put(tag("p", said), cls="notice-box warning")
    if st.button("查看全部异议", key="close_form"):
        _close()


def _form(here: Where, feedback: OwnFeedback, there: Told | None, indicator: str, title: str) -> None:
    own, line = feedback.own, lines_of(feedback).get(indicator)
    put(tag("h3", f"对「{title}」提出异议"), indicators_table([line], unfolded=True) if line else None)
    key = f"objection_{own.part_id}_{own.code}_{indicator}"
    kept = Draft(there.objection.reason, there.objection.version) if there else Draft("", 0)

    def save(text: str, seen: int) -> Draft:
        done = work.draft(here.database, here.person, own.part_id, own.code, indicator, text, seen)
        return Draft(done.reason, done.version)

    typed = draft_text(
        "异议理由",
        key,
        kept,
        save,
        help_text="写明哪一处与实际不符、实际情况是什么、有什么材料可以证明。填写的内容自动存为草稿。",
    )
    ready = _files(here, own.part_id, own.code, indicator, there)
    _buttons(here, own.part_id, own.code, indicator, key, typed, there, ready=ready)


def _draft_id(here: Where, part_id: int, code: str, indicator: str, there: Told | None) -> tuple[int, int]:
    """Of the draft as it is now, made when there is none yet; and its version."""
    if there is not None:
        return there.objection.id, there.objection.version
    drafts = work.own(here.database, here.person, part_id, code)
    found = next((each.objection for each in drafts if each.objection.indicator == indicator), None)
    if found is None or found.state != DRAFT:
        found = work.draft(here.database, here.person, part_id, code, indicator, "")
    return found.id, found.version


def _files(here: Where, part_id: int, code: str, indicator: str, there: Told | None) -> bool:
    return edit_files(
        f"objection_{part_id}_{code}_{indicator}",
        "附件",
        there.files if there else (),
        lambda files: work.attach(
            here.database, here.person, _draft_id(here, part_id, code, indicator, there)[0], files
        ),
        lambda upload: work.detach(
            here.database, here.person, _draft_id(here, part_id, code, indicator, there)[0], upload
        ),
    )


def _buttons(
    here: Where, part_id: int, code: str, indicator: str, key: str, typed: Draft, there: Told | None, *, ready: bool
) -> None:
    with st.container(horizontal=True):
        send = st.button("送出异议", type="primary", key="send_objection")
        later = st.button("稍后再送", key="close_form", help="内容已存为草稿。")
        drop = st.button("放弃这份草稿", key="drop_draft") if there or typed.version else False
    put(tag("p", "送出后不能修改，答复前可以撤回。答复的是没有参与本项评定的评估员。", cls="quiet"))
    if send and not ready:
        tell_left_behind()
    elif send:
        _send(here, part_id, code, indicator, key, typed, there)
    if drop and went_through(lambda: _drop(here, part_id, code, indicator, there)):
        forget(key)
        _close()
    if later:
        _close()


def _send(here: Where, part_id: int, code: str, indicator: str, key: str, typed: Draft, there: Told | None) -> None:
    def do() -> object:
        draft_id, _ = _draft_id(here, part_id, code, indicator, there)
        seen = typed.version or _draft_id(here, part_id, code, indicator, None)[1]
        return work.send(here.database, here.person, draft_id, seen, typed.text)

    if went_through(do):
        forget(key)
        st.session_state[SENT] = True
        _close()


def _drop(here: Where, part_id: int, code: str, indicator: str, there: Told | None) -> None:
    draft_id, version = _draft_id(here, part_id, code, indicator, None)
    work.withdraw(here.database, here.person, draft_id, version)
