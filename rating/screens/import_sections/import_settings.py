"""评估设置: the rubric, the roster, the round and the result before; sensible as they stand, changeable at any time."""

from __future__ import annotations

from typing import Any, Literal

import streamlit as st

from rating.rubric.nouns import Rubric
from rating.screens.import_sections import import_draft
from rating.screens.import_sections.import_draft import FROM_FILES, FROM_SAMPLE, FROM_UPLOAD, Draft
from rating.screens.parts.markup import CHOOSE, put, tag
from rating.screens.rubric import shipped
from rating.screens.visit.session import NamedBytes, sample_files, shown

CHOICES = [FROM_FILES, FROM_SAMPLE, FROM_UPLOAD]


def show_settings(started: Draft) -> None:
    """What is changed here makes the files be read again; the round is only a name."""
    in_short = st.empty()
    with st.expander("评估设置：评分标准、单位名册、评估轮次、上一轮结果", key="import_settings"):
        left, right = st.columns(2)
        with left:
            rubric = _rubric(started)
            started.assessment_round = st.text_input(
                "评估轮次（可不填）",
                started.assessment_round,
                max_chars=40,
                placeholder="如：2025 年度",
                key="import_round",
            )
            _kept_file(started, "previous", "上一轮结果（可不选，本工具导出的 JSON 文件）")
        with right:
            roster = _roster(started)
    if rubric is not started.rubric or roster != started.roster:
        import_draft.set_up(started, rubric=rubric, roster=roster)
    with in_short:
        put(tag("p", _in_short(started), cls="quiet"))


def _in_short(started: Draft) -> str:
    roster = f"名册「{started.roster[0]}」" if started.roster else FROM_FILES
    parts = (f"按《{started.rubric.title}》核对", roster, started.assessment_round)
    return "，".join(part for part in parts if part) + "。"


def _rubric(started: Draft) -> Rubric:
    rubrics = {rubric.title: rubric for rubric in (started.rubric, shown().evaluation.rubric, *shipped().values())}
    rubrics[started.rubric.title] = started.rubric
    titles = list(rubrics)
    chosen = st.selectbox(
        "评分标准", titles, titles.index(started.rubric.title), key="import_rubric", placeholder=CHOOSE
    )
    return rubrics[chosen]


def _roster(started: Draft) -> NamedBytes | None:
    started.roster_choice = st.selectbox(
        "单位名册", CHOICES, CHOICES.index(started.roster_choice), key="import_roster", placeholder=CHOOSE
    )
    if started.roster_choice == FROM_SAMPLE:
        return sample_files().roster
    if started.roster_choice == FROM_FILES:
        return None
    if started.roster == sample_files().roster:
        import_draft.set_up(started, roster=None)
    _kept_file(started, "roster", "名册文件")
    return started.roster


def _kept_file(started: Draft, which: Literal["roster", "previous"], label: str) -> None:
    """One file that stays chosen when the reader goes to another page and comes back."""
    key = f"import_{which}_file"

    def chosen() -> None:
        file: Any = st.session_state.get(key)
        import_draft.set_up(started, **{which: None if file is None else (file.name, file.getvalue())})

    here = st.file_uploader(label, key=key, on_change=chosen)
    kept: NamedBytes | None = getattr(started, which)
    if here is None and kept is not None:
        put(tag("p", "已选：", kept[0], cls="quiet"))
        if st.button("不用这份文件", key=f"{key}_off"):
            import_draft.set_up(started, **{which: None})
            st.rerun()
