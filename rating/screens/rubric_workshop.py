"""标准修订: from a paper or another rubric to a draft, from a draft to the next revision; without ever seeing YAML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from rating.rubric.numbers import plain
from rating.screens.frame import frame
from rating.screens.parts.asked import asked
from rating.screens.parts.markup import put, tag
from rating.screens.parts.told import show_told
from rating.screens.visit import where
from rating.screens.workshop_sections.desk import Desk, desk, put_away
from rating.screens.workshop_sections.effects_section import show_effects
from rating.screens.workshop_sections.fields_section import show_fields
from rating.screens.workshop_sections.held_form import unsaved
from rating.screens.workshop_sections.lint_section import show_lint
from rating.screens.workshop_sections.paper_section import show_paper
from rating.screens.workshop_sections.stars_section import show_stars
from rating.screens.workshop_sections.start import show_start
from rating.screens.workshop_sections.take_section import show_take
from rating.screens.workshop_sections.text_section import show_text
from rating.screens.workshop_sections.tree_section import show_tree
from rating.screens.workshop_sections.whole_section import show_whole

TITLE = "标准修订"
LEAD = "把正在使用的评分标准变成可以计分的标准：读入原件、逐条确认、修改、试算，再保存为新的一版。"
TRIED = "试用时草稿只在这个浏览器里，关闭页面就没有了；建立账号以后，草稿和各版标准都保存在本区。"
UNREADABLE = "原文有写法上的错误，读不出内容。请在「原文」中改正，或者撤销上一步。"
TEXT, TAKE = "原文", "保存"
Section = Callable[[Desk], None]


def show() -> None:
    here = where.here()
    if here is not None and not here.is_staff:
        frame.masthead(TITLE, lead="评分标准由管理员和评估员修订。")
        return
    lying = desk()
    if lying is None:
        frame.masthead(TITLE, lead=LEAD)
        show_told()
        if here is None:
            put(tag("p", TRIED), cls="notice-box")
        with asked():
            show_start()
        return
    _masthead(lying)
    show_told()
    place = _bar(lying)
    with asked():
        _section(lying)
    _say_unsaved(place, lying)


def _masthead(lying: Desk) -> None:
    rubric, problems = lying.read
    if lying.reading:
        frame.masthead(lying.draft.title, lead=f"正在核对标准原件《{lying.draft.paper_name}》。")
        return
    if rubric is None:
        frame.masthead(lying.draft.title, lead=f"草稿还有 {len(problems)} 处需要改正，改正后才能试算和保存。")
        return
    marks = rubric.scale.full_marks
    total = "各类型满分不同" if isinstance(marks, dict) else f"满分 {plain(marks)} 分"
    frame.masthead(
        rubric.title,
        frame.standing_badge(rubric.standing_title),
        lead=f"草稿，版本 {rubric.version}，{len(rubric.dimensions)} 个一级指标，"
        f"{len(rubric.indicators)} 项评分指标，{total}。",
    )


def _bar(lying: Desk) -> Any:
    """What can be done with the draft at any time; and a place to say what is typed and not saved yet."""
    steps, told = len(lying.draft.earlier), lying.undone_told
    with st.container(horizontal=True, vertical_alignment="center", key="desk_bar"):
        undo = st.button(f"撤销上一步（{steps}）" if steps else "撤销上一步", disabled=not steps, key="desk_undo")
        _away(lying)
        if told:
            put(tag("p", f"上一步：{told}", cls="quiet"))
    if undo and lying.undo():
        st.rerun()
    return st.empty()


def _away(lying: Desk) -> None:
    """A kept draft stays in the list; one of the try-out is gone, so that is asked."""
    if lying.here is not None:
        if st.button("收起草稿", key="desk_away"):
            put_away()
        return
    with st.popover("放弃草稿", key="desk_drop"):
        put(tag("p", "试用时草稿没有保存，放弃以后不能恢复。"))
        if st.button("确认放弃", key="desk_away"):
            put_away()


def _section(lying: Desk) -> None:
    if lying.reading:
        show_paper(lying)
        return
    titles = list(SECTIONS)
    chosen = st.segmented_control(
        "内容",
        titles,
        default=titles[0],
        key="desk_section",
        label_visibility="collapsed",
        required=True,
        persist_state="session",
    )
    if not lying.tree and chosen not in (TEXT, TAKE):
        put(tag("p", UNREADABLE), cls="notice-box warning")
        return
    SECTIONS[str(chosen)](lying)


def _say_unsaved(place: Any, lying: Desk) -> None:
    """Above everything, whichever section is looked at."""
    names = unsaved(lying)
    if names:
        with place:
            put(tag("p", f"尚未保存：{'、'.join(names)}。"), cls="notice-box warning")


SECTIONS: Mapping[str, Section] = {
    "指标": show_tree,
    "数据项": show_fields,
    "条件与星级": show_stars,
    "总规定": show_whole,
    "检查": show_lint,
    "影响": show_effects,
    TEXT: show_text,
    TAKE: show_take,
}

if __name__ == "__main__":
    show()
