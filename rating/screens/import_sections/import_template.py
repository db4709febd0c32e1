"""下载填报模板: the workbook that people fill in, for the rubric and roster that are set, whole or for one rater."""

from __future__ import annotations

from typing import Any

import streamlit as st

from rating.rubric.nouns import Rubric
from rating.screens.frame.downloads import EXCEL
from rating.screens.import_sections.import_draft import Draft
from rating.screens.parts.asked import attempt
from rating.screens.parts.markup import CHOOSE, put, tag, visible
from rating.screens.parts.problem_list import problem_lines
from rating.shown import in_file_name

EVERYONE = ""
MADE = "import_template_made"


def show_template(started: Draft) -> None:
    """Made when asked for; a change of the settings asks for it anew."""
    roles = {EVERYONE: "全部：填报表和各评估主体的打分表", **marking_titles(started.rubric)}
    with st.popover("下载填报模板", key="import_template"):
        put(tag("p", _for_whom(started), cls="quiet"))
        role = st.selectbox(
            "给谁填", list(roles), format_func=lambda code: visible(roles[code]), key="import_template_role",
            placeholder=CHOOSE,
        )  # fmt: skip
        rater = ""
        if role != EVERYONE:
            rater = st.text_input("评估人姓名（可不填）", max_chars=40, key="import_template_rater")
        asked = (started.rubric.fingerprint, started.roster, role, rater)
        if st.button("生成模板", type="primary", key="import_template_make"):
            made = attempt(lambda: started.keeping.template(started, role or "", rater))
            st.session_state[MADE] = (asked, *made) if made else None
        _offer(asked, "_".join(part for part in ("填报模板", roles[role] if role else "", rater) if part))


def marking_titles(rubric: Rubric) -> dict[str, str]:
    """The roles whose members give marks: code → title."""
    marked = any(field.kind == "mark" for field in rubric.fields.values())
    return {role.code: role.title for role in rubric.roles} if marked else {}


def _for_whom(started: Draft) -> str:
    roster = f"列出名册「{started.roster[0]}」中的单位" if started.roster else "没有名册，单位一栏留空待填"
    roster = "列出本轮名册中的单位" if started.keeping.in_round else roster
    return f"按《{started.rubric.title}》生成，{roster}。"


def _offer(asked: Any, name: str) -> None:
    made = st.session_state.get(MADE)
    if made is None or made[0] != asked:
        return
    _, content, problems = made
    put(problem_lines(problems))
    if content is not None:
        file_name = f"{in_file_name(name)}.xlsx"
        st.download_button("保存模板", content, file_name, EXCEL, key="import_template_save", on_click="ignore")
