"""Districts: made, renamed, told apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rating.district.people.person import Person, Role
from rating.district.people.roles import NotAllowed
from rating.district.places.districts import add_district, change_district, district_of
from rating.district.storage.database import Database
from rating.problems import Refused
from tests.district.made import made
from tests.district.people.acting import log_lines


def test_a_district_is_made_and_renamed_with_old_and_new_in_the_log(database: Database) -> None:
    there = made(database)
    with database.writing() as at:
        new = add_district(at, there.admin, " 杨浦区 ", "310110")
        seen = district_of(at, there.admin, new)
        assert (seen.name, seen.code, seen.practice) == ("杨浦区", "310110", False)
        change_district(at, there.admin, replace(seen, name="杨浦"), "更正")
        assert district_of(at, there.admin, new).name == "杨浦"
    assert [(line.action, line.old, line.new, line.why) for line in log_lines(database)] == [
        ("add", "", "杨浦区", ""),
        ("change", "杨浦区 310110", "杨浦 310110", "更正"),
    ]


def test_two_districts_of_one_name_cannot_be_told_apart(database: Database) -> None:
    there = made(database)
    with pytest.raises(Refused, match="已经有"), database.writing() as at:
        add_district(at, there.admin, "示例区")


def test_the_second_of_two_is_told(database: Database) -> None:
    there = made(database)
    with database.writing() as at:
        seen = district_of(at, there.admin, there.district)
        change_district(at, there.admin, replace(seen, name="甲区"))
    with pytest.raises(Refused) as told, database.writing() as at:
        change_district(at, there.admin, replace(seen, name="乙区"))
    assert told.value.problems[0].code == "changed_meanwhile"


@pytest.mark.parametrize("login", ["evaluator", "rater", "head", "viewer"])
def test_only_administrators_of_every_district_make_one(database: Database, login: str) -> None:
    there, elsewhere = made(database), made(database, name="别区")
    local = Person(None, "local", "区管理员", Role.ADMINISTRATOR, there.district)
    with database.reading() as at:
        seen = district_of(at, there.admin, elsewhere.district)
    for person in (there.people[login], local):
        with pytest.raises(NotAllowed), database.writing() as at:
            change_district(at, person, replace(seen, name="x"))
    with pytest.raises(NotAllowed), database.writing() as at:
        add_district(at, there.people[login], "新区")
