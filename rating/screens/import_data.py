"""数据导入: drop files, and the seven steps show what was read and where something has to be said; nothing is kept
beyond this browser.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from rating.problems import Problem, stopping
from rating.reported import Reported
from rating.screens import frame, import_draft
from rating.screens.import_actions import show_actions
from rating.screens.import_answers import show_answers
from rating.screens.import_changes import show_changes
from rating.screens.import_columns import column_summary, show_columns
from rating.screens.import_draft import Draft
from rating.screens.import_files import file_summary, show_drop_zone, show_files
from rating.screens.import_preview import preview_summary, show_preview
from rating.screens.import_settings import show_settings
from rating.screens.import_stations import show_stations, station_summary
from rating.screens.import_steps import (
    COLUMNS,
    CONFIRM,
    FILES,
    PREVIEW,
    STATIONS,
    TABLES,
    VALUES,
    not_reached,
    progressed,
    rail,
    section,
    step_of,
)
from rating.screens.import_tables import show_tables, table_summary
from rating.screens.import_template import show_template
from rating.screens.import_values import show_values, value_summary
from rating.screens.markup import plain_text, put, tag
from rating.screens.problem_list import counted, show_problems

ACCEPTED_FILES = (
    "支持 .xlsx、.xlsm、.xls、.et、.ods、.csv、.tsv。每人一个文件、一个文件几张工作表、一张表几列或几行都可以，"
    "保持平时的样子即可；放进来就开始核对，原文件不会改动。"
)
MANY_FILES, LARGE = 3, 512 * 1024
"""From so many files or bytes on, a bar tells which file is being read."""


def show() -> None:
    started = import_draft.draft()
    head = st.empty()
    _head(head, started)
    show_settings(started)
    show_drop_zone(started)
    if not started.files:
        _offer_help(started)
        return
    if started.checked is None:
        _check(started)
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
        st.button("用示例文件走一遍", key="import_trial", on_click=import_draft.take_sample, args=(started,))


def _check(started: Draft) -> None:
    heavy = len(started.files) > MANY_FILES or sum(len(data) for _, data in started.files) > LARGE
    if not heavy:
        import_draft.check(started)
        return
    bar = st.progress(0.0, "正在核对文件")
    import_draft.check(started, lambda what, share: _tell(bar, what, share))
    bar.empty()


def _tell(bar: Any, what: str, share: float) -> None:
    bar.progress(min(max(share, 0.0), 1.0), plain_text(what))


def _go_through(started: Draft) -> None:
    assert started.checked is not None
    reported, far = started.checked.reported, progressed(started.problems)
    show_changes(started)
    show_actions(started)
    for step, summary, show_step in _steps(started, reported):
        with section(step, far, summary):
            show_step()
    if far.opened == PREVIEW:
        with section(PREVIEW, far, preview_summary(reported)):
            show_preview(started)
        _confirmation(started)
    else:
        not_reached(PREVIEW, "处理完以上各项后，在这里显示将要评定的数值。")
        not_reached(CONFIRM, "预览无误后确认。")


def _steps(started: Draft, reported: Reported) -> list[tuple[int, str, Callable[[], None]]]:
    waiting = _waiting(started.problems)
    return [
        (FILES, file_summary(started), lambda: show_files(started)),
        (TABLES, table_summary(reported), lambda: show_tables(started, reported)),
        (COLUMNS, column_summary(reported, waiting[COLUMNS]), lambda: show_columns(started, reported)),
        (STATIONS, station_summary(started, reported, waiting[STATIONS]), lambda: show_stations(started, reported)),
        (VALUES, value_summary(started, waiting[VALUES]), lambda: show_values(started, reported)),
    ]


def _waiting(problems: tuple[Problem, ...]) -> list[int]:
    """How many problems halt each step."""
    counts = [0] * PREVIEW
    for problem in stopping(problems):
        counts[step_of(problem)] += 1
    return counts


def _confirmation(started: Draft) -> None:
    with st.container(key="import_confirmation"):
        put(tag("p", tag("b", "⑦ 确认"), "　确认后按预览中的数值计算得分、星级和名次，并在各页显示。"))
        pressed = st.button("确认并计算排名", type="primary", width=200, key="import_confirm")
        if pressed:
            _confirm(started)


def _confirm(started: Draft) -> None:
    bar = st.progress(0.0, "正在计算")
    rated = import_draft.confirm(started, lambda what, share: _tell(bar, what, share))
    if rated is not None and rated.evaluation is not None:
        st.switch_page(frame.page_file("ranking"))
    bar.empty()
    if rated is not None:
        show_problems(stopping(rated.problems), "import_rated")


if __name__ == "__main__":
    show()
