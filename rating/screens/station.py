"""站点: one station's result, from the sentence to the cell behind every point."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from rating.export.certainty_charts import interval_text
from rating.export.profile_chart import profile_spec
from rating.insight import tables
from rating.insight.case import Reader
from rating.insight.feedback import Feedback, feedback
from rating.screens.export_sections.papers import station_letter_download
from rating.screens.frame import frame
from rating.screens.frame.downloads import excel_download
from rating.screens.frame.drawing import show_chart
from rating.screens.frame.empty import to_import
from rating.screens.frame.foot import foot
from rating.screens.parts.markup import CHOOSE, put, tag, visible
from rating.screens.reliability_sections.certainty_words import share_text
from rating.screens.reliability_sections.working_out import KEPT, certainty_of
from rating.screens.result_sections.chart_figures import profile_figures
from rating.screens.result_sections.result_order import show_result
from rating.screens.result_sections.since_at_hand import since_at_hand
from rating.screens.result_sections.station_parts import Fact, facts_part, kind_mark, stars
from rating.screens.visit import where
from rating.screens.visit.long_work import is_done
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
        to_import(where.here())
        return
    asked = st.query_params.get(QUERY)
    if asked is not None and asked not in codes:
        put(tag("p", f"名册中没有代码为「{asked}」的站点，下面显示的是第一个站点。"), cls="notice-box warning")
    chosen = _choose(now, codes, asked if asked in codes else codes[0])
    row = now.evaluation.roster.code.index(chosen)
    told = now.once(
        f"feedback {row}", lambda: feedback(now.evaluation, row, now.once("reader", lambda: Reader(now.evaluation)))
    )
    told = replace(told, since=since_at_hand(now, row))
    with head:
        _masthead(now, told)
    _body(now, told, row)


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
        kind_mark(told),
        stars(told, best),
        frame.standing_badge(now.evaluation.rubric.standing_title),
        lead=f"{told.headline}。",
    )


def _body(now: Shown, told: Feedback, row: int) -> None:
    put(facts_part(told, now.evaluation.rubric, _certain(now, row)))
    show_result(told, lambda: _profile(now, told))
    with st.container(horizontal=True):
        excel_download(now)
        station_letter_download(now, where.here(), row, told.since)
    foot(now)


def _certain(now: Shown, row: int) -> tuple[Fact, ...]:
    """名次区间 and how firm the stars are, where 可靠性 has been worked out; it is not worked out for this page."""
    if not is_done(now, KEPT):
        return ()
    weights = certainty_of(now).weights
    interval, same = interval_text(weights, row), float(weights.same_stars[row])
    told = [("名次区间", interval, "权重扰动下的 90% 区间")] if interval else []
    return (*told, *([("星级不变", share_text(same), "权重扰动下")] if same == same else []))


def _profile(now: Shown, told: Feedback) -> None:
    show_chart(
        now,
        f"profile {told.code}",
        lambda: profile_spec(told.dimensions),
        "profile",
        lambda: profile_figures(told.dimensions),
    )


if __name__ == "__main__":
    show()
