"""What tests of accounts do again and again."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import func, insert, select, update

from rating.district.people.accounts import Account, account_of, person_of
from rating.district.people.person import AT_THE_SERVER, Person
from rating.district.storage import schema
from rating.district.storage.columns import moment
from rating.district.storage.database import Database
from tests.district.storage.kept import count, log_lines

__all__ = ["account", "count", "log_lines", "logged_in", "now", "replace", "schema", "with_password"]


def with_password(database: Database, *people: Person) -> None:
    """They have set a password: they can log in."""
    with database.writing() as at:
        ids = [person.id for person in people]
        at.execute(update(schema.account).where(schema.account.c.id.in_(ids)).values(password_hash="x"))


def account(database: Database, person: Person) -> Account:
    with database.reading() as at:
        assert person.id is not None
        return account_of(at, AT_THE_SERVER, person.id)


def now(database: Database, person: Person) -> Person | None:
    with database.reading() as at:
        assert person.id is not None
        return person_of(at, person.id)


def logged_in(database: Database, person: Person, times: int = 1) -> None:
    """So many sessions of theirs."""
    with database.writing() as at:
        for _ in range(times):
            found = at.execute(select(func.count()).select_from(schema.session)).scalar_one()
            times_ = {"started_at": moment(), "seen_at": moment(), "expires_at": moment()}
            at.execute(insert(schema.session).values(token_hash=f"{found:064}", account_id=person.id, **times_))
