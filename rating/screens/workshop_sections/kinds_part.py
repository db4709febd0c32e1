"""类型: the kinds of stations, which indicators apply to which of them, and full marks where they differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from rating.screens.parts.markup import CHOOSE, put, tag, visible
from rating.screens.parts.tables import height, wide
from rating.screens.workshop_sections.desk import Desk, Edit
from rating.screens.workshop_sections.draft_tree import Spot, applies, mapping, spots, stated_kinds
from rating.screens.workshop_sections.held_form import put_at
from rating.screens.workshop_sections.kind_changes import (
    only_of,
    priced,
    renamed_kind,
    stated_for,
    ticked,
    with_kind,
    without_kind,
)
from rating.workshop.sheets.forms import number_text

NODE, TOTAL = "指标", "总分"
LONGEST = 40
NO_KINDS = "这份标准不分类型，各站按同一办法评定。"
ABOUT = "类型不同，适用的指标、满分、细则和星级可以不同。表中打勾的指标适用于该类型；满分可以按类型分别填写。"
Changes = Mapping[int, Mapping[str, Any]]


def show_kinds(desk: Desk) -> None:
    kinds = stated_kinds(desk.tree)
    put(tag("p", ABOUT if kinds else NO_KINDS, cls="quiet"))
    with st.container(horizontal=True, vertical_alignment="bottom", key="desk_kinds"):
        _new(desk, kinds)
        for at, kind in enumerate(kinds):
            _one(desk, kinds, kind, desk.key(f"kind_{at}"))
    if kinds:
        found = spots(desk.tree)
        _ticks(desk, found, kinds)
        _marks(desk, found, kinds)


def _new(desk: Desk, kinds: Sequence[str]) -> None:
    with st.popover("新增类型", key=desk.key("kind_new")):
        name = _name("名称", "", desk.key("kind_new_name"))
        like = (
            st.selectbox(
                "先与哪一类型相同", list(kinds), key=desk.key("kind_new_like"), format_func=visible, placeholder=CHOOSE
            )
            if kinds
            else ""
        )
        pressed = st.button("新增", type="primary", key=desk.key("kind_new_go"))
        if pressed and _free(name, kinds) and desk.put((), with_kind(desk.tree, name, str(like or ""))):
            st.rerun()


def _one(desk: Desk, kinds: Sequence[str], kind: str, key: str) -> None:
    with st.popover(visible(kind), key=key):
        name = _name("名称", kind, f"{key}_name")
        renamed = st.button("改名", type="primary", key=f"{key}_rename") and name != kind and _free(name, kinds)
        if renamed and desk.put((), renamed_kind(desk.tree, kind, name)):
            st.rerun()
        only = only_of(desk.tree, kind) if len(kinds) > 1 else []
        if only:
            put(
                tag("p", f"只适用于这一类型：{'、'.join(only)}。先改它们的适用类型，才能删去。"),
                cls="notice-box warning",
            )
        elif len(kinds) == 1:
            put(tag("p", "这是最后一个类型，删去后不再分类型。", cls="quiet"))
        gone = st.button("删去这一类型", disabled=bool(only), key=f"{key}_remove")
        if gone and desk.put((), without_kind(desk.tree, kind)):
            st.rerun()


def _name(label: str, before: str, key: str) -> str:
    return str(st.text_input(label, before, key=key, max_chars=LONGEST) or "").strip()


def _free(name: str, kinds: Sequence[str]) -> bool:
    if name and name not in kinds:
        return True
    put(tag("p", "已有同名的类型。" if name else "请先填写名称。"), cls="notice-box warning")
    return False


def _ticks(desk: Desk, found: Sequence[Spot], kinds: Sequence[str]) -> None:
    put(tag("h3", "适用类型"), wide())
    frame = pd.DataFrame(
        {NODE: _labels(found)} | {kind: [applies(spot.node, kind) for spot in found] for kind in kinds}
    )
    changes = _edited(
        frame, desk.key("kind_ticks"), {kind: st.column_config.CheckboxColumn(visible(kind)) for kind in kinds}
    )
    if changes and desk.change(*tick_edits(desk.tree, found, changes)):
        st.rerun()


def _marks(desk: Desk, found: Sequence[Spot], kinds: Sequence[str]) -> None:
    put(tag("h3", "分类型满分"), tag("p", "空着的由下级相加；各类型填同一个数，就不再分类型。", cls="quiet"), wide())
    stated = [mapping(desk.tree.get("scale")).get("full_marks"), *(spot.node.get("full_marks") for spot in found)]
    frame = pd.DataFrame(
        {NODE: [TOTAL, *_labels(found)]} | {kind: [stated_for(marks, kind) for marks in stated] for kind in kinds},
        dtype="string",
    )
    changes = _edited(
        frame, desk.key("kind_marks"), {kind: st.column_config.TextColumn(visible(kind)) for kind in kinds}
    )
    if changes and desk.change(*mark_edits(stated, found, kinds, changes)):
        st.rerun()


def _labels(found: Sequence[Spot]) -> list[str]:
    return [visible(f"{'　' * spot.depth}{spot.label}") for spot in found]


def _edited(frame: pd.DataFrame, key: str, columns: Mapping[str, Any]) -> Changes:
    """Row → kind → what stands there now; the editor is drawn with the changes it had before this run."""
    st.data_editor(
        frame,
        hide_index=True,
        disabled=[NODE],
        column_config={NODE: st.column_config.TextColumn(pinned=True, width=220), **columns},
        height=height(len(frame)),
        width="stretch",
        key=key,
        placeholder="",
    )
    changed = mapping(st.session_state.get(key)).get("edited_rows")
    return {int(row): cells for row, cells in mapping(changed).items()}


def tick_edits(tree: Mapping[str, Any], found: Sequence[Spot], changes: Changes) -> list[Edit]:
    """`kinds` of each node whose ticks were changed."""
    made = []
    for row, cells in changes.items():
        spot = found[row]
        for kind, applying in cells.items():
            kinds = ticked(tree, spot, kind, bool(applying))
            spot = Spot(spot.number, spot.path, {**spot.node, "kinds": kinds})
        made.append(put_at((*spot.path, "kinds"), spot.node["kinds"]))
    return made


def mark_edits(stated: Sequence[Any], found: Sequence[Spot], kinds: Sequence[str], changes: Changes) -> Iterator[Edit]:
    """Full marks of the total (row 0) and of each node whose points were changed."""
    for row, cells in changes.items():
        marks = stated[row]
        for kind, typed in cells.items():
            marks = priced(marks, list(kinds), kind, number_text(str(typed or "")))
        path = (*found[row - 1].path, "full_marks") if row else ("scale", "full_marks")
        yield put_at(path, marks)
