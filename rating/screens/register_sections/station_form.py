"""One station: added, changed, closed or removed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from rating.district.places.stations import NewStation, Station
from rating.screens.parts.asked import asked
from rating.screens.parts.markup import CHOOSE, put, tag, visible
from rating.screens.parts.told import tell
from rating.screens.visit.where import Where
from rating.workflow import places

SEEN, DRAWN = "station_seen", "station_new_drawn"
NONE = ""
_SEVERAL = re.compile(r"[、；;\n]+")


def show_new(here: Where, district: int, kinds: Sequence[str], streets: Sequence[str]) -> None:
    key = f"station_new_{st.session_state.get(DRAWN, 0)}"
    wanted = _fields(NewStation("", ""), key, kinds, streets)
    if st.button("添加", key="station_add", type="primary"):
        with asked():
            places.add_station(here.database, here.person, district, wanted)
            st.session_state[DRAWN] = st.session_state.get(DRAWN, 0) + 1
            tell(f"已添加站点「{wanted.name.strip()}」。")


def show_station(here: Where, station: Station, kinds: Sequence[str], streets: Sequence[str]) -> None:
    """The station as it was when it was chosen: what others change meanwhile is told, not overwritten."""
    seen: Station | None = st.session_state.get(SEEN)
    if seen is None or seen.id != station.id:
        seen = st.session_state[SEEN] = station
    put(tag("h2", seen.label))
    if seen.version != station.version:
        put(tag("p", "这个站点刚刚有变动，下面是变动之前的内容。"), cls="notice-box warning")
        if st.button("载入最新内容", key="station_reload"):
            del st.session_state[SEEN]
            st.rerun()
    key = f"station_{seen.id}_{seen.version}"
    as_new = NewStation(seen.code, seen.name, seen.kind, seen.street, seen.former_names)
    fields = _fields(as_new, key, kinds, streets)
    wanted = replace(
        seen,
        code=fields.code,
        name=fields.name,
        kind=fields.kind,
        street=fields.street,
        former_names=fields.former_names,
    )
    why = st.text_input("原因（选填，记入日志）", key=f"{key}_why", width=492)
    _ways(here, seen, wanted, why)


def _fields(now: NewStation, key: str, kinds: Sequence[str], streets: Sequence[str]) -> NewStation:
    with st.container(horizontal=True):
        code = st.text_input("代码", now.code, key=f"{key}_code", width=160)
        name = st.text_input("名称", now.name, key=f"{key}_name", width=320)
    with st.container(horizontal=True):
        kind = _choice("类型", kinds, now.kind, f"{key}_kind", 240)
        street = _choice("街镇", streets, now.street, f"{key}_street", 240)
    former = st.text_input(
        "曾用名（几个时用顿号隔开）",
        "、".join(now.former_names),
        key=f"{key}_former",
        width=492,
        help="文件中写曾用名时，也能对应到本站。改名时，原名自动记入。",
    )
    names = tuple(filter(None, (each.strip() for each in _SEVERAL.split(former))))
    same = former == "、".join(now.former_names)
    return NewStation(code, name, kind, street, now.former_names if same else names)


def _choice(label: str, offered: Sequence[str], now: str, key: str, width: int) -> str:
    """One of those there are, or a new one typed."""
    every = list(dict.fromkeys((*offered, *([now] if now else []))))
    chosen: str | None = st.selectbox(
        label,
        every,
        every.index(now) if now else None,
        format_func=visible,
        key=key,
        width=width,
        placeholder=f"{CHOOSE}或填写",
        accept_new_options=True,
    )
    return chosen or NONE


def _ways(here: Where, seen: Station, wanted: Station, why: str) -> None:
    """Save, close or open, remove."""
    with st.container(horizontal=True):
        save = st.button("保存修改", key="station_save", type="primary", disabled=wanted == seen)
        turn = st.button("停用" if seen.active else "恢复使用", key="station_turn")
        out = st.button("删除", key="station_out", help="轮次或账号用到的站点只停用，不删除。")
    with asked():
        if save:
            places.change_station(here.database, here.person, wanted, why)
            _done(f"已保存「{seen.label}」的修改。")
        if turn:
            places.change_station(here.database, here.person, replace(seen, active=not seen.active), why)
            _done(f"「{seen.label}」已{'停用' if seen.active else '恢复使用'}。")
        if out:
            gone = places.take_out_station(here.database, here.person, seen, why)
            _done(f"「{seen.label}」已删除。" if gone else f"「{seen.label}」有轮次或账号用到，已停用，没有删除。")


def _done(said: str) -> None:
    st.session_state.pop(SEEN, None)
    tell(said)
