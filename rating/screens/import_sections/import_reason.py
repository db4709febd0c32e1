"""Why a round's values are taken in anew: asked where something was taken in before, required after 评分."""

from __future__ import annotations

import streamlit as st

from rating.district.rounds.states import State
from rating.screens.import_sections.import_round import InRound

LONGEST = 500


def reason_required(state: State) -> bool:
    """After 评分 every acceptance wants one."""
    return state.frozen and state is not State.SCORING


def ask_reason(keeping: InRound) -> str:
    """What the user wrote; "" where nothing was taken in before."""
    if not keeping.inputs.entry_revision:
        return ""
    required = reason_required(keeping.inputs.round.state)
    label = "重新采用的理由（必填）" if required else "与上次不同的理由（有数值改变时填写）"
    return st.text_area(label, max_chars=LONGEST, height=80, key="import_reason").strip()
