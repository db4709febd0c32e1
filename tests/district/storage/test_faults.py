"""What a database complains of becomes a refusal with words; a mistake of ours stays a fault."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError, ProgrammingError

from rating.district.storage.faults import BY_STATE, FOUND, trouble
from rating.problems import CATALOGUE


class Told(Exception):
    """An exception of a driver; PostgreSQL's have a state, SQLite's only words."""

    def __init__(self, words: str, state: str | None = "") -> None:
        super().__init__(words)
        if state != "":
            self.sqlstate = state


def code(fault: DBAPIError) -> str | None:
    refusal = trouble(fault)
    return refusal.problems[0].code if refusal else None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("database is locked", "storage_busy"),
        ("database table is locked: log", "storage_busy"),
        ("database or disk is full", "storage_full"),
        ("disk I/O error", "storage_gone"),
        ("unable to open database file", "storage_gone"),
        ("attempt to write a readonly database", "storage_gone"),
        ("no such table: district", "storage_gone"),
        ("file is not a database", "storage_damaged"),
        ("database disk image is malformed", "storage_damaged"),
        ('near "SELEC": syntax error', None),
    ],
)
def test_sqlite_tells_in_words(words: str, expected: str | None) -> None:
    assert code(OperationalError("SELECT 1", {}, Told(words))) == expected


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("55P03", "storage_busy"),
        ("40P01", "storage_busy"),
        ("40001", "storage_busy"),
        ("53300", "storage_busy"),
        ("53100", "storage_full"),
        ("57P01", "storage_gone"),
        ("08006", "storage_gone"),
        ("42P01", "storage_gone"),
        ("23505", "storage_taken"),
        ("XX001", "storage_damaged"),
        ("42601", None),
        (None, "storage_gone"),
    ],
)
def test_postgresql_tells_by_its_state(state: str | None, expected: str | None) -> None:
    assert code(OperationalError("SELECT 1", {}, Told("какая-то ошибка", state))) == expected


def test_a_name_given_twice_is_told_and_other_integrity_is_ours() -> None:
    assert code(IntegrityError("INSERT", {}, Told("UNIQUE constraint failed: district.name"))) == "storage_taken"
    assert code(IntegrityError("INSERT", {}, Told("FOREIGN KEY constraint failed"))) is None
    assert code(IntegrityError("INSERT", {}, Told("NOT NULL constraint failed: district.name"))) is None


def test_a_connection_that_broke_is_gone_whatever_was_said() -> None:
    assert code(DBAPIError("SELECT 1", {}, Told("?"), connection_invalidated=True)) == "storage_gone"
    assert code(InterfaceError("SELECT 1", {}, Told("connection already closed", None))) == "storage_gone"
    assert code(ProgrammingError("SELECT 1", {}, Told("no such column: x"))) is None


def test_every_code_has_its_words() -> None:
    assert set(FOUND) == set(BY_STATE.values()) | {"storage_taken", "storage_damaged"}
    assert set(FOUND) <= set(CATALOGUE)
