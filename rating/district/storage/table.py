"""What all tables are made of: names of their constraints, and columns that return in many of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Column, ForeignKey, Integer, MetaData, Table

from rating.district.storage.columns import Words

TABLES = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def table(name: str, *columns: Any) -> Table:
    """A table whose ids are never given twice, not even after a row was removed: caches go by id."""
    return Table(name, TABLES, *columns, sqlite_autoincrement=True)


def number() -> Column[int]:
    """The row's own id."""
    return Column("id", Integer, primary_key=True, autoincrement=True)


def to(target: str, name: str = "", *, optional: bool = False, gone: str = "CASCADE") -> Column[int]:
    """A reference with an index; with its owner gone the row goes too, unless `gone` says otherwise."""
    reference = ForeignKey(f"{target}.id", ondelete=gone)
    return Column(name or f"{target}_id", reference, nullable=optional, index=True)


def by(name: str) -> Column[int]:
    """Who did it; the account may be removed, the deed stays and the log keeps the name."""
    return Column(name, ForeignKey("account.id", ondelete="SET NULL"), nullable=True)


def words(name: str) -> Column[str]:
    """Text, "" for none."""
    return Column(name, Words, nullable=False, default="")


def flag(name: str, *, default: bool = False) -> Column[bool]:
    return Column(name, Boolean, nullable=False, default=default)


def version() -> Column[int]:
    """Counts the changes of a row: who writes says which one they saw (`storage/changes.py`)."""
    return Column("version", Integer, nullable=False, default=1)
