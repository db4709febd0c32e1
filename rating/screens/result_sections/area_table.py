"""区情表 of a district's round: kept for everybody who looks at its goals, replaced by a newer one."""

from __future__ import annotations

from typing import Any

import streamlit as st

from rating import workflow
from rating.rubric.goals import GoalBook
from rating.screens.parts.asked import attempt
from rating.screens.parts.markup import put, tag
from rating.screens.visit.session import Shown
from rating.screens.visit.where import Where, at_this_moment
from rating.workflow.area_table import area_table_known, area_table_of, keep_area_table, star_goals
from rating.workflow.ratings import Assessed

NEEDS_TABLE = "这份目标文件的各项目标都要用区情表计算，上传区情表后在这里显示。"
ASK = "还没有区情表，先列出由评定结果直接得出的目标；其余在评估员上传区情表后显示。"
TIMES = "goals_area_times"


def show_area_table(here: Where) -> str:
    """The place to hand one in, for those who may; the SHA-256 of the one that counts, "" without one."""
    round_ = here.view.round
    if round_ is None:
        return ""
    known = attempt(lambda: area_table_known(here.database, here.person, round_.id)) or ""
    if here.is_staff:
        _place(here, round_.id, bool(known))
    if not known:
        put(tag("p", "还没有区情表，先列出由评定结果直接得出的目标。" if here.is_staff else ASK, cls="quiet"))
    return known


def _place(here: Where, round_id: int, there: bool) -> None:
    key = f"goals_area_{st.session_state.get(TIMES, 0)}"

    def chosen() -> None:
        file: Any = st.session_state.get(key)
        if file is None:
            return
        name, content = file.name, file.getvalue()
        attempt(lambda: keep_area_table(here.database, at_this_moment(here), round_id, name, content))
        st.session_state[TIMES] = st.session_state.get(TIMES, 0) + 1

    st.file_uploader("换一份区情表（保存在本轮）" if there else "区情表（保存在本轮）", key=key, on_change=chosen)


def assessed_in_round(now: Shown, name: str, book: GoalBook, here: Where | None, known: str) -> Assessed:
    """Once for each area table and evaluation, for everybody who may see them."""
    if here is None or here.view.round is None or not known:
        return now.once(f"goals {name} by stars", lambda: star_goals(book, now.evaluation))
    round_id = here.view.round.id

    def assess() -> Assessed:
        area = area_table_of(here.database, here.person, round_id)
        return workflow.goals(book, [area], ratings=now.evaluation)

    return now.once(f"goals {name} {known}", assess)
