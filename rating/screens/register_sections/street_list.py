"""街镇: the streets of a district; official ones with their codes are offered, others may be typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from rating.district.places.official_streets import official_streets, streets_of_area
from rating.district.places.streets import Street
from rating.screens.parts.asked import asked
from rating.screens.parts.markup import CHOOSE, put, tag, visible
from rating.screens.parts.told import tell
from rating.screens.visit.where import Where
from rating.workflow import places

SEEN, DRAWN = "street_seen", "street_new_drawn"
SOURCE = "官方名录取自国家统计局 2023 年统计用区划代码（截至 2023 年 6 月 30 日），含上海市和宜昌市的街道、镇、乡。"


def show_streets(here: Where) -> None:
    district = here.view.district
    if district is None:
        return
    streets = places.streets_of(here.database, here.person, district.id)
    if streets:
        rows = [tag("tr", tag("td", each.name), tag("td", each.code or "没有代码")) for each in streets]
        head = tag("tr", tag("th", "街镇"), tag("th", "代码"))
        put(
            tag("p", f"共 {len(streets)} 个街镇。", cls="quiet"),
            tag("div", tag("table", tag("thead", head), tag("tbody", *rows)), cls="scroll tall"),
        )
        _change(here, streets)
    _official(here, district.id, district.name, streets)
    _typed(here, district.id)


def _change(here: Where, streets: Sequence[Street]) -> None:
    with st.expander("修改或删除街镇"):
        by_id = {street.id: street for street in streets}
        chosen = st.selectbox(
            "街镇",
            list(by_id),
            None,
            format_func=lambda street: visible(by_id[street].told),
            key="street_chosen",
            placeholder=CHOOSE,
            width=320,
        )
        if chosen is None:
            st.session_state.pop(SEEN, None)
            return
        seen: Street | None = st.session_state.get(SEEN)
        if seen is None or seen.id != chosen:
            seen = st.session_state[SEEN] = by_id[chosen]
        _change_one(here, seen)


def _change_one(here: Where, seen: Street) -> None:
    key = f"street_{seen.id}_{seen.version}"
    with st.container(horizontal=True):
        name = st.text_input("名称", seen.name, key=f"{key}_name", width=240)
        code = st.text_input("代码", seen.code, key=f"{key}_code", width=160)
    wanted = replace(seen, name=name, code=code)
    with st.container(horizontal=True):
        save = st.button("保存修改", key="street_save", type="primary", disabled=wanted == seen)
        out = st.button("删除街镇", key="street_out", help="还有站点的街镇不能删除。")
        again = st.button("载入最新内容", key="street_reload")
    with asked():
        if save:
            places.change_street(here.database, here.person, wanted)
            _done(f"已保存街镇「{name.strip()}」。")
        if out:
            places.remove_street(here.database, here.person, seen.id)
            _done(f"已删除街镇「{seen.name}」。")
    if again:
        st.session_state.pop(SEEN, None)
        st.rerun()


def _done(said: str) -> None:
    st.session_state.pop(SEEN, None)
    tell(said)


def _official(here: Where, district: int, name: str, streets: Sequence[Street]) -> None:
    """Those of the district where its name is known, all others otherwise; none that is there already."""
    known = {street.code for street in streets} | {street.name for street in streets}
    area = streets_of_area(name)
    offered = {each.code: each for each in area or official_streets() if not known & {each.code, each.name}}
    if not offered:
        return
    with st.expander("从官方名录添加", expanded=not streets):
        put(tag("p", SOURCE, cls="quiet"))
        chosen = st.multiselect(
            "街镇",
            list(offered),
            list(offered) if area and not streets else [],
            format_func=lambda code: offered[code].label,
            key=f"streets_official_{len(streets)}",
            placeholder=CHOOSE,
        )
        if st.button("添加所选街镇", key="streets_add", type="primary", disabled=not chosen):
            with asked():
                done = places.add_official_streets(here.database, here.person, district, frozenset(chosen))
                tell(f"已添加 {done} 个街镇。")


def _typed(here: Where, district: int) -> None:
    with st.expander("添加名录以外的街镇"):
        key = f"street_new_{st.session_state.get(DRAWN, 0)}"
        with st.container(horizontal=True):
            name = st.text_input("名称", key=f"{key}_name", width=240)
            code = st.text_input("代码（选填）", key=f"{key}_code", width=160)
        if st.button("添加街镇", key="street_add"):
            with asked():
                places.add_street(here.database, here.person, district, name, code)
                st.session_state[DRAWN] = st.session_state.get(DRAWN, 0) + 1
                tell(f"已添加街镇「{name.strip()}」。")
