"""Alembic runs this: the connection comes from `migrate.py`, already in its transaction."""

from __future__ import annotations

from alembic import context

from rating.district.storage.schema import TABLES


def compare_nothing_of_sqlite(_: object, name: str | None, kind: str, *__: object) -> bool:
    """SQLite's own bookkeeping table is not ours."""
    return not (kind == "table" and name == "sqlite_sequence")


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=TABLES,
    render_as_batch=True,
    include_object=compare_nothing_of_sqlite,
)
context.run_migrations()
