from __future__ import annotations

from dataclasses import replace

from sqlalchemy import insert, update

from rating.district.rounds.parts_seen import parts_seen
from rating.district.rounds.round import Part, Round, parts_of, stations_of
from rating.district.storage import schema
from rating.district.storage.database import Database
from tests.district.made import Made, made
from tests.district.rounds.planned import only_part, planned


def two_parts(database: Database) -> tuple[Made, Round, Part, Part]:
    """The third station, of another kind, in a part of its own."""
    people = made(database)
    with database.writing() as at:
        round_ = planned(at, people.evaluator, people.district)
        first = only_part(at, people.evaluator, round_)
        at.execute(insert(schema.round_part).values(round_id=round_.id, position=1, rubric_id=first.rubric_id))
        second = parts_of(at, people.evaluator, round_.id)[1]
        last = stations_of(at, first.id)[2].id
        table = schema.round_station
        at.execute(update(table).where(table.c.id == last).values(part_id=second.id, kind="特色专项"))
        return people, round_, first, second


def test_an_evaluator_of_some_kinds_sees_only_their_parts(database: Database) -> None:
    people, round_, first, second = two_parts(database)
    with database.reading() as at:
        assert parts_seen(at, people.evaluator, round_) == (first, second)
        assert parts_seen(at, replace(people.viewer, kinds=frozenset({"特色专项"})), round_) == (second,)
        assert parts_seen(at, replace(people.evaluator, kinds=frozenset({"治理专项"})), round_) == ()


def test_a_rater_sees_the_parts_in_which_they_have_stations(database: Database) -> None:
    people, round_, first, second = two_parts(database)
    with database.writing() as at:
        assert parts_seen(at, people.rater, round_) == (first, second), "nobody is assigned yet"
        station = stations_of(at, second.id)[0].id
        row = {"round_id": round_.id, "account_id": people.rater.id, "round_station_id": station}
        at.execute(insert(schema.assignment).values(**row))
        assert parts_seen(at, people.rater, round_) == (second,)
        assert parts_seen(at, people.head, round_) == (first, second)
