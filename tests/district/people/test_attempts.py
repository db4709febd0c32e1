from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from rating.district.people import attempts
from rating.district.storage import schema
from rating.district.storage.columns import moment
from rating.district.storage.database import Database

LOGIN, ADDRESS = attempts.of_login("head"), attempts.of_address("10.0.0.1")


def begin(database: Database, *keys: str) -> int:
    with database.writing() as at:
        return attempts.begin(at, keys)


def later(monkeypatch: pytest.MonkeyPatch, **after: float) -> None:
    monkeypatch.setattr(attempts, "moment", lambda: moment() + timedelta(**after))


def test_delays_grow_and_end(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [begin(database, LOGIN) for _ in range(5)] == [0] * 5
    assert 0 < begin(database, LOGIN) <= 30
    passed = 0
    for expected in (30, 60, 120, 240, 480, 900, 900):
        later(monkeypatch, seconds=passed)
        assert begin(database, LOGIN) in (expected - 1, expected)
        passed += expected
        later(monkeypatch, seconds=passed)
        assert begin(database, LOGIN) == 0
    assert begin(database, LOGIN) > 890


def test_while_it_is_closed_nothing_is_counted(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(5 + 50):
        begin(database, LOGIN, ADDRESS)
    with database.reading() as at:
        counts = dict(at.execute(select(schema.attempt.c.key, schema.attempt.c.failures)).tuples().all())
    assert counts == {LOGIN: 5, ADDRESS: 5}


def test_quiet_is_forgiven(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(4):
        begin(database, LOGIN)
    later(monkeypatch, hours=7)
    assert [begin(database, LOGIN) for _ in range(3)] == [0, 0, 0]
    assert begin(database, LOGIN) > 0


def test_an_office_behind_one_address_is_not_locked_out_by_its_own_mistakes(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hundred people who each mistype once, over two hours."""
    for n in range(100):
        later(monkeypatch, seconds=72 * n)
        assert begin(database, ADDRESS) == 0


def test_being_right_takes_back_what_was_counted(database: Database) -> None:
    for _ in range(4):
        begin(database, LOGIN, ADDRESS)
    begin(database, LOGIN, ADDRESS)
    with database.writing() as at:
        attempts.was_right(at, (LOGIN, ADDRESS))
        assert attempts.waiting(at, (LOGIN, ADDRESS)) == 0
        counts = dict(at.execute(select(schema.attempt.c.key, schema.attempt.c.failures)).tuples().all())
    assert counts == {ADDRESS: 4}


def test_many_at_once_gain_nothing(database: Database) -> None:
    """Forty guesses at the same moment: five are looked at."""
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda _: begin(database, LOGIN, ADDRESS), range(40)))
    assert waits.count(0) == 5


def test_two_keys_at_once_never_wait_for_each_other_for_ever(database: Database) -> None:
    keys = [(attempts.of_login(f"name{n % 4}"), ADDRESS) for n in range(16)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda pair: begin(database, *pair), keys)) == [0] * 16


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff:1:2:3", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:10.0.0.1", "10.0.0.1", True),
        ("::ffff:10.0.0.1", "::ffff:10.0.0.2", False),
        ("10.0.0.1", "10.0.0.2", False),
        ("fe80::1%eth0", "fe80::2%eth1", True),
    ],
)
def test_addresses_of_one_household_are_one(one: str, other: str, same: bool) -> None:
    assert (attempts.of_address(one) == attempts.of_address(other)) is same


@pytest.mark.parametrize("odd", ["", "testclient", "\x00", "x" * 10_000, "\ud800", "unix:"])
def test_every_key_can_be_kept(database: Database, odd: str) -> None:
    for key in (attempts.of_address(odd), attempts.of_login(odd)):
        assert len(key) <= 200
        assert begin(database, key) == 0


def test_login_names_count_however_they_are_typed() -> None:
    assert attempts.of_login(" ＨＥＡＤ") == attempts.of_login("head")


def test_what_nobody_needs_is_swept_out(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(database, attempts.of_login("old"))
    later(monkeypatch, days=2)
    begin(database, LOGIN)
    with database.writing() as at:
        attempts.was_right(at, (LOGIN,))
        assert at.execute(select(schema.attempt)).all() == []
