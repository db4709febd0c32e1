from __future__ import annotations

import pytest

from rating.district.people.roles import About, NotAllowed
from rating.district.rounds.parts import PartPlan, plan_of_part, set_parts
from rating.district.rounds.round import (
    about_part,
    about_round,
    about_station,
    part_of,
    parts_of,
    roster_from,
    round_of,
    rounds_of,
    stations_of,
    stations_of_round,
)
from rating.district.storage.database import Database
from rating.problems import Refused
from tests.district.made import made
from tests.district.rounds.planned import only_part, planned

KINDS = ("综合", "特色专项")


def test_rounds_parts_and_stations_are_read_as_they_stand(database: Database) -> None:
    here = made(database, KINDS)
    with database.writing() as at:
        first = planned(at, here.admin, here.district)
        second = planned(at, here.admin, here.district, "另一轮")
        assert [each.id for each in rounds_of(at, here.head, here.district)] == [second.id, first.id]
        assert round_of(at, here.viewer, first.id, lock=True) == first
        whole = only_part(at, here.admin, first)
        assert part_of(at, here.rater, whole.id) == (first, whole)
        assert [each.code for each in stations_of(at, whole.id)] == ["S001", "S002", "S003"]
        assert stations_of(at, whole.id) == stations_of_round(at, first.id)
        roster = roster_from(stations_of(at, whole.id))
        assert (roster.code, roster.kind) == (("S001", "S002", "S003"), ("综合", "特色专项", "综合"))
        assert roster.district == ("示例区",) * 3


def test_what_a_round_a_part_and_a_station_are_about(database: Database) -> None:
    here = made(database, KINDS)
    with database.writing() as at:
        round_ = planned(at, here.admin, here.district)
        whole = only_part(at, here.admin, round_)
        plans = [plan_of_part(whole), PartPlan("专项", whole.rubric_id, ("特色专项",))]
        general, special = set_parts(at, here.admin, round_.id, round_.version, plans)
        assert about_round(at, round_) == About(here.district, frozenset(KINDS))
        assert about_part(at, round_, general) == About(here.district, frozenset({"综合"}))
        about = about_station(at, round_, special, "S002", owner=7)
        assert about == About(here.district, frozenset({"特色专项"}), here.stations[1], 7)
        assert about_station(at, round_, special, "S001") == About(here.district, frozenset())


def test_another_districts_rounds_are_not_read(database: Database) -> None:
    here, there = made(database), made(database, name="他区")
    with database.writing() as at:
        round_ = planned(at, here.admin, here.district)
        part = only_part(at, here.admin, round_)
        for person in (there.evaluator, there.head, there.viewer, there.rater):
            for ask in (lambda who: round_of(at, who, round_.id), lambda who: rounds_of(at, who, here.district)):
                with pytest.raises(NotAllowed):
                    ask(person)
            with pytest.raises(NotAllowed):
                parts_of(at, person, round_.id)
            with pytest.raises(NotAllowed):
                part_of(at, person, part.id)
        with pytest.raises(Refused, match="not_found"):
            round_of(at, here.admin, 999)
        with pytest.raises(Refused, match="not_found"):
            part_of(at, here.admin, 999)
