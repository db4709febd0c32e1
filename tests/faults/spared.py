"""Databases to be spoiled: many copies of one that was prepared, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import func, inspect, select

from rating.district.storage.database import Database
from rating.district.storage.schema import TABLES
from tests.district.databases import MODEL, postgresql_copy, sqlite_copy


@dataclass(frozen=True)
class Prepared:
    """`copy()` gives a fresh copy of a database in the state that an action starts from."""

    name: str
    copy: Callable[[], AbstractContextManager[Database]]


def sqlite_prepared(file: Path, folder: Path) -> Prepared:
    return Prepared("sqlite", lambda: sqlite_copy(file, folder))


def postgresql_prepared(model: str, template: str = MODEL) -> Prepared:
    return Prepared("postgresql", lambda: postgresql_copy(model, template))


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
