"""Taking a roster: all of it or nothing, and only into the register that it was compared with."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rating.district.people.person import Person
from rating.district.people.roles import NotAllowed
from rating.district.places.register import AS_TYPED, Proposal, RosterRow, compare
from rating.district.places.stations import NewStation, change_station
from rating.district.places.streets import add_street, streets_of
from rating.district.places.taking import Choices, register_of, take
from rating.district.storage.database import Database
from rating.problems import Place, Refused
from tests.district.made import Made, made
from tests.district.people.acting import log_lines
from tests.district.places.acting import stations


def row(code: str, name: str, kind: str = "综合", street: str = "1 号街道") -> RosterRow:
    cells = {column: Place("名册.xlsx", "表", "A1") for column in ("code", "name", "kind", "street")}
    return RosterRow(code, name, kind, street, cells=cells)


ROWS = (
    row("S001", "1 号街道社工站"),
    row("S002", "新名", street="2 号街道"),
    row("007", "七号站", street="某某生态园"),
)


def proposed(database: Database, there: Made, *rows: RosterRow) -> Proposal:
    with database.reading() as at:
        return compare(register_of(at, there.admin, there.district), rows or ROWS, "名册.xlsx")


def taken(database: Database, person: Person, proposal: Proposal, choices: Choices) -> None:
    with database.writing() as at:
        take(at, person, proposal, choices, "年度更新")


def all_closed(proposal: Proposal) -> Choices:
    gone = frozenset(station.id for station in proposal.gone)
    return Choices(gone, gone)


def test_a_confirmed_roster_is_in_force_whole(database: Database) -> None:
    there = made(database)
    found = proposed(database, there)
    assert (len(found.new), len(found.changed), len(found.gone), found.unchanged) == (1, 1, 1, 1)
    taken(database, there.admin, found, all_closed(found))
    assert [
        (each.code, each.name, each.street, each.active) for each in stations(database, there.admin, there.district)
    ] == [
        ("007", "七号站", "某某生态园", True),
        ("S001", "1 号街道社工站", "1 号街道", True),
        ("S002", "新名", "2 号街道", True),
        ("S003", "3 号街道社工站", "3 号街道", False),
    ]
    lines = log_lines(database)
    assert [line.action for line in lines] == ["add", "add", "change", "change", "upload"]
    assert lines[-1].summary == "导入名册「名册.xlsx」：新增 1、修改 1、停用 1、不变 1"
    assert {line.why for line in lines[1:]} == {"年度更新"}
    again = proposed(database, there)
    assert again.idle and again.gone == ()


def test_gone_stations_are_kept_when_that_was_said(database: Database) -> None:
    there = made(database)
    found = proposed(database, there)
    taken(database, there.admin, found, Choices(settled=frozenset(each.id for each in found.gone)))
    assert all(each.active for each in stations(database, there.admin, there.district))


def test_open_questions_hold_everything_up(database: Database) -> None:
    there = made(database, name="杨浦区")
    before = stations(database, there.admin, there.district)
    found = proposed(database, there)
    with pytest.raises(Refused, match="还没有选择保留或停用"):
        taken(database, there.admin, found, Choices())
    near = proposed(database, there, *ROWS[:2], row("S003", "3 号街道社工站"), row("8", "八", street="五角场"))
    with pytest.raises(Refused, match="五角场"):
        taken(database, there.admin, near, Choices())
    with pytest.raises(Refused, match="不在所列之中"):
        taken(database, there.admin, near, Choices(streets={"五角场": "别的街道"}))
    assert stations(database, there.admin, there.district) == before and log_lines(database) == []


@pytest.mark.parametrize(
    ("said", "street", "code"), [("五角场街道", "五角场街道", "310110019"), (AS_TYPED, "五角场", "")]
)
def test_a_street_is_what_was_said(database: Database, said: str, street: str, code: str) -> None:
    there = made(database, name="杨浦区")
    found = proposed(database, there, *ROWS[:1], row("8", "八", street="五角场"))
    taken(database, there.admin, found, replace(all_closed(found), streets={"五角场": said}))
    (new,) = [each for each in stations(database, there.admin, there.district) if each.code == "8"]
    assert (new.street, new.street_code) == (street, code)


@pytest.mark.parametrize("what", ["station", "street"])
def test_a_register_changed_meanwhile_is_not_overwritten(database: Database, what: str) -> None:
    there = made(database)
    found = proposed(database, there)
    with database.writing() as at:
        if what == "street":
            add_street(at, there.admin, there.district, "新街道")
        else:
            change_station(at, there.admin, replace(stations(database, there.admin, there.district)[0], kind="未保"))
    before = stations(database, there.admin, there.district)
    with pytest.raises(Refused) as told:
        taken(database, there.admin, found, all_closed(found))
    assert told.value.problems[0].code == "changed_meanwhile"
    assert stations(database, there.admin, there.district) == before


def test_a_failure_in_the_middle_leaves_nothing(database: Database) -> None:
    there = made(database)
    found = proposed(database, there)
    broken = replace(found, new=(*found.new, NewStation("S001", "又一个")))
    before = stations(database, there.admin, there.district)
    with pytest.raises(Refused):
        taken(database, there.admin, broken, all_closed(found))
    with database.reading() as at:
        assert len(streets_of(at, there.admin, there.district)) == 3
    assert stations(database, there.admin, there.district) == before and log_lines(database) == []


def test_only_administrators_take_a_roster(database: Database) -> None:
    there, elsewhere = made(database), made(database, name="别区")
    found = proposed(database, there)
    for person in (there.evaluator, there.head, elsewhere.evaluator):
        with pytest.raises(NotAllowed):
            taken(database, person, found, all_closed(found))
        with pytest.raises(NotAllowed), database.reading() as at:
            register_of(at, person, there.district)
