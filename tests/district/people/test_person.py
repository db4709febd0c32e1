"""Five roles with their words, and a person that nobody can change after the fact."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from rating.district.people.person import AT_THE_SERVER, Person, Role


def test_the_five_roles_have_their_chinese_words() -> None:
    assert {role.value: role.title for role in Role} == {
        "administrator": "管理员",
        "evaluator": "评估员",
        "rater": "评估人",
        "station_head": "站长",
        "viewer": "查看人",
    }


def test_a_person_cannot_be_given_more_than_was_read() -> None:
    person = Person(1, "a", "甲", Role.VIEWER, 1)
    with pytest.raises(FrozenInstanceError):
        person.role = Role.ADMINISTRATOR  # type: ignore[misc]


def test_without_being_told_otherwise_a_person_has_no_stations_and_all_kinds() -> None:
    person = Person(1, "a", "甲", Role.STATION_HEAD, 1)
    assert person.stations == frozenset()
    assert person.kinds == frozenset()
    assert person.session is None


def test_the_command_line_is_an_administrator_of_all_districts_without_an_account() -> None:
    assert (AT_THE_SERVER.id, AT_THE_SERVER.role, AT_THE_SERVER.district) == (None, Role.ADMINISTRATOR, None)
    assert AT_THE_SERVER.name
