"""Bringing the tables to the form that this program knows; all of it or nothing, one process at a time."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from rating.district.storage.changes import refuse
from rating.district.storage.database import Database

FOLDER = Path(__file__).parent / "migrations"
LOCK = 7_340_115
"""Any number, the same in every process: PostgreSQL's advisory lock for migrations."""


def newest() -> str:
    """The form that this program knows."""
    head = ScriptDirectory(str(FOLDER)).get_current_head()
    assert head is not None
    return head


def form_of(at: Connection) -> str:
    """The form the tables have; "" for an empty database."""
    return MigrationContext.configure(at).get_current_revision() or ""


def migrate(database: Database, to: str = "head") -> tuple[str, str]:
    """Upgrade the tables; (form before, form after). Raises Refused (storage_old) for tables of a newer program."""
    with database.rebuilding() as at:
        return migrate_in(at, to)


def migrate_in(at: Connection, to: str = "head") -> tuple[str, str]:
    """The same inside a transaction of `rebuilding` that does more."""
    one_at_a_time(at)
    before = form_of(at)
    check_form(before)
    if before != newest() or to != "head":
        command.upgrade(settings(at), to)
    return before, form_of(at)


def one_at_a_time(at: Connection) -> None:
    """No other process changes the tables until this transaction ends; on SQLite none writes at all."""
    if at.dialect.name == "postgresql":
        at.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def check_form(form: str) -> None:
    """Refused (storage_old) for tables that a newer program made."""
    known = {script.revision for script in ScriptDirectory(str(FOLDER)).walk_revisions()}
    if form and form not in known:
        raise refuse("storage_old", f"数据的版本是「{form}」，程序只认识到「{newest()}」", "数据库", "请更新程序")


def settings(at: Connection) -> Config:
    """What Alembic needs to know to work in this transaction."""
    told = Config()
    told.set_main_option("script_location", str(FOLDER))
    told.attributes["connection"] = at
    return told
