"""One new account."""

from __future__ import annotations

import streamlit as st

from rating.district.people.accounts import Wanted
from rating.district.people.names import LOGIN_RULE
from rating.screens.account_sections.account_scope import ask_scope
from rating.screens.account_sections.issued_codes import keep_issued
from rating.screens.parts.asked import asked
from rating.screens.visit.where import Where
from rating.workflow import people, places

DRAWN = "account_new_drawn"
"""Counts the accounts made, so that the fields are empty again after each."""


def show_new(here: Where) -> None:
    district = here.view.district
    stations = places.stations_of(here.database, here.person, district.id) if district else ()
    key = f"account_new_{st.session_state.get(DRAWN, 0)}"
    with st.container(horizontal=True):
        name = st.text_input("姓名", key=f"{key}_name", width=240)
        login = st.text_input("登录名", key=f"{key}_login", width=240, help=f"{LOGIN_RULE}；不分大小写。")
        external = st.text_input("单点登录标识（选填）", key=f"{key}_external", width=240, help="有统一登录时才需要")
    scope = ask_scope(here, stations, key)
    if not st.button("建立账号", key="account_add", type="primary", disabled=scope is None) or scope is None:
        return
    with asked():
        wanted = Wanted(login, name, scope.role, scope.district, scope.kinds, scope.stations, external or None)
        issued = people.add_account(here.database, here.person, wanted)
        st.session_state[DRAWN] = st.session_state.get(DRAWN, 0) + 1
        keep_issued((issued,))
