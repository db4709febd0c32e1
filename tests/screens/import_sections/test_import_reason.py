from __future__ import annotations

from rating.district.rounds.states import State
from rating.screens.import_sections.import_reason import reason_required


def test_a_reason_is_required_once_scoring_is_over() -> None:
    assert [state for state in State if reason_required(state)] == list(State)[3:]
