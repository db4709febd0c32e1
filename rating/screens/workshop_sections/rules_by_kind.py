"""分类型规定: the rule of an indicator for each kind of stations, beside the one of all others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from rating.screens.parts.markup import plain_text, put, tag
from rating.screens.workshop_sections.draft_tree import mapping
from rating.screens.workshop_sections.rule_form import rule_body, rule_form, rule_kind
from rating.workshop.sheets.names import Names

SAME, APART = "各类型相同", "按类型分别规定"
OTHERS, NONE_OWN = "其余类型", "没有单独规定，同“其余类型”"


def ruled(node: Mapping[str, Any], kinds: Sequence[str], names: Names, key: str) -> tuple[dict[str, Any], int]:
    """The node with the rule or rules that the form says, and what cannot be read."""
    own = mapping(node.get("rule_by_kind"))
    if not kinds and not own:
        return _one(node, names, key)
    ways = [SAME, APART]
    chosen = st.segmented_control(
        "细则",
        ways,
        default=ways[bool(own)],
        key=f"{key}_way",
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    return _one(node, names, key) if chosen == SAME else _apart(node, kinds, names, key)


def _one(node: Mapping[str, Any], names: Names, key: str) -> tuple[dict[str, Any], int]:
    """One rule for all; where each kind had its own, the first of them is where to begin."""
    own = mapping(node.get("rule_by_kind"))
    before = node.get("rule") or next(iter(own.values()), None)
    rule, faults = rule_form(before, names, f"{key}_rule")
    return _with(node, rule, {}), faults


def _apart(node: Mapping[str, Any], kinds: Sequence[str], names: Names, key: str) -> tuple[dict[str, Any], int]:
    """A tab for each kind; a kind without a rule of its own goes by the one of the others."""
    own = mapping(node.get("rule_by_kind"))
    every = [*kinds, *(kind for kind in own if kind not in kinds)]
    tabs = st.tabs([OTHERS, *(plain_text(kind) for kind in every)])
    with tabs[0]:
        put(tag("p", "没有单独规定的类型按这里计分；各类型都有单独规定的，可以不选。", cls="quiet"))
        other, faults = rule_form(node.get("rule"), names, f"{key}_rule")
    made: dict[str, Any] = {}
    for tab, kind in zip(tabs[1:], every, strict=True):
        with tab:
            place = f"{key}_of_{kind}"
            rule, wrong = rule_body(own.get(kind), rule_kind(own.get(kind), place, "细则", NONE_OWN), names, place)
            faults += wrong
            if rule:
                made[kind] = rule
    return _with(node, other, made), faults


def _with(node: Mapping[str, Any], rule: Any, own: Mapping[str, Any]) -> dict[str, Any]:
    made = {**node, "rule": rule, "rule_by_kind": dict(own)}
    return {name: value for name, value in made.items() if name not in ("rule", "rule_by_kind") or value}
