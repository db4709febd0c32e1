"""区: made, renamed, removed; the practice district is loaded and thrown away here."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from rating.district.places.districts import District
from rating.district.places.sight import DistrictSeen
from rating.screens.parts.asked import asked
from rating.screens.parts.markup import plain_text, put, tag
from rating.screens.parts.told import tell
from rating.screens.visit.where import CHOSEN, Where
from rating.workflow import places, practice

SEEN = "district_seen"
PRACTICE_TOLD = "练习区装有示例站点、评分表和一个已评定的轮次，全部是编造的数据，与正式的区互不影响，用完可以整个删除。"


def show_districts(here: Where) -> None:
    if here.view.district is not None:
        _rename(here, here.view.district)
    if here.person.district is None:
        _add(here)
        _practice(here)
    if here.view.district is not None:
        _remove(here, here.view.district)


def _rename(here: Where, district: DistrictSeen) -> None:
    seen: District | None = st.session_state.get(SEEN)
    if seen is None or seen.id != district.id:
        seen = st.session_state[SEEN] = places.district_of(here.database, here.person, district.id)
    put(tag("h2", f"本区：{district.title}"))
    key = f"district_{seen.id}_{seen.version}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input("区名", seen.name, key=f"{key}_name", width=320)
        code = st.text_input("区代码（选填）", seen.code, key=f"{key}_code", width=160)
        save = st.button("保存区名", key="district_save", disabled=(name, code) == (seen.name, seen.code))
    if save:
        with asked():
            places.change_district(here.database, here.person, replace(seen, name=name, code=code))
            _done("已保存区名。")


def _add(here: Where) -> None:
    with st.expander("建立区", expanded=here.view.district is None):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            name = st.text_input("区名", key="district_new_name", width=320, placeholder="例如：杨浦区")
            code = st.text_input("区代码（选填）", key="district_new_code", width=160)
            made = st.button("建立", key="district_add", type="primary")
        if made:
            with asked():
                new = places.add_district(here.database, here.person, name, code)
                _go_to(new, f"已建立「{name.strip()}」。请在「街镇」和「导入」中继续。")


def _practice(here: Where) -> None:
    there = [district for district in here.view.districts if district.practice]
    with st.expander("练习区", expanded=here.view.district is None):
        put(tag("p", PRACTICE_TOLD))
        if there:
            put(tag("p", f"已有练习区：{'、'.join(district.name for district in there)}。", cls="quiet"))
        if st.button("装入练习区", key="practice_load"):
            with asked(), st.status("正在装入练习区", expanded=True) as steps:
                new = practice.load_practice_district(
                    here.database, here.person, lambda doing, _: steps.update(label=f"正在装入练习区：{doing}")
                )
                _go_to(new, "练习区已装入，现在看到的就是练习区；回到正式的区请在左边选择。")


def _remove(here: Where, district: DistrictSeen) -> None:
    told = (
        "练习区连同其中的站点、账号、轮次和结果一起删除，日志保留。"
        if district.practice
        else "正式的区只有没有轮次和账号时才能删除，日志保留。"
    )
    with st.expander(f"删除{plain_text(district.title)}"):
        put(tag("p", told), cls="notice-box warning")
        typed = st.text_input(f"确认删除，请填写区名「{plain_text(district.name)}」", key="district_typed", width=320)
        if st.button("删除这个区", key="district_remove", disabled=typed.strip() != district.name):
            with asked():
                practice.remove_district(here.database, here.person, district.id, typed)
                _go_to(None, f"已删除「{district.title}」。")


def _done(said: str) -> None:
    st.session_state.pop(SEEN, None)
    tell(said)


def _go_to(district: int | None, said: str) -> None:
    """Look at this district from now on."""
    for name, key in CHOSEN.items():
        st.session_state.pop(key, None)
        st.query_params.pop(name, None)
    if district is not None:
        st.session_state[CHOSEN["district"]] = district
    _done(said)
