"""What a station handed in, before the evaluator: accept it, return it for more, or reject it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from rating.district.rounds.rectification import ACCEPTED, REJECTED, RETURNED, SUBMITTED
from rating.scoring.evaluation import Evaluation
from rating.screens.parts.markup import CHOOSE, put, tag, visible
from rating.screens.parts.went_through import went_through
from rating.screens.rectification_sections.rectification_form import done_part, item_part
from rating.screens.visit.where import Where
from rating.workflow import rectification as work
from rating.workflow.rectification import ItemTold

WAYS = {"验收通过": ACCEPTED, "退回补充": RETURNED, "验收未通过": REJECTED}
SAID = "rectification_said"
LONGEST = 2000


def show_judging(
    here: Where, evaluation: Evaluation, told: Sequence[ItemTold], titles: Mapping[tuple[str, str], str]
) -> None:
    """One item at a time, those that wait first."""
    if not told:
        return
    names = dict(zip(evaluation.roster.code, evaluation.roster.name, strict=True))
    ordered = sorted(told, key=lambda each: each.item.state != SUBMITTED)
    shown = {
        each.item.id: visible(
            f"{names.get(each.item.station_code, each.item.station_code)} · "
            f"{titles[(each.item.station_code, each.item.indicator)]}（{each.item.title}）"
        )
        for each in ordered
    }
    chosen = st.selectbox(
        "查看哪一项", list(shown), format_func=lambda each: shown[each], placeholder=CHOOSE, key="rectification_chosen"
    )
    each = next((one for one in ordered if one.item.id == chosen), None)
    if each is None:
        return
    title = titles[(each.item.station_code, each.item.indicator)]
    name = names.get(each.item.station_code, each.item.station_code)
    put(tag("div", *item_part(each, f"{name} · {title}"), *done_part(each), cls="card"))
    if each.item.state == SUBMITTED:
        _judge(here, each, name, title)


def _judge(here: Where, told: ItemTold, name: str, title: str) -> None:
    item = told.item
    how = st.segmented_control(
        "验收意见", list(WAYS), default=next(iter(WAYS)), key=f"judge_how_{item.id}", required=True,
        persist_state="session",
    )  # fmt: skip
    verdict = st.text_area(
        "说明（站点能看到；退回和未通过必须填写）",
        key=f"judge_words_{item.id}",
        max_chars=LONGEST,
        height=110,
        persist_state="session",
    )
    if st.button("提交验收意见", type="primary", key=f"judge_{item.id}") and went_through(
        lambda: work.judge(here.database, here.person, item.id, item.version, WAYS[str(how)], str(verdict or ""))
    ):
        st.session_state[SAID] = f"{name}的「{title}」：{how}。"
        st.rerun()
