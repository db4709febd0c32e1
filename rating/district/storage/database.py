"""One database, SQLite or PostgreSQL: a transaction per intention, waiting ten seconds for others, no longer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, get_ident
from typing import Any, Never

from sqlalchemy import Connection, Engine, NestedTransaction, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from rating.district.storage.changes import refuse
from rating.district.storage.faults import BUSY, FOUND, OBJECT, trouble
from rating.district.storage.location import database_url

PATIENCE = 10
"""Seconds that a transaction waits for another before the user is told."""
THINKING = 600
"""Seconds that intentions kept together may take between two questions to PostgreSQL, say to read workbooks."""
WRITING = "rating_writing"
Transaction = Connection
"""What `reading` and `writing` give, for those who hand it on without the library."""


@dataclass(frozen=True)
class Database:
    """An engine and how to ask it. Refused (storage_…) when it is busy, full, damaged or away."""

    engine: Engine

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @property
    def file(self) -> Path | None:
        """The SQLite file; None on PostgreSQL."""
        return Path(str(self.engine.url.database)) if self.is_sqlite else None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view; nothing may be written."""
        with _told(), self.engine.connect() as at:
            if not self.is_sqlite:
                at = at.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            yield at

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One intention: everything inside is kept when it ends well, and nothing otherwise."""
        with _told(), self.engine.connect().execution_options(**{WRITING: True}) as at, at.begin():
            yield at

    @contextmanager
    def together(self) -> Iterator[Database]:
        """Several intentions as one: a database for functions that each open a transaction, kept whole or not at all.

        What they open are savepoints of one transaction, one after another, in this thread only. They see what was
        written before them, and on PostgreSQL what others have kept meanwhile. SQLite lets nobody else write until
        the end, so it should be over within the ten seconds that others wait.
        """
        with self.writing() as at:
            if not self.is_sqlite:
                at.exec_driver_sql(f"SET LOCAL idle_in_transaction_session_timeout = '{THINKING}s'")
            yield _Whole(self.engine, at)

    @contextmanager
    def rebuilding(self) -> Iterator[Connection]:
        """Like `writing`, for changing the tables themselves.

        SQLite changes a table by dropping the old one, which would take the rows that refer to it along; so
        references are not followed here, and all of them are checked at the end.
        """
        with _told(), self.engine.connect().execution_options(**{WRITING: True}) as at:
            self._follow_references(at, "OFF")
            try:
                with at.begin():
                    yield at
                    if astray(at):
                        raise refuse("storage_damaged", "有的内容引用了不存在的内容", "数据库")
            finally:
                self._follow_references(at, "ON")

    def _follow_references(self, at: Connection, on: str) -> None:
        """On the connection itself, because within a transaction SQLite ignores it."""
        if self.is_sqlite and not at.invalidated:
            at.connection.execute(f"PRAGMA foreign_keys={on}")

    def close(self) -> None:
        self.engine.dispose()


@dataclass(frozen=True)
class _Whole(Database):
    """What `together` gives. A RuntimeError is a mistake of ours: used twice at a time, elsewhere, or afterwards."""

    at: Connection
    thread: int = field(default_factory=get_ident)
    turn: Lock = field(default_factory=Lock)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """The state within the whole; what is written here is forgotten."""
        with self._part(kept=False) as at:
            yield at

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One intention of the whole: undone by itself when it fails and somebody goes on without it."""
        with self._part(kept=True) as at:
            yield at

    def together(self) -> Never:
        raise RuntimeError("these intentions are kept together already")

    def rebuilding(self) -> Never:
        raise RuntimeError("tables are not changed within another transaction")

    def close(self) -> Never:
        raise RuntimeError("closed by whoever opened it")

    @contextmanager
    def _part(self, *, kept: bool) -> Iterator[Connection]:
        if get_ident() != self.thread:
            raise RuntimeError("one open transaction cannot be shared by threads")
        if self.at.invalidated or not self.at.in_transaction():
            raise RuntimeError("the whole has ended")
        if not self.turn.acquire(blocking=False):
            raise RuntimeError("one transaction at a time: another is open in the same whole")
        try:
            with _told(), _savepoint(self.at, kept):
                yield self.at
        finally:
            self.turn.release()


@contextmanager
def _savepoint(at: Connection, kept: bool) -> Iterator[None]:
    point = at.begin_nested()
    try:
        yield
    except BaseException:
        _undo(at, point)
        raise
    if kept:
        point.commit()
    else:
        _undo(at, point)


def _undo(at: Connection, point: NestedTransaction) -> None:
    """Where the database has undone everything by itself, as SQLite does on some faults, nothing more is kept."""
    try:
        point.rollback()
    except DBAPIError:
        at.invalidate()


def astray(at: Connection) -> bool:
    """Whether some row refers to one that is not there; PostgreSQL never lets it come to that."""
    return at.dialect.name == "sqlite" and at.exec_driver_sql("PRAGMA foreign_key_check").first() is not None


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except DBAPIError as fault:
        refusal = trouble(fault)
        if refusal is None:
            raise
        raise refusal from fault
    except NoConnectionFree as fault:
        raise refuse(BUSY, FOUND[BUSY], OBJECT) from fault


def open_database(url: str = "") -> Database:
    """The database at `url`, or where the settings say (`location.py`). It is not migrated here."""
    place = database_url(url)
    engine = create_engine(place, **_options(place.get_backend_name()))
    if place.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return Database(engine)


def _options(backend: str) -> dict[str, Any]:
    if backend == "sqlite":
        return {"connect_args": {"timeout": PATIENCE, "check_same_thread": False}}
    waits = f"-c lock_timeout={PATIENCE}s -c idle_in_transaction_session_timeout=60s -c timezone=UTC"
    return {
        "connect_args": {"connect_timeout": 5, "options": waits},
        "pool_pre_ping": True,
        "pool_size": 10,
        "max_overflow": 20,
    }


def _prepare_sqlite(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, see _begin_sqlite
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", f"busy_timeout={PATIENCE * 1000}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(at: Connection) -> None:
    """A writer takes its place at once: a reader that begins to write later could be refused without waiting."""
    at.exec_driver_sql("BEGIN IMMEDIATE" if at.get_execution_options().get(WRITING) else "BEGIN")
