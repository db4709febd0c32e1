"""试算: values as a station would fill them in, and the points with the reason that its head would read."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from rating.insight.trial import Tried, fields_to_try, tried
from rating.rubric.nouns import DataField, Rubric
from rating.rubric.numbers import plain
from rating.screens.parts.asked import attempt
from rating.screens.parts.markup import CHOOSE, plain_text, put, tag, visible
from rating.screens.parts.problem_list import problem_lines
from rating.screens.workshop_sections.desk import Desk
from rating.screens.workshop_sections.draft_tree import Spot

MOST_FIELDS = 12
NOT_FILLED = "未填"


def show_try(desk: Desk, spot: Spot) -> None:
    """For the draft as it is kept."""
    rubric = desk.rubric
    if rubric is None:
        return
    node = next((each for each in rubric.indicators if each.code == spot.node.get("code")), None)
    kinds = [kind for kind in rubric.kinds or [""] if node is not None and node.applies_to(kind)]
    if node is None or not kinds:
        return
    put(tag("h3", "试算"))
    key = f"try_{desk.draft.id}_{node.code}"
    kind = kinds[0]
    if len(kinds) > 1:
        kind = st.selectbox("单位类型", kinds, key=f"{key}_kind", placeholder=CHOOSE, format_func=visible)
    fields = list(fields_to_try(rubric, str(kind), node.code).items())
    values: dict[str, str] = {}
    for at, (code, field) in enumerate(fields[:MOST_FIELDS]):
        if at % 3 == 0:
            row = st.columns(3)
        with row[at % 3]:
            values[code] = _value(field, f"{key}_{code}")
    given = {code: text for code, text in values.items() if text.strip()}
    if not given:
        put(tag("p", "填入数值，就能看到得分和理由。", cls="quiet"))
        return
    found = attempt(lambda: tried(rubric, str(kind), node.code, given))
    if found is not None:
        _told(found, rubric)


def _value(field: DataField, key: str) -> str:
    label = plain_text(f"{field.title}（{field.unit}）" if field.unit else field.title)
    if field.kind == "yes_no":
        return _choice(label, ("是", "否"), key)
    if field.kind == "choice":
        return _choice(label, field.choices, key)
    return str(st.text_input(label, key=key, max_chars=100, persist_state="session") or "")


def _choice(label: str, options: Sequence[str], key: str) -> str:
    chosen = st.selectbox(
        label,
        ["", *options],
        key=key,
        placeholder=CHOOSE,
        format_func=lambda each: visible(each) or NOT_FILLED,
        persist_state="session",
    )
    return str(chosen or "")


def _told(found: Tried, rubric: Rubric) -> None:
    if found.problems:
        put(problem_lines(found.problems), cls="notice-box warning")
    if found.points is not None:
        put(
            tag("p", tag("b", f"{plain(found.points)} / {plain(found.full_marks)} 分"), f"　{found.sentence}"),
            cls="notice-box good",
        )
    elif found.sentence:
        put(tag("p", found.sentence), cls="notice-box")
