"""名单: the accounts of a district, narrowed by role, state and words; chosen rows are worked on below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256

import pandas as pd
import streamlit as st

from rating.district.people.accounts import Account
from rating.district.people.person import Role
from rating.screens.account_sections.account_detail import show_account, show_several
from rating.screens.account_sections.account_scope import labels_of, scope_text
from rating.screens.parts.markup import CHOOSE, put, tag
from rating.screens.parts.tables import readable, show_table
from rating.screens.visit.where import Where
from rating.shown import moment_text
from rating.workflow import people, places

EVERY = "全部"
ROWS = 14
"""So that what is done with the marked rows is seen below."""
STATES = (EVERY, "使用中", "未激活", "已停用")


def show_list(here: Where) -> None:
    district = here.view.district
    role, state, words = _filters()
    found = people.accounts_of(here.database, here.person, district.id if district else None, role=role, words=words)
    listed = tuple(account for account in found if state in (EVERY, state_text(account)[:3]))
    stations = places.stations_of(here.database, here.person, district.id) if district else ()
    districts = {each.id: each.title for each in here.view.districts}
    if not listed:
        put(tag("p", "没有符合条件的账号。"), cls="notice-box")
        return
    put(tag("p", _counted(listed), cls="quiet"))
    chosen = selected(_table(listed, labels_of(stations), districts), listed)
    if len(chosen) == 1:
        show_account(here, chosen[0], stations)
    elif chosen:
        show_several(here, chosen)


def state_text(account: Account) -> str:
    """使用中, 已停用, or 未激活 with what stands open."""
    if not account.active:
        return "已停用"
    if account.activated or account.external_id:
        return "使用中"
    return f"未激活（激活码至 {moment_text(account.code_until)}）" if account.code_until else "未激活（没有激活码）"


def _filters() -> tuple[Role | None, str, str]:
    roles = {EVERY: None, **{role.title: role for role in Role}}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        role = st.selectbox("角色", list(roles), key="accounts_role", placeholder=CHOOSE, width=150)
        state = st.selectbox("状态", STATES, key="accounts_state", placeholder=CHOOSE, width=150)
        words = st.text_input("查找", key="accounts_words", placeholder="姓名或登录名", width=240)
    return roles[role], state, words


def _counted(listed: Sequence[Account]) -> str:
    waiting = sum(state_text(account).startswith("未激活") for account in listed)
    return f"{len(listed)} 个账号" + (f"，其中 {waiting} 个未激活" if waiting else "")


def _table(listed: Sequence[Account], stations: Mapping[int, str], districts: Mapping[int, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "姓名": [account.name for account in listed],
            "登录名": [account.login for account in listed],
            "角色": [account.role.title for account in listed],
            "范围": [scope_text(account, stations, districts) for account in listed],
            "状态": [state_text(account) for account in listed],
            "最近登录": [moment_text(account.last_login_at) for account in listed],
        }
    )


def selected(table: pd.DataFrame, listed: Sequence[Account]) -> tuple[Account, ...]:
    """Draw the table; the accounts whose rows are marked. Another list begins without marks."""
    ids = ",".join(str(account.id) for account in listed)
    key = f"account_table_{sha256(ids.encode()).hexdigest()[:12]}"
    event = show_table(readable(table), on_select="rerun", selection_mode="multi-row", most=ROWS, key=key)
    return tuple(listed[row] for row in event.selection.rows if row < len(listed))
