from __future__ import annotations

from collections.abc import Callable

import pytest

from rating.district.people.person import Person
from rating.district.storage.database import Database
from rating.screens import identity
from tests.district.fixtures import *  # noqa: F403 - fixtures are found by name

SignIn = Callable[[Person | None], None]


@pytest.fixture
def sign_in(one_database: Database, monkeypatch: pytest.MonkeyPatch) -> SignIn:
    """Who is at the page from now on, in a database of SQLite; None: their session is over."""

    def person_is(person: Person | None) -> None:
        monkeypatch.setattr(identity, "database", lambda: one_database)
        monkeypatch.setattr(identity, "person", lambda: person)

    return person_is
