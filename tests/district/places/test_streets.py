"""Streets: with their official code where there is one, removed only while empty."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rating.district.people.roles import NotAllowed
from rating.district.places.streets import (
    add_official_streets,
    add_street,
    change_street,
    have_street,
    remove_street,
    streets_of,
)
from rating.district.storage.database import Database
from rating.problems import Refused
from tests.district.made import made
from tests.district.people.acting import log_lines


def test_a_street_is_added_changed_and_removed_with_a_log(database: Database) -> None:
    there = made(database)
    with database.writing() as at:
        new = add_street(at, there.admin, there.district, "某镇")
        seen = next(each for each in streets_of(at, there.admin, there.district) if each.id == new)
        version = change_street(at, there.admin, replace(seen, code="310110099", name="某某镇"), "更正")
        assert version == seen.version + 1
        remove_street(at, there.admin, new, "撤销")
        assert len(streets_of(at, there.viewer, there.district)) == 3
    assert [(line.action, line.old, line.new, line.why) for line in log_lines(database)] == [
        ("add", "", "某镇（无代码）", ""),
        ("change", "某镇（无代码）", "某某镇（310110099）", "更正"),
        ("remove", "某某镇（310110099）", "", "撤销"),
    ]


def test_a_street_with_stations_stays(database: Database) -> None:
    there = made(database)
    with database.reading() as at:
        first = streets_of(at, there.admin, there.district)[0]
    with pytest.raises(Refused, match="还有站点"), database.writing() as at:
        remove_street(at, there.admin, first.id)


@pytest.mark.parametrize(("name", "code"), [("1 号街道", ""), ("新街道", "310110001"), (" ", "")])
def test_name_and_code_belong_to_one_street(database: Database, name: str, code: str) -> None:
    there = made(database)
    with pytest.raises(Refused), database.writing() as at:
        add_street(at, there.admin, there.district, name, code)
    assert log_lines(database) == []


def test_the_second_of_two_is_told(database: Database) -> None:
    there = made(database)
    with database.writing() as at:
        first = streets_of(at, there.admin, there.district)[0]
        change_street(at, there.admin, replace(first, name="甲街道"))
    with pytest.raises(Refused) as told, database.writing() as at:
        change_street(at, there.admin, replace(first, name="乙街道"))
    assert told.value.problems[0].code == "changed_meanwhile"


def test_official_streets_come_with_their_codes_and_only_once(database: Database) -> None:
    there = made(database, name="杨浦区")
    with database.writing() as at:
        have_street(at, there.admin, there.district, "定海路街道")
        have_street(at, there.admin, there.district, "不在目录的镇")
        have_street(at, there.admin, there.district, "")
        have_street(at, there.admin, there.district, "定海路街道")
    with database.reading() as at:
        known = {street.name: street.code for street in streets_of(at, there.admin, there.district)}
    assert known["定海路街道"] == ""  # its code belongs to another street of this made-up district
    assert known["不在目录的镇"] == "" and len(known) == 5
    with database.writing() as at:
        assert add_official_streets(at, there.admin, there.district, frozenset({"310110006", "310110001"})) == 1
        assert add_official_streets(at, there.admin, there.district, frozenset({"310110006"})) == 0


@pytest.mark.parametrize("login", ["evaluator", "rater", "head", "viewer"])
def test_only_administrators_change_streets(database: Database, login: str) -> None:
    there = made(database)
    with database.reading() as at:
        first = streets_of(at, there.people[login], there.district)[0]
    for act in (
        lambda at: add_street(at, there.people[login], there.district, "新"),
        lambda at: change_street(at, there.people[login], replace(first, name="新")),
        lambda at: remove_street(at, there.people[login], first.id),
    ):
        with pytest.raises(NotAllowed), database.writing() as at:
            act(at)
