"""Total and stars before and after an answer. (What an answer does to them: tests/workflow/test_objections.py)"""

from __future__ import annotations

import pytest

from rating.district.rounds.settled import Outcome, outcome
from rating.district.storage.database import Database
from tests.district.published_round import Published, published
from tests.screens.published import upheld


@pytest.fixture
def here(database: Database) -> Published:
    return published(database)


def test_before_and_after_of_an_upheld_objection(here: Published) -> None:
    settled = upheld(here).settled_id
    with here.database.reading() as at:
        assert outcome(at, here.part_id, "S001", settled) == Outcome("80.0", "85.0", "★★★★", "★★★★")
        assert outcome(at, here.part_id, "S002", settled) == Outcome("96.0", "96.0", "★★★★★", "★★★★★")


def test_nothing_where_nothing_was_settled(here: Published) -> None:
    with here.database.reading() as at:
        assert outcome(at, here.part_id, "S001", None) is None
        assert outcome(at, here.part_id, "S001", here.part.published_id) is None  # nothing was announced before it
        assert outcome(at, here.part_id, "no station", here.part.published_id) is None
