"""From a list to accounts: everything is checked before anything is made."""

from __future__ import annotations

from typing import Any

import pytest

from rating.district.people.invited import Invitation, Known, free_login, heads_of, invitation
from rating.district.people.person import Role
from rating.district.places.stations import Station
from rating.intake.people_list import HEADERS, ListedPerson
from rating.problems import Place

COLUMNS = dict(zip(("name", "login", "role", "stations", "kinds", "note"), "ABCDEF", strict=True))
STATIONS = (
    Station(1, 7, "0101", "定海", "综合"),
    Station(2, 7, "0102", "平凉", "未保"),
    Station(3, 7, "甲", "甲站", "综合"),
)
KNOWN = Known(7, STATIONS, frozenset({"taken", "0102"}), frozenset({1}))


def person(name: str = "王某", role: str = "评估人", line: int = 4, **more: Any) -> ListedPerson:
    cells = {column: Place("名单.xlsx", "表", f"{letter}{line}") for column, letter in COLUMNS.items()}
    return ListedPerson(name, role, cells=cells, **more)


def asked(*people: ListedPerson) -> Invitation:
    return invitation(KNOWN, people)


def test_every_role_with_what_confines_it() -> None:
    found = asked(
        person("王某", "站长", login="ＷＡＮＧ", stations=("0101", "0102")),
        person("李某", "评估员", kinds=("未保",)),
        person("赵某", "专家", kinds=("财务",)),
        person("钱某", "查看人"),
    )
    assert found.problems == ()
    assert [(each.login, each.role, each.stations, each.kinds) for each in found.wanted] == [
        ("wang", Role.STATION_HEAD, {1, 2}, frozenset()),
        ("李某", Role.EVALUATOR, frozenset(), {"未保"}),
        ("赵某", Role.RATER, frozenset(), frozenset()),
        ("钱某", Role.VIEWER, frozenset(), frozenset()),
    ]
    assert {each.district for each in found.wanted} == {7}


def test_a_blank_account_gets_a_free_name() -> None:
    found = asked(
        person("王某", "站长", stations=("0102",)),
        person("王某", login="0102-2"),
        person("王某"),
        person("王某"),
        person("=王<某>"),
    )
    assert [each.login for each in found.wanted] == ["0102-3", "0102-2", "王某", "王某-2", "zz"]


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        (person(role="主任"), "not_usable", "C4"),
        (person(role=""), "not_usable", "C4"),
        (person(role="管理员"), "not_usable", "C4"),
        (person(name=" "), "not_filled", "A4"),
        (person(login="王 某"), "not_usable", "B4"),
        (person(login="Taken"), "storage_taken", "B4"),
        (person(role="站长"), "not_filled", "D4"),
        (person(role="站长", stations=("0109",)), "not_found", "D4"),
        (person(stations=("0101",)), "not_usable", "D4"),
        (person(role="评估员", kinds=("没有的",)), "not_usable", "E4"),
    ],
)
def test_what_is_wrong_is_named_by_cell(row: ListedPerson, code: str, cell: str) -> None:
    found = asked(person("李某"), row)
    assert [(problem.code, problem.place.cell) for problem in found.problems] == [(code, cell)]
    assert found.problems[0].severity.stops
    assert [each.name for each in found.wanted] == ["李某"]


def test_one_login_name_twice_in_the_list_is_told() -> None:
    found = asked(person(login="wang"), person(login="WANG", line=5))
    assert [(problem.code, problem.place.cell) for problem in found.problems] == [("storage_taken", "B5")]


def test_zeros_lost_in_excel_are_hinted_at_and_never_guessed() -> None:
    found = asked(person(role="站长", stations=("101",)))
    assert "0101" in found.problems[0].remedy and found.wanted == ()


def test_every_station_without_a_head_gets_one() -> None:
    found = heads_of(KNOWN)
    assert [(each.login, each.name, each.stations) for each in found.wanted] == [
        ("0102-2", "平凉站长", {2}),
        ("zz", "甲站站长", {3}),
    ]
    assert free_login("0101", {"0101", "0101-2"}) == "0101-3"
    assert len(HEADERS) == len(COLUMNS)
