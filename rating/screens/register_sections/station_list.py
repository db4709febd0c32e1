"""名册: the stations as a table with search; one chosen or new one in a form; the register as a file."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import pandas as pd
import streamlit as st

from rating.district.people.names import folded
from rating.district.places.stations import Station, kinds_of, told
from rating.screens.frame.downloads import EXCEL
from rating.screens.parts.markup import CHOOSE, put, tag, visible
from rating.screens.parts.tables import readable, show_table
from rating.screens.register_sections.station_form import show_new, show_station
from rating.screens.visit.where import Where
from rating.shown import in_file_name
from rating.workflow import places

EVERY = "全部"
STATES = ("使用中", "已停用", EVERY)
ROWS = 14
"""So that the form below is seen when a row is marked."""
NONE = "还没有站点。请在「导入」中导入名册，或在下面逐个添加。"


def show_stations(here: Where) -> None:
    district = here.view.district
    if district is None:
        return
    stations = places.stations_of(here.database, here.person, district.id)
    streets = [street.name for street in places.streets_of(here.database, here.person, district.id)]
    listed = _filtered(stations)
    counts = f"共 {sum(each.active for each in stations)} 个使用中的站点，列出 {len(listed)} 个。"
    put(tag("p", counts if stations else NONE, cls="quiet"))
    chosen = selected(listed) if listed else None
    if chosen is not None:
        show_station(here, chosen, kinds_of(stations), streets)
    with st.expander("添加站点", expanded=not stations):
        show_new(here, district.id, kinds_of(stations), streets)
    if stations:
        st.download_button(
            "导出名册",
            lambda: places.roster_file(here.database, here.person, district.id),
            f"{in_file_name(f'站点名册_{district.name}')}.xlsx",
            EXCEL,
            key="roster_file",
            on_click="ignore",
            width=200,
            help="使用中的站点；改好后可以在「导入」中读回。",
        )


def _filtered(stations: Sequence[Station]) -> tuple[Station, ...]:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.selectbox(
            "类型",
            (EVERY, *kinds_of(tuple(stations))),
            format_func=visible,
            key="stations_kind",
            placeholder=CHOOSE,
            width=180,
        )
        state = st.selectbox("状态", STATES, key="stations_state", placeholder=CHOOSE, width=120)
        words = st.text_input("查找", key="stations_words", placeholder="代码、名称、街镇或曾用名", width=260)
    wanted = folded(words)
    return tuple(
        each
        for each in stations
        if kind in (EVERY, each.kind)
        and (state == EVERY or each.active == (state == STATES[0]))
        and wanted in folded(" ".join((each.code, each.name, each.street, each.street_code, *each.former_names)))
    )


def selected(listed: Sequence[Station]) -> Station | None:
    """Draw the table; the station whose row is marked. Another list begins without a mark."""
    ids = ",".join(str(station.id) for station in listed)
    key = f"station_table_{sha256(ids.encode()).hexdigest()[:12]}"
    event = show_table(readable(_table(listed)), on_select="rerun", selection_mode="single-row", most=ROWS, key=key)
    return next((listed[row] for row in event.selection.rows if row < len(listed)), None)


def _table(listed: Sequence[Station]) -> pd.DataFrame:
    columns = {
        "代码": [station.code for station in listed],
        "名称": [station.name for station in listed],
        "类型": [station.kind for station in listed],
        "街镇": [station.street for station in listed],
        "街镇代码": [station.street_code for station in listed],
        "曾用名": [told(station, "former_names") for station in listed],
    }
    columns = {title: texts for title, texts in columns.items() if any(texts)}
    if any(not station.active for station in listed):
        columns["状态"] = [told(station, "active") for station in listed]
    return pd.DataFrame(columns)
