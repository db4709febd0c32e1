"""整改通知: a paper for one station with everything that it is asked to put right, to be signed and sent."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from rating.scoring.evaluation import Evaluation
from rating.screens.export_sections.papers import WORD
from rating.screens.parts.markup import CHOOSE, put, tag, visible
from rating.screens.visit.where import Where
from rating.shown import in_file_name
from rating.workflow import letters
from rating.workflow.rectification import ItemTold

OF_NOTICE = (
    "列出该站还没有办结的整改事项、要求和期限，并附回执；都已办结的，列出全部事项。站长在「异议与整改」也能下载本站的。"
)


def show_notice(here: Where, evaluation: Evaluation, told: Sequence[ItemTold]) -> None:
    """For the stations that have items, in the order of the roster."""
    part, asked = here.view.part, {each.item.station_code for each in told}
    names = {
        code: name for code, name in zip(evaluation.roster.code, evaluation.roster.name, strict=True) if code in asked
    }
    if part is None or not names:
        return
    put(tag("h2", "整改通知"), tag("p", OF_NOTICE, cls="quiet"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "给哪个站点", list(names), format_func=lambda code: visible(names[code]), placeholder=CHOOSE,
            key="notice_station", width=320,
        )  # fmt: skip

        def make() -> bytes:
            made = letters.notice(here.database, here.person, part.id, evaluation, chosen)
            return made[1] if made else b""

        st.download_button(
            "下载整改通知", make, in_file_name(f"{names[chosen]}_整改通知.docx"), WORD,
            key=f"notice_{chosen}", on_click="ignore", width=200,
        )  # fmt: skip
