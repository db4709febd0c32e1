"""保存期限: until when each round is kept, which are past it, and clearing one on purpose."""

from __future__ import annotations

from datetime import date

import streamlit as st

from rating.screens.parts.asked import attempt
from rating.screens.parts.markup import CHOOSE, Markup, put, tag, visible
from rating.screens.parts.moments import day_text, days_left
from rating.screens.visit.where import Where
from rating.workflow import upkeep
from rating.workflow.upkeep import Round

NOTE = (
    "清除后，这一轮次的参评单位、上传文件、填报数据、评估结果、异议和整改都不再存在，不能撤回；日志保留。"
    "以前下载的备份里仍有这些内容，请一并处理。"
)
DONE = "retention_done"


def show_retention(here: Where) -> None:
    if here.view.district is None:
        put(tag("p", "还没有区，也就没有轮次。"), cls="notice-box")
        return
    rounds, due = upkeep.kept_rounds(here.database, here.person, here.view.district.id)
    if DONE in st.session_state:
        put(tag("p", st.session_state.pop(DONE)), cls="notice-box good")
    if not rounds:
        put(tag("p", "本区还没有评估轮次。"), cls="notice-box")
        return
    told = f"{len(due)} 个轮次已过保存期限：{'、'.join(each.title for each in due)}。" if due else "没有到期的轮次。"
    put(tag("p", told), cls=f"notice-box {'warning' if due else 'good'}")
    head = tag("thead", tag("tr", *(tag("th", name) for name in ("轮次", "状态", "保存到", ""))))
    put(tag("table", head, tag("tbody", *map(_row, rounds)), cls="stack"))
    titles = {each.id: each.title for each in rounds}
    chosen = st.selectbox(
        "选择轮次",
        list(titles),
        format_func=lambda row: visible(titles.get(row, "")),
        index=None,
        key="retention_round",
        placeholder=CHOOSE,
        width=420,
    )
    round_ = next((each for each in rounds if each.id == chosen), None)
    if round_ is not None:
        _keeping(here, round_)
        _clearing(here, round_)


def _row(round_: Round) -> Markup:
    until = day_text(round_.keep_until) or "长期"
    left = days_left(round_.keep_until)
    return tag(
        "tr",
        tag("td", tag("b", round_.title)),
        tag("td", round_.state.title),
        tag("td", until, data_name="保存到"),
        tag("td", left, cls="quiet" if left else "nothing"),
    )


def _keeping(here: Where, round_: Round) -> None:
    put(tag("h2", "改变保存期限"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        until: date | None = st.date_input(
            "保存到（不填即长期保存）", round_.keep_until, format="YYYY-MM-DD", key=f"keep_until_{round_.id}", width=220
        )
        why = st.text_input("原因", key=f"keep_why_{round_.id}", placeholder="如：按档案管理规定保存十年", width=420)
        wanted = st.button("保存", key=f"keep_{round_.id}")
    if wanted:

        def keep() -> bool:
            upkeep.keep_round_until(here.database, here.person, round_.id, until, round_.version, why)
            return True

        if attempt(keep):
            st.session_state[DONE] = f"「{round_.title}」的保存期限已改为{day_text(until) or '长期'}。"
            st.rerun()


def _clearing(here: Where, round_: Round) -> None:
    put(tag("h2", "清除这一轮次"))
    if round_.state not in upkeep.FORGETTABLE:
        states = "、".join(f"「{state.title}」" for state in upkeep.FORGETTABLE)
        told = f"这一轮次处于「{round_.state.title}」，正在进行，不能清除。只有处于{states}的轮次可以清除。"
        put(tag("p", told), cls="notice-box")
        return
    held = upkeep.holdings(here.database, here.person, round_.id)
    counts = "、".join(f"{name} {count}" for name, count in held.items())
    put(tag("p", NOTE), tag("p", f"将要清除：{counts}。"), cls="notice-box refusal")
    typed = st.text_input("请原样填写轮次名称", key=f"forget_title_{round_.id}", width=420)
    why = st.text_input("原因", key=f"forget_why_{round_.id}", width=420)
    if st.button("清除", key=f"forget_{round_.id}"):
        gone = attempt(lambda: upkeep.forget_round(here.database, here.person, round_.id, typed, why))
        if gone is not None:
            st.session_state[DONE] = f"已清除「{gone.title}」：{gone.told}。"
            st.rerun()
