from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.screens.import_made_up import labels


def page() -> None:
    from rating.screens.import_sections.import_steps import FILES, TABLES, progressed
    from rating.screens.import_sections.import_walk import show_steps
    from tests.screens.import_made_up import QUESTIONS, draft, reported

    started = draft(reported(*QUESTIONS))
    assert started.checked is not None
    show_steps(started, started.checked.reported, progressed(started.problems), {FILES, TABLES})


def test_only_the_wanted_steps_are_shown() -> None:
    run = AppTest.from_function(page, default_timeout=60).run()
    assert not run.exception
    assert sorted(labels(run)) == ["①", "②"]
