"""The one database of this process: opened and brought up to date once, then the same for every page and route."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

from rating.district.people import setup
from rating.district.storage.database import Database
from rating.district.storage.opening import opened_and_migrated
from rating.problems import Refused

TRY_AGAIN = 3.0
"""Seconds for which a failure is told again without knocking anew: connecting in vain is slow."""


@dataclass
class _Kept:
    database: Database | None = None
    refusal: Refused | None = None
    until: float = 0.0


_kept = _Kept()
_opening = Lock()


def opened() -> Database:
    """The database, migrated; opened by whoever asks first. Raises Refused (storage_…) while it is out of reach."""
    if _kept.database is not None:
        return _kept.database
    with _opening:
        if _kept.database is None:
            _kept.database = _open()
        return _kept.database


def _open() -> Database:
    if _kept.refusal is not None and time.monotonic() < _kept.until:
        raise _kept.refusal
    try:
        return opened_and_migrated()
    except Refused as refusal:
        _kept.refusal, _kept.until = refusal, time.monotonic() + TRY_AGAIN
        raise


@contextmanager
def using(database: Database | None) -> Iterator[None]:
    """Inside, `opened` gives this database (None: it opens its own anew). For tests; not for two threads at once."""
    before = (_kept.database, _kept.refusal, _kept.until)
    _kept.database, _kept.refusal = database, None
    try:
        yield
    finally:
        _kept.database, _kept.refusal, _kept.until = before


def has_accounts(database: Database) -> bool:
    """Whether anybody can log in; without any account the tool is a try-out. Raises Refused (storage_…)."""
    with database.reading() as at:
        return setup.has_accounts(at)


def is_alive(database: Database) -> bool:
    """Whether the database answers."""
    try:
        has_accounts(database)
    except Refused:
        return False
    return True
