"""Stations: added, changed, closed instead of removed, seen by those whom they concern."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rating.district.people.roles import NotAllowed
from rating.district.places.stations import (
    NewStation,
    add_station,
    change_station,
    kinds_of,
    station_of,
    stations_of_district,
    take_out,
)
from rating.district.storage.database import Database
from rating.problems import Refused
from tests.district.made import made
from tests.district.people.acting import log_lines
from tests.district.places.acting import known_to_a_round, stations


def test_a_station_is_as_asked_and_logged(database: Database) -> None:
    there = made(database)
    with database.writing() as at:
        wanted = NewStation("007", " 七号 站 ", "综合", "1 号街道", ("老七", "老七"))
        new = add_station(at, there.admin, there.district, wanted, "新建")
        kept = station_of(at, there.admin, new)
    assert (kept.code, kept.name, kept.street, kept.street_code) == ("007", "七号 站", "1 号街道", "310110001")
    assert kept.former_names == ("老七",) and kept.active
    (line,) = log_lines(database)
    assert (line.action, line.thing_id, line.why) == ("add", new, "新建")
    assert "代码：007" in line.new and "街镇：1 号街道" in line.new


def test_a_change_keeps_the_old_name_and_tells_old_and_new(database: Database) -> None:
    there = made(database)
    seen = stations(database, there.admin, there.district)[0]
    with database.writing() as at:
        version = change_station(at, there.admin, replace(seen, name="新名站", kind="", street="", code="0001"), "更名")
        kept = station_of(at, there.admin, seen.id)
    assert version == kept.version == seen.version + 1
    assert (kept.code, kept.name, kept.kind, kept.street) == ("0001", "新名站", "", "")
    assert kept.former_names == (seen.name,)
    (line,) = log_lines(database)
    assert line.old == "代码：S001；名称：1 号街道社工站；类型：综合；街镇：1 号街道；曾用名：无"
    assert line.new == "代码：0001；名称：新名站；类型：无；街镇：无；曾用名：1 号街道社工站"


def test_the_second_of_two_is_told(database: Database) -> None:
    there = made(database)
    seen = stations(database, there.admin, there.district)[0]
    with database.writing() as at:
        change_station(at, there.admin, replace(seen, kind="甲"))
    for act in (
        lambda at: change_station(at, there.admin, replace(seen, kind="乙")),
        lambda at: take_out(at, there.admin, seen),
    ):
        with pytest.raises(Refused) as told, database.writing() as at:
            act(at)
        assert told.value.problems[0].code == "changed_meanwhile"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"code": "S002"}, "storage_taken"),
        ({"code": " "}, "not_filled"),
        ({"name": "\u200b"}, "not_filled"),
        ({"name": "长" * 121}, "not_usable"),
        ({"street": "没有的街道"}, "not_found"),
        ({"former_names": tuple(map(str, range(21)))}, "not_usable"),
    ],
)
def test_what_makes_no_sense_is_refused(database: Database, changes: dict[str, object], code: str) -> None:
    there = made(database)
    new = NewStation("S009", "九号站")
    for act in (
        lambda at: add_station(at, there.admin, there.district, replace(new, **changes)),
        lambda at: change_station(
            at, there.admin, replace(stations_of_district(at, there.admin, there.district)[0], **changes)
        ),
    ):
        with pytest.raises(Refused) as told, database.writing() as at:
            act(at)
        assert told.value.problems[0].code == code
    assert log_lines(database) == []


def test_a_station_known_elsewhere_is_closed_and_no_other_is(database: Database) -> None:
    there = made(database)
    headed, second, free = stations(database, there.admin, there.district)
    with database.writing() as at:
        assert take_out(at, there.admin, headed) is False
        assert take_out(at, there.admin, free, "撤并") is True
    known_to_a_round(database, there, second.id)
    with database.writing() as at:
        assert take_out(at, there.admin, second) is False
    left = stations(database, there.admin, there.district)
    assert [(each.code, each.active) for each in left] == [("S001", False), ("S002", False)]
    assert [line.action for line in log_lines(database)] == ["change", "remove", "change"]
    assert "代码：S003" in log_lines(database)[1].old and log_lines(database)[1].why == "撤并"


def test_everybody_sees_what_is_theirs(database: Database) -> None:
    there = made(database, kinds=("综合", "未保"))
    confined = replace(there.evaluator, kinds=frozenset({"未保"}))
    seen = {
        "admin": stations(database, there.admin, there.district),
        "confined": stations(database, confined, there.district),
        "head": stations(database, there.head, there.district),
        "rater": stations(database, there.rater, there.district),
    }
    assert {who: [each.code for each in found] for who, found in seen.items()} == {
        "admin": ["S001", "S002", "S003"],
        "confined": ["S002"],
        "head": ["S001"],
        "rater": ["S001", "S002", "S003"],
    }
    assert kinds_of(seen["admin"]) == ("综合", "未保")
    with pytest.raises(NotAllowed), database.reading() as at:
        station_of(at, there.head, there.stations[1])


@pytest.mark.parametrize("login", ["evaluator", "rater", "head", "viewer"])
def test_only_administrators_change_the_register(database: Database, login: str) -> None:
    there = made(database)
    person, seen = there.people[login], stations(database, there.admin, there.district)
    for act in (
        lambda at: add_station(at, person, there.district, NewStation("9", "九")),
        lambda at: change_station(at, person, replace(seen[0], name="新")),
        lambda at: take_out(at, person, seen[0]),
        lambda at: take_out(at, person, seen[2]),
    ):
        with pytest.raises(NotAllowed), database.writing() as at:
            act(at)
    assert stations(database, there.admin, there.district) == seen


def test_nobody_reaches_into_another_district(database: Database) -> None:
    there, elsewhere = made(database), made(database, name="别区")
    with pytest.raises(NotAllowed):
        stations(database, there.evaluator, elsewhere.district)
