from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
import streamlit as st
from argon2 import PasswordHasher
from sqlalchemy import update

from rating.district.people import passwords
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.problems import Refused
from rating.screens.visit import identity
from rating.workflow import signing_in, system
from rating.workflow.signing_in import Visit
from tests.district.made import made

PASSWORD = "一句只有自己知道的话"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch, one_database: Database) -> Iterator[dict[str, str]]:
    """The cookies of the page's browser; the database is the server's."""
    cookies: dict[str, str] = {}
    monkeypatch.setattr(identity, "SIGNED_IN", None)
    monkeypatch.setattr(passwords, "HASHER", CHEAP)
    monkeypatch.setattr(st, "context", SimpleNamespace(cookies=cookies))
    with system.using(one_database):
        yield cookies


def district(database: Database) -> None:
    made(database)
    with database.writing() as at:
        at.execute(update(schema.account).values(password_hash=CHEAP.hash(PASSWORD)))


def test_without_accounts_it_is_a_try_out(browser: dict[str, str]) -> None:
    assert identity.signed_in() == (None, None)
    browser[identity.COOKIE] = "left over from before"
    assert identity.database() is None and identity.person() is None


def test_with_accounts_a_page_without_a_session_has_a_database_and_nobody(
    browser: dict[str, str], one_database: Database
) -> None:
    district(one_database)
    for token in ("", "made up"):
        browser[identity.COOKIE] = token
        assert identity.signed_in() == (one_database, None)


def test_the_cookie_leads_to_the_person(browser: dict[str, str], one_database: Database) -> None:
    district(one_database)
    browser[identity.COOKIE] = signing_in.log_in(one_database, "evaluator", PASSWORD, Visit()).token
    person = identity.person()
    assert person is not None and person.login == "evaluator" and identity.database() is one_database


def test_log_out_elsewhere_and_a_new_role_count_at_the_next_rerun(
    browser: dict[str, str], one_database: Database
) -> None:
    district(one_database)
    token = browser[identity.COOKIE] = signing_in.log_in(one_database, "evaluator", PASSWORD, Visit()).token
    with one_database.writing() as at:
        at.execute(update(schema.account).where(schema.account.c.login == "evaluator").values(role="viewer"))
    person = identity.person()
    assert person is not None and person.role == "viewer"
    elsewhere = signing_in.log_in(one_database, "evaluator", PASSWORD, Visit()).token
    signing_in.log_out(one_database, elsewhere, everywhere=True)
    assert identity.signed_in() == (one_database, None)
    assert not signing_in.is_good(one_database, token)


def test_a_database_out_of_reach_is_never_a_try_out(
    browser: dict[str, str], monkeypatch: pytest.MonkeyPatch, one_database: Database
) -> None:
    with one_database.writing() as at:
        at.exec_driver_sql("ALTER TABLE account RENAME TO away")
    with pytest.raises(Refused):
        identity.person()


def test_a_test_may_say_who_it_is(
    browser: dict[str, str], monkeypatch: pytest.MonkeyPatch, one_database: Database
) -> None:
    person = made(one_database).people["viewer"]
    monkeypatch.setattr(identity, "SIGNED_IN", (one_database, person))
    assert identity.signed_in() == (one_database, person)


def test_the_server_writes_the_cookie_that_the_page_reads() -> None:
    from rating.server import doors

    assert identity.COOKIE == doors.COOKIE
