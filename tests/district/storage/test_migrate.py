"""Migrations lead to exactly the tables of the schema, on both databases, and never back."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from rating.district.storage.database import Database
from rating.district.storage.migrate import form_of, migrate, newest
from rating.district.storage.schema import TABLES
from rating.problems import Refused


def test_the_migrated_tables_are_those_of_the_schema(database: Database) -> None:
    with database.reading() as at:
        context = MigrationContext.configure(at, opts={"compare_type": True})
        differences = [each for each in compare_metadata(context, TABLES) if "sqlite_sequence" not in str(each)]
    assert differences == []


def test_migrating_again_changes_nothing(database: Database) -> None:
    assert migrate(database) == (newest(), newest())


def test_tables_of_a_newer_program_are_refused(database: Database) -> None:
    with database.writing() as at:
        at.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Refused) as refused:
        migrate(database)
    assert [problem.code for problem in refused.value.problems] == ["storage_old"]
    with database.reading() as at:
        assert form_of(at) == "9999"
