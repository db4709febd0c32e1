"""整改管理: what stations are asked to put right, how far they are, whether it is accepted, and the re-check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from rating.district.rounds.rectification import ACCEPTED, OPEN, REJECTED, RETURNED, STAGES, SUBMITTED
from rating.insight.contested import contested
from rating.scoring.evaluation import Evaluation
from rating.screens.frame import frame
from rating.screens.frame.foot import foot
from rating.screens.parts.asked import attempt
from rating.screens.parts.markup import Markup, put, tag
from rating.screens.parts.moments import day_text, days_left
from rating.screens.rectification_sections import (
    recheck_form,
    rectification_judging,
    rectification_notice,
    rectification_opening,
)
from rating.screens.rectification_sections.rectification_form import badge
from rating.screens.visit import where
from rating.screens.visit.session import Shown, shown
from rating.screens.visit.where import Where
from rating.workflow import rectification as work
from rating.workflow.rectification import ItemTold

TITLE = "整改管理"
PROGRESS, ASK, RECHECK = "整改进展", "提出整改", "复评"
SAID = "rectification_said"


def show() -> None:
    here = where.here()
    part = here.view.part if here else None
    if here is None or part is None:
        return
    now = shown()
    told = attempt(lambda: work.items(here.database, here.person, part.id)) or ()
    frame.masthead(TITLE, lead=_lead(here, told))
    if said := st.session_state.pop(SAID, ""):
        put(tag("p", said), cls="notice-box good")
    _body(here, now, told)
    foot(now)


def _lead(here: Where, told: Sequence[ItemTold]) -> str:
    round_ = here.view.round
    if round_ is None or round_.state not in STAGES:
        state = round_.state.title if round_ else ""
        return f"本轮现在是「{state}」。整改在定级之后、结束之前进行。"
    overdue = len([each for each in told if each.item.overdue])
    late = f"（{overdue} 项已逾期）" if overdue else ""
    counts = [
        (len([each for each in told if each.item.state in states]), words)
        for states, words in (
            ((OPEN, RETURNED), f"项待站点整改{late}"),
            ((SUBMITTED,), "项待验收"),
            ((ACCEPTED,), "项验收通过"),
            ((REJECTED,), "项未通过"),
        )
    ]
    said = "，".join(f"{count} {words}" for count, words in counts if count)
    until = round_.rectify_until
    day = f"本轮整改到 {day_text(until)}（{days_left(until)}）。" if until else ""
    return f"{said}。{day}" if said else f"还没有提出整改。{day}"


def _body(here: Where, now: Shown, told: Sequence[ItemTold]) -> None:
    round_ = here.view.round
    titles = titles_of(now.evaluation, told)
    if not here.is_staff or round_ is None or round_.state not in STAGES:
        progress(now.evaluation, told, titles)
        return
    step = st.segmented_control(
        "步骤", (PROGRESS, ASK, RECHECK), default=PROGRESS, key="rectification_step", label_visibility="collapsed",
        required=True,
    )  # fmt: skip
    if step == ASK:
        rectification_opening.show_opening(here, now.evaluation)
    elif step == RECHECK:
        recheck_form.show_recheck(here, now.evaluation, told, titles)
    else:
        progress(now.evaluation, told, titles)
        rectification_judging.show_judging(here, now.evaluation, told, titles)
        rectification_notice.show_notice(here, now.evaluation, told)


def titles_of(evaluation: Evaluation, told: Sequence[ItemTold]) -> dict[tuple[str, str], str]:
    """(station, code) → title of the indicator or gate."""
    roster = evaluation.roster
    kinds = dict(zip(roster.code, roster.kind, strict=True))
    found = {}
    for each in told:
        item = each.item
        try:
            title = contested(evaluation.rubric, item.indicator, kinds.get(item.station_code, "")).title
        except KeyError:
            title = item.indicator
        found[(item.station_code, item.indicator)] = title
    return found


def progress(evaluation: Evaluation, told: Sequence[ItemTold], titles: Mapping[tuple[str, str], str]) -> None:
    """All items in one table, by station."""
    if not told:
        put(tag("p", "还没有整改项。"), cls="notice-box")
        return
    names = dict(zip(evaluation.roster.code, evaluation.roster.name, strict=True))
    heads = ("站点", "整改项", "期限", "状态", "得分")
    rows = (_row(each, names, titles) for each in sorted(told, key=lambda each: each.item.station_code))
    head = tag("tr", *(tag("th", name) for name in heads))
    put(tag("table", tag("thead", head), tag("tbody", *rows), cls="stack"))


def _row(told: ItemTold, names: Mapping[str, str], titles: Mapping[tuple[str, str], str]) -> Markup:
    item = told.item
    overdue = tag("span", "已逾期", cls="badge refusal") if item.overdue else None
    late = tag("span", "逾期报送", cls="quiet") if item.late else None
    points = f"{item.points_before or '—'} → {item.points_after or '—'}" if item.settled_id else item.points_before
    return tag(
        "tr",
        tag("td", tag("b", names.get(item.station_code, item.station_code))),
        tag("td", titles[(item.station_code, item.indicator)], data_name="整改项"),
        tag("td", day_text(item.until) or "—", " ", overdue, late, data_name="期限"),
        tag("td", badge(item), data_name="状态"),
        tag("td", points or "—", data_name="得分"),
    )


if __name__ == "__main__":
    show()
