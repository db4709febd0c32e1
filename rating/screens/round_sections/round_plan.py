"""方案: title, 文号, deadlines and what is published; what was typed stays when somebody else was faster."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

import streamlit as st

from rating.district.rounds.plan import LONGEST_TITLE, TITLES, Plan, may_change, plan_of
from rating.district.rounds.round import Round
from rating.district.rounds.states import State
from rating.screens.parts.asked import attempt
from rating.screens.parts.held_draft import Draft, begun, draft, let_go, still_current
from rating.screens.parts.markup import CHOOSE, put, tag, visible
from rating.screens.parts.notice import say_next
from rating.screens.visit.where import CHOSEN, Where
from rating.workflow import rounds as work
from rating.workflow.round_page import RoundPage, changed_since

NEW = "round_plan_new"
PUBLICATION = (
    "站长始终能看到本站的结果和反馈。站点名称和名次默认不公开：现行规定要求减少考核排名通报，"
    "用分级和反馈代替排行榜；名次只供区里掌握。确需公开的，请写明理由，理由会记入日志。"
)
SPREAD = "站长看到本站在同类站点中的位置，不带其他站点的名称"


def show_plan(here: Where, page: RoundPage) -> None:
    round_ = page.round
    if not page.may_change:
        _read_only(round_)
        return
    held = draft(f"round_plan_{round_.id}", round_.version, plan_of(round_))
    since = held.since
    held = still_current(
        held,
        round_.version,
        plan_of(round_),
        _typed(held) != held.base,
        lambda: changed_since(here.database, here.person, round_.id, since),
    )
    wanted, why = _fields(here, held, round_), ""
    if round_.state.published:
        why = st.text_input("修改的理由", key=held.key("because"), max_chars=500, persist_state="session")
    if st.button("保存方案", key=held.key("save"), type="primary", disabled=wanted == held.base):
        done = attempt(lambda: work.change_round(here.database, here.person, round_.id, held.seen, wanted, why))
        if done is not None:
            let_go(held)
            say_next("方案已保存。")


def unsaved(round_: Round) -> bool:
    """Whether something was typed here that is not saved."""
    held = begun(f"round_plan_{round_.id}")
    return held is not None and _typed(held) != held.base


def show_new(here: Where) -> None:
    """The plan of a round that there is not yet; the newest is proposed as the one before."""
    district = here.view.district
    if district is None:
        return
    rounds = here.view.rounds
    base = Plan(previous_id=rounds[0].id if rounds else None)
    held = draft(f"{NEW}_{district.id}", 0, base)
    wanted = _fields(here, held, None)
    if st.button("建立轮次", key=held.key("save"), type="primary"):
        made = attempt(lambda: work.create_round(here.database, here.person, district.id, wanted))
        if made is not None:
            let_go(held)
            st.session_state[CHOSEN["round"]] = made.id
            st.query_params["round"] = str(made.id)
            say_next(f"「{made.title}」已建立。接着请设定分组与评分标准，再取用站点名册。")


def _fields(here: Where, held: Draft, round_: Round | None) -> Plan:
    state = round_.state if round_ else State.DRAFT
    base: Plan = held.base
    values: dict[str, Any] = {}
    left, right = st.columns([3, 2])
    with left:
        values["title"] = _text(held, state, "title", LONGEST_TITLE, "例如：2026 年度星级评定")
    with right:
        values["filing_number"] = _text(held, state, "filing_number", 100, "例如：民发〔2026〕1 号")
    values["note"] = st.text_area(
        TITLES["note"], base.note, key=held.key("note"), max_chars=2000, height=80, persist_state="session"
    )
    for column, name in zip(st.columns(4), ("fill_until", "score_until", "object_until", "rectify_until"), strict=True):
        with column:
            values[name] = _day(held, state, name)
    values["previous_id"] = _previous(held, state, here.view.rounds, round_)
    put(tag("h2", "公开范围"), tag("p", PUBLICATION, cls="quiet"))
    for name in ("show_spread", "show_names", "show_ranks"):
        told = SPREAD if name == "show_spread" else None
        values[name] = st.checkbox(
            TITLES[name], getattr(base, name), key=held.key(name), help=told, persist_state="session"
        )
    if values["show_names"] or values["show_ranks"] or base.publication_reason:
        values["publication_reason"] = _text(held, state, "publication_reason", 500, "")
    return Plan(**values)


def _text(held: Draft, state: State, name: str, longest: int, example: str) -> str:
    typed = st.text_input(
        TITLES[name],
        getattr(held.base, name),
        key=held.key(name),
        max_chars=longest,
        placeholder=example,
        persist_state="session",
        disabled=not may_change(name, state),
    )
    return str(typed or "")


def _day(held: Draft, state: State, name: str) -> date | None:
    chosen: date | None = st.date_input(
        TITLES[name],
        getattr(held.base, name),
        key=held.key(name),
        format="YYYY-MM-DD",
        persist_state="session",
        disabled=not may_change(name, state),
    )
    return chosen


def _previous(held: Draft, state: State, rounds: Sequence[Round], round_: Round | None) -> int | None:
    """Which round came before: ladder rules and 较上轮 rest on it."""
    others: Mapping[int | None, str] = {
        each.id: each.title for each in rounds if round_ is None or each.id != round_.id
    }
    ids = [None, *others]
    base = held.base.previous_id
    chosen: int | None = st.selectbox(
        "上一轮（用于升降星规则和变化对比）",
        ids,
        index=ids.index(base) if base in ids else 0,
        format_func=lambda each: visible(others.get(each, "没有")),
        key=held.key("previous_id"),
        placeholder=CHOOSE,
        persist_state="session",
        disabled=not may_change("previous_id", state),
    )
    return chosen


def _typed(held: Draft) -> Plan:
    """What the form's widgets held at the end of the last rerun; where one was never drawn, what it began from."""
    return Plan(
        **{each.name: st.session_state.get(held.key(each.name), getattr(held.base, each.name)) for each in fields(Plan)}
    )


def _read_only(round_: Round) -> None:
    plan = plan_of(round_)
    told = [(TITLES[each.name], getattr(plan, each.name)) for each in fields(Plan) if each.name != "previous_id"]
    rows = (
        tag("tr", tag("th", title), tag("td", "是" if value is True else "否" if value is False else value or "—"))
        for title, value in told
    )
    put(tag("table", tag("tbody", *rows)))
