"""The register as an administrator keeps it: by hand, or by a file that is seen before it is taken."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from rating.district.people.roles import NotAllowed
from rating.district.places.stations import NewStation
from rating.district.places.taking import Choices
from rating.district.storage.database import Database
from rating.problems import Refused, stopping
from rating.workflow import Sample, places
from tests.district.made import made
from tests.district.people.acting import log_lines
from tests.intake.workbooks import xlsx

HEAD = ["站点代码", "站点名称", "类型", "街镇"]


def codes(database: Database, person: object, district: int) -> list[str]:
    return [each.code for each in places.stations_of(database, person, district)]  # type: ignore[arg-type]


def test_a_new_district_gets_the_samples_stations_from_its_file(database: Database, sample: Sample) -> None:
    there = made(database)
    district = places.add_district(database, there.admin, "杨浦区", "310110")
    content = Path(sample.roster).read_bytes()
    found = places.propose_roster(database, there.admin, district, "站点名册.xlsx", content)
    assert stopping(found.problems) == () and len(found.new) == 37
    assert len(found.left_out) == 2  # the guidance centre takes no part, and a note below
    assert {asked.official.code[:6] for asked in found.streets if asked.official} == {"310110"}
    assert len(found.streets) == 12 and not any(asked.open for asked in found.streets)
    places.take_roster(database, there.admin, found, Choices(), "初次导入")
    stations = places.stations_of(database, there.admin, district)
    assert stations[0].code == "0101" and stations[0].street_code == "310110001"
    assert len(places.streets_of(database, there.admin, district)) == 12


def test_what_was_exported_imports_unchanged(database: Database) -> None:
    there = made(database)
    for code, name in (("007", "=1+1"), ("8", "带、顿号 的站"), ("9", "９号（站）")):
        wanted = NewStation(code, name, "", "", ("老名", "有、顿号"))
        places.add_station(database, there.admin, there.district, wanted)
    book = places.roster_file(database, there.admin, there.district)
    found = places.propose_roster(database, there.admin, there.district, "站点名册.xlsx", book)
    assert found.idle and found.problems == () and found.streets == ()
    assert found.unchanged == 6


def test_problems_are_named_by_cell_and_nothing_can_be_taken(database: Database) -> None:
    there = made(database)
    rows = [HEAD, ["S001", "一", "综合", None], ["S001", "又一", "综合", None], [None, None, "综合", None]]
    found = places.propose_roster(database, there.admin, there.district, "名册.xlsx", xlsx(rows))
    assert {(problem.code, problem.place.cell) for problem in stopping(found.problems)} == {
        ("station_duplicate", "A3"),
        ("roster_key", "B4"),
    }
    before = places.stations_of(database, there.admin, there.district)
    gone = frozenset(each.id for each in found.gone)
    with pytest.raises(Refused):
        places.take_roster(database, there.admin, found, Choices(gone, gone))
    assert places.stations_of(database, there.admin, there.district) == before and log_lines(database) == []


@pytest.mark.parametrize("content", [b"", b"no workbook", xlsx([["电话"], ["123"]]), xlsx([HEAD])])
def test_a_file_without_stations_closes_nobody(database: Database, content: bytes) -> None:
    there = made(database)
    found = places.propose_roster(database, there.admin, there.district, "名册.xlsx", content)
    assert stopping(found.problems)
    with pytest.raises(Refused):
        places.take_roster(database, there.admin, found, Choices())


def test_a_register_changed_between_seeing_and_taking_is_told(database: Database) -> None:
    there = made(database)
    rows = [HEAD, ["S001", "新名", "综合", "1 号街道"]]
    found = places.propose_roster(database, there.admin, there.district, "名册.xlsx", xlsx(rows))
    places.add_station(database, there.admin, there.district, NewStation("S009", "九号站"))
    gone = frozenset(each.id for each in found.gone)
    with pytest.raises(Refused) as told:
        places.take_roster(database, there.admin, found, Choices(gone, gone))
    assert told.value.problems[0].code == "changed_meanwhile"
    assert codes(database, there.admin, there.district) == ["S001", "S002", "S003", "S009"]


def test_a_station_brings_its_street_with_it(database: Database) -> None:
    there = made(database)
    district = places.add_district(database, there.admin, "上海市杨浦区")
    new = places.add_station(database, there.admin, district, NewStation("1", "甲", "综合", "定海路街道"))
    (station,) = places.stations_of(database, there.admin, district)
    assert (station.id, station.street_code) == (new, "310110001")
    places.change_station(database, there.admin, replace(station, street="某某生态园"))
    assert {each.told for each in places.streets_of(database, there.admin, district)} == {
        "定海路街道（310110001）",
        "某某生态园（无代码）",
    }
    assert places.add_official_streets(database, there.admin, district, frozenset({"310110001", "310110006"})) == 1
    with pytest.raises(Refused):
        places.add_station(database, there.admin, district, NewStation("1", "乙", "综合", "另一个街道"))
    assert len(places.streets_of(database, there.admin, district)) == 3


def test_streets_and_districts_by_hand(database: Database) -> None:
    there = made(database)
    new = places.add_street(database, there.admin, there.district, "某镇")
    street = next(each for each in places.streets_of(database, there.admin, there.district) if each.id == new)
    places.change_street(database, there.admin, replace(street, code="420502999"))
    places.remove_street(database, there.admin, new)
    seen = places.district_of(database, there.admin, there.district)
    places.change_district(database, there.admin, replace(seen, name="新名区"))
    assert places.district_of(database, there.admin, there.district).name == "新名区"
    (station, *_) = places.stations_of(database, there.admin, there.district, active=True)
    assert places.take_out_station(database, there.admin, station) is False
    assert len(places.stations_of(database, there.admin, there.district, active=True)) == 2


@pytest.mark.parametrize("login", ["evaluator", "rater", "head", "viewer"])
def test_nobody_else_keeps_the_register(database: Database, login: str) -> None:
    there = made(database)
    person = there.people[login]
    content = xlsx([HEAD, ["S001", "一", "综合", None]])
    proposal = places.propose_roster(database, there.admin, there.district, "名册.xlsx", content)
    for act in (
        lambda: places.add_district(database, person, "新区"),
        lambda: places.propose_roster(database, person, there.district, "名册.xlsx", content),
        lambda: places.take_roster(database, person, proposal, Choices()),
        lambda: places.add_station(database, person, there.district, NewStation("9", "九", "", "新街道")),
        lambda: places.add_official_streets(database, person, there.district, frozenset({"310110001"})),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert log_lines(database) == []
