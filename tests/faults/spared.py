"""Databases to be spoiled: many copies of one that was prepared, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import func, inspect, select

from rating.district.storage.database import Database
from rating.district.storage.schema import TABLES
from tests.district.databases import postgresql_copy, sqlite_copy

Fresh = Callable[[], AbstractContextManager[Database]]
"""Gives a fresh copy of a database that was prepared."""


@contextmanager
def prepared_sqlite(model: Path, folder: Path, prepare: Callable[[Database], None]) -> Iterator[Fresh]:
    with sqlite_copy(model, folder) as database:
        prepare(database)
        with database.engine.connect() as at:
            at.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        file = database.file
        assert file is not None
    yield lambda: sqlite_copy(file, folder)


@contextmanager
def prepared_postgresql(model: str, prepare: Callable[[Database], None]) -> Iterator[Fresh]:
    with postgresql_copy(model) as database:
        prepare(database)
        database.close()
        name = str(database.engine.url.database)
        yield lambda: postgresql_copy(model, name)


def counted(database: Database) -> dict[str, int]:
    """Rows per table; nothing for tables that are not there."""
    with database.engine.connect() as at:
        there = set(inspect(at).get_table_names())
        return {
            table.name: at.execute(select(func.count()).select_from(table)).scalar_one()
            for table in TABLES.sorted_tables
            if table.name in there
        }


def damage(database: Database) -> list[Any]:
    """What the database's own check finds; PostgreSQL keeps itself whole, its constraints are asked again."""
    if not database.is_sqlite:
        return []
    with database.engine.connect() as at:
        broken = [row[0] for row in at.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]
        return [*broken, *at.exec_driver_sql("PRAGMA foreign_key_check").fetchall()]
