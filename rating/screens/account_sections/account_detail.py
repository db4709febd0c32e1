"""One account: name, role and reach; its code, its sessions, whether it is in use. Or a new code for several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from rating.district.people.accounts import Account
from rating.district.places.stations import Station
from rating.screens.account_sections.account_scope import ask_scope
from rating.screens.account_sections.issued_codes import keep_issued
from rating.screens.parts.asked import asked
from rating.screens.parts.markup import plain_text, put, tag
from rating.screens.parts.told import tell
from rating.screens.visit.where import Where
from rating.workflow import people

SEEN = "account_seen"
CODE_TOLD = "重发激活码后，原来的激活码、密码和全部登录立即失效。"


def show_account(here: Where, account: Account, stations: Sequence[Station]) -> None:
    """The account as it was when it was chosen: what others change meanwhile is told, not overwritten."""
    seen = _seen(account)
    put(tag("h2", seen.label))
    if seen.version != account.version:
        put(tag("p", "这个账号刚刚有变动，下面是变动之前的内容。"), cls="notice-box warning")
        if st.button("载入最新内容", key="account_reload"):
            _forget()
    _change(here, seen, stations)
    if account.id != here.person.id:
        _further(here, seen)


def _seen(account: Account) -> Account:
    kept: Account | None = st.session_state.get(SEEN)
    if kept is None or kept.id != account.id:
        kept = st.session_state[SEEN] = account
    return kept


def _forget(said: str = "") -> None:
    st.session_state.pop(SEEN, None)
    if said:
        tell(said)
    st.rerun()


def _change(here: Where, seen: Account, stations: Sequence[Station]) -> None:
    key = f"account_{seen.id}_{seen.version}"
    with st.container(horizontal=True):
        name = st.text_input("姓名", seen.name, key=f"{key}_name", width=240)
        external = st.text_input("单点登录标识（选填）", seen.external_id or "", key=f"{key}_external", width=240)
    if seen.id == here.person.id:
        put(tag("p", "这是您自己的账号：可以改姓名；角色、范围和状态请由另一位管理员修改。", cls="quiet"))
        wanted = replace(seen, name=name)
    else:
        scope = ask_scope(here, stations, key, seen)
        if scope is None:
            return
        wanted = replace(
            seen,
            name=name,
            external_id=external.strip() or None,
            role=scope.role,
            district=scope.district,
            kinds=scope.kinds,
            stations=scope.stations,
        )
    why = st.text_input("原因（选填，记入日志）", key=f"{key}_why", width=492)
    if st.button("保存修改", key=f"{key}_save", type="primary", disabled=wanted == seen):
        with asked():
            people.change_account(here.database, here.person, wanted, why)
            _forget(f"已保存「{seen.label}」的修改。")


def _further(here: Where, seen: Account) -> None:
    """A new code, the end of its sessions, stop and resume."""
    sessions = people.open_sessions(here.database, here.person, seen.id)
    put(tag("p", f"现有 {sessions} 处登录。{CODE_TOLD}", cls="quiet"))
    with st.container(horizontal=True):
        again = st.button("重发激活码", key="account_code", disabled=not seen.active)
        end = st.button("结束全部登录", key="account_end", disabled=not sessions)
        turn = st.button("停用账号" if seen.active else "恢复使用", key="account_turn")
    with asked():
        if again:
            issued = people.issue_code(here.database, here.person, seen.id)
            st.session_state.pop(SEEN, None)
            keep_issued((issued,))
        if end:
            ended = people.end_sessions(here.database, here.person, seen.id)
            _forget(f"已结束「{seen.label}」的 {ended} 处登录。")
        if turn:
            people.change_account(here.database, here.person, replace(seen, active=not seen.active))
            _forget(f"「{seen.label}」已{'停用' if seen.active else '恢复使用'}。")


def show_several(here: Where, chosen: Sequence[Account]) -> None:
    """New codes for all that are marked, printed on one sheet."""
    names = "、".join(plain_text(account.name) for account in chosen[:10])
    put(tag("h2", f"已选 {len(chosen)} 个账号"), tag("p", f"{CODE_TOLD}任何一个不能重发时，全部不重发。", cls="quiet"))
    st.caption(f"{names}{' 等' if len(chosen) > 10 else ''}")
    if st.button(f"给这 {len(chosen)} 个账号重发激活码", key="accounts_codes", type="primary"):
        with asked():
            issued = people.issue_codes(here.database, here.person, [account.id for account in chosen])
            keep_issued(issued)
