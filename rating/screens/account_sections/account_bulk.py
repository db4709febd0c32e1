"""批量建立: a head's account for each station, or everybody on a list; seen first, then made all at once."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from rating.district.people.accounts import Wanted
from rating.district.people.invited import Invitation
from rating.problems import stopping
from rating.screens.account_sections.account_scope import labels_of
from rating.screens.account_sections.issued_codes import keep_issued
from rating.screens.frame.downloads import EXCEL
from rating.screens.parts.asked import asked, attempt
from rating.screens.parts.markup import put, tag
from rating.screens.parts.problem_list import show_problems
from rating.screens.parts.tables import readable, show_table
from rating.screens.visit.where import Where
from rating.workflow import people, places

HEADS, LIST = "按站点名册", "按名单"
DRAWN = "people_file_drawn"
ROWS = 14


def show_bulk(here: Where) -> None:
    if here.view.district is None:
        put(tag("p", "还没有区。请先在「站点名册」中建立区并导入站点。"), cls="notice-box")
        return
    way = st.radio("建立哪些账号", (HEADS, LIST), key="people_way", horizontal=True)
    district = here.view.district.id
    stations = places.stations_of(here.database, here.person, district)
    with asked():
        if way == HEADS:
            _heads(here, district, labels_of(stations))
        else:
            _list(here, district, labels_of(stations))


def _heads(here: Where, district: int, stations: Mapping[int, str]) -> None:
    wanted = people.heads_wanted(here.database, here.person, district)
    if not wanted.wanted:
        put(tag("p", "使用中的站点都已有站长账号，或名册中还没有站点。"), cls="notice-box")
        return
    put(
        tag("p", f"有 {len(wanted.wanted)} 个站点还没有站长账号。登录名用站点代码，姓名以后可以修改。"),
        tag("p", "一位站长负责几个站点时，请改用「按名单」。", cls="quiet"),
    )
    _preview(here, wanted, stations, "heads")


def _list(here: Where, district: int, stations: Mapping[int, str]) -> None:
    put(tag("p", "下载名单模板，填好后选择文件。一行一人；有问题时按单元格列出，一个账号也不建立。"))
    st.download_button(
        "下载名单模板",
        lambda: people.list_template(here.database, here.person, district),
        "账号名单.xlsx",
        EXCEL,
        key="people_template",
        on_click="ignore",
    )
    drawn = st.session_state.get(DRAWN, 0)
    file = st.file_uploader("填好的名单", ["xlsx", "xls", "csv", "ods"], key=f"people_file_{drawn}")
    if file is None:
        return
    content = file.getvalue()
    wanted = attempt(lambda: people.read_people(here.database, here.person, district, file.name, content))
    if wanted is None:
        return
    if wanted.problems:
        show_problems(wanted.problems, "people", "名单_问题清单.csv")
    if wanted.wanted and not stopping(wanted.problems):
        _preview(here, wanted, stations, "list")


def _preview(here: Where, wanted: Invitation, stations: Mapping[int, str], key: str) -> None:
    show_table(readable(_table(wanted.wanted, stations)), most=ROWS, key=f"people_preview_{key}")
    if st.button(f"建立这 {len(wanted.wanted)} 个账号", key=f"people_add_{key}", type="primary"):
        with asked():
            issued = people.add_accounts(here.database, here.person, wanted.wanted)
            st.session_state[DRAWN] = st.session_state.get(DRAWN, 0) + 1
            keep_issued(issued)


def _table(wanted: tuple[Wanted, ...], stations: Mapping[int, str]) -> pd.DataFrame:
    columns = {
        "姓名": [each.name for each in wanted],
        "登录名": [each.login for each in wanted],
        "角色": [each.role.title for each in wanted],
        "站点": ["、".join(stations[station] for station in sorted(each.stations)) for each in wanted],
        "类型": ["、".join(sorted(each.kinds)) for each in wanted],
    }
    return pd.DataFrame({title: texts for title, texts in columns.items() if any(texts)})
