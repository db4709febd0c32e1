"""Corrected values, typed as in a sheet: one place a field, beside what stands there now."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from rating.insight.contested import as_seen
from rating.rubric.nouns import NO_WORDS, YES_WORDS, DataField
from rating.scoring.evaluation import Evaluation
from rating.screens.parts.markup import plain_text, visible

AS_IT_IS = "不更正"


def correction_fields(key: str, evaluation: Evaluation, row: int, fields: Sequence[str]) -> dict[str, str]:
    """Field code → what was typed, only where something was."""
    typed = {}
    for code in fields:
        field = evaluation.rubric.fields[code]
        text = _one(f"{key}_{code}", field, as_seen(evaluation, row, code))
        if text.strip():
            typed[code] = text.strip()
    return typed


def _one(key: str, field: DataField, now: str) -> str:
    label = plain_text(f"{field.title}{_unit(field)}，现为 {now}")
    words = _words(field)
    if words:
        chosen = st.selectbox(
            label, ["", *words], format_func=lambda each: visible(each) or AS_IT_IS, key=key, persist_state="session"
        )
        return str(chosen or "")
    return str(st.text_input(label, key=key, placeholder=AS_IT_IS, persist_state="session") or "")


def _unit(field: DataField) -> str:
    unit = "分" if field.kind == "mark" and not field.unit else field.unit
    return f"（{unit}）" if unit else ""


def _words(field: DataField) -> list[str]:
    if field.kind == "yes_no":
        return [YES_WORDS[0], NO_WORDS[0]]
    return list(field.choices) if field.kind == "choice" else []
