"""导入: a roster file, what it would change, what has to be decided; then all of it at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from hashlib import sha256

import pandas as pd
import streamlit as st

from rating.district.places.register import AS_TYPED, ChangedStation, Proposal, StreetAsked
from rating.district.places.stations import NewStation, Station
from rating.district.places.taking import Choices
from rating.problems import stopping
from rating.screens.parts.asked import asked, attempt
from rating.screens.parts.markup import CHOOSE, Markup, put, tag, visible
from rating.screens.parts.problem_list import show_problems
from rating.screens.parts.tables import readable, show_table
from rating.screens.parts.told import tell
from rating.screens.visit.where import Where
from rating.workflow import places

KEPT, DRAWN = "roster_proposal", "roster_file_drawn"
KEEP, CLOSE, EACH = "全部保留", "全部停用", "逐个选择要停用的"


def show_import(here: Where) -> None:
    district = here.view.district
    if district is None:
        return
    put(
        tag("p", "名册第一行表头含代码、名称，可以有类型、街镇、曾用名。文件中没有的列不改动。"),
        tag("p", "可以先在「名册」中导出，改好后再导入。", cls="quiet"),
    )
    drawn = st.session_state.get(DRAWN, 0)
    file = st.file_uploader("名册文件", ["xlsx", "xls", "csv", "ods"], key=f"roster_file_{drawn}")
    if file is None:
        st.session_state.pop(KEPT, None)
        return
    proposal = _proposal(here, district.id, file.name, file.getvalue())
    if proposal is not None:
        _show(here, proposal)


def _proposal(here: Where, district: int, name: str, content: bytes) -> Proposal | None:
    """Read once a file; read again when the user asks for it, after somebody changed the register."""
    mark = (district, name, sha256(content).hexdigest())
    kept: tuple[object, Proposal] | None = st.session_state.get(KEPT)
    if kept is not None and kept[0] == mark:
        return kept[1]
    with st.spinner("正在核对名册…"):
        read = attempt(lambda: places.propose_roster(here.database, here.person, district, name, content))
    if read is not None:
        st.session_state[KEPT] = (mark, read)
    return read


def _show(here: Where, proposal: Proposal) -> None:
    put(_tiles(proposal))
    if proposal.problems:
        show_problems(proposal.problems, "roster", "名册_问题清单.csv")
    if proposal.left_out:
        _left_out(proposal.left_out)
    if stopping(proposal.problems):
        put(tag("p", "名册中有不能受理的问题，请改好后重新选择文件。名册没有改动。"), cls="notice-box refusal")
        return
    if proposal.idle:
        put(tag("p", "与现有名册一致，没有要改动的。"), cls="notice-box good")
        return
    _tables(proposal)
    streets = _streets(proposal.streets)
    gone = _gone(proposal.gone)
    why = st.text_input("原因（选填，记入日志）", key="roster_why", width=492)
    ready = gone is not None and streets.keys() >= {asked.typed for asked in proposal.streets if asked.open}
    if not ready:
        put(tag("p", "请先完成上面的选择。", cls="quiet"))
    with st.container(horizontal=True):
        take = st.button("确认导入", key="roster_take", type="primary", disabled=not ready)
        if st.button("重新核对", key="roster_again", help="别人刚改过名册时，按新的名册再核对一次。"):
            st.session_state.pop(KEPT, None)
            st.rerun()
    if take and gone is not None:
        settled = frozenset(station.id for station in proposal.gone)
        with asked():
            places.take_roster(here.database, here.person, proposal, Choices(gone, settled, streets), why)
            st.session_state.pop(KEPT, None)
            st.session_state[DRAWN] = st.session_state.get(DRAWN, 0) + 1
            tell(f"名册已更新：新增 {len(proposal.new)}、修改 {len(proposal.changed)}、停用 {len(gone)}。")


def _tiles(proposal: Proposal) -> Markup:
    figures = {
        "新增": len(proposal.new),
        "修改": len(proposal.changed),
        "文件中没有": len(proposal.gone),
        "不变": proposal.unchanged,
    }
    return tag(
        "div",
        *(
            tag("div", tag("div", name, cls="name"), tag("div", str(count), cls="amount"), cls="tile")
            for name, count in figures.items()
        ),
        cls="tiles",
    )


def _left_out(rows: Sequence[tuple[str, str]]) -> None:
    items = (tag("li", f"{place}：{why}") for place, why in rows)
    put(tag("details", tag("summary", f"{len(rows)} 行没有采用"), tag("ul", *items)))


def _tables(proposal: Proposal) -> None:
    if proposal.new:
        put(tag("h2", f"新增 {len(proposal.new)} 个"))
        show_table(readable(_new(proposal.new)), key="roster_new")
    if proposal.changed:
        put(tag("h2", f"修改 {len(proposal.changed)} 个"), _changes(proposal.changed))


def _new(stations: Sequence[NewStation]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "代码": [station.code for station in stations],
            "名称": [station.name for station in stations],
            "类型": [station.kind for station in stations],
            "街镇": [station.street for station in stations],
        }
    )


def _changes(changed: Sequence[ChangedStation]) -> Markup:
    rows = [
        tag(
            "tr",
            tag("td", pair.seen.label if place == 0 else ""),
            tag("td", title),
            tag("td", old or "无"),
            tag("td", new or "无", cls="changed"),
        )
        for pair in changed
        for place, (title, old, new) in enumerate(pair.changes)
    ]
    head = tag("tr", *(tag("th", name) for name in ("站点", "内容", "现在", "改为")))
    return tag("div", tag("table", tag("thead", head), tag("tbody", *rows)), cls="scroll tall")


def _streets(streets: Sequence[StreetAsked]) -> dict[str, str]:
    """What each street that is not known means, where it was said."""
    if not streets:
        return {}
    sure = [asked.official.label for asked in streets if asked.official]
    new = [asked.typed for asked in streets if not asked.open and not asked.official]
    put(
        tag("h2", "新的街镇"),
        tag("p", f"按官方名录添加：{'、'.join(sure)}") if sure else None,
        tag("p", f"名录中没有，按文件添加、不带代码：{'、'.join(new)}") if new else None,
    )
    chosen: dict[str, str] = {}
    for place, street in enumerate(each for each in streets if each.open):
        answer = st.selectbox(
            f"文件中的「{visible(street.typed)}」是哪一个",
            [*street.offered, AS_TYPED],
            None,
            format_func=partial(_street_text, street.typed),
            key=f"roster_street_{place}",
            placeholder=CHOOSE,
            width=492,
        )
        if answer is not None:
            chosen[street.typed] = answer
    return chosen


def _street_text(typed: str, name: str) -> str:
    return visible(name or f"都不是，按「{typed}」添加，不带代码")


def _gone(gone: Sequence[Station]) -> frozenset[int] | None:
    """Ids of those to be closed; None while that is not decided."""
    if not gone:
        return frozenset()
    labels = {station.id: station.label for station in gone}
    names = "、".join(list(labels.values())[:20]) + (" 等" if len(gone) > 20 else "")
    put(tag("h2", f"文件中没有的 {len(gone)} 个站点"), tag("p", names))
    ways = (KEEP, CLOSE) if len(gone) == 1 else (KEEP, CLOSE, EACH)
    short = {KEEP: "保留", CLOSE: "停用"} if len(gone) == 1 else {}
    way = st.radio(
        "怎样处理", ways, None, key="roster_gone", horizontal=True, format_func=lambda way: short.get(way, way)
    )
    if way == EACH:
        picked = st.multiselect(
            "要停用的站点",
            list(labels),
            format_func=lambda station: visible(labels[station]),
            key="roster_close",
            placeholder=CHOOSE,
        )
        return frozenset(picked)
    return {KEEP: frozenset(), CLOSE: frozenset(labels)}.get(way or "")
