"""The stars of the round before: announced ones first, by the same rubric only."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rating.district.rounds.earlier_stars import earlier_evaluation, stars_by_code, stars_by_row
from rating.district.rounds.evaluations import save_evaluation
from rating.district.rounds.round import Part, Round
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.insight.result import previous_stars, result
from rating.reported import Roster
from rating.scoring.evaluation import Evaluation
from tests.district.made import Made, made
from tests.district.rounds.planned import only_part, planned

CODE = "yichang-five-star"
Begun = tuple[Made, Round, Part, Round]


@pytest.fixture
def begun(database: Database) -> Begun:
    here = made(database)
    with database.writing() as at:
        before = planned(at, here.admin, here.district, "2025 年度")
        now = planned(at, here.admin, here.district, "2026 年度", previous_id=before.id)
        return here, before, only_part(at, here.admin, before), now


def test_none_without_a_round_before_or_an_evaluation(database: Database, begun: Begun) -> None:
    _, before, _, now = begun
    with database.reading() as at:
        assert earlier_evaluation(at, before, CODE) is earlier_evaluation(at, now, CODE) is None
        assert stars_by_code(at, None) == {}


def test_the_newest_until_one_is_announced_and_only_of_that_rubric(
    database: Database, begun: Begun, sample_evaluation: Evaluation
) -> None:
    here, before, part, now = begun
    with database.writing() as at:
        first, second = (save_evaluation(at, here.admin, before, part, sample_evaluation, "rating", "") for _ in "12")
        assert earlier_evaluation(at, now, CODE) == second.id
        assert earlier_evaluation(at, now, "another") is None
        at.execute(schema.round_part.update().where(schema.round_part.c.id == part.id).values(published_id=first.id))
        assert earlier_evaluation(at, now, CODE) == first.id


def test_stars_are_those_of_a_result_file(database: Database, begun: Begun, sample_evaluation: Evaluation) -> None:
    here, before, part, _ = begun
    with database.writing() as at:
        saved = save_evaluation(at, here.admin, before, part, sample_evaluation, "rating", "")
        found = stars_by_code(at, saved.id)
    roster = sample_evaluation.roster
    assert stars_by_row(found, roster) == previous_stars(result(sample_evaluation), roster)
    assert 0 < len(found) < len(roster), "unrated stations are not among them"
    elsewhere = Roster(("x", roster.code[0]), ("x", "y"), ("", ""), ("", ""))
    assert set(stars_by_row(found, elsewhere)) <= {1}


def test_a_rubric_without_bands_gives_none(database: Database, begun: Begun, sample_evaluation: Evaluation) -> None:
    here, before, part, _ = begun
    bare = sample_evaluation.rubric.model_copy(update={"bands": [], "bands_by_kind": {}})
    with database.writing() as at:
        saved = save_evaluation(at, here.admin, before, part, replace(sample_evaluation, rubric=bare), "rating", "")
        assert stars_by_code(at, saved.id) == {}
