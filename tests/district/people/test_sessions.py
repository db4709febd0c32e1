from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import insert, select, update

from rating.district.people import sessions
from rating.district.people.person import Role
from rating.district.storage import schema
from rating.district.storage.columns import moment
from rating.district.storage.database import Database
from tests.district.made import Made, made


@pytest.fixture
def there(database: Database) -> Made:
    return made(database)


def started(database: Database, there: Made, login: str = "head") -> str:
    account = there.people[login].id
    assert account is not None
    with database.writing() as at:
        return sessions.start(at, account, "10.0.0.1", "browser")


def write(database: Database, token: str, **values: object) -> None:
    table = schema.session
    with database.writing() as at:
        at.execute(update(table).where(table.c.token_hash == sessions.kept(token)).values(**values))


def test_a_token_leads_to_the_person_as_the_account_is_now(database: Database, there: Made) -> None:
    token = started(database, there)
    with database.writing() as at:
        person = sessions.person_by(at, token)
        assert person is not None
        assert (person.login, person.role, person.stations) == ("head", Role.STATION_HEAD, {there.stations[0]})
        assert person.session is not None and person.address == "10.0.0.1"
        of_head = schema.account.c.login == "head"
        at.execute(update(schema.account).where(of_head).values(role="evaluator", name="改名"))
        at.execute(insert(schema.account_scope).values(account_id=person.id, kind="综合"))
        now = sessions.person_by(at, token)
    assert now is not None and (now.role, now.name, now.kinds) == (Role.EVALUATOR, "改名", {"综合"})


def test_tokens_are_random_and_long(database: Database, there: Made) -> None:
    tokens = {started(database, there) for _ in range(20)}
    assert len(tokens) == 20 and all(len(token) == 43 for token in tokens)


@pytest.mark.parametrize("odd", ["", "x", "x" * 10_000, "\x00", "\ud800", "' OR '1'='1", "密"])
def test_an_odd_token_is_nobody(database: Database, there: Made, odd: str) -> None:
    started(database, there)
    with database.reading() as at:
        assert sessions.person_by(at, odd) is None
        assert not sessions.is_good(at, odd)


@pytest.mark.parametrize(
    ("values", "good"),
    [
        ({}, True),
        ({"seen_at": -sessions.IDLE + timedelta(minutes=1)}, True),
        ({"seen_at": -sessions.IDLE}, False),
        ({"expires_at": timedelta(0)}, False),
        ({"expires_at": timedelta(minutes=1)}, True),
    ],
)
def test_a_session_is_over_by_idleness_and_by_age(
    database: Database, there: Made, values: dict[str, timedelta], good: bool
) -> None:
    token = started(database, there)
    write(database, token, **{name: moment() + after for name, after in values.items()}) if values else None
    with database.reading() as at:
        assert sessions.is_good(at, token) is good
        assert (sessions.person_by(at, token) is not None) is good
        person = there.people["head"]
        assert bool(sessions.own_sessions(at, person)) is good


def test_it_lasts_a_week_however_often_it_is_seen(database: Database, there: Made) -> None:
    token = started(database, there)
    with database.writing() as at:
        person = sessions.person_by(at, token)
        assert person is not None and person.session is not None
        sessions.see(at, person.session)
        (row,) = at.execute(select(schema.session)).all()
    assert row.expires_at - row.started_at == sessions.LONGEST


def test_a_stopped_account_has_no_good_session(database: Database, there: Made) -> None:
    token = started(database, there)
    with database.writing() as at:
        at.execute(update(schema.account).where(schema.account.c.login == "head").values(active=False))
        assert not sessions.is_good(at, token)
        assert sessions.person_by(at, token) is None


def test_a_sign_of_life_is_due_once_a_minute(database: Database, there: Made) -> None:
    token = started(database, there)
    with database.reading() as at:
        person = sessions.person_by(at, token)
        assert person is not None and not sessions.is_due(at, person)
    write(database, token, seen_at=moment() - timedelta(seconds=61))
    with database.reading() as at:
        assert sessions.is_due(at, person)
        assert not sessions.is_due(at, there.people["viewer"])


def test_ending_one_leaves_the_others(database: Database, there: Made) -> None:
    one, two, other = started(database, there), started(database, there), started(database, there, "viewer")
    with database.writing() as at:
        sessions.end(at, one)
        assert [sessions.is_good(at, token) for token in (one, two, other)] == [False, True, True]
        assert sessions.end_all(at, there.people["head"].id or 0) == 1
        assert [sessions.is_good(at, token) for token in (one, two, other)] == [False, False, True]


def test_nobody_ends_or_sees_anothers(database: Database, there: Made) -> None:
    token = started(database, there)
    with database.writing() as at:
        person = sessions.person_by(at, token)
        assert person is not None and person.session is not None
        assert not sessions.end_own(at, there.people["viewer"], person.session)
        assert sessions.own_sessions(at, there.people["viewer"]) == ()
        (own,) = sessions.own_sessions(at, person)
        assert own.this and own.address == "10.0.0.1" and own.browser == "browser"
        assert sessions.end_own(at, person, person.session)


def test_what_is_over_is_swept_out_with_the_next_log_in(database: Database, there: Made) -> None:
    old = started(database, there)
    write(database, old, seen_at=moment() - sessions.IDLE)
    started(database, there, "viewer")
    with database.reading() as at:
        assert len(at.execute(select(schema.session.c.id)).all()) == 1


def test_what_a_browser_calls_itself_is_kept_short_and_harmless(database: Database, there: Made) -> None:
    with database.writing() as at:
        sessions.start(at, there.people["head"].id or 0, "1" * 500, "a\x00b\u202e" + "x" * 5000)
        (row,) = at.execute(select(schema.session)).all()
    assert len(row.browser) <= 200 and "\x00" not in row.browser and "\u202e" not in row.browser
