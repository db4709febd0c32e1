"""The certainty of a result: worked out when it is asked for, once for everybody who may see the result."""

from __future__ import annotations

import streamlit as st

from rating.insight.certainty import certainty
from rating.insight.certainty.certainty import Certainty
from rating.screens.parts.markup import put, tag
from rating.screens.visit.long_work import is_done, worked_out
from rating.screens.visit.session import Shown

KEPT = "certainty"
AT_ONCE = 2_000
"""So many stations are worked out when the page is opened; more wait for the button."""


def waits_for_the_button(now: Shown) -> bool:
    return len(now.evaluation.roster) > AT_ONCE and not is_done(now, KEPT)


def asked_for() -> bool:
    """The button, with why it stands there."""
    put(tag("p", "单位较多，计算需要一些时间；算好以后，再打开这一页就能看到。"), cls="notice-box")
    return st.button("开始计算", type="primary", key="certainty_begin")


def certainty_of(now: Shown) -> Certainty:
    """With a bar as long as it takes."""
    return worked_out(now, KEPT, lambda tell: certainty.how_sure(now.evaluation, tell), "正在准备")
