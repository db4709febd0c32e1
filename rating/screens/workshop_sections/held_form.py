"""What is typed into a form of the workshop: it stays while other things are done, and is never lost without a word.

A form is drawn from its object as it was when the form began (`base`). Another section, another page, an undo or
another window may come between; the fields keep what was typed until it is saved or given up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from rating.rubric import edits
from rating.rubric.trail import Path
from rating.screens.parts.markup import put, tag
from rating.screens.workshop_sections.column_form import names_in
from rating.screens.workshop_sections.desk import FORMS, Desk, Edit
from rating.workshop.sheets.names import Called, Names

TURN = "desk_turn"
MEANWHILE = "这里的内容在您填写期间改动过（在另一个窗口，或撤销了一步）。您填的还在；保存后以您填的为准。"
UNSAVED, UNREAD = "有尚未保存的修改。", "改好上面标出的内容后才能保存。"


@dataclass
class HeldForm:
    """turn: a number of its own, so that widgets of an earlier form do not come back.

    names: what things were called then, for what is shown; a newer title is understood as well
    now: the object as it is kept · touched: something typed is not saved · warned: the change between was told
    """

    called: str
    base: Any
    names: Names
    turn: int
    now: Any = None
    touched: bool = False
    warned: bool = False
    faults: int = field(default=0, compare=False)

    def key(self, name: object) -> str:
        """Of a widget of the form."""
        return f"desk_form_{self.turn}_{name}"

    @property
    def overtaken(self) -> bool:
        return bool(self.base != self.now)


def held_form(desk: Desk, name: str, called: str, now: Any) -> HeldForm:
    """The form of that name; begun anew from `now` where nothing typed would be lost by it."""
    forms, names = _forms(), names_in(desk.tree)
    known = forms.get((desk.draft.id, name))
    if known is None or (not known.touched and (known.base, known.names) != (now, names)):
        known = forms[desk.draft.id, name] = HeldForm(called, now, names, _turn())
    known.called, known.now, known.names = called, now, _understood(known.names, names)
    return known


def _understood(then: Names, now: Names) -> Names:
    """Titles as the form shows them, with what there is now beside them."""
    if then == now:
        return now
    pairs = ((getattr(then, name), getattr(now, name)) for name in ("fields", "nodes", "sources", "roles"))
    return Names(*(Called(old.what, {**new.titles, **old.titles}, new.titles) for old, new in pairs))


def unsaved(desk: Desk) -> list[str]:
    """What forms with unsaved contents are called, drawn in this rerun or not."""
    return [form.called for (draft, _), form in _forms().items() if draft == desk.draft.id and form.touched]


def let_go(desk: Desk, name: str) -> None:
    """What was typed was saved or given up: the form begins anew."""
    _forms().pop((desk.draft.id, name), None)


def saved(desk: Desk, name: str, form: HeldForm, made: Any, faults: int, label: str) -> bool:
    """The button below the form, and what is to be said of it; True when it was pressed and may be done now."""
    form.touched = bool(made != form.base or faults)
    told_before, form.warned = form.warned, form.touched and form.overtaken
    if form.warned:
        put(tag("p", MEANWHILE), cls="notice-box warning")
    with st.container(horizontal=True, vertical_alignment="center", key=form.key("saving")):
        # never disabled: what was typed last arrives only with the press itself
        pressed = st.button(label, type="primary", key=form.key("save"))
        if form.touched and st.button("放弃这些修改", key=form.key("give_up")):
            let_go(desk, name)
            st.rerun()
        if form.touched:
            put(tag("p", UNREAD if faults else UNSAVED, cls="quiet"))
    return pressed and form.touched and not faults and (told_before or not form.warned)


def save_keys(desk: Desk, name: str, form: HeldForm, path: Path, made: Mapping[str, Any], *first: Edit) -> None:
    """Only what was changed here goes into the object, so that another's change beside it stays.

    first: what must be changed elsewhere in the same step.
    """
    changed = [key for key in dict.fromkeys([*form.base, *made]) if form.base.get(key) != made.get(key)]
    if desk.change(*first, *(put_at((*path, key), made.get(key)) for key in changed)):
        let_go(desk, name)
        st.rerun()


def put_at(path: Path, value: Any) -> Edit:
    """One value into its place, as a change of the text; None takes it away."""
    return lambda text: edits.put(text, path, value)


def _forms() -> dict[tuple[int, str], HeldForm]:
    found: dict[tuple[int, str], HeldForm] = st.session_state.setdefault(FORMS, {})
    return found


def _turn() -> int:
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
    return int(st.session_state[TURN])
