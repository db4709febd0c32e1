from __future__ import annotations

import pytest

from rating.district.people.roles import NotAllowed
from rating.district.rounds.states import State
from rating.district.rubrics.uses import uses
from rating.district.storage.database import Database
from tests.district.made import made
from tests.workflow.three_stations import begun


def test_rounds_are_named_by_the_revision_that_they_judge_with(database: Database) -> None:
    first = begun(database)
    begun(database, State.SCORING, "2027 年度", first.here)
    with database.reading() as at:
        found = uses(at, first.viewer, first.here.district)
    assert [each.sentence for each in found[first.part.rubric_id]] == ["2027 年度（评分，已冻结）", "2026 年度（填报）"]


def test_nobody_asks_about_another_district(database: Database) -> None:
    first, other = begun(database), made(database, name="别区")
    with database.reading() as at, pytest.raises(NotAllowed):
        uses(at, other.evaluator, first.here.district)
