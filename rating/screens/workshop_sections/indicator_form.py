"""One node of the tree: what is asked, the rule in plain words with its curve, what it rests on, how blanks count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from rating.export.rubric_charts import has_curve, rule_curve
from rating.insight.rule_words import indicator_in_words
from rating.problems import Problem
from rating.rubric import edits
from rating.rubric.nouns import Node, Rubric
from rating.screens.frame.drawing import drawing, show_drawing
from rating.screens.parts.asked import attempt
from rating.screens.parts.markup import CHOOSE, put, tag, visible
from rating.screens.parts.problem_list import problem_lines
from rating.screens.result_sections.chart_figures import curve_figures
from rating.screens.workshop_sections.column_form import columns_form
from rating.screens.workshop_sections.desk import Desk
from rating.screens.workshop_sections.draft_tree import Spot, applies, stated_kinds
from rating.screens.workshop_sections.held_form import HeldForm, held_form, save_keys, saved
from rating.screens.workshop_sections.plain_words import in_plain_words
from rating.screens.workshop_sections.rules_by_kind import ruled
from rating.screens.workshop_sections.step_told import read_draft
from rating.screens.workshop_sections.try_part import show_try
from rating.workshop.sheets.tables import LEAF_COLUMNS, NODE_COLUMNS, Column

ELSEWHERE = frozenset({"code", "title", "full_marks", "indicators"})
"""Keys of a node that the table beside the form changes."""
OF_BRANCHES = frozenset({"combine", "coverage"})
OF_LEAVES = frozenset({"value", "if_blank", "if_not_inspected", "if_undefined"})
GROUNDS = frozenset({"check", "evidence", "advice", "clause"})
EVERY_COLUMN = tuple({each.path: each for each in (*LEAF_COLUMNS, *NODE_COLUMNS) if each.path}.values())
VALUE_COLUMN = tuple(each for each in EVERY_COLUMN if each.path == ("value",))
GROUND_COLUMNS = tuple(each for each in EVERY_COLUMN if each.path[0] in GROUNDS)
MOST_TOLD = 3
"""Problems elsewhere in the draft that are told below an indicator; 检查 has them all."""


def show_indicator(desk: Desk, spot: Spot) -> None:
    put(tag("h2", visible(spot.label)))
    name = f"node_{spot.code}"
    own = {key: value for key, value in spot.node.items() if key not in ELSEWHERE}
    form = held_form(desk, name, f"指标「{spot.title}」", own)
    made, faults = _form(spot, form, stated_kinds(desk.tree))
    if saved(desk, name, form, made, faults, "保存这一项"):
        save_keys(desk, name, form, spot.path, made)
    if spot.leaf:
        _preview(desk, spot, made)
        show_try(desk, spot)


def _form(spot: Spot, form: HeldForm, kinds: list[str]) -> tuple[dict[str, Any], int]:
    """The node as the form says it, and what cannot be read."""
    names, key, made, faults = form.names, form.key("node"), dict(form.base), 0
    if spot.leaf:
        filled = columns_form(VALUE_COLUMN, made, names, f"{key}_value")
        made, wrong = ruled(filled.raw, kinds, names, f"{key}_ruled")
        faults += wrong + filled.faults
    with st.expander("依据、评定方法、材料和建议", expanded=False):
        grounds = columns_form(GROUND_COLUMNS, made, names, f"{key}_grounds")
    with st.expander("适用类型、空白与缺项、加分" if kinds else "空白与缺项、加分", expanded=False):
        rest = columns_form(columns_of(spot), grounds.raw, names, f"{key}_rest")
        made = with_kinds(rest.raw, kinds, _chosen_kinds(rest.raw, kinds, f"{key}_kinds")) if kinds else rest.raw
    return made, faults + grounds.faults + rest.faults


def columns_of(spot: Spot) -> list[Column]:
    """What is asked of such a node: a branch has no value of its own, a leaf nothing to put together."""
    skipped = {*(OF_BRANCHES if spot.leaf else OF_LEAVES), *GROUNDS, *ELSEWHERE, "value", "kinds"}
    return [column for column in EVERY_COLUMN if column.path[0] not in skipped]


def _chosen_kinds(node: Mapping[str, Any], kinds: list[str], key: str) -> list[str]:
    before = [kind for kind in kinds if applies(node, kind)]
    return st.multiselect(
        "适用类型", kinds, before, key=key, placeholder=CHOOSE, format_func=visible, persist_state="session"
    )


def with_kinds(node: dict[str, Any], kinds: list[str], chosen: list[str]) -> dict[str, Any]:
    """As it was where nothing was chosen anew; without the key where it applies to all."""
    if set(chosen) == {kind for kind in kinds if applies(node, kind)}:
        return node
    rest = {name: value for name, value in node.items() if name != "kinds"}
    return rest if set(chosen) == set(kinds) else {**rest, "kinds": [kind for kind in kinds if kind in chosen]}


def _preview(desk: Desk, spot: Spot, made: Mapping[str, Any]) -> None:
    """The rule as it stands in the form, in words and as a curve; what keeps it from counting otherwise."""
    kept = {key: value for key, value in spot.node.items() if key in ELSEWHERE}
    text = attempt(lambda: edits.put(desk.draft.text, spot.path, {**kept, **made}))
    rubric, problems = read_draft(text) if text is not None else (None, ())
    if rubric is None:
        _not_yet(spot, in_plain_words(problems, desk.tree))
        return
    leaf = rubric.node(spot.code)
    for kind in _kinds_with_own_words(leaf, rubric):
        _told(rubric, leaf, kind)


def _not_yet(spot: Spot, told: tuple[Problem, ...]) -> None:
    about = tuple(problem for problem in told if spot.title in problem.place.object) or told[:MOST_TOLD]
    put(tag("p", "现在的写法还不能计分："), problem_lines(about), cls="notice-box warning")


def _kinds_with_own_words(leaf: Node, rubric: Rubric) -> list[str]:
    """One kind for each rule and full marks that differ."""
    seen: dict[Any, str] = {}
    for kind in rubric.kinds or [""]:
        rule = leaf.rule_for(kind)
        if leaf.applies_to(kind) and rule is not None:
            seen.setdefault((repr(rule), leaf.full_marks_for(kind)), kind)
    return list(seen.values())


def _told(rubric: Rubric, leaf: Node, kind: str) -> None:
    several = len(_kinds_with_own_words(leaf, rubric)) > 1
    put(tag("p", tag("b", f"{kind}：" if several else "细则："), indicator_in_words(leaf, kind, rubric)))
    rule, marks = leaf.rule_for(kind), leaf.full_marks_for(kind)
    if has_curve(rule, marks):
        asked = (rule, marks, f"{leaf.title}（{kind}）" if several else leaf.title, "")
        show_drawing(drawing(rule_curve(*asked)), f"desk_curve_{kind}", curve_figures(*asked))
