"""The import that is under way: in this browser's session, or in the chosen round of the district."""

from __future__ import annotations

import streamlit as st

from rating.intake.answers import NO_ANSWERS
from rating.screens.import_sections.import_draft import DRAFT, REMEMBERED, Draft, InMemory
from rating.screens.import_sections.import_round import InRound, draft_of_round
from rating.screens.visit import where
from rating.screens.visit.session import shown


def draft() -> Draft:
    """The import under way; an empty one to begin with. In a district it is what the round holds just now."""
    kept: Draft | None = st.session_state.get(DRAFT)
    here = where.here()
    if here is not None and here.view.part is not None:
        kept = draft_of_round(here, here.view.part, kept)
    elif kept is None or not isinstance(kept.keeping, InMemory):
        kept = Draft(shown().evaluation.rubric, answers=st.session_state.get(REMEMBERED, NO_ANSWERS))
    st.session_state[DRAFT] = kept
    return kept


def discard() -> None:
    """Forget the files, keep the answers and what the import is about. Of a round only one's own drafts go."""
    old = draft()
    if isinstance(old.keeping, InRound):
        old.keeping.take_back_own(old)
        return
    st.session_state[DRAFT] = Draft(
        old.rubric, (), old.roster, old.previous, old.assessment_round, old.roster_choice, old.answers,
        attempt=old.attempt + 1,
    )  # fmt: skip
