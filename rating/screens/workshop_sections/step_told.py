"""What a step changed, in a few words, so that one knows what would be undone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import streamlit as st

from rating.insight.rubric_differences.differences import differences
from rating.problems import Problem, Refused
from rating.rubric import edits
from rating.rubric.file import parse_rubric
from rating.rubric.nouns import Rubric
from rating.screens.workshop_sections.draft_tree import mapping, records, spots, title_of

PARTS = {"gates": "必备条件", "bands": "星级", "bands_by_kind": "星级", "roles": "评估主体", "sources": "来源"}
WHOLE = "总规定"


@st.cache_data(show_spinner=False, max_entries=64)
def read_draft(text: str) -> tuple[Rubric | None, tuple[Problem, ...]]:
    """A draft's text as a rubric, or what stops it from being one."""
    return parse_rubric(text, "")


@st.cache_data(show_spinner=False, max_entries=64)
def step_told(before: str, after: str) -> str:
    """「持证率」满分 8 → 10，另有 2 处; less where a draft does not load, "" where it cannot even be read."""
    old, new = read_draft(before)[0], read_draft(after)[0]
    if old is not None and new is not None:
        found = [each.sentence.rstrip("。") for each in differences(old, new)]
    else:
        found = list(dict.fromkeys(_roughly(_tree(before), _tree(after))))
    more = f"，另有 {len(found) - 1} 处" if len(found) > 1 else ""
    return f"{found[0]}{more}" if found else ""


def _tree(text: str) -> Mapping[str, Any]:
    try:
        return mapping(edits.content(text))
    except Refused:
        return {}


def _roughly(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """By titles only: what came, what went, what is not the same."""
    if not old or not new:
        return
    yield from _by_code("指标", _nodes(old), _nodes(new))
    yield from _by_code("数据项", mapping(old.get("fields")), mapping(new.get("fields")))
    for key in {**old, **new}:
        if key not in ("dimensions", "fields") and old.get(key) != new.get(key):
            yield f"修改{PARTS.get(key, WHOLE)}"


def _nodes(tree: Mapping[str, Any]) -> dict[str, Any]:
    """Each without those below it, which are told themselves; but where they stand is part of it."""
    return {
        spot.code: {**spot.node, "indicators": [below.get("code") for below in records(spot.node.get("indicators"))]}
        for spot in spots(tree)
    }


def _by_code(called: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"新增{called}「{title_of(new[code], str(code))}」" for code in new if code not in old)
    yield from (f"删去{called}「{title_of(old[code], str(code))}」" for code in old if code not in new)
    both = [code for code in new if code in old and old[code] != new[code]]
    yield from (_changed(called, mapping(old[code]), mapping(new[code])) for code in both)


def _changed(called: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """With the two values where it is only a title or the points."""
    before, after, title = title_of(old), title_of(new), title_of(new, "（没有名称）")
    keys = {key for key in {**old, **new} if old.get(key) != new.get(key)}
    if keys == {"title"} and before and after:
        return f"{called}「{before}」改名为「{after}」"
    marks = old.get("full_marks"), new.get("full_marks")
    if keys == {"full_marks"} and all(isinstance(each, str) for each in marks):
        return f"「{title}」满分 {marks[0]} → {marks[1]}"
    return f"修改{called}「{title}」"
