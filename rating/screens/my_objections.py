"""异议与整改: a station head objects to one indicator of the own result, and tells what was put right."""

from __future__ import annotations

import streamlit as st

from rating.district.people.person import Role
from rating.district.rounds.objections import DRAFT, OPEN
from rating.district.rounds.own_results import OwnStation
from rating.district.rounds.states import State
from rating.screens.frame import frame
from rating.screens.objection_sections import objection_form, objection_parts
from rating.screens.objection_sections.objection_form import INDICATOR
from rating.screens.parts.asked import attempt
from rating.screens.parts.markup import CHOOSE, put, tag, visible
from rating.screens.parts.moments import day_text, days_left
from rating.screens.rectification_sections import rectification_form
from rating.screens.visit import where
from rating.screens.visit.where import Where
from rating.workflow import objections as work
from rating.workflow import rectification as mending
from rating.workflow.own_feedback import OwnFeedback, own_page, own_stations

TITLE = "异议与整改"


def show() -> None:
    here = where.here()
    if here is None or here.person.role is not Role.STATION_HEAD:
        frame.masthead(TITLE)
        put(tag("p", "这一页供站长使用：建立账号后，站长在这里对本站的结果提出异议、填报整改情况。"), cls="notice-box")
        return
    head = st.container()
    station = _station(here)
    chosen = here.view.round.id if here.view.round else None
    page = attempt(lambda: own_page(here.database, here.person, station.id, chosen)) if station else None
    feedback = page.feedback if page else None
    with head:
        frame.masthead(TITLE, lead=_lead(station, feedback))
    if feedback is not None:
        _objections(here, feedback)
        _items(here, feedback)


def _station(here: Where) -> OwnStation | None:
    stations = attempt(lambda: own_stations(here.database, here.person)) or ()
    if len(stations) < 2:
        return stations[0] if stations else None
    names = {each.id: visible(each.name) for each in stations}
    chosen = st.selectbox(
        "选择站点", list(names), format_func=lambda each: names[each], placeholder=CHOOSE, key="objection_station"
    )
    return next((each for each in stations if each.id == chosen), None)


def _lead(station: OwnStation | None, feedback: OwnFeedback | None) -> str:
    if station is None:
        return "您的账号还没有对应的站点，请联系区级管理员。"
    if feedback is None:
        return "结果公示以后，可以在这里对本站的指标提出异议；定级以后，在这里填报整改情况。"
    own = feedback.own
    where_told = f"{own.name}　{own.title}（{own.state.title}）"
    if own.may_object:
        last = own.object_until
        until = f"，{day_text(last)} 截止（{days_left(last)}）" if last else ""
        return f"{where_told}。公示期内可以提出异议{until}。"
    return f"{where_told}。现在不能提出新的异议。"


def _objections(here: Where, feedback: OwnFeedback) -> None:
    own = feedback.own
    told = attempt(lambda: work.own(here.database, here.person, own.part_id, own.code)) or ()
    put(tag("h2", "异议"))
    asked = st.query_params.get(INDICATOR, "")
    if asked:
        objection_form.show_form(here, feedback, told, asked)
    elif own.may_object:
        objection_form.begin(feedback, told)
    listed = [each for each in told if each.objection.state != DRAFT or each.objection.indicator != asked]
    if not listed and not asked:
        put(tag("p", "本站没有提出异议。" if not own.may_object else "还没有提出异议。", cls="quiet"))
    titles = objection_parts.titles_of(feedback)
    for each in listed:
        put(objection_parts.own_card(each, titles.get(each.objection.indicator, each.objection.indicator)))
        if own.may_object and each.objection.state == DRAFT:
            objection_form.go_on(each)
        elif own.state is State.ANNOUNCED and each.objection.state == OPEN:
            objection_form.withdraw_button(here, each)


def _items(here: Where, feedback: OwnFeedback) -> None:
    own, titles = feedback.own, objection_parts.titles_of(feedback)
    told = attempt(lambda: mending.items(here.database, here.person, own.part_id, own.code)) or ()
    put(tag("h2", "整改"))
    if not told:
        put(tag("p", "没有需要整改的事项。", cls="quiet"))
    else:
        address = f"files/notice/{own.station_id}/{own.id}.docx"
        put(tag("p", tag("a", "下载整改通知（Word）", href=address, target="_self", cls="way-on"), cls="on-screen"))
    for each in told:
        rectification_form.show_item(here, own, each, titles)


if __name__ == "__main__":
    show()
