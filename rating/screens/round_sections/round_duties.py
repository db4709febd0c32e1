"""分工与回避: many stations at once, or cell by cell in a table of stations and raters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from zlib import crc32

import pandas as pd
import streamlit as st

from rating.district.people.roles import Thing
from rating.district.rounds.assignments import CHANGED_IN, Assigned, Wish
from rating.district.rounds.duties import Assignment, Duty, RaterAccount
from rating.district.rounds.round import Part, RoundStation
from rating.screens.parts.asked import attempt
from rating.screens.parts.held_draft import Draft, begun, draft, let_go, still_current
from rating.screens.parts.kept_edits import Rows, kept_editor, typed
from rating.screens.parts.markup import CHOOSE, plain_text, put, tag, visible
from rating.screens.parts.notice import notice, say_next
from rating.screens.parts.tables import ROW, height, readable, show_table, wide
from rating.screens.visit.where import Where
from rating.workflow import duties as work
from rating.workflow.duties import Duties
from rating.workflow.round_page import RoundPage, changed_since

WORDS = {Duty.NONE: "", Duty.ASSIGNED: "打分", Duty.RECUSED: "回避"}
BY_WORD = {word: duty for duty, word in WORDS.items()}
ALL, STREET, KIND, NAMED = "全组", "某个街镇", "某个类型", "指定站点"
ACTIONS = {"分配打分": Duty.ASSIGNED, "回避": Duty.RECUSED, "取消分配": Duty.NONE}
MOST_TALL = 16
"""Rows of the table that stand on the page; more scroll inside it."""


def show_duties(here: Where, page: RoundPage, part: Part) -> None:
    seen = attempt(lambda: work.duties_of(here.database, here.person, part.id))
    if seen is None:
        return
    if not seen.roles:
        notice("这份评分标准没有由评估人打分的数据项，不需要分工。")
        return
    if not seen.raters:
        notice("还没有评估人账号。请管理员先在「账号」中建立；没有账号的评估人，可由评估员代为上传评分表。")
        return
    if not seen.stations:
        notice("还没有参评站点。请先在「名册」中取用。")
        return
    if page.round.state not in CHANGED_IN or not page.may_change:
        put(tag("p", "分工和回避只在「填报」和「评分」时安排，现在只能查看。", cls="quiet"))
        show_table(_frame(seen, seen.assignments), _columns(seen), most=MOST_TALL, key="round_duties_seen")
        _recusals(seen)
        return
    _many(here, page, seen)
    _table(here, page, part, seen)
    _recusals(seen)


def unsaved(part: Part) -> bool:
    """Whether cells were changed that are not saved."""
    held = begun(f"round_duties_{part.id}")
    return held is not None and bool(typed(held.key("table")))


def _many(here: Where, page: RoundPage, seen: Duties) -> None:
    """One duty for many stations and raters at once."""
    titles = {rater.id: _called(rater, seen.raters) for rater in seen.raters if rater.active}
    put(tag("h2", "成批安排"))
    who, where_, what = st.columns([4, 3, 2])
    raters: list[int] = who.multiselect(
        "评估人", list(titles), format_func=lambda each: visible(titles[each]), key="duties_raters", placeholder=CHOOSE
    )
    scope = where_.selectbox("范围", (ALL, STREET, KIND, NAMED), key="duties_scope", placeholder=CHOOSE)
    action = what.selectbox("安排", list(ACTIONS), key="duties_action", placeholder=CHOOSE)
    stations = _chosen(seen.stations, str(scope))
    duty = ACTIONS[str(action)]
    role = _role(seen.roles) if duty is Duty.ASSIGNED else ""
    why = ""
    if duty is Duty.RECUSED:
        why = st.text_input("回避的理由", key="duties_why", max_chars=500, placeholder="例如：曾任该站负责人")
    label = f"{action}：{len(raters)} 人 × {len(stations)} 个站点"
    if st.button(plain_text(label), key="duties_many", disabled=not (raters and stations)):
        wishes = [Wish(rater, each.id, duty, role, why) for rater in raters for each in stations]
        _assign(here, page, wishes, why)


def _chosen(stations: Sequence[RoundStation], scope: str) -> list[RoundStation]:
    if scope == ALL:
        return list(stations)
    if scope == NAMED:
        names = {each.id: f"{each.code} {each.name}" for each in stations}
        ids: list[int] = st.multiselect(
            "站点", list(names), format_func=lambda each: visible(names[each]), key="duties_named", placeholder=CHOOSE
        )
        return [each for each in stations if each.id in ids]
    column = "street" if scope == STREET else "kind"
    known = sorted({getattr(each, column) for each in stations})
    chosen = st.selectbox(
        "街镇" if scope == STREET else "类型", known, index=None, key=f"duties_{column}", placeholder=CHOOSE
    )
    return [each for each in stations if getattr(each, column) == chosen]


def _role(roles: Mapping[str, str], key: str = "duties_role") -> str:
    """As which 评估主体; asked only where there are several."""
    if len(roles) == 1:
        return next(iter(roles))
    chosen = st.selectbox("作为哪个评估主体", list(roles), format_func=lambda each: visible(roles[each]), key=key)
    return str(chosen)


def _table(here: Where, page: RoundPage, part: Part, seen: Duties) -> None:
    now = crc32(repr([(each.rater_id, each.station_id, each.duty) for each in seen.assignments]).encode())
    held = draft(f"round_duties_{part.id}", now, seen.assignments)
    round_id, since = page.round.id, held.since
    held = still_current(
        held,
        now,
        seen.assignments,
        bool(typed(held.key("table"))),
        lambda: changed_since(here.database, here.person, round_id, since, (Thing.ASSIGNMENT,)),
    )
    put(tag("h2", "逐格安排"), tag("p", "双击一格选择「打分」或「回避」，改好以后一起保存。", wide(), cls="quiet"))
    rows = kept_editor(
        _frame(seen, held.base),
        held.key("table"),
        column_config=_columns(seen, list(BY_WORD)),
        disabled=["代码", "站点", "类型", "街镇"],
        hide_index=True,
        height=height(len(seen.stations), MOST_TALL),
        row_height=ROW,
    )
    wishes = _wishes(seen, held, rows)
    if len(seen.roles) > 1 and any(wish.wanted is Duty.ASSIGNED and not wish.role for wish in wishes):
        role = _role(seen.roles, held.key("role"))
        wishes = [wish if wish.role else replace(wish, role=role) for wish in wishes]
    why = ""
    if any(Duty.RECUSED in (wish.wanted, wish.seen) for wish in wishes):
        why = st.text_input("新增或解除回避的理由", key=held.key("because"), max_chars=500, persist_state="session")
    if st.button(f"保存 {len(wishes)} 处改动", key=held.key("save"), type="primary", disabled=not wishes):
        _assign(
            here, page, [replace(wish, reason=why if wish.wanted is Duty.RECUSED else "") for wish in wishes], why, held
        )


def _wishes(seen: Duties, held: Draft, rows: Rows) -> list[Wish]:
    """The cells that differ from what stood there when the table was drawn."""
    base: Sequence[Assignment] = held.base
    stood = {(each.rater_id, each.station_id): each for each in base}
    found = []
    for row, cells in rows.items():
        for column, word in cells.items():
            station, rater = seen.stations[row], int(column.removeprefix("r"))
            there = stood.get((rater, station.id))
            before = there.duty if there else Duty.NONE
            wanted = BY_WORD.get(word or "", Duty.NONE)
            if wanted is not before:
                found.append(Wish(rater, station.id, wanted, _usual(base, rater), "", before))
    return found


def _usual(base: Sequence[Assignment], rater: int) -> str:
    """The role in which a rater marks elsewhere in the part."""
    return next((each.role for each in base if each.rater_id == rater and each.role and not each.recused), "")


def _assign(here: Where, page: RoundPage, wishes: Sequence[Wish], why: str, held: Draft | None = None) -> None:
    came = attempt(lambda: work.assign(here.database, here.person, page.round.id, wishes, why))
    if came is not None:
        if held is not None:
            let_go(held)
        say_next(_said(came))


def _said(came: Assigned) -> str:
    told = f"已保存 {came.changed} 项。" if came.changed else "没有需要改动的。"
    if came.kept_recused:
        names = "、".join(f"{each.rater_name}对 {each.station_code}" for each in came.kept_recused[:10])
        more = f"等 {len(came.kept_recused)} 处" if len(came.kept_recused) > 10 else ""
        told += f"原有的回避保持不变：{names}{more}。"
    return told


def _frame(seen: Duties, assignments: Sequence[Assignment]) -> pd.DataFrame:
    stood = {(each.rater_id, each.station_id): WORDS[each.duty] for each in assignments}
    frame = pd.DataFrame(
        {
            "代码": [each.code for each in seen.stations],
            "站点": [each.name for each in seen.stations],
            "类型": [each.kind for each in seen.stations],
            "街镇": [each.street for each in seen.stations],
        }
    )
    for rater in seen.raters:
        frame[f"r{rater.id}"] = [stood.get((rater.id, each.id), "") for each in seen.stations]
    return readable(frame)


def _columns(seen: Duties, options: Sequence[str] = ()) -> dict[str, Any]:
    """Stations wide enough for their names, raters by name; with `options`, cells to choose in."""
    named = {"代码": 80, "站点": 240}
    columns: dict[str, Any] = {title: st.column_config.TextColumn(title, width=width) for title, width in named.items()}
    for rater in seen.raters:
        called = _called(rater, seen.raters)
        if options:
            column = st.column_config.SelectboxColumn(called, options=options, width="small")
        else:
            column = st.column_config.TextColumn(called, width="small")
        columns[f"r{rater.id}"] = column
    return columns


def _called(rater: RaterAccount, raters: Sequence[RaterAccount]) -> str:
    """By name; by log-in too where two have one name."""
    several = sum(each.name == rater.name for each in raters) > 1
    return visible(f"{rater.name}（{rater.login}）" if several else rater.name) + ("" if rater.active else "（已停用）")


def _recusals(seen: Duties) -> None:
    recused = [each for each in seen.assignments if each.recused]
    if not recused:
        return
    names = {each.id: each.name for each in seen.stations}
    rows = (
        tag("tr", tag("td", each.rater_name), tag("td", names.get(each.station_id, "")), tag("td", each.reason))
        for each in recused
    )
    head = tag("tr", *(tag("th", title) for title in ("评估人", "站点", "回避的理由")))
    put(tag("h2", f"回避（{len(recused)}）"), tag("table", tag("thead", head), tag("tbody", *rows)))
