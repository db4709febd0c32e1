"""What can be done with a node of the tree as a whole: moved, put elsewhere, taken away, another one beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from rating.rubric import edits
from rating.rubric.trail import Path
from rating.screens.parts.markup import CHOOSE, put, tag, visible
from rating.screens.workshop_sections.desk import Desk, Edit
from rating.screens.workshop_sections.draft_tree import (
    Spot,
    branches_for,
    mapping,
    new_dimension,
    new_indicator,
    siblings,
    spots,
    without_roles,
)
from rating.screens.workshop_sections.held_form import put_at
from rating.screens.workshop_sections.new_named import new_named
from rating.screens.workshop_sections.uses import users

CHOSEN, NEXT = "desk_spot", "desk_next_spot"
EXPERT = {"code": "expert", "title": "专家"}
MARKED = {"combine": "mean", "if_missing": "wait"}
New = tuple[dict[str, Any], dict[str, Any]]
"""A node, and its data fields by code."""


def show_tools(desk: Desk, spot: Spot) -> None:
    with st.container(horizontal=True, key="desk_tools"):
        _moves(desk, spot)
        _news(desk, spot)
        _elsewhere(desk, spot)
        _removal(desk, spot)


def first_dimension(desk: Desk) -> None:
    """For a draft without any indicator."""
    title = new_named("新增一级指标", desk.key("first"))
    if title:
        add_node(desk, ("dimensions",), 0, new_dimension(desk.tree, title))


def _moves(desk: Desk, spot: Spot) -> None:
    row, at = spot.path[:-1], int(spot.path[-1])
    others = len(siblings(desk.tree, spot))
    for label, to in (("上移", at - 1), ("下移", at + 1)):
        pressed = st.button(label, disabled=not 0 <= to < others, key=desk.key(f"{label}_{spot.number}"))
        if pressed and desk.change(moved(row, at, to)):
            st.rerun()


def moved(row: Path, at: int, to: int) -> Edit:
    return lambda text: edits.move(text, row, at, to)


def _news(desk: Desk, spot: Spot) -> None:
    after = new_named("在后面新增", desk.key(f"after_{spot.number}"))
    if after:
        made = new_indicator(desk.tree, after) if spot.depth else new_dimension(desk.tree, after)
        add_node(desk, spot.path[:-1], int(spot.path[-1]) + 1, made)
    if not spot.leaf or not spot.depth:
        below = new_named("在下面新增", desk.key(f"below_{spot.number}"))
        row = (*spot.path, "indicators")
        there = spot.node.get("indicators")
        if below:
            add_node(desk, row, len(there) if isinstance(there, list) else 0, new_indicator(desk.tree, below))


def add_node(desk: Desk, row: Path, at: int, made: New) -> None:
    """The node in its place and its fields, and somebody to mark it where there is nobody yet."""
    node, fields = made
    changes: list[Edit] = [put_at(("fields", code), field) for code, field in fields.items()]
    if without_roles(desk.tree):
        changes += [put_at(("roles",), [EXPERT]), put_at(("raters",), MARKED)]
    if desk.change(*changes, lambda text: edits.insert(text, row, at, node)):
        st.session_state[NEXT] = node["code"]
        st.rerun()


def _elsewhere(desk: Desk, spot: Spot) -> None:
    there = branches_for(desk.tree, spot)
    if not there:
        return
    with st.popover("移到其他部分", key=desk.key(f"elsewhere_{spot.number}")):
        labels = {each.number: visible(each.label) for each in there}
        chosen = st.selectbox(
            "移到哪一部分的最后", list(labels), format_func=lambda each: labels[each],
            key=desk.key(f"elsewhere_to_{spot.number}"), placeholder=CHOOSE,
        )  # fmt: skip
        branch = next(each for each in there if each.number == chosen)
        if len(siblings(desk.tree, spot)) < 2:
            put(tag("p", "这是原来部分的最后一项，移走前请先在那里新增一项。"), cls="notice-box warning")
        elif st.button("移动", key=desk.key(f"elsewhere_go_{spot.number}"), type="primary") and desk.change(
            *relocated(spot, branch)
        ):
            st.rerun()


def relocated(spot: Spot, branch: Spot) -> list[Edit]:
    """At the end of the branch, then away from where it was: a place at an end moves no other."""
    row = (*branch.path, "indicators")
    return [
        lambda text: edits.insert(text, row, len(edits.value_at(text, row)), dict(spot.node)),
        lambda text: edits.remove(text, spot.path),
    ]


def _removal(desk: Desk, spot: Spot) -> None:
    """Asked first, with what still rests on it."""
    alone = len(siblings(desk.tree, spot)) < 2
    with st.popover("删去", key=desk.key(f"remove_{spot.number}"), disabled=alone):
        going = [each for each in spots(desk.tree) if each.path[: len(spot.path)] == spot.path]
        put(tag("p", f"连同下属 {len(going) - 1} 项一起删去。" if len(going) > 1 else "删去后可以撤销。"))
        using = using_nodes(desk.tree, going)
        if using:
            put(tag("p", f"还有这些地方用到它的得分，删去后要一并修改：{'、'.join(using)}。"), cls="notice-box warning")
        fields = only_here(desk.tree, going)
        with_fields = bool(fields) and st.checkbox(
            f"连同只有它使用的 {len(fields)} 个数据项", value=True, key=desk.key(f"remove_fields_{spot.number}")
        )
        if st.button("确认删去", key=desk.key(f"remove_go_{spot.number}")):
            gone = [removed(spot.path), *(removed(("fields", code)) for code in fields if with_fields)]
            if desk.change(*gone):
                st.rerun()


def removed(path: Path) -> Edit:
    return lambda text: edits.remove(text, path)


def using_nodes(tree: Mapping[str, Any], going: Sequence[Spot]) -> list[str]:
    """What rests on the points of these nodes and stays."""
    codes = {spot.code for spot in going}
    found = users(tree)
    uses = [use for code in codes for use in found.get(code, ()) if use.code not in codes]
    return sorted({use.told for use in uses})


def only_here(tree: Mapping[str, Any], going: Sequence[Spot]) -> list[str]:
    """Codes of data fields that nothing but these nodes uses."""
    codes = {spot.code for spot in going}
    found = users(tree)
    fields = [str(code) for code in mapping(tree.get("fields"))]
    return [code for code in fields if code in found and all(use.code in codes for use in found[code])]
