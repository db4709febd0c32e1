"""The tables of a form, as the migrations make them, are those that the program works with."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql

from rating.district.storage import forms
from rating.district.storage.forms import tables_of
from rating.district.storage.migrate import newest
from rating.district.storage.schema import TABLES


def test_the_newest_form_has_the_tables_and_columns_of_the_schema() -> None:
    found = {table.name: set(table.columns.keys()) for table in tables_of(newest()).sorted_tables}
    assert found == {table.name: set(table.columns.keys()) for table in TABLES.sorted_tables}


def test_their_types_belong_to_no_particular_database() -> None:
    """PostgreSQL makes the same columns of them as of the schema's own."""
    said = {table.name: columns_in_postgresql(table) for table in tables_of(newest()).sorted_tables}
    assert said == {table.name: columns_in_postgresql(table) for table in TABLES.sorted_tables}
    types = {
        (column.type.__module__, type(column.type)) for table in tables_of(newest()).sorted_tables for column in table.c
    }
    assert {module for module, _ in types} == {"sqlalchemy.sql.sqltypes"}, types


def columns_in_postgresql(table: Table) -> dict[str, str]:
    return {column.name: column.type.compile(dialect=postgresql.dialect()) for column in table.c}


def test_what_is_referred_to_comes_first() -> None:
    seen: set[str] = set()
    for table in tables_of(newest()).sorted_tables:
        ahead = {key.column.table.name for key in table.foreign_keys} - seen - {table.name}
        assert not ahead, table.name
        seen.add(table.name)


def test_several_threads_may_ask_at_once() -> None:
    """Alembic works in one global place; asked by two at once without a lock, it mixes them up."""
    forms._reflected.cache_clear()
    with ThreadPoolExecutor(4) as threads:
        counts = list(threads.map(lambda _: len(tables_of(newest()).tables), range(4)))
    assert set(counts) == {len(TABLES.tables)}
