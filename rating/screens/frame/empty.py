"""What stands where a result would: why there is none yet, and what comes first, in plain words."""

from __future__ import annotations

import streamlit as st

from rating.district.people.person import Role
from rating.district.rounds.states import State
from rating.screens.frame.navigation import page_file, pages_of
from rating.screens.parts.markup import put, tag
from rating.screens.visit.where import Where

Step = tuple[str, str, str]
"""A sentence, and the page on which its next step is taken ("" for none) with the words of its button."""
NO_DISTRICT: Step = ("还没有区。请先在「站点名册」中建立区并导入站点。", "stations", "去站点名册")
NOT_OF_A_DISTRICT: Step = ("您的账号还没有归属的区，请联系管理员。", "", "")
NO_ROUND: Step = ("本区还没有评估轮次。请先在「轮次」中建立。", "rounds", "去建立轮次")
NO_ROUND_YET: Step = ("本区还没有评估轮次，评估员建立后在这里显示。", "", "")
NO_PART: Step = ("这一轮次还没有设定评分标准和参评单位，请先在「轮次」中设定。", "rounds", "去设定轮次")
NOT_MINE: Step = ("这一轮次没有归您负责的单位类型。如有疑问，请联系管理员。", "", "")
PLANNED: Step = ("这一轮次还在方案阶段，推进到「填报」以后可以导入数据。", "rounds", "去看轮次")
TO_IMPORT: Step = ("还没有评估结果。请在「数据导入」中上传文件，核对并确认后在这里显示。", "import_data", "去导入数据")
LATER: Step = ("还没有评估结果，评定完成后在这里显示。", "", "")


def step_for(here: Where) -> Step:
    """Why there is nothing to show, from the largest reason to the smallest."""
    view = here.view
    if view.district is None:
        return NO_DISTRICT if here.person.role is Role.ADMINISTRATOR else NOT_OF_A_DISTRICT
    if view.round is None:
        return NO_ROUND if here.is_staff else NO_ROUND_YET
    if view.part is None:
        return NO_PART if here.is_staff and not here.person.kinds else NOT_MINE
    if not here.is_staff:
        return LATER
    return PLANNED if view.round.state is State.DRAFT else TO_IMPORT


def to_import(here: Where | None) -> None:
    """The way to the files, beside the sentence that there are no stations yet."""
    page, words = TO_IMPORT[1:]
    if page in pages_of(here.person.role if here else None) and st.button(words, type="primary", key="to_import"):
        st.switch_page(page_file(page))


def next_step(here: Where | None) -> None:
    """The sentence and, where the person has that page, the way to it."""
    if here is None:
        return
    told, page, words = step_for(here)
    put(tag("p", told), cls="notice-box")
    if page in pages_of(here.person.role) and st.button(words, type="primary", key="next_step"):
        st.switch_page(page_file(page))
