"""Who is at the page and what they have chosen to look at: district, round, part; asked anew at every rerun.

The choice is remembered in the session and stands in the address, so that a link leads to the same round.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import streamlit as st

from rating.district.people.person import Person, Role
from rating.district.storage.changes import refuse
from rating.district.storage.database import Database
from rating.screens.parts.markup import CHOOSE, put, tag, visible
from rating.screens.visit import identity

if TYPE_CHECKING:
    from rating.workflow.looking import View

HERE = "where_we_are"
CHOSEN = {"district": "chosen_district", "round": "chosen_round", "part": "chosen_part"}
"""Name in the address → name in the session."""
STAFF = frozenset({Role.ADMINISTRATOR, Role.EVALUATOR})


@dataclass(frozen=True)
class Where:
    """A signed-in person's place, as it was when this rerun began."""

    database: Database
    person: Person
    view: View

    @property
    def is_staff(self) -> bool:
        return self.person.role in STAFF

    @property
    def part_label(self) -> str:
        """`2025 年度`, with the part's title where the round has several."""
        view = self.view
        if view.round is None:
            return ""
        several = len(view.parts) > 1 and view.part is not None
        return f"{view.round.title} · {view.part.title}" if several and view.part else view.round.title


class SignedOut(Exception):
    """There are accounts, and this browser's session is over."""


def look() -> Where | None:
    """Ask who it is and what there is to see; None in the try-out.

    Raises SignedOut, and Refused when the storage is away.
    """
    st.session_state.pop(HERE, None)
    database, person = identity.signed_in()
    if database is None:
        return None
    if person is None:
        raise SignedOut
    from rating.workflow.looking import view  # the try-out has no need of it

    where = Where(database, person, view(database, person, *(_remembered(name) for name in CHOSEN)))
    _write(where)
    st.session_state[HERE] = where
    return where


def at_this_moment(seen: Where) -> Person:
    """Who it is now. A callback runs before the frame asks, with what the last rerun knew.

    Raises Refused (not_allowed) when the session is over or another's.
    """
    person = identity.person()
    if person is None or person.id != seen.person.id:
        raise refuse("not_allowed", "登录已经结束，或换了一个人登录", "登录", "没有保存；请重新登录后再试")
    return person


def here() -> Where | None:
    """What `look` found at the start of this rerun."""
    where: Where | None = st.session_state.get(HERE)
    return where


def _remembered(name: str) -> int | None:
    """What stands in the address goes before what the session remembers."""
    asked = st.query_params.get(name, "")
    if asked.isdecimal() and len(asked) < 10:
        return int(asked)
    kept: int | None = st.session_state.get(CHOSEN[name])
    return kept


def _write(where: Where) -> None:
    """The choice as it came out, into the session and, where there was something to choose, into the address."""
    view = where.view
    rows = {"district": view.district, "round": view.round, "part": view.part}
    several = {"district": len(view.districts) > 1, "round": len(view.rounds) > 1, "part": len(view.parts) > 1}
    for name, row in rows.items():
        st.session_state[CHOSEN[name]] = row.id if row else None
        if row is not None and several[name]:
            if st.query_params.get(name) != str(row.id):
                st.query_params[name] = str(row.id)
        elif name in st.query_params:
            del st.query_params[name]


def choosers(where: Where) -> None:
    """In the sidebar: district, round and part, each only where there is more than one."""
    view = where.view
    rounds = [(each.id, each.title) for each in view.rounds]  # with its state the box would cut it
    _chooser("区", "district", [(each.id, each.title) for each in view.districts], view.district)
    _chooser("评估轮次", "round", rounds, view.round)
    if view.round is not None and len(view.rounds) > 1:
        put(tag("p", f"状态：{view.round.state.title}", cls="quiet"))
    _chooser("评估分组", "part", [(each.id, each.title) for each in view.parts], view.part)


def _chooser(label: str, name: str, rows: Sequence[tuple[int, str]], chosen: Any) -> None:
    if len(rows) < 2 or chosen is None:
        return
    titles, ids, key = dict(rows), [row for row, _ in rows], f"choose_{name}"
    # another place may come by the address: what is drawn is what is looked at
    st.session_state[key] = chosen.id

    def changed() -> None:
        st.query_params[name] = str(st.session_state[key])
        for smaller in list(CHOSEN)[list(CHOSEN).index(name) + 1 :]:
            st.session_state.pop(CHOSEN[smaller], None)
            if smaller in st.query_params:
                del st.query_params[smaller]

    st.selectbox(
        label, ids, format_func=lambda row: visible(titles[row]), key=key, on_change=changed, placeholder=CHOOSE
    )


def watched(draw: Callable[..., None]) -> Callable[..., None]:
    """`st.fragment` that asks who it is at every rerun of its own, which would otherwise ask nobody."""

    @wraps(draw)
    def asking(*given: Any) -> None:
        where = here()
        if where is not None and identity.signed_in() != (where.database, where.person):
            st.rerun(scope="app")
        draw(*given)

    return st.fragment(asking)
