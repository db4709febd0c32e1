from __future__ import annotations

from collections.abc import Callable

import pytest

from rating.district.people.person import Person
from rating.district.storage.database import Database
from rating.screens.visit import identity
from tests.district.fixtures import *  # noqa: F403 - fixtures are found by name

SignIn = Callable[[Person | None], None]


@pytest.fixture(autouse=True)
def nobody_is_signed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """The try-out, whatever accounts this machine may have."""
    monkeypatch.setattr(identity, "SIGNED_IN", (None, None))


@pytest.fixture
def sign_in(one_database: Database, monkeypatch: pytest.MonkeyPatch) -> SignIn:
    """Who is at the page from now on, in a database of SQLite; None: their session is over."""

    def person_is(person: Person | None) -> None:
        monkeypatch.setattr(identity, "SIGNED_IN", (one_database, person))

    return person_is
