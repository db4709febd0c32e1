"""One step of the import on a page of its own."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from rating.screens.import_sections.import_draft import Draft


def page(step, started) -> None:  # its source is run on its own
    from importlib import import_module

    import streamlit as st

    kept = st.session_state.setdefault("import_draft", started)
    if kept.checked is None:
        st.text(repr(dict(kept.answers.by_key)))
    elif step in ("files", "actions", "changes", "template", "answers", "preview"):
        getattr(import_module(f"rating.screens.import_sections.import_{step}"), f"show_{step}")(kept)
    else:
        getattr(import_module(f"rating.screens.import_sections.import_{step}"), f"show_{step}")(
            kept, kept.checked.reported
        )


def step_page(step: str, started: Draft) -> AppTest:
    """After an answer was given there is only the text of all answers."""
    run = AppTest.from_function(page, args=(step, started), default_timeout=60).run()
    assert not run.exception, run.exception
    return run
