"""The fixtures of every test that needs a district's database: `from tests.district.fixtures import *` in a conftest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rating.district.storage.database import Database
from tests.district.databases import model_of, postgresql_copy, sqlite_copy, sqlite_model, start_postgresql

__all__ = ["database", "one_database", "postgresql_model", "postgresql_server", "sqlite_ready"]


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    server = start_postgresql(tmp_path_factory.mktemp("pg"))
    yield server
    server.cleanup()


@pytest.fixture(scope="session")
def postgresql_model(postgresql_server: Any) -> str:
    return model_of(postgresql_server)


@pytest.fixture(scope="session")
def sqlite_ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sqlite_model(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A fresh, migrated database: each test runs on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        with sqlite_copy(request.getfixturevalue("sqlite_ready"), tmp_path) as fresh:
            yield fresh
    else:
        with postgresql_copy(request.getfixturevalue("postgresql_model")) as fresh:
            yield fresh


@pytest.fixture
def one_database(sqlite_ready: Path, tmp_path: Path) -> Iterator[Database]:
    """SQLite only, for what does not depend on the database: screens, routes."""
    with sqlite_copy(sqlite_ready, tmp_path) as fresh:
        yield fresh
