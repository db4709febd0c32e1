"""数据项: what is filled in or marked; its names and limits, by which uploaded columns are recognised and checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from rating.export.listing import Listing
from rating.rubric.naming import code_for
from rating.screens.parts.markup import CHOOSE, Markup, put, tag, visible
from rating.screens.parts.written_table import written_table
from rating.screens.workshop_sections.column_form import columns_form, shown
from rating.screens.workshop_sections.desk import Desk
from rating.screens.workshop_sections.draft_tree import mapping, taken_codes, title_of
from rating.screens.workshop_sections.held_form import held_form, put_at, save_keys, saved
from rating.screens.workshop_sections.new_named import new_named
from rating.screens.workshop_sections.node_tools import removed
from rating.screens.workshop_sections.uses import Use, retitled, users
from rating.workshop.sheets import words
from rating.workshop.sheets.forms import LIST
from rating.workshop.sheets.names import NO_NAMES
from rating.workshop.sheets.tables import FIELD_COLUMNS, RATER_COLUMNS

ABOUT = (
    "站点填报或评估人打分的数据。别名是填报表里可能出现的其他叫法，写全了，上传时就不用逐列确认。"
    "改名称不影响已写好的算式。"
)
CHOSEN, NEXT = "desk_field", "desk_next_field"
MOST_USES = 3
OWN_RATERS = tuple(replace(each, path=("raters", *each.path)) for each in RATER_COLUMNS if each.path)
Fields = Mapping[str, Mapping[str, Any]]


def show_fields(desk: Desk) -> None:
    fields: Fields = {str(code): mapping(field) for code, field in mapping(desk.tree.get("fields")).items()}
    using = users(desk.tree)
    put(tag("p", ABOUT, cls="quiet"))
    if fields:
        put(_listed(fields, using))
    _new(desk)
    chosen = _chosen(fields)
    if chosen:
        _form(desk, chosen, fields[chosen])
        _removal(desk, chosen, title_of(fields[chosen], chosen), using.get(chosen, ()))


def _new(desk: Desk) -> None:
    title = new_named("新增数据项", desk.key("field_new"), "例如：持证社工数")
    if title:
        code = code_for(title, taken_codes(desk.tree), "f")
        if desk.put(("fields", code), {"title": title}):
            st.session_state[NEXT] = code
            st.rerun()


def _listed(fields: Fields, using: Mapping[str, Sequence[Use]]) -> Markup:
    rows = tuple(
        (
            title_of(field, code),
            words.FIELD_KIND.get(str(field.get("kind", "number")), ""),
            str(field.get("unit") or ""),
            shown(LIST, field.get("aliases"), NO_NAMES),
            _used(using.get(code, ())),
        )
        for code, field in fields.items()
    )
    return written_table(Listing(("数据项", "种类", "单位", "别名", "用在"), rows, frozenset()), cls="stack brief")


def _used(uses: Sequence[Use]) -> str:
    more = f"等 {len(uses)} 处" if len(uses) > MOST_USES else ""
    return "、".join(use.told for use in uses[:MOST_USES]) + more if uses else "没有用到"


def _chosen(fields: Fields) -> str | None:
    if not fields:
        return None
    wanted = st.session_state.pop(NEXT, st.session_state.get(CHOSEN))
    st.session_state[CHOSEN] = wanted if wanted in fields else next(iter(fields))
    chosen = st.selectbox(
        "修改哪一个数据项",
        list(fields),
        format_func=lambda code: visible(title_of(fields.get(code), code)),
        key=CHOSEN,
        placeholder=CHOOSE,
    )
    return str(chosen)


def _form(desk: Desk, code: str, field: Mapping[str, Any]) -> None:
    name = f"field_{code}"
    form = held_form(desk, name, f"数据项「{title_of(field, code)}」", dict(field))
    filled, faults = columns_form(FIELD_COLUMNS, form.base, form.names, form.key("field")), 0
    if filled.raw.get("kind") == "mark" or "raters" in form.base:
        with st.expander("本数据项的打分合成（不写就按总规定）"):
            own = columns_form(OWN_RATERS, filled.raw, form.names, form.key("raters"))
        filled, faults = own, filled.faults
    faults += filled.faults
    if saved(desk, name, form, filled.raw, faults, "保存这个数据项"):
        by_title = retitled(desk.tree, code) if filled.raw.get("title") != form.base.get("title") else []
        first = [put_at(path, text) for path, text in by_title]
        save_keys(desk, name, form, ("fields", code), filled.raw, *first)


def _removal(desk: Desk, code: str, title: str, uses: Sequence[Use]) -> None:
    """Refused while something rests on it: a formula without its field would stop the whole draft."""
    with st.popover("删去这个数据项", key=desk.key(f"field_remove_{code}")):
        if uses:
            where = "、".join(use.told for use in uses)
            put(tag("p", f"「{title}」还用在：{where}。请先在那里改掉，再来删去。"), cls="notice-box warning")
            return
        put(tag("p", f"没有地方用到「{title}」。删去后可以撤销。"))
        if st.button("确认删去", key=desk.key(f"field_remove_go_{code}")) and desk.change(removed(("fields", code))):
            st.rerun()
