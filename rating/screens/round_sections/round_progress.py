"""进度: who has handed in what, as small squares; files, stations with too few raters, what is overdue."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from rating.district.rounds.progress import SQUARES, PartProgress, RaterProgress
from rating.district.rounds.round import Part, RoundStation
from rating.district.rounds.uploads import STATES
from rating.screens.parts.asked import attempt
from rating.screens.parts.markup import Markup, put, tag
from rating.screens.parts.moments import day_text, days_left
from rating.screens.parts.notice import notice
from rating.screens.parts.tables import short_names
from rating.screens.visit.where import Where
from rating.shown import moment_text
from rating.workflow.duties import progress_of

SIGNS = {"done": "✓", "part": "半", "sent": "交", "missing": "缺", "recused": "避"}
LOOKS = {"done": "", "part": "half", "sent": "half", "missing": "missing", "recused": "away"}
MOST_ROWS = 40


def show_progress(here: Where, part: Part) -> None:
    seen = attempt(lambda: progress_of(here.database, here.person, part.id))
    if seen is None:
        return
    if not seen.stations:
        notice("还没有参评站点。请先在「名册」中取用。")
        return
    put(_lead(seen), _raters(seen) if seen.raters else None)
    if seen.squares:
        _squares(seen)
    put(_thin(seen) if seen.thin else None, _forms(seen))


def _lead(seen: PartProgress) -> Markup:
    until = f"评分截止 {day_text(seen.score_until)}（{days_left(seen.score_until)}）。" if seen.score_until else ""
    late = [rater.name for rater in seen.raters if rater.overdue]
    if not seen.raters:
        told = "还没有给评估人分工；评估员也可以代为上传各评估人的评分表。"
    elif seen.owed or seen.waiting:
        told = f"还差 {seen.owed} 份打分" + (f"，{seen.waiting} 份已交、待核对。" if seen.waiting else "。")
        told += f"已过期：{'、'.join(late)}。" if late else ""
    else:
        told = "分工中的打分都已交齐。"
    return tag("p", told, until, cls="warn" if late else "")


def _raters(seen: PartProgress) -> Markup:
    head = ("评估人", "评估主体", "已打分 / 应打分", "交表", "最近交表", "状态")
    rows = (tag("tr", *_rater(each)) for each in seen.raters)
    table = tag("table", tag("thead", tag("tr", *(tag("th", each) for each in head))), tag("tbody", *rows), cls="stack")
    return tag("div", table, cls="scroll")


def _rater(each: RaterProgress) -> tuple[Markup, ...]:
    return (
        tag("td", tag("b", each.name)),
        _named("评估主体", each.role),
        tag("td", f"{each.done} / {each.stations}" if each.stations else "—", data_name="已打分 / 应打分"),
        tag("td", _sent(each), data_name="交表"),
        _named("最近交表", moment_text(each.sent_at)),
        _named("状态", _state(each), "refuse" if each.overdue else "good"),
    )


def _sent(each: RaterProgress) -> str:
    if each.sent:
        return f"{each.sent} 份"
    return "由评估员代交" if each.done else "没有"


def _state(each: RaterProgress) -> str:
    if not each.stations:
        return "只有回避"
    return "已过期" if each.overdue else "交齐" if each.done == each.stations else "待核对" if each.waiting else ""


def _named(name: str, text: str, look: str = "") -> Markup:
    """Named on a phone, where the cells stand one under the other and empty ones are left out."""
    return tag("td", text, data_name=name, cls=look) if text else tag("td", cls="nothing")


def _squares(seen: PartProgress) -> None:
    """Station × rater; of many stations only those that owe something, unless all are asked for."""
    owing = {code for (code, _), state in seen.squares.items() if state in ("missing", "part", "sent")}
    stations = list(seen.stations)
    put(
        tag("h2", "各站打分"),
        tag("p", "　".join(f"{SIGNS[key]}：{word}" for key, word in SQUARES.items()), cls="quiet"),
    )
    if len(stations) > MOST_ROWS:
        every = st.toggle(f"显示全部 {len(stations)} 个站点", key="progress_every")
        stations = stations if every else [each for each in stations if each.code in owing][:MOST_ROWS]
        if not every:
            put(tag("p", f"{len(owing)} 个站点还没有交齐，列出 {len(stations)} 个。", cls="quiet"))
    kinds = dict.fromkeys(station.kind for station in stations)
    blocks = (_block(seen, kind, [each for each in stations if each.kind == kind]) for kind in kinds)
    put(tag("div", *blocks, cls="side-by-side"))


def _block(seen: PartProgress, kind: str, stations: Sequence[RoundStation]) -> Markup:
    names = short_names([each.name for each in stations], kind)
    head = tag("tr", tag("th", kind or "站点"), *(tag("th", rater.name) for rater in seen.raters))
    rows = (
        tag(
            "tr",
            tag("td", name, cls="name"),
            *(_square(seen.squares.get((station.code, rater.rater_id), "")) for rater in seen.raters),
        )
        for station, name in zip(stations, names, strict=True)
    )
    return tag("div", tag("table", tag("thead", head), tag("tbody", *rows), cls="squares"), cls="scroll")


def _square(state: str) -> Markup:
    if not state:
        return tag("td")
    return tag("td", tag("span", SIGNS[state], cls=f"square {LOOKS[state]}".strip(), title=SQUARES[state]))


def _thin(seen: PartProgress) -> Markup:
    lines = [f"{each.name}（{each.raters} 人，应不少于 {each.asked} 人）" for each in seen.thin]
    shown = "、".join(lines[:20]) + (f"等 {len(lines)} 个站点" if len(lines) > 20 else "")
    return tag(
        "div", tag("p", tag("b", f"评估人不足的站点（{len(lines)}）")), tag("p", shown), cls="notice-box warning"
    )


def _forms(seen: PartProgress) -> Markup:
    if not seen.forms:
        return tag("div", tag("h2", "收到的文件"), tag("p", "还没有。请在「数据导入」中上传。", cls="quiet"))
    head = ("文件", "上传人", "时间", "状态", "数据所及站点")
    rows = (
        tag(
            "tr",
            tag("td", each.name),
            _named("上传人", each.sent_by),
            _named("时间", moment_text(each.sent_at)),
            _named("状态", STATES[each.state]),
            _named("数据所及站点", f"{each.stations} / {len(seen.stations)}" if each.state == "taken" else ""),
        )
        for each in seen.forms
    )
    table = tag("table", tag("thead", tag("tr", *(tag("th", each) for each in head))), tag("tbody", *rows), cls="stack")
    return tag("div", tag("h2", f"收到的文件（{len(seen.forms)}）"), tag("div", table, cls="scroll"))
