"""待办: what waits in the chosen round, each with the way to the page where it is done."""

from __future__ import annotations

import streamlit as st

from rating.rubric.nouns import Rubric
from rating.screens.frame.navigation import TITLES, page_file, pages_of
from rating.screens.parts.asked import attempt
from rating.screens.parts.markup import plain_text, put, tag
from rating.screens.parts.moments import day_text, days_left
from rating.screens.parts.round_link import DUTIES, PROGRESS, REVIEW, SECTION
from rating.screens.visit.session import Shown
from rating.screens.visit.where import Where
from rating.workflow.waiting import PartWaiting, waiting_of

MOST_NAMED = 5
Line = tuple[str, str, str]
"""A sentence, the page on which it is dealt with, and the section of 轮次 ("" for none)."""


def show_waiting(here: Where, now: Shown | None) -> None:
    part = here.view.part
    assert part is not None
    found = attempt(lambda: waiting_of(here.database, here.person, part.id, now.evaluation if now else None))
    if found is None:
        return
    lines = waiting_lines(found)
    put(tag("h2", "待办"), tag("p", until_words(found)) if found.until else None)
    if not lines:
        put(tag("p", "没有等待办理的事项。", cls="quiet"))
    with st.container(key="overview_waiting"):
        for told, page, section in lines:
            if page in pages_of(here.person.role):
                way = f"去「{TITLES[page]}」" + (f"的「{section}」" if section else "")
                asked = {SECTION: section} if section else None
                st.page_link(page_file(page), label=plain_text(f"{told}，{way}"), query_params=asked)
            else:
                put(tag("p", told, "。"))


def waiting_lines(found: PartWaiting) -> list[Line]:
    """The most pressing first; nothing of what does not wait."""
    late = f"，已过期：{named(found.overdue)}" if found.overdue else ""
    stale = found.stale if not found.files else ""
    lines = (
        (found.objections, f"{found.objections} 条异议等待答复", "objections", ""),
        (found.files, f"{found.files} 份交来的文件等待核对采用", "import_data", ""),
        (stale, f"{stale}，需要重新核对并确认", "import_data", ""),
        (found.spreads, f"{found.spreads} 处评估人分差过大，等待复核", "rounds", REVIEW),
        (found.owed, f"还差 {found.owed} 份打分{late}", "rounds", PROGRESS),
        (found.thin, f"{found.thin} 个站点的评估人少于评分标准的要求", "rounds", DUTIES),
        (found.rectifications, f"{found.rectifications} 项整改尚未办结", "rectification", ""),
    )
    return [(told, page, section) for waits, told, page, section in lines if waits]


def until_words(found: PartWaiting) -> str:
    return f"{found.deadline} {day_text(found.until)}，{days_left(found.until)}。"


def named(names: tuple[str, ...]) -> str:
    more = f"等 {len(names)} 人" if len(names) > MOST_NAMED else ""
    return "、".join(names[:MOST_NAMED]) + more


def no_result_yet(rubric: Rubric | None) -> str:
    """The lead of the page before the first evaluation."""
    by = f"，按《{rubric.title}》评定" if rubric else ""
    return f"还没有评估结果{by}。"
