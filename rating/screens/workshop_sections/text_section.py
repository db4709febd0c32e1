"""原文: the draft as the file it is, for those who want it; what is changed here and in the forms is the same text."""

from __future__ import annotations

import streamlit as st

from rating.rubric.yaml_tree import LARGEST_BYTES
from rating.screens.parts.markup import put, tag
from rating.screens.parts.problem_list import show_problems
from rating.screens.workshop_sections.desk import Desk
from rating.screens.workshop_sections.held_form import held_form, let_go, saved

ROW, LEAST, MOST = 20, 300, 700
"""Pixels: of a line of text, of the smallest and the largest field."""
ABOUT = (
    "评分标准文件的原文（YAML）。以 # 开头的是注释，不影响评分；在表单里修改时，注释也会保留。"
    "不需要看原文的，可以完全不用这一页。"
)


def show_text(desk: Desk) -> None:
    put(tag("p", ABOUT, cls="quiet"))
    form = held_form(desk, "text", "原文", desk.draft.text)
    text = st.text_area(
        "原文",
        form.base,
        height=min(max((form.base.count("\n") + 2) * ROW, LEAST), MOST),
        key=form.key("text"),
        max_chars=LARGEST_BYTES // 3,
        label_visibility="collapsed",
        persist_state="session",
    )
    if saved(desk, "text", form, str(text or ""), 0, "保存原文") and desk.keep(whole_lines(str(text or ""))):
        let_go(desk, "text")
        st.rerun()
    problems = desk.read[1]
    if problems:
        put(tag("h3", f"还有 {len(problems)} 处需要改正"))
        show_problems(problems, "desk_text", downloads=False)


def whole_lines(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"
