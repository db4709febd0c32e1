"""For tests of backups: what a database holds, and backups tampered with."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import func, select

from rating.district.storage import schema
from rating.district.storage.database import Database

APART = frozenset({"session", "log"})
"""A restore ends the sessions, and writes a line of its own."""


def contents(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, but sessions and log."""
    with database.reading() as at:
        return {
            table.name: [tuple(row) for row in at.execute(select(table).order_by(*table.primary_key.columns))]
            for table in schema.TABLES.sorted_tables
            if table.name not in APART
        }


def count(database: Database, table: Any) -> int:
    with database.reading() as at:
        return int(at.execute(select(func.count()).select_from(table)).scalar_one())


def log_lines(database: Database) -> list[Any]:
    with database.reading() as at:
        return list(at.execute(select(schema.log).order_by(schema.log.c.id)))


def rewritten(
    source: Path, change: Callable[[dict[str, bytes], dict[str, Any]], None], *, consistent: bool = True
) -> Path:
    """A copy after `change(members, manifest)`; with `consistent` the manifest's sizes and hashes are made to fit."""
    with ZipFile(source) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(members.pop("manifest.json"))
    change(members, manifest)
    if consistent:
        manifest["members"] = {
            name: {"size": len(content), "sha256": sha256(content).hexdigest()} for name, content in members.items()
        }
    target = source.with_name("changed.zip")
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
        archive.writestr("manifest.json", json.dumps(manifest))
    return target


def change_row(members: dict[str, bytes], table: str, **values: Any) -> None:
    """Put other values into the first row of a table."""
    name = f"tables/{table}.jsonl"
    first, *rest = members[name].splitlines(keepends=True)
    members[name] = json.dumps({**json.loads(first), **values}).encode() + b"\n" + b"".join(rest)
