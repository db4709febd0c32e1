"""The re-check of accepted items: new values typed, the effect shown, the old mark kept beside the new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from rating.district.rounds.rectification import ACCEPTED
from rating.district.rounds.states import State
from rating.insight.contested import contested
from rating.scoring.evaluation import Evaluation
from rating.screens.objection_sections.correction_fields import correction_fields
from rating.screens.objection_sections.effect_parts import effect_part
from rating.screens.parts.asked import attempt
from rating.screens.parts.markup import CHOOSE, put, tag, visible
from rating.screens.parts.went_through import went_through
from rating.screens.rectification_sections.rectification_form import done_part
from rating.screens.visit.where import Where
from rating.workflow import rectification as work
from rating.workflow.rectification import ItemTold, Recheck

SAID = "rectification_said"
LONGEST = 2000


def show_recheck(
    here: Where, evaluation: Evaluation, told: Sequence[ItemTold], titles: Mapping[tuple[str, str], str]
) -> None:
    if here.view.round is None or here.view.round.state is not State.RECTIFICATION:
        put(tag("p", "复评在整改阶段进行。请先在「轮次」中把本轮推进到「整改」。"), cls="notice-box")
        return
    ready = [each for each in told if each.item.state == ACCEPTED and each.item.settled_id is None]
    if not ready:
        put(tag("p", "没有等待复评的整改项。验收通过以后，可以在这里重新评分。"), cls="notice-box")
        return
    names = dict(zip(evaluation.roster.code, evaluation.roster.name, strict=True))
    codes = list(dict.fromkeys(each.item.station_code for each in ready))
    station = st.selectbox(
        "站点", codes, format_func=lambda code: visible(names.get(code, code)), placeholder=CHOOSE,
        key="recheck_station",
    )  # fmt: skip
    mine = [each for each in ready if each.item.station_code == station]
    if station in names and mine:
        _form(here, evaluation, station, mine, titles)


def _form(
    here: Where,
    evaluation: Evaluation,
    station: str,
    mine: Sequence[ItemTold],
    titles: Mapping[tuple[str, str], str],
) -> None:
    row = evaluation.roster.code.index(station)
    put(tag("p", "只填写重新核定的数值，写法与填报表相同；其余指标的得分不得变动。", cls="quiet"))
    typed = {}
    for each in mine:
        title = titles[(station, each.item.indicator)]
        put(tag("h3", title), *done_part(each))
        about = contested(evaluation.rubric, each.item.indicator, evaluation.roster.kind[row])
        values = correction_fields(f"recheck_{each.item.id}", evaluation, row, about.fields)
        if values:
            typed[each.item.id] = values
    key = f"recheck_shown_{station}"
    if st.button("查看影响", key="recheck_effect"):
        st.session_state.pop(key, None)
        shown = attempt(lambda: work.recheck(here.database, here.person, typed))
        if shown is not None:
            st.session_state[key] = (typed, shown)
    kept = st.session_state.get(key)
    if kept is not None:
        _confirm(here, key, kept, typed, evaluation.roster.name[row])


def _confirm(
    here: Where,
    key: str,
    kept: tuple[Mapping[int, Mapping[str, str]], Recheck],
    typed: Mapping[int, Mapping[str, str]],
    name: str,
) -> None:
    seen, shown = kept
    if seen != typed:
        put(tag("p", "数值在查看影响之后改过，请重新查看影响。"), cls="notice-box warning")
        return
    put(effect_part(shown.correction))
    why = st.text_area(
        "复评说明（站点能看到）", key=f"{key}_why", max_chars=LONGEST, height=100, persist_state="session"
    )
    put(tag("p", "确认后，原来的得分保留，与复评得分并列显示；总分、等级和名次随之重新计算。", cls="quiet"))
    if st.button("确认复评", type="primary", key="recheck_confirm") and went_through(
        lambda: work.keep_recheck(here.database, here.person, shown, str(why or ""))
    ):
        st.session_state.pop(key, None)
        st.session_state[SAID] = f"已复评{name}的 {len(shown.items)} 项整改。"
        st.rerun()
