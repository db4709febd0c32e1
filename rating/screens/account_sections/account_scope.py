"""How far an account goes: role, district, kinds or stations, asked as the role needs them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from rating.district.people.accounts import Account
from rating.district.people.person import Role
from rating.district.places.stations import Station, kinds_of
from rating.screens.parts.markup import CHOOSE, visible
from rating.screens.visit.where import Where

EVERYWHERE, HERE_ONLY = "全部区", "本区"
ROLES_TOLD = {
    Role.ADMINISTRATOR: "管理站点、账号、轮次、备份，能看到全部内容。",
    Role.EVALUATOR: "建立轮次、导入评分、公示结果、答复异议。",
    Role.RATER: "只上传和查看自己的打分表。",
    Role.STATION_HEAD: "只看自己站点的反馈，可以提出异议、填报整改。",
    Role.VIEWER: "只看结果，不能修改。",
}


@dataclass(frozen=True)
class Scope:
    """What was chosen."""

    role: Role
    district: int | None
    kinds: frozenset[str]
    stations: frozenset[int]


def ask_scope(here: Where, stations: Sequence[Station], key: str, now: Account | None = None) -> Scope | None:
    """The widgets; None while the role is not chosen. `now`: what they show at first."""
    roles = list(Role)
    first = roles.index(now.role) if now else None
    role = st.selectbox(
        "角色", roles, first, format_func=lambda role: role.title, key=f"{key}_role", placeholder=CHOOSE, width=240
    )
    if role is None:
        return None
    st.caption(ROLES_TOLD[role])
    district = _district(here, role, key, now)
    kinds = _kinds(stations, key, now) if role in (Role.EVALUATOR, Role.VIEWER) else frozenset()
    heads = _stations(stations, key, now) if role is Role.STATION_HEAD else frozenset()
    return Scope(role, district, kinds, heads)


def _district(here: Where, role: Role, key: str, now: Account | None) -> int | None:
    own = now.district if now and now.district is not None else here.view.district.id if here.view.district else None
    if role is not Role.ADMINISTRATOR or here.person.district is not None:
        return own
    offered = [EVERYWHERE, HERE_ONLY] if own is not None else [EVERYWHERE]
    first = offered.index(HERE_ONLY) if now and now.district is not None else 0
    reach = st.radio("管理范围", offered, first, key=f"{key}_reach", horizontal=True)
    return own if reach == HERE_ONLY else None


def _kinds(stations: Sequence[Station], key: str, now: Account | None) -> frozenset[str]:
    held = now.kinds if now else frozenset()
    offered = list(dict.fromkeys((*kinds_of(tuple(stations)), *sorted(held))))
    chosen = st.multiselect(
        "限定的站点类型（空着即不限）",
        offered,
        sorted(held),
        format_func=visible,
        key=f"{key}_kinds",
        placeholder="不限",
    )
    return frozenset(chosen)


def _stations(stations: Sequence[Station], key: str, now: Account | None) -> frozenset[int]:
    held = now.stations if now else frozenset()
    labels = labels_of(stations)
    offered = [station.id for station in stations if station.active or station.id in held]
    chosen = st.multiselect(
        "负责的站点",
        offered,
        [each for each in offered if each in held],
        format_func=lambda station: visible(labels[station]),
        key=f"{key}_stations",
        placeholder=CHOOSE,
    )
    return frozenset(chosen)


def labels_of(stations: Sequence[Station]) -> Mapping[int, str]:
    """Station → its name with its code."""
    return {station.id: station.label for station in stations}


def scope_text(account: Account, stations: Mapping[int, str], districts: Mapping[int, str]) -> str:
    """How far an account goes, in a few words."""
    if account.district is None:
        return EVERYWHERE
    if account.stations:
        return "、".join(stations.get(each, "别区的站点") for each in sorted(account.stations))
    if account.kinds:
        return "类型：" + "、".join(sorted(account.kinds))
    return districts.get(account.district, HERE_ONLY)
