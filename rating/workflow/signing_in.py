"""Logging in and out, and what goes with it: sessions, passwords, the first administrator.

Everything here that checks or makes a password takes long on purpose: the server calls it in a thread, a few at once.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import Connection

from rating.district.log import note
from rating.district.people import activation, attempts, passwords, sessions, setup
from rating.district.people.accounts import person_of
from rating.district.people.person import Person
from rating.district.people.roles import Thing
from rating.district.storage.changes import refuse
from rating.district.storage.database import Database
from rating.problems import Refused


@dataclass(frozen=True, slots=True)
class Visit:
    """From where somebody asks."""

    address: str = ""
    browser: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of an attempt: a session's token, or the seconds to wait; neither: it was wrong."""

    token: str = ""
    wait: int = 0
