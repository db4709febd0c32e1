from __future__ import annotations

import pytest

from rating.district.people.roles import NotAllowed
from rating.district.rounds.area_table import area_table, area_table_id, keep_area_table
from rating.district.storage.database import Database
from rating.problems import Refused
from tests.district.made import made
from tests.district.rounds.planned import planned


def test_the_newest_counts_and_the_one_before_stays(database: Database) -> None:
    people = made(database)
    with database.writing() as at:
        round_ = planned(at, people.evaluator, people.district)
        with pytest.raises(Refused) as told:
            area_table(at, people.viewer, round_.id)
        assert [problem.code for problem in told.value.problems] == ["not_found"]
        assert area_table_id(at, people.viewer, round_.id) is None
        keep_area_table(at, people.evaluator, round_.id, "区情表.xlsx", b"1")
        second = keep_area_table(at, people.evaluator, round_.id, "区情表.xlsx", b"2")
        assert area_table_id(at, people.viewer, round_.id) == (second.id, second.sha256)
        assert area_table(at, people.viewer, round_.id) == ("区情表.xlsx", b"2")


@pytest.mark.parametrize("login", ["rater", "head", "viewer"])
def test_only_those_who_evaluate_hand_one_in(database: Database, login: str) -> None:
    people, other = made(database), made(database, name="另一区")
    with database.writing() as at:
        round_ = planned(at, people.evaluator, people.district)
        for person in (people.people[login], other.evaluator):
            with pytest.raises(NotAllowed):
                keep_area_table(at, person, round_.id, "区情表.xlsx", b"1")
        if login != "viewer":
            with pytest.raises(NotAllowed):
                area_table_id(at, people.people[login], round_.id)
