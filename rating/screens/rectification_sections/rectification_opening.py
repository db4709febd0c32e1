"""Asking for rectification: what stations lost, ticked line by line or by the whole, with a demand and a last day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from rating.district.rounds.local_day import over, today
from rating.insight.rectifiable import Rectifiable
from rating.scoring.evaluation import Evaluation
from rating.screens.parts.asked import attempt
from rating.screens.parts.markup import CHOOSE, plain_text, put, tag, visible
from rating.screens.parts.tables import ROW, height, wide
from rating.screens.parts.went_through import went_through
from rating.screens.visit.where import Where
from rating.workflow import rectification as work

SAID = "rectification_said"
DAYS = 30
"""What is offered where the round names no last day."""
TICK, STATION, TITLE, POINTS, LOST, CONDITION, DEMAND = "选", "站点", "整改项", "得分", "失分", "影响的条件", "整改要求"


def show_opening(here: Where, evaluation: Evaluation) -> None:
    part = here.view.part
    if part is None:
        return
    found = attempt(lambda: work.proposals(here.database, here.person, part.id, evaluation)) or ()
    if not found:
        put(tag("p", "没有可以提出的整改项：各站点没有失分，或已经都提出整改。"), cls="notice-box")
        return
    listed = _filtered(found)
    put(tag("p", "勾选要整改的项目，「整改要求」取自评分标准的改进建议，可以直接改写。", wide(), cls="quiet"))
    everything = st.checkbox("全选", key="rectification_all")
    turn = st.session_state.setdefault("rectification_turn", 0)
    edited = st.data_editor(
        _frame(listed, everything),
        column_config=_columns(),
        hide_index=True,
        disabled=[STATION, TITLE, POINTS, LOST, CONDITION],
        height=height(len(listed)),
        row_height=ROW,
        width="stretch",
        placeholder="",
        key=f"rectification_table_{turn}_{everything}_{_mark(listed)}",
    )
    _send(here, part.id, listed, edited)


def _filtered(found: Sequence[Rectifiable]) -> list[Rectifiable]:
    names = {each.station_code: visible(each.station_name) for each in found}
    chosen = st.multiselect(
        "站点（不选为全部）", list(names), format_func=lambda code: names[code], placeholder=CHOOSE,
        key="rectification_stations",
    )  # fmt: skip
    only = st.checkbox("只看影响评星条件的", key="rectification_only")
    return [each for each in found if (not chosen or each.station_code in chosen) and (not only or each.conditions)]


def _mark(listed: Sequence[Rectifiable]) -> int:
    """Ticks belong to these lines and to no others."""
    return hash(tuple((each.station_code, each.indicator) for each in listed))


def _frame(listed: Sequence[Rectifiable], everything: bool) -> pd.DataFrame:
    return pd.DataFrame(
        {
            TICK: [everything] * len(listed),
            STATION: [visible(each.station_name) for each in listed],
            TITLE: [visible(each.title) for each in listed],
            POINTS: [f"{each.points or '—'} / {each.full_marks}" if each.full_marks else "必备条件" for each in listed],
            LOST: [each.lost or "—" for each in listed],
            CONDITION: [visible("；".join(each.conditions)) for each in listed],
            DEMAND: [visible(each.demand) for each in listed],
        }
    )


def _columns() -> dict[str, Any]:
    return {
        TICK: st.column_config.CheckboxColumn(TICK, width="small"),
        POINTS: st.column_config.TextColumn(POINTS, width="small"),
        LOST: st.column_config.TextColumn(LOST, width="small"),
        DEMAND: st.column_config.TextColumn(DEMAND, width="large", max_chars=2000),
    }


def _last_day(of_round: date | None) -> date:
    """The round's, unless it has none or it has passed."""
    return of_round if of_round is not None and not over(of_round) else today() + timedelta(days=DAYS)


def _send(here: Where, part_id: int, listed: Sequence[Rectifiable], edited: pd.DataFrame) -> None:
    ticked = [at for at, chosen in enumerate(edited[TICK]) if bool(chosen)]
    stations = len({listed[at].station_code for at in ticked})
    round_ = here.view.round
    last: date | None = st.date_input(
        "整改期限", _last_day(round_.rectify_until if round_ else None), min_value=today(), format="YYYY-MM-DD",
        key="rectification_until", width=200,
    )  # fmt: skip
    label = plain_text(f"提出整改（{stations} 个站点，{len(ticked)} 项）") if ticked else "提出整改"
    if not st.button(label, type="primary", key="rectification_open", disabled=not ticked):
        return
    chosen = [listed[at] for at in ticked]
    words = list(edited[DEMAND])
    demands = {(listed[at].station_code, listed[at].indicator): str(words[at] or "") for at in ticked}
    if went_through(lambda: work.open_items(here.database, here.person, part_id, chosen, last, demands)):
        st.session_state["rectification_turn"] = st.session_state["rectification_turn"] + 1
        st.session_state[SAID] = f"已对 {stations} 个站点提出 {len(chosen)} 项整改，站长登录后可以看到。"
        st.rerun()
