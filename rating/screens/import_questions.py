"""Questions that only the user can answer: is this column that data item?"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from rating.problems import Problem
from rating.screens.import_draft import Draft
from rating.screens.markup import CHOOSE, plain_text, put, tag

NO = ""


def show_questions(started: Draft, check_again: Callable[[Draft], None]) -> None:
    """One selection a question; answering reads the files again with the answers."""
    asked = _columns_asked(started)
    if not asked:
        return
    put(
        tag("h2", "请确认列名"),
        tag("p", "列名与评分标准不完全一致，确认后按所选数据项读取。原文件不改动。", cls="quiet"),
    )
    answers = {title: _ask(title, problem, started) for title, problem in asked.items()}
    if st.button("按以上对应关系重新核对", key="import_answers"):
        started.same_column.update({title: code for title, code in answers.items() if code != NO})
        check_again(started)


def _columns_asked(started: Draft) -> dict[str, Problem]:
    """Column title as typed → the problem that asks about it."""
    asked = (problem for problem in started.problems if problem.code == "column_similar")
    return {problem.place.object: problem for problem in asked if problem.place.object and problem.field}


def _ask(title: str, problem: Problem, started: Draft) -> str:
    fields = started.rubric.fields
    nearest = problem.field if problem.field in fields else NO
    options = [nearest, *(code for code in fields if code != nearest), NO]
    place = "　".join(part for part in (problem.place.file, problem.place.sheet, problem.place.cell) if part)
    answer: str = st.selectbox(
        plain_text(f"「{title}」（{place}）是哪一项数据"),
        options,
        format_func=lambda code: fields[code].title if code in fields else "不采用，另行修改文件",
        key=f"same_{title}",
        placeholder=CHOOSE,
    )
    return answer
