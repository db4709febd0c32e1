"""站点: one station's result, from the sentence to the cell behind every point."""

from __future__ import annotations

import streamlit as st

from rating.export import charts
from rating.insight import tables
from rating.insight.case import Reader
from rating.insight.feedback import Feedback, feedback
from rating.screens.frame import frame
from rating.screens.frame.downloads import excel_download
from rating.screens.frame.drawing import show_chart
from rating.screens.frame.foot import foot
from rating.screens.parts.markup import CHOOSE, put, tag, visible
from rating.screens.result_sections.station_parts import (
    conditions_part,
    facts_part,
    indicators_part,
    next_star_part,
    stars,
)
from rating.screens.visit.session import Shown, shown

QUERY = "station"


def show() -> None:
    now = shown()
    head = st.container()
    codes = now.once("station order", lambda: _order(now))
    if not codes:
        with head:
            frame.masthead("站点")
        put(tag("p", "还没有站点。请先在「数据导入」中选择文件。"), cls="notice-box")
        return
    asked = st.query_params.get(QUERY)
    if asked is not None and asked not in codes:
        put(tag("p", f"名册中没有代码为「{asked}」的站点，下面显示的是第一个站点。"), cls="notice-box warning")
    chosen = _choose(now, codes, asked if asked in codes else codes[0])
    row = now.evaluation.roster.code.index(chosen)
    told = now.once(
        f"feedback {row}", lambda: feedback(now.evaluation, row, now.once("reader", lambda: Reader(now.evaluation)))
    )
    with head:
        _masthead(now, told)
    _body(now, told)


def _order(now: Shown) -> list[str]:
    """Codes as ranked, the others after them."""
    rows = [*tables.ranked_rows(now.evaluation), *tables.unranked_rows(now.evaluation)]
    return [now.evaluation.roster.code[row] for row in rows]


def _choose(now: Shown, codes: list[str], current: str) -> str:
    roster = now.evaluation.roster
    titles = now.once(
        "station titles", lambda: {code: visible(name) for code, name in zip(roster.code, roster.name, strict=True)}
    )
    # without a key, a station that comes by the address is the selection from then on
    chosen: str = st.selectbox(
        "选择站点", codes, index=codes.index(current), format_func=lambda code: titles[code], placeholder=CHOOSE
    )
    if chosen != st.query_params.get(QUERY):
        st.query_params[QUERY] = chosen
    return chosen


def _masthead(now: Shown, told: Feedback) -> None:
    best = now.once("best stars", lambda: tables.best_stars(now.evaluation))
    frame.masthead(
        told.name,
        stars(told, best),
        frame.standing_badge(now.evaluation.rubric.standing_title),
        lead=f"{told.headline}。",
    )


def _body(now: Shown, told: Feedback) -> None:
    put(facts_part(told, now.evaluation.rubric))
    for part in (conditions_part(told), next_star_part(told)):
        if part is not None:
            put(part)
    row = now.evaluation.roster.code.index(told.code)
    show_chart(now, f"profile {told.code}", lambda: charts.dimension_profile(now.evaluation, row), "profile")
    put(tag("h2", "逐项说明"))
    only_lost = bool(told.lost) and st.toggle(f"只看失分的 {len(told.lost)} 项", key="station_lost")
    name = f"indicators {told.code} {only_lost}"
    put(now.once(name, lambda: indicators_part(told, now.evaluation.rubric, only_lost)))
    excel_download(now)
    foot(now)


if __name__ == "__main__":
    show()
