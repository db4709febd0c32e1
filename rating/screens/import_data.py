"""数据导入: drop files, and the seven steps show what was read and where something has to be said.

In the try-out nothing is kept beyond this browser; in a district the files belong to the chosen round at once.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from rating.problems import Refused, stopping
from rating.screens.frame import frame
from rating.screens.import_sections import import_begin, import_draft
from rating.screens.import_sections.import_actions import show_actions
from rating.screens.import_sections.import_answers import show_answers
from rating.screens.import_sections.import_changes import show_changes
from rating.screens.import_sections.import_draft import DRAFT, Draft
from rating.screens.import_sections.import_files import show_drop_zone
from rating.screens.import_sections.import_preview import preview_summary, show_preview
from rating.screens.import_sections.import_reason import ask_reason
from rating.screens.import_sections.import_round import InRound
from rating.screens.import_sections.import_round_parts import closed, show_closed, show_round
from rating.screens.import_sections.import_settings import show_settings
from rating.screens.import_sections.import_steps import CONFIRM, PREVIEW, not_reached, progressed, rail, section
from rating.screens.import_sections.import_template import show_template
from rating.screens.import_sections.import_walk import check, show_steps
from rating.screens.parts.asked import FASTER, show_refusal
from rating.screens.parts.markup import put, tag
from rating.screens.parts.problem_list import counted, show_problems
from rating.screens.parts.progress_bar import told_by_bar

ACCEPTED_FILES = (
    "支持 .xlsx、.xlsm、.xls、.et、.ods、.csv、.tsv。每人一个文件、一个文件几张工作表、一张表几列或几行都可以，"
    "保持平时的样子即可；放进来就开始核对，原文件不会改动。"
)


def show() -> None:
    started = import_begin.draft()
    keeping = started.keeping
    if isinstance(keeping, InRound) and closed(keeping):
        show_closed(keeping)
        return
    head = st.empty()
    _head(head, started)
    if isinstance(keeping, InRound):
        show_round(keeping)
    else:
        show_settings(started)
    show_drop_zone(started)
    if not started.files:
        _offer_help(started)
        return
    if started.checked is None:
        check(started)
        _head(head, started)
    _go_through(started)


def _head(place: Any, started: Draft) -> None:
    far = progressed(started.problems, started.checked is not None)
    with place.container():
        frame.masthead("数据导入", lead=_lead(started))
        put(rail(far))


def _lead(started: Draft) -> str:
    if not started.files:
        return "把各方交来的评分表、数据表一次选齐，先核对、后确认；确认之前不会改变正在查看的结果。"
    if started.checked is None:
        return "正在核对文件。"
    blocked = stopping(started.problems)
    if blocked:
        return f"还不能确认：{counted(blocked)}，处理后才能计算排名。原文件没有改动。"
    return "文件可以使用。请看预览，无误后确认。"


def _offer_help(started: Draft) -> None:
    """Before there are files: what may be dropped, a template to send out, and a way to see how it goes."""
    put(tag("p", ACCEPTED_FILES, cls="quiet"))
    with st.container(horizontal=True):
        show_template(started)
        show_answers(started)
        if not started.keeping.in_round:
            st.button("用示例文件走一遍", key="import_trial", on_click=import_draft.take_sample, args=(started,))


def _go_through(started: Draft) -> None:
    assert started.checked is not None
    reported, far = started.checked.reported, progressed(started.problems)
    show_changes(started)
    show_actions(started)
    show_steps(started, reported, far)
    if far.opened == PREVIEW:
        with section(PREVIEW, far, preview_summary(reported)):
            show_preview(started)
        _confirmation(started)
    else:
        not_reached(PREVIEW, "处理完以上各项后，在这里显示将要评定的数值。")
        not_reached(CONFIRM, "预览无误后确认。")


def _confirmation(started: Draft) -> None:
    with st.container(key="import_confirmation"):
        put(tag("p", tag("b", "⑦ 确认"), "　确认后按预览中的数值计算得分、星级和名次，并在各页显示。"))
        why = ask_reason(started.keeping) if isinstance(started.keeping, InRound) else ""
        pressed = st.button("确认并计算排名", type="primary", width=200, key="import_confirm")
        if pressed and not _overtaken(started):
            _confirm(started, why)


def _overtaken(started: Draft) -> bool:
    """The button was pressed under another preview than the one that stands here now."""
    return isinstance(started.keeping, InRound) and started.keeping.changed_now


def _confirm(started: Draft, why: str) -> None:
    try:
        with told_by_bar("正在计算") as progress:
            forbidden = import_draft.confirm(started, why, progress)
    except Refused as refusal:
        forbidden = None
        show_refusal(refusal.problems)
        if any(problem.code == FASTER for problem in refusal.problems):
            started.checked = None  # read again at the next rerun, with what is there now
    if forbidden:
        show_problems(forbidden, "import_rated")
    elif forbidden is not None:
        if started.keeping.in_round:
            st.session_state.pop(DRAFT, None)
        st.switch_page(frame.page_file("ranking"))


if __name__ == "__main__":
    show()
