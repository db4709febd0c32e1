"""Who is at the page, looked up anew at every rerun, so that a log-out or a change of role counts at once.

The browser's cookie comes with the web socket, behind the guard (`server/guard.py`). Three answers:
no account exists (try-out): both None; signed in: both there; accounts exist and this browser has no good
session: a database and no person, and the frame shows nothing but the way to the log-in.

Tests cannot set cookies in an AppTest: they set `SIGNED_IN`, by `monkeypatch.setattr(identity, "SIGNED_IN",
(database, person))`, and the page belongs to that person; or `(database, None)` for somebody signed out.
Without it a test sees `workflow.system.opened()`, which `workflow.system.using(database)` replaces.
"""

from __future__ import annotations

import streamlit as st

from rating.district.people.person import Person
from rating.district.storage.database import Database

COOKIE = "rating_session"
SIGNED_IN: tuple[Database | None, Person | None] | None = None


def database() -> Database | None:
    """None in the try-out. Raises Refused (storage_…) while the database is out of reach."""
    return signed_in()[0]


def person() -> Person | None:
    """None in the try-out and for somebody who is not, or no longer, signed in. Raises Refused (storage_…)."""
    return signed_in()[1]


def signed_in() -> tuple[Database | None, Person | None]:
    """Both in one look."""
    if SIGNED_IN is not None:
        return SIGNED_IN
    from rating.workflow import signing_in, system  # the storage is loaded by the first who asks

    there = system.opened()
    token = st.context.cookies.get(COOKIE)
    # in an AppTest, which has no browser, it is a stand-in for anything
    found = signing_in.person_by(there, token) if isinstance(token, str) and token else None
    if found is not None or system.has_accounts(there):
        return there, found
    return None, None
