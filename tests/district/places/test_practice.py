"""A practice district is marked as one, and its name never hides a real one."""

from __future__ import annotations

import pytest

from rating.district.people.roles import NotAllowed
from rating.district.places.districts import district_of
from rating.district.places.practice import add_practice_district
from rating.district.places.register import RosterRow
from rating.district.storage import schema
from rating.district.storage.database import Database
from tests.district.made import made
from tests.district.people.acting import count
from tests.district.places.acting import stations

ROWS = (RosterRow("0101", "甲站", "综合", "甲街道", ("老甲",)), RosterRow("0102", "乙站", "综合", "甲街道"))


def test_it_is_marked_numbered_and_has_its_stations(database: Database) -> None:
    there = made(database)
    with database.writing() as at:
        first, second = (add_practice_district(at, there.admin, "示例区", ROWS) for _ in range(2))
        found = [district_of(at, there.admin, each) for each in (first, second)]
    assert [(each.name, each.practice) for each in found] == [("示例区 2", True), ("示例区 3", True)]
    assert [(each.code, each.street, each.former_names) for each in stations(database, there.admin, first)] == [
        ("0101", "甲街道", ("老甲",)),
        ("0102", "甲街道", ()),
    ]


def test_only_administrators_of_every_district_have_one(database: Database) -> None:
    there = made(database)
    with pytest.raises(NotAllowed), database.writing() as at:
        add_practice_district(at, there.evaluator, "练习", ROWS)
    assert count(database, schema.district) == 1
