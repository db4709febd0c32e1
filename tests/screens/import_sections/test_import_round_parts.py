from __future__ import annotations

from datetime import UTC, datetime

import pytest

from rating.district.rounds.states import State
from rating.district.rounds.uploads import KeptUpload
from rating.district.storage.database import Database
from rating.screens.import_sections.import_round import InRound
from rating.screens.import_sections.import_round_parts import closed, files_table
from rating.screens.visit.where import Where
from rating.workflow.handing_in import inputs_of_part
from rating.workflow.looking import view
from tests.hostile import HOSTILE
from tests.workflow.three_stations import Begun, begun


def keeping(database: Database, there: Begun) -> InRound:
    here = Where(database, there.evaluator, view(database, there.evaluator))
    return InRound(here, inputs_of_part(database, there.evaluator, there.part.id))


@pytest.mark.parametrize(("state", "open_for_files"), [(State.DRAFT, False), (State.OPEN, True), (State.SCORING, True)])
def test_why_nothing_can_be_handed_in_is_told(one_database: Database, state: State, open_for_files: bool) -> None:
    there = begun(one_database, State.OPEN if state is State.DRAFT else state)
    if state is State.DRAFT:
        from rating.workflow.rounds import move

        move(one_database, there.evaluator, there.round.id, State.DRAFT, there.round.version, "改方案")
    assert (not closed(keeping(one_database, there))) == open_for_files


def test_names_of_files_and_people_are_text() -> None:
    sent = datetime(2026, 5, 1, tzinfo=UTC)
    for text in HOSTILE.values():
        upload = KeptUpload(1, 1, 1, "data", text, "0" * 64, 1, "draft", 1, text, sent, None, None)
        table = files_table((upload,))
        assert table is not None
        assert "<script" not in table
        assert "<img" not in table
    assert files_table(()) is None
