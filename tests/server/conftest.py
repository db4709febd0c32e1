from __future__ import annotations

from collections.abc import Iterator

import pytest

from rating.district.people import passwords
from rating.district.storage.database import Database
from rating.workflow import system
from tests.district.fixtures import *  # noqa: F403 - fixtures are found by name
from tests.district.made import Made, made
from tests.server.visiting import CHEAP, Visitor, give_passwords, inner_app


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tenth of a millisecond a check."""
    monkeypatch.setattr(passwords, "HASHER", CHEAP)


@pytest.fixture
def empty(one_database: Database) -> Iterator[Database]:
    """The server's database, without any account."""
    with system.using(one_database):
        yield one_database


@pytest.fixture
def district(empty: Database) -> Made:
    """The same with a district whose people all have the same password."""
    there = made(empty)
    give_passwords(empty)
    return there


@pytest.fixture
def visitor(empty: Database) -> Visitor:
    return Visitor(inner_app())
