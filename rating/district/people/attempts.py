"""Growing delay after failures, per login name and per address; in the database, so that all copies count together.

An attempt counts as a failure before it is looked at, which is taken back when it was right; so many
at once gain nothing.
"""

from __future__ import annotations

import hashlib
import ipaddress
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from rating.district.people.names import folded
from rating.district.storage import schema
from rating.district.storage.columns import moment

FIRST_DELAY, LONGEST_DELAY = timedelta(seconds=30), timedelta(minutes=15)
OF_LOGIN, OF_ADDRESS = "login", "address"

table = schema.attempt


@dataclass(frozen=True, slots=True)
class Rule:
    """free: failures before the first delay; one of them is forgotten every `forget` of quiet."""

    free: int
    forget: timedelta


RULES = {
    OF_LOGIN: Rule(5, timedelta(hours=3)),
    # a whole office shares one address
    OF_ADDRESS: Rule(20, timedelta(minutes=1)),
}
OVER = timedelta(days=1)
"""A row that nobody needs any more."""


def of_login(login: str) -> str:
    """The key of a login name; people type passwords there too, so only its hash is kept."""
    return f"{OF_LOGIN}:{hashlib.sha256(folded(login[:1000]).encode('utf-8', 'replace')).hexdigest()}"


def of_address(address: str) -> str:
    """The key of an address; of IPv6 the network, because a household has 2⁶⁴ of them."""
    try:
        known = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return f"{OF_ADDRESS}:{hashlib.sha256(address.encode('utf-8', 'replace')).hexdigest()}"
    mapped = known.ipv4_mapped if isinstance(known, ipaddress.IPv6Address) else None
    if known.version == 6 and mapped is None:
        return f"{OF_ADDRESS}:{ipaddress.ip_network((known, 64), strict=False)}"
    return f"{OF_ADDRESS}:{mapped or known}"


def begin(at: Connection, keys: Sequence[str]) -> int:
    """Count a failure for each key; 0. Or nothing is counted, and it says how many seconds are still to wait."""
    now = moment()
    rows = [_row(at, key, now) for key in keys]
    wait = max((_seconds(row.blocked_until, now) for row in rows), default=0)
    if not wait:
        for row in rows:
            rule = _rule(row.key)
            failures = max(0, row.failures - int((now - row.last_at) / rule.forget)) + 1
            _write(at, row.key, failures=failures, last_at=now, blocked_until=_until(rule, failures, now))
    return wait


def waiting(at: Connection, keys: Sequence[str]) -> int:
    """How many seconds are to wait now."""
    now = moment()
    until = at.execute(select(table.c.blocked_until).where(table.c.key.in_(keys))).scalars()
    return max((_seconds(each, now) for each in until), default=0)


def was_right(at: Connection, keys: Sequence[str]) -> None:
    """Take back what `begin` counted. A login name starts anew; an address keeps its other failures."""
    now = moment()
    for key in keys:
        if key.startswith(OF_LOGIN):
            at.execute(delete(table).where(table.c.key == key))
        else:
            row = _row(at, key, now)
            _write(at, key, failures=max(0, row.failures - 1), blocked_until=None)
    at.execute(delete(table).where(table.c.last_at < now - OVER))


def _row(at: Connection, key: str, now: datetime) -> Any:
    """The row of a key, made when it is missing; nobody else counts on it until the transaction ends."""
    make = postgresql.insert if at.dialect.name == "postgresql" else sqlite.insert
    at.execute(make(table).values(key=key, failures=0, last_at=now).on_conflict_do_nothing())
    return at.execute(select(table).where(table.c.key == key).with_for_update()).one()


def _write(at: Connection, key: str, **values: Any) -> None:
    at.execute(update(table).where(table.c.key == key).values(**values))


def _rule(key: str) -> Rule:
    return RULES[key.partition(":")[0]]


def _until(rule: Rule, failures: int, now: datetime) -> datetime | None:
    over = failures - rule.free
    return None if over < 0 else now + min(LONGEST_DELAY, FIRST_DELAY * 2 ** min(over, 10))


def _seconds(until: datetime | None, now: datetime) -> int:
    return 0 if until is None else max(0, math.ceil((until - now).total_seconds()))
