"""Several intentions kept as one: whole or not at all, one after another, in one thread, and told as ever."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import func, select, text

from rating.district.storage import database as module
from rating.district.storage import schema
from rating.district.storage.changes import refuse
from rating.district.storage.database import Database
from rating.problems import Refused
from tests.district.made import made
from tests.district.storage.test_database import add, add_all, code, impatient, names


def both(database: Database, then: type[BaseException] | None = None) -> None:
    """Two intentions, each with a transaction of its own, as functions of the workflow have."""
    with database.together() as whole:
        add_all(whole, "甲区")
        assert names(whole) == ["甲区"], "what comes later sees what went before"
        add_all(whole, "乙区")
        assert names(database) == [], "nobody else does"
        if then:
            raise then


def test_both_are_kept(database: Database) -> None:
    both(database)
    assert names(database) == ["甲区", "乙区"]


@pytest.mark.parametrize("fault", [ValueError, KeyboardInterrupt, SystemExit])
def test_or_neither(database: Database, fault: type[BaseException]) -> None:
    with pytest.raises(fault):
        both(database, fault)
    assert names(database) == []
    both(database)
    assert names(database) == ["甲区", "乙区"]


def test_one_that_fails_takes_the_others_along(database: Database) -> None:
    made(database)

    def second_is_taken() -> None:
        with database.together() as whole:
            add_all(whole, "甲区")
            add_all(whole, "示例区")

    with pytest.raises(Refused) as refused:
        second_is_taken()
    assert code(refused) == "storage_taken"
    assert names(database) == ["示例区"]


def test_one_that_failed_and_is_given_up_leaves_the_others(database: Database) -> None:
    made(database)
    with database.together() as whole:
        add_all(whole, "甲区")
        for called in (("乙区", "示例区"), ("丙区", "甲区")):
            with pytest.raises(Refused):
                add_all(whole, *called)
        with pytest.raises(ZeroDivisionError):
            add_all(whole, "丁区", then=ZeroDivisionError)
        add_all(whole, "戊区")
    assert names(database) == ["示例区", "甲区", "戊区"]


def test_a_refusal_of_our_own_passes_as_it_is(database: Database) -> None:
    with pytest.raises(Refused, match="not_now"), database.together() as whole, whole.writing():
        raise refuse("not_now", "还没有评定结果")


def test_what_is_written_while_reading_is_not_kept(database: Database) -> None:
    with database.together() as whole:
        add_all(whole, "甲区")
        with whole.reading() as at:
            add(at, "乙区")
        with suppress(ZeroDivisionError), whole.reading() as at:
            add(at, "丙区")
            _ = 1 / 0
    assert names(database) == ["甲区"]


def test_the_connection_is_clean_for_the_next_one(database: Database) -> None:
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            both(database, ZeroDivisionError)
        with database.reading() as at:
            assert at.execute(select(func.count()).select_from(schema.district)).scalar_one() == 0
    add_all(database, "丙区")
    assert names(database) == ["丙区"]


def test_others_wait_for_the_end_and_are_told(one_database: Database) -> None:
    with impatient(one_database) as hasty:
        with one_database.together() as whole:
            with pytest.raises(Refused) as refused:
                add_all(hasty, "乙区")
            assert code(refused) == "storage_busy"
            add_all(whole, "甲区")
        add_all(hasty, "丙区")
    assert names(one_database) == ["甲区", "丙区"]


def test_postgresql_is_given_time_to_think_and_only_there(database: Database) -> None:
    if database.is_sqlite:
        return
    asked = text("SHOW idle_in_transaction_session_timeout")
    with database.together() as whole, whole.reading() as at:
        assert at.execute(asked).scalar_one() == f"{module.THINKING // 60}min"
    with database.reading() as at:
        assert at.execute(asked).scalar_one() == "1min"


def test_a_disk_that_fills_up_between_keeps_nothing(one_database: Database) -> None:
    def fill() -> None:
        with one_database.together() as whole:
            add_all(whole, "甲区")
            with whole.writing() as at:
                pages = at.execute(text("PRAGMA page_count")).scalar_one()
                at.execute(text(f"PRAGMA max_page_count = {pages + 2}"))
                add(at, "长" * 100_000)

    with pytest.raises(Refused) as refused:
        fill()
    assert code(refused) == "storage_full"
    one_database.engine.dispose()
    assert names(one_database) == []


def test_when_the_database_undid_everything_by_itself_nothing_that_follows_is_kept(one_database: Database) -> None:
    """SQLite does so on some faults, and would then keep every statement for itself."""

    def undone_below(whole: Database) -> None:
        with whole.writing() as at:
            add(at, "乙区")
            driver: Any = at.connection.dbapi_connection
            driver.execute("ROLLBACK")
            raise ZeroDivisionError

    def gone_on() -> None:
        with one_database.together() as whole:
            add_all(whole, "甲区")
            with pytest.raises(ZeroDivisionError):
                undone_below(whole)
            add_all(whole, "丙区")

    with pytest.raises(RuntimeError, match="ended"):
        gone_on()
    assert names(one_database) == []
    add_all(one_database, "丁区")
    assert names(one_database) == ["丁区"]


# ---- misused


def reads(database: Database) -> None:
    with database.reading():
        pass


def writes(database: Database) -> None:
    with database.writing():
        pass


@pytest.mark.parametrize("inner", [reads, writes])
@pytest.mark.parametrize("outer", [Database.reading, Database.writing])
def test_no_two_transactions_at_a_time(
    one_database: Database, outer: Callable[[Database], object], inner: Callable[[Database], None]
) -> None:
    with one_database.together() as whole:
        opened = whole.reading() if outer is Database.reading else whole.writing()
        with opened, pytest.raises(RuntimeError, match="one transaction at a time"):
            inner(whole)
        inner(whole)


@pytest.mark.parametrize("asked", [reads, writes])
def test_not_in_another_thread(one_database: Database, asked: Callable[[Database], None]) -> None:
    told: list[str] = []

    def elsewhere(whole: Database) -> None:
        try:
            asked(whole)
        except RuntimeError as fault:
            told.append(str(fault))

    with one_database.together() as whole:
        thread = Thread(target=elsewhere, args=(whole,))
        thread.start()
        thread.join()
        add_all(whole, "甲区")
    assert told == ["one open transaction cannot be shared by threads"]
    assert names(one_database) == ["甲区"]


@pytest.mark.parametrize("asked", [reads, writes])
@pytest.mark.parametrize("fault", [None, ValueError])
def test_not_afterwards(
    database: Database, asked: Callable[[Database], None], fault: type[BaseException] | None
) -> None:
    with suppress(ValueError), database.together() as whole:
        if fault:
            raise fault
    with pytest.raises(RuntimeError, match="ended"):
        asked(whole)


def test_not_within_itself_nor_for_the_tables_nor_closed(one_database: Database) -> None:
    with one_database.together() as whole:
        for asked in (whole.together, whole.rebuilding, whole.close):
            with pytest.raises(RuntimeError):
                asked()
        add_all(whole, "甲区")
    assert names(one_database) == ["甲区"]


def test_it_says_what_it_is(database: Database) -> None:
    with database.together() as whole:
        assert (whole.is_sqlite, whole.file) == (database.is_sqlite, database.file)
