"""Signs that a database cannot hold, in every text that a user may type: never a fault of ours."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import pytest

from rating.district.people.accounts import Wanted
from rating.district.people.person import Role
from rating.district.places.stations import NewStation
from rating.district.storage.database import Database
from rating.problems import Refused
from rating.workflow import people, places
from tests.district.made import Made, made
from tests.district.people.acting import account

HOSTILE = ["\x00", "a\x00b", "\ud800", "\u202ea", "\U000e0041a", "'; DROP TABLE account; --", "x" * 70_000]


def acts(database: Database, there: Made, words: str) -> list[Callable[[], object]]:
    admin, district, head = there.admin, there.district, there.head.id or 0
    station = places.stations_of(database, admin, district)[0]
    street = places.streets_of(database, admin, district)[0]
    renamed = replace(account(database, there.head), name=words)
    return [
        lambda: people.accounts_of(database, admin, district, words=words),
        lambda: people.account_by_login(database, admin, words),
        lambda: people.add_account(database, admin, Wanted(words, "甲", Role.RATER, district)),
        lambda: people.add_account(database, admin, Wanted("new1", words, Role.RATER, district, external_id=words)),
        lambda: people.add_account(database, admin, Wanted("new2", "甲", Role.VIEWER, district, frozenset({words}))),
        lambda: people.change_account(database, admin, renamed, words),
        lambda: people.change_account(database, admin, replace(renamed, name="甲"), words),
        lambda: people.issue_code(database, admin, head, words),
        lambda: people.end_sessions(database, admin, head, words),
        lambda: places.add_district(database, admin, words, words),
        lambda: places.add_street(database, admin, district, words, words),
        lambda: places.change_street(database, admin, replace(street, name=words, code=words), words),
        lambda: places.add_station(database, admin, district, NewStation(words, words, words, words, (words,)), words),
        lambda: places.change_station(database, admin, replace(station, name=words, former_names=(words,)), words),
        lambda: places.propose_roster(database, admin, district, words, b"\x00"),
    ]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_every_text_is_kept_as_it_is_seen_or_refused(database: Database, words: str) -> None:
    there = made(database)
    for act in acts(database, there, words):
        with suppress(Refused):
            act()
    assert len(people.accounts_of(database, there.admin)) >= 7
