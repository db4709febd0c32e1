"""The draft that lies on the desk: a person's own in a district, or in the try-out one of this browser only.

Every change is a step that is kept at once and can be undone; where it was refused the page says why, and what was
typed stays in its form.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import streamlit as st

from rating.district.rounds.local_day import today
from rating.district.rubrics.answers import with_answer
from rating.district.rubrics.drafts import Draft, stepped, undone
from rating.problems import Problem, Refused
from rating.rubric import edits
from rating.rubric.nouns import Rubric
from rating.rubric.trail import Path
from rating.screens.parts.asked import attempt
from rating.screens.visit import where
from rating.screens.visit.where import Where
from rating.screens.workshop_sections.step_told import read_draft, step_told
from rating.workflow import rubric_drafts

LOOSE, FORMS = "loose_rubric_draft", "desk_forms"
QUERY = "draft"
TRIED_BY = "试用者"
Edit = Callable[[str], str]
"""A change of the draft's text, see `rating.rubric.edits`."""


@dataclass(frozen=True)
class Desk:
    """`here` None: the try-out, where nothing is written to disk."""

    here: Where | None
    draft: Draft

    @cached_property
    def read(self) -> tuple[Rubric | None, tuple[Problem, ...]]:
        """The draft as a rubric, or what still stops it from being one."""
        return read_draft(self.draft.text)

    @property
    def rubric(self) -> Rubric | None:
        return self.read[0]

    @cached_property
    def tree(self) -> Mapping[str, Any]:
        """The draft as a plain tree, whether it loads or not; empty where it cannot even be read."""
        try:
            found = edits.content(self.draft.text)
        except Refused:
            return {}
        return found if isinstance(found, dict) else {}

    @property
    def reading(self) -> bool:
        """A paper lies there whose sentences are not decided yet."""
        return not self.draft.text

    def key(self, name: object) -> str:
        """Of a widget that shows the draft as it is now: after a step it begins anew with what is kept."""
        return f"desk_{self.draft.id}_{self.draft.version}_{name}"

    def keep(self, text: str, title: str = "") -> bool:
        """The draft's next text. False when it was refused, and the page has said why."""
        return self._step(
            lambda here: rubric_drafts.keep(here.database, here.person, self.draft.id, self.draft.version, text, title),
            lambda: stepped(self.draft, text, title),
        )

    @property
    def undone_told(self) -> str:
        """What would be undone: 「持证率」满分 8 → 10, and how much more; "" where it cannot be told."""
        return step_told(self.draft.earlier[-1], self.draft.text) if self.draft.earlier else ""

    def change(self, *changes: Edit) -> bool:
        """Edits of `rating.rubric.edits`, one after another, as one step."""
        text = attempt(lambda: _edited(self.draft.text, changes))
        return text is not None and self.keep(text)

    def put(self, path: Path, value: Any) -> bool:
        """One value into its place; None takes it away; an empty path is the whole draft, what is equal kept."""
        return self.change(lambda text: edits.put(text, path, value))

    def undo(self) -> bool:
        return self._step(
            lambda here: rubric_drafts.undo(here.database, here.person, self.draft.id, self.draft.version),
            lambda: undone(self.draft),
        )

    def answer(self, warning: Problem, reason: str) -> bool:
        """Why a warning of the lint is let stand; an empty reason takes it back."""
        return self._step(
            lambda here: rubric_drafts.answer(
                here.database, here.person, self.draft.id, self.draft.version, warning, reason
            ),
            lambda: replace(
                self.draft,
                answers=with_answer(self.draft.answers, warning, reason, TRIED_BY, today().isoformat()),
            ),
        )

    def decide(self, decisions: Sequence[Mapping[str, Any]]) -> bool:
        """About the rows of the paper, see `workflow.rubric_paper`."""
        return self._step(
            lambda here: rubric_drafts.decide(here.database, here.person, self.draft.id, self.draft.version, decisions),
            lambda: replace(self.draft, decisions=tuple(decisions)),
        )

    def _step(self, kept: Callable[[Where], int], loose: Callable[[], Draft]) -> bool:
        """In the district, or in this browser; the next rerun shows the draft as it is then."""
        if self.here is not None:
            here = self.here
            return attempt(lambda: kept(here)) is not None
        made = attempt(loose)
        if made is not None:
            st.session_state[LOOSE] = replace(made, version=self.draft.version + 1)
        return made is not None


def desk() -> Desk | None:
    """What lies there; None where nothing was taken out, or it is gone."""
    here = where.here()
    if here is None:
        loose: Draft | None = st.session_state.get(LOOSE)
        return Desk(None, loose) if loose is not None else None
    asked = st.query_params.get(QUERY, "")
    if not asked.isdecimal() or len(asked) > 9:
        return None
    draft = attempt(lambda: rubric_drafts.open_draft(here.database, here.person, int(asked)))
    return Desk(here, draft) if draft is not None else None


def take_out(draft_id: int) -> None:
    """Open a kept draft, by the address, so that a link leads back to it."""
    st.query_params[QUERY] = str(draft_id)
    st.rerun()


def lay_down(title: str, text: str = "", **paper: Any) -> None:
    """A new draft in the try-out takes the place of the one that lay there."""
    st.session_state.pop(FORMS, None)
    st.session_state[LOOSE] = Draft(
        id=0,
        district=0,
        title=title,
        text=text,
        earlier=(),
        answers=(),
        based_on=None,
        paper_name=paper.get("paper_name", ""),
        paper=paper.get("paper"),
        decisions=(),
        version=1,
    )
    st.rerun()


def put_away() -> None:
    """Back to the list; a kept draft stays there, the loose one is forgotten."""
    if st.session_state.pop(LOOSE, None) is not None:
        st.session_state.pop(FORMS, None)
    if QUERY in st.query_params:
        del st.query_params[QUERY]
    st.rerun()


def _edited(text: str, changes: Sequence[Edit]) -> str:
    for change in changes:
        text = change(text)
    return text
