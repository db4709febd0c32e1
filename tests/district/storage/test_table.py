"""What all tables share: names for every constraint, and ids that are never reused."""

from __future__ import annotations

from sqlalchemy import MetaData, inspect
from sqlalchemy.schema import CreateTable

from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.district.storage.table import TABLES


def test_every_constraint_and_index_has_a_name_that_a_migration_can_speak_of(database: Database) -> None:
    with database.reading() as at:
        inspector = inspect(at)
        for table in TABLES.tables:
            for key in inspector.get_foreign_keys(table):
                assert str(key["name"]).startswith(f"fk_{table}_"), key
            for unique in inspector.get_unique_constraints(table):
                assert str(unique["name"]).startswith(f"uq_{table}_"), unique
            for index in inspector.get_indexes(table):
                assert str(index["name"]).startswith(("ix_", "uq_")), index


def test_on_sqlite_ids_count_on_after_removed_rows() -> None:
    for table in TABLES.tables.values():
        counted = "id" in table.c
        assert ("AUTOINCREMENT" in str(CreateTable(table).compile(dialect=_sqlite()))) == counted, table.name


def test_what_belongs_to_something_goes_with_it_and_what_was_done_stays() -> None:
    """`to` cascades, `by` keeps the deed when the account goes."""
    for table in TABLES.tables.values():
        for key in table.foreign_keys:
            if key.column.table is schema.account and table.name not in (
                "account_scope",
                "session",
                "assignment",
                "rubric_draft",
            ):
                assert key.ondelete == "SET NULL", key
                assert key.parent.nullable, key
            else:
                assert key.ondelete in ("CASCADE", "SET NULL", "RESTRICT", "NO ACTION"), key


def test_nothing_that_two_people_may_change_is_without_its_version() -> None:
    for name in ("district", "station", "account", "assessment_round", "round_part", "objection", "rectification"):
        column = TABLES.tables[name].c.version
        assert not column.nullable
        assert column.default is not None and column.default.arg == 1  # type: ignore[attr-defined]


def test_all_tables_are_in_one_metadata() -> None:
    assert isinstance(TABLES, MetaData)
    assert schema.TABLES is TABLES


def _sqlite() -> object:
    from sqlalchemy.dialects import sqlite

    return sqlite.dialect()
