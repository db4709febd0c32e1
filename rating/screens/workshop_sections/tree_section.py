"""指标: the tree as a table whose points add up while they are typed, and below it the form of one of its nodes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

import pandas as pd
import streamlit as st

from rating.rubric.numbers import parse_number, plain
from rating.screens.parts.markup import CHOOSE, put, tag, visible
from rating.screens.parts.tables import height, wide
from rating.screens.workshop_sections.desk import Desk, Edit
from rating.screens.workshop_sections.draft_tree import (
    BY_KIND,
    Spot,
    kinds_in,
    spots,
    sum_told,
    totals,
)
from rating.screens.workshop_sections.held_form import put_at
from rating.screens.workshop_sections.indicator_form import show_indicator
from rating.screens.workshop_sections.node_tools import CHOSEN, NEXT, first_dimension, show_tools
from rating.workshop.sheets.forms import number_text

TITLE, MARKS, SUM = "名称", "满分", "下属合计"
GAP = "不符"
_OWN = re.compile("，与 [^；]*不符")
"""The stated points stand beside the sum; in full the gap is told below the table."""


def show_tree(desk: Desk) -> None:
    found = spots(desk.tree)
    put(tag("p", "名称和满分可以直接在表中修改，合计随之变化；旁边是所选一项的详细内容。", cls="quiet"), wide())
    left, right = st.columns([4, 5], gap="large")
    with left:
        _table(desk, found)
        _gaps(desk, found)
        _total(desk)
    with right:
        spot = _chosen(found)
        if spot is not None:
            show_tools(desk, spot)
            show_indicator(desk, spot)
        else:
            first_dimension(desk)


def _table(desk: Desk, found: Sequence[Spot]) -> None:
    frame = pd.DataFrame(
        {
            "编号": [spot.number for spot in found],
            TITLE: ["　" * spot.depth + visible(spot.title) for spot in found],
            MARKS: [spot.stated for spot in found],
            SUM: [_OWN.sub("，不符", sum_told(spot, kinds_in(desk.tree))) for spot in found],
        },
        dtype="string",
    )
    edited = st.data_editor(
        frame,
        hide_index=True,
        disabled=["编号", SUM],
        height=height(len(frame)),
        width="stretch",
        key=desk.key("tree"),
        column_config={
            "编号": st.column_config.TextColumn(width=50),
            TITLE: st.column_config.TextColumn(width=190),
            MARKS: st.column_config.TextColumn(width=60),
        },
        placeholder="",
    )
    changes = list(typed_edits(found, frame, edited))
    if changes and desk.change(*changes):
        st.rerun()


def typed_edits(found: Sequence[Spot], before: pd.DataFrame, after: pd.DataFrame) -> list[Edit]:
    """What was typed into the table, as edits; points that are no number are said and left."""
    made: list[Edit] = []
    for at, spot in enumerate(found):
        title, marks = (str(after[name].fillna("")[at]).strip() for name in (TITLE, MARKS))
        if title and title != str(before[TITLE][at]).strip():
            made.append(put_at((*spot.path, "title"), title))
        if marks != str(before[MARKS][at]) and marks != BY_KIND:
            if _is_number(marks) or not marks:
                made.append(put_at((*spot.path, "full_marks"), number_text(marks) or None))
            else:
                put(tag("p", f"「{spot.title}」的满分「{marks}」不是数字，没有采用。"), cls="notice-box warning")
    return made


def _is_number(text: str) -> bool:
    try:
        parse_number(number_text(text))
    except ValueError:
        return False
    return True


def _gaps(desk: Desk, found: Sequence[Spot]) -> None:
    """Where the parts of a node do not add up to what is stated for it."""
    told = [(spot, sum_told(spot, kinds_in(desk.tree))) for spot in found]
    lines = [tag("p", f"「{spot.title}」下属合计 {sums}。") for spot, sums in told if GAP in sums]
    if lines:
        put(*lines, cls="notice-box warning")


def _total(desk: Desk) -> None:
    """各一级指标合计 98 分，比总分 100 分少 2 分; by kind where they differ."""
    found = totals(desk.tree)
    off = {kind: pair for kind, pair in found.items() if pair[0] != pair[1]}
    if found and not off:
        told = dict.fromkeys(plain(below) for below, _ in found.values())
        put(tag("p", f"各一级指标合计 {'、'.join(told)} 分，与总分一致。"), cls="notice-box good")
    for kind, (below, stated) in off.items():
        gap: Decimal = below - stated
        named = f"{kind}站：" if kind else ""
        word = "多" if gap > 0 else "少"
        told_ = f"{named}各一级指标合计 {plain(below)} 分，比总分 {plain(stated)} 分{word} {plain(abs(gap))} 分。"
        put(tag("p", told_), cls="notice-box warning")
    sums = {below for below, _ in off.values()}
    if len(sums) == 1 and len(off) == len(found):
        marks = plain(sums.pop())
        pressed = st.button(f"把总分改为 {marks} 分", key=desk.key("total"))
        if pressed and desk.put(("scale", "full_marks"), marks):
            st.rerun()


def _chosen(found: Sequence[Spot]) -> Spot | None:
    by_code = {spot.code: spot for spot in found}
    if not by_code:
        return None
    wanted = st.session_state.pop(NEXT, st.session_state.get(CHOSEN))
    first = next((spot.code for spot in found if spot.leaf), found[0].code)
    st.session_state[CHOSEN] = wanted if wanted in by_code else first
    code = st.selectbox(
        "修改哪一项",
        list(by_code),
        format_func=lambda each: visible(by_code[each].label) if each in by_code else "",
        key=CHOSEN,
        placeholder=CHOOSE,
    )
    return by_code[str(code)]
