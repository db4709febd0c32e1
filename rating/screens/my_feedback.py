"""我的反馈: a station head's own result, and the way to do better; for others the same page as that head sees it."""

from __future__ import annotations

import streamlit as st

from rating.district.people.person import Role
from rating.district.rounds.own_results import OwnStation
from rating.export.profile_chart import profile_spec
from rating.insight.feedback import Feedback
from rating.screens.frame import frame
from rating.screens.frame.drawing import drawing, show_drawing
from rating.screens.parts.asked import attempt
from rating.screens.parts.markup import CHOOSE, put, tag, visible
from rating.screens.result_sections import feedback_parts as parts
from rating.screens.result_sections.chart_figures import profile_figures
from rating.screens.result_sections.result_order import section, show_result
from rating.screens.result_sections.station_parts import facts_part, kind_mark, stars
from rating.screens.visit import where
from rating.screens.visit.where import Where
from rating.workflow.own_feedback import OwnFeedback, OwnPage, own_page, own_stations

TITLE = "我的反馈"
QUERY = "station"


def show() -> None:
    here = where.here()
    if here is None:
        frame.masthead(TITLE)
        put(tag("p", "这一页在建立账号以后使用：站长登录后在这里看到本站的结果。"), cls="notice-box")
        return
    head = st.container()
    chosen = _round(here)
    stations = attempt(lambda: own_stations(here.database, here.person, chosen))
    station = _choose(here, stations or ())
    page = attempt(lambda: own_page(here.database, here.person, station.id, chosen)) if station else None
    with head:
        _masthead(here, station, page)
    if page is not None:
        _body(here, page, chosen)


def _round(here: Where) -> int | None:
    return here.view.round.id if here.view.round else None


def _choose(here: Where, stations: tuple[OwnStation, ...]) -> OwnStation | None:
    """The only station, or the one chosen; None with a sentence where there is none."""
    own = here.person.role is Role.STATION_HEAD
    if not stations:
        told = "您的账号还没有对应的站点，请联系区级管理员。" if own else "本轮还没有参评站点。"
        put(tag("p", told), cls="notice-box")
        return None
    if not own:
        put(tag("div", "以下是站长看到的样子，按本轮的公布范围显示。", cls="notice-box on-screen"))
    if len(stations) == 1:
        return stations[0]
    names = {each.id: visible(each.name) for each in stations}
    asked = st.query_params.get(QUERY, "")
    ids = list(names)
    current = ids.index(int(asked)) if asked.isdecimal() and int(asked) in names else 0
    chosen = st.selectbox("选择站点", ids, index=current, format_func=lambda each: names[each], placeholder=CHOOSE)
    if str(chosen) != asked:
        st.query_params[QUERY] = str(chosen)
    return next(each for each in stations if each.id == chosen)


def _masthead(here: Where, station: OwnStation | None, page: OwnPage | None) -> None:
    if page is None or page.feedback is None:
        frame.masthead(station.name if station else TITLE)
        return
    found = page.feedback
    frame.masthead(
        found.told.name,
        kind_mark(found.told),
        stars(found.told, found.facts.best_stars),
        frame.standing_badge(found.facts.standing_title),
        lead=f"{found.told.headline}。",
    )
    put(parts.about_part(found))


def _body(here: Where, page: OwnPage, chosen: int | None) -> None:
    shown = page.feedback.own.id if page.feedback else 0
    waiting = [own for own in page.rounds if not own.announced and own.id > shown]
    if waiting:
        put(tag("div", *(parts.waiting_part(own) for own in waiting), cls="notice-box on-screen"))
    if page.feedback is not None:
        _result(here, page.feedback)
    elif not waiting:
        put(tag("p", "您站还没有参加评估轮次。评估员建立轮次、取用站点名册以后，这里会显示进展。"), cls="notice-box")
    if page.history:
        put(tag("h2", "历次结果"), parts.history_part(page.history))
    if page.feedback is not None:
        put(page.feedback.facts.provenance, cls="foot")


def _result(here: Where, found: OwnFeedback) -> None:
    told = found.told
    objecting = here.person.role is Role.STATION_HEAD and found.own.may_object
    put(facts_part(told, found.facts))
    changes = parts.changes_part(found)
    if changes is not None:
        put(changes)
    show_result(told, lambda: _profile(told), parts.objection_to(found.own, objecting))
    section("在同类站点中", parts.spread_part(found))
    section("公布的名单", parts.listing_part(found))
    put(parts.why_no_ranking(found), parts.ways_on(found, objecting=objecting))


def _profile(told: Feedback) -> None:
    show_drawing(drawing(profile_spec(told.dimensions)), "chart_profile", profile_figures(told.dimensions))


if __name__ == "__main__":
    show()
