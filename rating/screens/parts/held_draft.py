"""What somebody is changing in a form: which version they began from, so that another's change is never overwritten.

The widgets of a form are drawn under `key`; as long as the person goes on with what they began, the key stays,
and what they typed stays with it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import streamlit as st

from rating.district.rounds.round_history import Line
from rating.district.storage.columns import moment
from rating.screens.parts import kept_edits
from rating.screens.parts.asked import attempt
from rating.screens.parts.markup import Markup, put, tag
from rating.shown import moment_text

LONGEST = 240
"""Signs of an old or new value that are shown."""


@dataclass(frozen=True)
class Draft:
    """seen: the version that the form began from · base: what it said then · since: when that was.

    turn: how often a form that began from this version was let go.
    """

    name: str
    seen: int
    base: Any
    since: datetime
    turn: int = 0

    def key(self, field: object) -> str:
        """Of one widget of the form; what the widgets of an earlier one held does not come back."""
        return f"{self.name}_{self.seen}{f'.{self.turn}' if self.turn else ''}_{field}"


def draft(name: str, version: int, base: Any) -> Draft:
    """The form as it was begun; begun now where there is none."""
    held = begun(name)
    if held is None:
        held = Draft(name, version, base, moment(), st.session_state.get(_turn(name, version), 0))
        st.session_state[name] = held
    return held


def begun(name: str) -> Draft | None:
    """The form as it was begun, drawn in this rerun or not."""
    held: Draft | None = st.session_state.get(name)
    return held


def let_go(held: Draft) -> None:
    """The form begins anew with what is kept now."""
    st.session_state.pop(held.name, None)
    st.session_state[_turn(held.name, held.seen)] = held.turn + 1
    kept_edits.forget(held.key(""))


def _turn(name: str, version: int) -> str:
    return f"{name}_{version}_turn"


def still_current(held: Draft, version: int, base: Any, touched: bool, changes: Callable[[], Sequence[Line]]) -> Draft:
    """The form to go on with. Where somebody else was faster: an untouched one begins anew from `base`, as it is
    kept now; a touched one stays, and says who changed what.
    """
    if held.seen == version:
        return held
    if not touched:
        let_go(held)
        return draft(held.name, version, base)
    lines = attempt(changes) or ()
    put(
        tag("p", tag("b", "在您填写期间，别人改过这一轮次。"), "您填的内容还在，保存时不会覆盖别人的修改。"),
        *(changed_line(line) for line in lines),
        cls="notice-box warning",
    )
    if st.button("放弃我填的，显示最新内容", key=held.key("let_go")):
        let_go(held)
        st.rerun()
    return held


def changed_line(line: Line) -> Markup:
    """2026-03-01 09:30 评估员乙：… ；原为 … ；改为 …"""
    told = [tag("b", f"{moment_text(line.at)} {line.who}"), f"　{line.summary}"]
    told += [f"；原为 {_short(line.old)}"] if line.old else []
    told += [f"；改为 {_short(line.new)}"] if line.new else []
    told += [f"；理由：{_short(line.why)}"] if line.why else []
    return tag("p", *told)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST] + "……"
