"""Removing districts: a practice one whole, a real one only empty, never by accident."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from rating.district.people.accounts import Wanted, add_account
from rating.district.people.person import Person, Role
from rating.district.people.roles import NotAllowed
from rating.district.places.districts import add_district
from rating.district.places.removal import remove_district
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.problems import Refused
from tests.district.made import made
from tests.district.people.acting import count, log_lines
from tests.district.places.acting import known_to_a_round


def remove(database: Database, person: Person, district: int, typed: str) -> None:
    with database.writing() as at:
        remove_district(at, person, district, typed, "用完")


def test_a_practice_district_goes_with_everything_in_it_and_nothing_else(database: Database) -> None:
    there, other = made(database), made(database, name="别区")
    known_to_a_round(database, there, there.stations[0])
    with database.writing() as at:
        at.execute(update(schema.district).where(schema.district.c.id == there.district).values(practice=True))
    remove(database, other.admin, there.district, "示例区")
    assert count(database, schema.district) == 1
    assert count(database, schema.station) == count(database, schema.street) == 3
    for table in (schema.assessment_round, schema.round_part, schema.round_station, schema.rubric_revision):
        assert count(database, table) == 0
    with database.reading() as at:
        logins = set(at.execute(schema.account.select().with_only_columns(schema.account.c.login)).scalars())
    assert "head" not in logins and {"admin", "admin@别区", "head@别区"} <= logins
    (line,) = log_lines(database)
    assert (line.action, line.why) == ("remove", "用完")
    assert line.old == "评估轮次 1、账号 6、站点 3、街镇 3、评分标准 1"


@pytest.mark.parametrize("held", ["round", "account"])
def test_a_real_district_in_use_stays(database: Database, held: str) -> None:
    there = made(database)
    with database.writing() as at:
        new = add_district(at, there.admin, "新区")
        if held == "account":
            add_account(at, there.admin, Wanted("new", "甲", Role.RATER, new))
    if held == "round":
        known_to_a_round(database, type(there)(new, there.stations, there.people), there.stations[0])
    before = len(log_lines(database))
    with pytest.raises(Refused) as told:
        remove(database, there.admin, new, "新区")
    assert told.value.problems[0].code == "not_now"
    assert (count(database, schema.district), len(log_lines(database))) == (2, before)


def test_a_real_district_that_is_empty_goes(database: Database) -> None:
    there = made(database)
    with database.writing() as at:
        new = add_district(at, there.admin, "写错的区")
    remove(database, there.admin, new, " 写错的区 ")
    assert count(database, schema.district) == 1


def test_the_name_has_to_be_typed_and_nobody_removes_their_own(database: Database) -> None:
    there = made(database)
    with database.writing() as at:
        new = add_district(at, there.admin, "练习", practice=True)
    for typed in ("", "练", "示例区"):
        with pytest.raises(Refused, match="不一致"):
            remove(database, there.admin, new, typed)
    with pytest.raises(Refused, match="您的账号"):
        remove(database, Person(None, "l", "甲", Role.ADMINISTRATOR, new), new, "练习")
    assert count(database, schema.district) == 2


@pytest.mark.parametrize("login", ["evaluator", "rater", "head", "viewer"])
def test_only_administrators_remove_one(database: Database, login: str) -> None:
    there = made(database)
    local = Person(None, "l", "别区管理员", Role.ADMINISTRATOR, 10_000)
    for person in (there.people[login], local):
        with pytest.raises(NotAllowed):
            remove(database, person, there.district, "示例区")
