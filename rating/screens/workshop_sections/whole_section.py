"""总规定: name, kinds of stations, total and rounding, blanks, raters, ranking, roles, sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from rating.rubric import edits
from rating.rubric.naming import code_for
from rating.rubric.trail import Path
from rating.screens.parts.markup import CHOOSE, put, tag, visible
from rating.screens.workshop_sections.column_form import columns_form
from rating.screens.workshop_sections.desk import Desk
from rating.screens.workshop_sections.draft_tree import mapping, placed, title_of
from rating.screens.workshop_sections.held_form import held_form, save_keys, saved
from rating.screens.workshop_sections.kinds_part import show_kinds
from rating.screens.workshop_sections.new_named import new_named
from rating.screens.workshop_sections.node_tools import removed
from rating.workshop.sheets.tables import BASIC_COLUMNS, RATER_COLUMNS, ROLE_COLUMNS, SOURCE_COLUMNS, Column

NAMED, COUNTED, BLANKS, SEEN, RANKED = "名称", "总分与取整", "空白与缺项", "怎样识别单位", "排名与授星"
KINDS, ROLES, RATERS, SOURCES = "类型", "评估主体", "打分合成", "来源"
OF_PART: Mapping[str, frozenset[str]] = {
    NAMED: frozenset({"title", "version", "unit", "notes"}),
    COUNTED: frozenset({"scale"}),
    BLANKS: frozenset({"missing"}),
    SEEN: frozenset({"identity"}),
    RANKED: frozenset({"ranking", "award"}),
}
"""Heading → keys of the rubric below it. The standing is changed where the draft is saved, with its document."""
PARTS = (NAMED, KINDS, COUNTED, BLANKS, SEEN, RANKED, ROLES, RATERS, SOURCES)


def show_whole(desk: Desk) -> None:
    chosen = str(
        st.segmented_control(
            "总规定的哪一部分",
            PARTS,
            default=NAMED,
            key="desk_whole",
            required=True,
            label_visibility="collapsed",
            persist_state="session",
        )
    )
    if chosen == KINDS:
        show_kinds(desk)
    elif chosen == RATERS:
        _object(desk, ("raters",), [each for each in RATER_COLUMNS if each.path], chosen)
    elif chosen == ROLES:
        _list(desk, "roles", ROLE_COLUMNS, "r")
    elif chosen == SOURCES:
        _list(desk, "sources", SOURCE_COLUMNS, "s")
    else:
        _object(desk, (), columns_of(chosen), chosen)


def columns_of(part: str) -> list[Column]:
    """What a part of the rubric's own settings asks for; a total that differs by kind is set under 类型."""
    return [each for each in BASIC_COLUMNS if each.path and each.path[0] in OF_PART[part]]


def _object(desk: Desk, path: Path, columns: Sequence[Column], called: str) -> None:
    raw = mapping(desk.tree.get(str(path[0]))) if path else desk.tree
    by_kind = isinstance(mapping(raw.get("scale")).get("full_marks"), Mapping)
    if by_kind and called == COUNTED:
        put(tag("p", f"总分按类型不同，请在「{KINDS}」中修改。", cls="notice-box"))
        columns = [each for each in columns if each.path != ("scale", "full_marks")]
    keys = {each.path[0] for each in columns}
    name = f"whole_{called}"
    form = held_form(desk, name, called, {key: value for key, value in raw.items() if key in keys})
    filled = columns_form(columns, form.base, form.names, form.key("whole"))
    if saved(desk, name, form, filled.raw, filled.faults, "保存"):
        save_keys(desk, name, form, path, filled.raw)


def _list(desk: Desk, name: str, columns: Sequence[Column], prefix: str) -> None:
    found = placed(desk.tree.get(name))
    word = "id" if name == "sources" else "code"
    title = new_named("新增一项", desk.key(f"{name}_new"))
    if title and desk.change(_appended(desk, name, word, title, prefix)):
        st.rerun()
    if not found:
        put(tag("p", "还没有。", cls="quiet"))
        return
    titles = {at: visible(title_of(row, "（没有名称）")) for at, row in found}
    at = st.selectbox(
        "修改哪一项",
        list(titles),
        format_func=lambda at: titles.get(at, ""),
        key=desk.key(f"{name}_at"),
        placeholder=CHOOSE,
    )
    _entry(desk, (name, int(at)), dict(found)[at], [each for each in columns if each.path != (word,)])


def _appended(desk: Desk, name: str, word: str, title: str, prefix: str) -> Any:
    rows = desk.tree.get(name)
    taken = {str(row.get(word)) for _, row in placed(rows)}
    made = {word: code_for(title, taken, prefix), "title": title}
    length = len(rows) if isinstance(rows, list) else 0
    return lambda text: edits.insert(text, (name,), length, made)


def _entry(desk: Desk, path: Path, row: Mapping[str, Any], columns: Sequence[Column]) -> None:
    name = f"whole_{path[0]}_{path[1]}"
    form = held_form(desk, name, f"「{title_of(row)}」", dict(row))
    filled = columns_form(columns, form.base, form.names, form.key("entry"))
    if saved(desk, name, form, filled.raw, filled.faults, "保存这一项"):
        save_keys(desk, name, form, path, filled.raw)
    with st.popover("删去这一项", key=desk.key(f"{name}_remove")):
        put(tag("p", "删去后可以撤销。还有地方用到它的，会在「检查」中列出。"))
        if st.button("确认删去", key=desk.key(f"{name}_remove_go")) and desk.change(removed(path)):
            st.rerun()
