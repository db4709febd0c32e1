"""What a draft would have changed in rounds of the district, for those who may see them."""

from __future__ import annotations

from decimal import Decimal

from rating.district.rounds.states import State
from rating.district.storage.database import Database
from rating.rubric import edits
from rating.rubric.file import parse_rubric
from rating.rubric.nouns import Rubric
from rating.workflow.rubric_consequences import past_parts, star_goal, what_would_change
from tests.district.made import made
from tests.workflow.three_stations import RUBRIC, Begun, accepted, begun, figures, marks


def rated(database: Database) -> Begun:
    there = begun(database, State.SCORING)
    accepted(database, there, figures(), marks("甲"))
    return there


def stricter(cut: str = "29.5") -> Rubric:
    rubric, problems = parse_rubric(edits.put(RUBRIC, ("bands", 0, "at_least"), cut), "")
    assert rubric is not None, problems
    return rubric


def test_rated_parts_of_the_same_rubric_come_first(one_database: Database) -> None:
    there = rated(one_database)
    (past,) = past_parts(one_database, there.evaluator, there.here.district, "three")
    assert past.same and past.round.id == there.round.id and past.label.startswith("2026 年度")
    (past,) = past_parts(one_database, there.evaluator, there.here.district, "another")
    assert not past.same


def test_nothing_is_shown_of_another_district_or_to_whoever_may_not_see_results(one_database: Database) -> None:
    there = rated(one_database)
    other = made(one_database, name="别区")
    assert past_parts(one_database, other.evaluator, other.district, "three") == ()
    assert past_parts(one_database, there.head, there.here.district, "three") == ()


def test_the_figures_of_the_round_are_scored_by_the_draft(one_database: Database) -> None:
    there = rated(one_database)
    (past,) = past_parts(one_database, there.evaluator, there.here.district, "three")
    found = what_would_change(one_database, there.evaluator, past, stricter(), goal_share=star_goal())
    # totals of the three stations: 10 + 10 + 9 = 29, 8 + 5 + 7 = 20, 6 + 5 + 8 = 19; a ladder holds nobody without a past
    assert [each.total_before for each in found.stations] == [Decimal(29), Decimal(20), Decimal(19)]
    assert [each.stars_moved for each in found.stations] == [-1, 0, 0]
    assert found.goal is not None and "50%" in found.goal.sentence


def test_the_goal_is_the_share_that_the_goal_file_names() -> None:
    assert star_goal() == Decimal("0.5")
