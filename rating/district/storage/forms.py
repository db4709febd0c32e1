"""Which tables and columns a form of the data has, learned from the migrations themselves.

A backup of an older form is written and read by the tables it really had, not by those of today.
"""

from __future__ import annotations

from functools import cache
from threading import Lock
from typing import Any

from alembic import command
from sqlalchemy import MetaData, Table, create_engine, event

from rating.district.storage.migrate import settings

VERSION_TABLE = "alembic_version"
_ONE_AT_A_TIME = Lock()
"""Alembic keeps what it is doing in a global, so two threads must not ask at once."""


def tables_of(form: str) -> MetaData:
    """The tables of a form with types of no particular database; referred tables come first in `sorted_tables`."""
    with _ONE_AT_A_TIME:
        return _reflected(form)


@cache
def _reflected(form: str) -> MetaData:
    tables = MetaData()
    event.listen(tables, "column_reflect", _of_no_particular_database)
    engine = create_engine("sqlite://")
    with engine.connect() as at:
        command.upgrade(settings(at), form)
        tables.reflect(at)
    engine.dispose()
    tables.remove(tables.tables[VERSION_TABLE])
    return tables


def _of_no_particular_database(_: Any, __: Table, column: Any) -> None:
    column["type"] = column["type"].as_generic()
