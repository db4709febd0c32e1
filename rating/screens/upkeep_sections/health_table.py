"""运行状况: each thing that an administrator looks after, whether it is well, and what to do otherwise."""

from __future__ import annotations

import streamlit as st

from rating.screens.parts.markup import Markup, put, tag
from rating.screens.visit.where import Where
from rating.workflow import upkeep
from rating.workflow.upkeep import Finding


def show_health(here: Where) -> None:
    """Checked when opened and when asked for again, not at every rerun: a large database takes seconds."""
    if st.button("重新检查", key="health_again") or "health" not in st.session_state:
        st.session_state["health"] = upkeep.health(here.database, here.person)
    findings: tuple[Finding, ...] = st.session_state["health"]
    unwell = sum(not finding.well for finding in findings)
    told = f"{unwell} 项需要处理。" if unwell else "各项正常。"
    put(tag("p", told), cls=f"notice-box {'warning' if unwell else 'good'}")
    head = tag("thead", tag("tr", *(tag("th", name) for name in ("项目", "状况", "情况", "要做什么"))))
    put(tag("table", head, tag("tbody", *map(_row, findings)), cls="stack"))


def _row(finding: Finding) -> Markup:
    state = tag("span", "正常", cls="good") if finding.well else tag("span", "需要处理", cls="warn")
    return tag(
        "tr",
        tag("td", tag("b", finding.title)),
        tag("td", state),
        tag("td", finding.found),
        tag("td", finding.remedy, cls="" if finding.remedy else "nothing"),
    )
