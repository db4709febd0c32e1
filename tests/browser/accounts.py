"""Accounts for browser tests: a district in a data folder, and a browser that is already logged in."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import BrowserContext

from rating.district.people import sessions
from rating.district.people.person import Person
from rating.district.storage.database import Database, open_database
from rating.district.storage.migrate import migrate

COOKIE = "rating_session"


def database_in(folder: Path) -> Database:
    """The file that a server with this data folder opens."""
    database = open_database(f"sqlite:///{folder / 'rating.sqlite3'}")
    migrate(database)
    return database


def log_in(context: BrowserContext, address: str, database: Database, person: Person) -> None:
    """As after the log-in page: the cookie of a new session."""
    assert person.id is not None
    with database.writing() as at:
        token = sessions.start(at, person.id, "127.0.0.1", "test")
    context.add_cookies([{"name": COOKIE, "value": token, "url": address}])
