"""站点名册: the stations of a district and their streets, by hand or from a file; districts and the practice one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from rating.screens.frame import frame
from rating.screens.parts.asked import asked
from rating.screens.parts.markup import put, tag
from rating.screens.parts.told import show_told
from rating.screens.register_sections.district_parts import show_districts
from rating.screens.register_sections.roster_import import show_import
from rating.screens.register_sections.station_list import show_stations
from rating.screens.register_sections.street_list import show_streets
from rating.screens.visit import where
from rating.screens.visit.where import Where

TITLE = "站点名册"
PART = "stations_part"
LEADS = {
    "名册": "本区的站点。轮次从这里取用参评站点，取用以后再改不影响已经开始评分的轮次。",
    "导入": "用 Excel 名册更新：先列出全部变动，确认后一次生效。",
    "街镇": "本区的街道、镇、乡及其统计用区划代码。",
    "区": "建立区、改区名；装入或删除练习区。",
}
NO_DISTRICT = "还没有区。请先建立区，再导入站点；也可以先装入练习区，用示例数据试一遍。"


def show() -> None:
    here = where.here()
    if here is None:
        frame.masthead(TITLE)
        put(tag("p", "登录后，管理员在这里管理站点名册。"), cls="notice-box")
        return
    names = list(LEADS) if here.view.district else ["区"]
    chosen = st.session_state.get(PART)
    chosen = chosen if chosen in names else names[0]
    district = here.view.district
    frame.masthead(
        f"{TITLE} · {district.title}" if district else TITLE, lead=LEADS[chosen] if district else NO_DISTRICT
    )
    show_told()
    if len(names) > 1:
        st.segmented_control("内容", names, key=PART, default=names[0], label_visibility="collapsed", required=True)
    with asked():
        PARTS[chosen](here)


PARTS: Mapping[str, Callable[[Where], None]] = {
    "名册": show_stations,
    "导入": show_import,
    "街镇": show_streets,
    "区": show_districts,
}

if __name__ == "__main__":
    show()
