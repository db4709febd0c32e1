from __future__ import annotations

from dataclasses import replace

import pytest

from rating.district.people.roles import NotAllowed
from rating.district.rounds.assignments import Wish, assign
from rating.district.rounds.duties import Duty, assignments_of, marking_roles, raters_of
from rating.district.rounds.round import stations_of
from rating.district.rounds.states import State
from rating.district.rubrics.revisions import readable
from rating.district.storage.database import Database
from tests.district.made import made
from tests.district.rounds.planned import TEXT, moved, only_part, planned


def test_each_sees_the_assignments_that_are_theirs_to_see(database: Database) -> None:
    here, there = made(database, ("综合", "特色专项")), made(database, name="他区")
    with database.writing() as at:
        round_ = moved(at, here.admin, planned(at, here.admin, here.district), State.OPEN)
        part = only_part(at, here.admin, round_)
        first, second, third = stations_of(at, part.id)
        wishes = [Wish(here.rater.id, each.id, Duty.ASSIGNED, "expert") for each in (first, second, third)]
        assign(at, here.evaluator, round_.id, wishes)
    with database.reading() as at:
        for person in (here.admin, here.evaluator, here.viewer):
            assert [each.station_code for each in assignments_of(at, person, part.id)] == ["S001", "S002", "S003"]
        assert len(assignments_of(at, here.rater, part.id)) == 3
        assert assignments_of(at, replace(here.rater, id=here.second.id), part.id) == ()
        assert assignments_of(at, here.head, part.id) == ()
        confined = replace(here.evaluator, kinds=frozenset({"特色专项"}))
        assert [each.station_code for each in assignments_of(at, confined, part.id)] == ["S002"]
        with pytest.raises(NotAllowed):
            assignments_of(at, there.evaluator, part.id)
        (own,) = raters_of(at, here.evaluator, here.district)
        assert (own.id, own.name, own.active) == (here.rater.id, "专家甲", True)
        for person in (here.head, there.evaluator):
            with pytest.raises(NotAllowed):
                raters_of(at, person, here.district)


def test_the_roles_that_mark_are_those_that_a_field_names() -> None:
    roles = marking_roles(readable(TEXT))
    assert "expert" in roles and roles["expert"].startswith("专家")
    assert set(roles) == {role for field in readable(TEXT).fields.values() for role in field.marked_by}
