"""Sessions: where an account is logged in. The browser keeps a random token, the table only its SHA-256.

A session ends after `IDLE` without a sign of life, after `LONGEST` in any case, with the log-out, and with
everything that ends an account's sessions: a new password, a new activation code, a stop.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, delete, insert, or_, select, update

from rating.district.people.account_changes import end_sessions
from rating.district.people.accounts import person_of
from rating.district.people.person import Person
from rating.district.storage import schema
from rating.district.storage.columns import moment
from rating.shown import one_line

IDLE = timedelta(hours=8)
LONGEST = timedelta(days=7)
SEEN_EVERY = timedelta(minutes=1)
"""How exactly `seen_at` is kept: a write at every click would be in everybody's way."""
LONGEST_TOKEN, LONGEST_BROWSER = 200, 200

table = schema.session


@dataclass(frozen=True, slots=True)
class OwnSession:
    """One place where an account is logged in; `this` is the one that asks."""

    id: int
    started_at: datetime
    seen_at: datetime
    address: str
    browser: str
    this: bool


def kept(token: str) -> str:
    """What the table keeps of a token."""
    return hashlib.sha256(token[:LONGEST_TOKEN].encode("utf-8", "replace")).hexdigest()


def start(at: Connection, account_id: int, address: str = "", browser: str = "") -> str:
    """A new session; the token goes to the browser and nowhere else. Sessions that are over are swept out."""
    now, token = moment(), secrets.token_urlsafe(32)
    at.execute(delete(table).where(or_(table.c.expires_at <= now, table.c.seen_at <= now - IDLE)))
    at.execute(
        insert(table).values(
            token_hash=kept(token),
            account_id=account_id,
            started_at=now,
            seen_at=now,
            expires_at=now + LONGEST,
            address=one_line(address)[:LONGEST_BROWSER],
            browser=one_line(browser)[:LONGEST_BROWSER],
        )
    )
    return token


def _good() -> Any:
    """The condition of a session that is not over."""
    now = moment()
    return and_(table.c.expires_at > now, table.c.seen_at > now - IDLE)


def is_good(at: Connection, token: str) -> bool:
    """Whether the token opens the door: a session that is not over, of an account in use."""
    of_account = schema.account.c.id == table.c.account_id
    asked = select(table.c.id).join(schema.account, of_account).where(table.c.token_hash == kept(token), _good())
    return at.execute(asked.where(schema.account.c.active)).first() is not None


def person_by(at: Connection, token: str) -> Person | None:
    """Whose session it is, as their account is now; None when it is over, unknown, or the account is stopped."""
    asked = select(table.c.id, table.c.account_id, table.c.address).where(table.c.token_hash == kept(token), _good())
    row = at.execute(asked).one_or_none()
    return person_of(at, row.account_id, row.id, row.address) if row else None


def is_due(at: Connection, person: Person) -> bool:
    """Whether a sign of life of the person's session should be written."""
    seen = at.execute(select(table.c.seen_at).where(table.c.id == person.session)).scalar()
    return seen is not None and moment() - seen >= SEEN_EVERY


def see(at: Connection, session_id: int) -> None:
    """Write a sign of life."""
    at.execute(update(table).where(table.c.id == session_id).values(seen_at=moment()))


def end(at: Connection, token: str) -> None:
    """Log out here."""
    at.execute(delete(table).where(table.c.token_hash == kept(token)))


def end_all(at: Connection, account_id: int) -> int:
    """Log out everywhere; how many sessions that ended."""
    return end_sessions(at, account_id)


def end_own(at: Connection, person: Person, session_id: int) -> bool:
    """End one of the person's own sessions; whether there was one. Another's is never touched."""
    mine = and_(table.c.id == session_id, table.c.account_id == person.id)
    return bool(at.execute(delete(table).where(mine)).rowcount)


def own_sessions(at: Connection, person: Person) -> tuple[OwnSession, ...]:
    """Where the person is logged in, the latest sign of life first."""
    asked = select(table).where(table.c.account_id == person.id, _good()).order_by(table.c.seen_at.desc())
    return tuple(
        OwnSession(row.id, row.started_at, row.seen_at, row.address, row.browser, row.id == person.session)
        for row in at.execute(asked)
    )
