"""What an import page says of the round: what files are checked against, what others did, why none are taken."""

from __future__ import annotations

import streamlit as st

from rating.district.rounds.part_inputs import demand_open
from rating.district.rounds.uploads import STATES, KeptUpload
from rating.problems import Problem, Refused
from rating.screens.frame import frame
from rating.screens.import_sections.import_round import InRound
from rating.screens.parts.markup import Markup, put, tag
from rating.screens.parts.moments import day_text, days_left
from rating.shown import moment_text

KEPT_AT_ONCE = "。文件放进来就保存在本轮，换一台电脑也能接着办。"
LATE = "轮次已到「复核」：重新采用会形成新的一次评定，须写明理由；原来的数值和评定都保留。"


def closed(keeping: InRound) -> tuple[Problem, ...]:
    """Why the round takes no files from this person now; nothing when it does."""
    try:
        demand_open(keeping.where.person, keeping.inputs.round)
    except Refused as refusal:
        return refusal.problems
    return ()


def show_closed(keeping: InRound) -> None:
    """The sentence, and what was handed in."""
    told = "；".join(f"{problem.found}。{problem.remedy or problem.kind.remedy}" for problem in closed(keeping))
    frame.masthead("数据导入", lead=f"{told}。")
    uploads = keeping.inputs.uploads
    put(tag("h2", f"本轮已交来的文件（{len(uploads)}）") if uploads else None, files_table(uploads))


def files_table(uploads: tuple[KeptUpload, ...]) -> Markup | None:
    """Kept files without their bytes: name, who, when, state."""
    if not uploads:
        return None
    titles = ("文件", "交来的人", "时间", "状态")
    rows = (
        tag(
            "tr",
            tag("td", each.name),
            tag("td", each.sent_by_name, data_name="交来的人"),
            tag("td", moment_text(each.sent_at), data_name="时间"),
            tag("td", STATES[each.state], data_name="状态"),
        )
        for each in uploads
    )
    return tag(
        "table", tag("thead", tag("tr", *(tag("th", title) for title in titles))), tag("tbody", *rows), cls="stack"
    )


def show_round(keeping: InRound) -> None:
    """Against what the files are checked; and once what changed since the page was opened."""
    inputs = keeping.inputs
    last = inputs.round.fill_until if not inputs.round.state.frozen else inputs.round.score_until
    until = f"截止 {day_text(last)}（{days_left(last)}）" if last else ""
    earlier = "" if inputs.before_id is None else "有上一轮结果可比较"
    parts = (
        f"{keeping.where.part_label}（{inputs.round.state.title}）",
        f"按《{inputs.rubric.title}》核对",
        f"名册 {len(inputs.roster.roster)} 个单位",
        earlier,
        until,
    )
    put(
        tag("p", "，".join(part for part in parts if part), KEPT_AT_ONCE, cls="quiet"),
        tag("p", LATE) if inputs.round.state.frozen and inputs.round.state.value != "scoring" else None,
    )
    if keeping.news:
        put(tag("p", keeping.news), cls="notice-box warning")
        if st.button("知道了", key="import_news"):
            keeping.news = ""
            st.rerun()
