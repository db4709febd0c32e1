from __future__ import annotations

from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select, update

from rating.district.people import passwords, sessions
from rating.district.storage import schema
from rating.district.storage.columns import moment
from rating.district.storage.database import Database
from rating.problems import Refused
from rating.workflow import signing_in
from rating.workflow.signing_in import Visit
from tests.district.made import Made, made

PASSWORD, NEW = "一句只有自己知道的话", "另一句只有自己知道的话"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
HERE = Visit("10.0.0.1", "browser")


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "HASHER", CHEAP)


@pytest.fixture
def there(database: Database) -> Made:
    people = made(database)
    with database.writing() as at:
        at.execute(update(schema.account).values(password_hash=CHEAP.hash(PASSWORD)))
    return people


def test_a_log_in_is_a_session_and_a_line_in_the_log(database: Database, there: Made) -> None:
    entry = signing_in.log_in(database, "head", PASSWORD, HERE)
    person = signing_in.person_by(database, entry.token)
    assert entry.seen and not entry.wait and person is not None
    assert person.login == "head" and person.address == HERE.address
    assert signing_in.is_good(database, entry.token)


def test_between_check_and_entry_the_account_may_change(
    database: Database, there: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever was stopped, or given a new code, while their password was being checked stays outside."""
    real = passwords.is_right

    for values in ({"password_hash": None}, {"active": False}):

        def meanwhile(kept: str | None, typed: str, values: dict[str, object] = values) -> bool:
            with database.writing() as at:
                at.execute(update(schema.account).where(schema.account.c.login == "head").values(**values))
            return real(kept, typed)

        monkeypatch.setattr(passwords, "is_right", meanwhile)
        assert not signing_in.log_in(database, "head", PASSWORD, HERE).token
        with database.writing() as at:
            again = {"password_hash": CHEAP.hash(PASSWORD), "active": True}
            at.execute(update(schema.account).where(schema.account.c.login == "head").values(**again))


def test_a_sign_of_life_is_written_at_most_once_a_minute(
    database: Database, there: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = signing_in.log_in(database, "head", PASSWORD, HERE).token
    written: list[int] = []
    real = sessions.see
    monkeypatch.setattr(sessions, "see", lambda at, session: (written.append(session), real(at, session)))
    for _ in range(3):
        signing_in.person_by(database, token)
    assert not written
    with database.writing() as at:
        at.execute(update(schema.session).values(seen_at=moment() - timedelta(minutes=2)))
    for _ in range(3):
        assert signing_in.person_by(database, token) is not None
    assert len(written) == 1


def test_a_full_disk_logs_nobody_out(database: Database, there: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    from rating.district.storage.changes import refuse

    token = signing_in.log_in(database, "head", PASSWORD, HERE).token
    with database.writing() as at:
        at.execute(update(schema.session).values(seen_at=moment() - timedelta(minutes=2)))

    def full(*_: object) -> None:
        raise refuse("storage_full", "磁盘已满", "数据库")

    monkeypatch.setattr(sessions, "see", full)
    assert signing_in.person_by(database, token) is not None


def test_a_change_of_role_counts_at_the_next_look(database: Database, there: Made) -> None:
    token = signing_in.log_in(database, "evaluator", PASSWORD, HERE).token
    with database.writing() as at:
        at.execute(update(schema.account).where(schema.account.c.login == "evaluator").values(role="viewer"))
    person = signing_in.person_by(database, token)
    assert person is not None and person.role == "viewer"


def test_another_password_keeps_this_place_and_ends_the_others(database: Database, there: Made) -> None:
    one, two = (signing_in.log_in(database, "head", PASSWORD, HERE).token for _ in range(2))
    person = signing_in.person_by(database, one)
    assert person is not None
    entry = signing_in.change_password(database, person, PASSWORD, NEW, HERE)
    assert [signing_in.is_good(database, token) for token in (one, two, entry.token)] == [False, False, True]
    assert not signing_in.log_in(database, "head", PASSWORD, HERE).token
    with pytest.raises(Refused):
        signing_in.change_password(database, person, NEW, "short", HERE)


def test_places_are_listed_and_ended(database: Database, there: Made) -> None:
    one, two = (signing_in.log_in(database, "head", PASSWORD, HERE).token for _ in range(2))
    person = signing_in.person_by(database, one)
    assert person is not None
    (other,) = (place for place in signing_in.own_sessions(database, person) if not place.this)
    assert signing_in.end_session(database, person, other.id)
    assert not signing_in.is_good(database, two)
    signing_in.log_out(database, one)
    assert signing_in.person_by(database, one) is None


def test_a_bad_password_counts_nothing_against_who_has_the_code(database: Database, there: Made) -> None:
    from rating.district.people import activation

    with database.writing() as at:
        code = activation.issue(at, there.admin, there.people["head"].id or 0).code
    for _ in range(30):
        with pytest.raises(Refused):
            signing_in.activate(database, "head", code, "short", HERE)
    assert signing_in.activate(database, "head", code, NEW, HERE).token


def test_single_sign_on_opens_only_what_has_that_name(database: Database, there: Made) -> None:
    with database.writing() as at:
        at.execute(update(schema.account).where(schema.account.c.login == "head").values(external_id="x@y"))
    before = signing_in.log_in(database, "viewer", PASSWORD, HERE).token
    entry = signing_in.log_in_external(database, "x@y", HERE, before)
    person = signing_in.person_by(database, entry.token)
    assert person is not None and person.login == "head"
    assert not signing_in.is_good(database, before)
    assert not signing_in.log_in_external(database, "y@x", HERE).token
    with database.reading() as at:
        assert "单点登录" in at.execute(select(schema.log.c.summary)).scalars().all()


def test_the_key_of_the_sign_on_is_the_same_for_all(database: Database) -> None:
    assert signing_in.sign_on_key(database) == signing_in.sign_on_key(database) != ""


def test_the_first_administrator_is_logged_in(database: Database) -> None:
    code = signing_in.setup_code(database)
    wrong = Visit("10.0.0.2")
    with pytest.raises(Refused):
        signing_in.make_first(database, "admin", "张伟", PASSWORD, "wrong", wrong)
    entry = signing_in.make_first(database, "admin", "张伟", PASSWORD, code, HERE)
    person = signing_in.person_by(database, entry.token)
    assert person is not None and person.role == "administrator" and person.district is None
    assert signing_in.setup_code(database) == ""
