"""Writing a backup: the whole database as it was at one moment, in a form that either kind of database takes back."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import Any, BinaryIO
from zipfile import ZipFile

from sqlalchemy import Column, Connection, Integer, MetaData, Table, func, select, text
from sqlalchemy.types import LargeBinary

from rating import __version__
from rating.district.log import note
from rating.district.people.person import Person
from rating.district.people.roles import About, Action, Thing, demand
from rating.district.storage.backup_file import (
    KeptTable,
    Manifest,
    Member,
    content_member,
    reason,
    table_member,
    write_manifest,
    write_member,
)
from rating.district.storage.changes import refuse
from rating.district.storage.columns import moment
from rating.district.storage.database import Database
from rating.district.storage.forms import tables_of
from rating.district.storage.migrate import check_form, form_of
from rating.district.storage.stored_values import line

NOT_KEPT = frozenset({"session"})
"""After a restore everybody logs in anew; a stolen backup opens no session."""
AT_ONCE = 500


def write_backup(database: Database, person: Person, out: Path | BinaryIO) -> Manifest:
    """A zip with everything but sessions, taken from one consistent view, and a line in the log.

    A path is written atomically and readable by its owner only: the hashes of passwords are in it. A stream must
    be a local file: the database waits for it. Memory: 500 rows or one file. Raises NotAllowed, Refused
    (output_unwritable, storage_…).
    """
    demand(person, Action.ADD, Thing.BACKUP, About())
    if not isinstance(out, Path):
        manifest = _write(database, out)
        _tell(database, person, manifest)
        return manifest
    with _in_its_place(out) as file:
        manifest = _write(database, file)
        _tell(database, person, manifest, out.name)
    return manifest


def _write(database: Database, out: BinaryIO) -> Manifest:
    with database.reading() as at, ZipFile(out, "w", allowZip64=True, compresslevel=6) as archive:
        form = form_of(at)
        check_form(form)
        if not form:
            raise refuse("not_found", "数据库里还没有数据", "数据库", "请先建立数据库：python -m rating migrate")
        members: dict[str, Member] = {}
        tables = [table for table in tables_of(form).sorted_tables if table.name not in NOT_KEPT]
        given = last_ids(at, tables_of(form))
        kept = {
            table.name: KeptTable(_write_table(at, archive, table, members), given.get(table.name, 0))
            for table in tables
        }
        manifest = Manifest(form, moment(), __version__, at.dialect.name, kept, members)
        write_manifest(archive, manifest)
    return manifest


def _write_table(at: Connection, archive: ZipFile, table: Table, members: dict[str, Member]) -> int:
    """Files of a counted table become members of their own; the line names them."""
    apart = contents_of(table)
    columns = [_whether_there(column) if column.name in apart else column for column in table.columns]
    asked = (
        select(*columns).order_by(*table.primary_key.columns).execution_options(stream_results=True, yield_per=AT_ONCE)
    )
    rows = 0

    def lines() -> Iterator[bytes]:
        nonlocal rows
        for row in at.execute(asked).mappings():
            rows += 1
            yield line(dict(row))

    members[table_member(table.name)] = write_member(archive, table_member(table.name), lines())
    for column in (table.c[name] for name in apart):
        there = at.execute(select(table.c.id).where(column.is_not(None)).order_by(table.c.id)).scalars().all()
        for row in there:
            content = at.execute(select(column).where(table.c.id == row)).scalar_one()
            name = content_member(table.name, row, column.name)
            members[name] = write_member(archive, name, [content], packed=False)
    return rows


def contents_of(table: Table) -> tuple[str, ...]:
    """The columns of bytes that are kept apart from the lines: of tables whose rows have a number."""
    if not counted(table):
        return ()
    return tuple(column.name for column in table.columns if isinstance(column.type, LargeBinary))


def counted(table: Table) -> bool:
    return "id" in table.c and isinstance(table.c.id.type, Integer)


def _whether_there(column: Column[Any]) -> Any:
    return column.is_not(None).label(column.name)


def last_ids(at: Connection, tables: MetaData) -> dict[str, int]:
    """Table → the highest id that it ever gave."""
    if at.dialect.name == "sqlite":
        return {name: int(last) for name, last in at.execute(text("SELECT name, seq FROM sqlite_sequence"))}
    found = {}
    for table in filter(counted, tables.sorted_tables):
        counter = at.execute(text("SELECT pg_get_serial_sequence(:name, 'id')"), {"name": table.name}).scalar_one()
        last, used = at.execute(text(f"SELECT last_value, is_called FROM {counter}")).one()
        found[table.name] = int(last) if used else int(at.execute(select(func.max(table.c.id))).scalar() or 0)
    return found


def _tell(database: Database, person: Person, manifest: Manifest, name: str = "") -> None:
    with database.writing() as at:
        uploads = manifest.rows_of("upload")
        told = f"备份：{len(manifest.tables)} 张表 {manifest.rows} 行，其中上传文件 {uploads} 份"
        note(at, person, "backup", Thing.BACKUP, summary=told, new=name)


@contextmanager
def _in_its_place(target: Path) -> Iterator[BinaryIO]:
    """A file beside `target` that takes its place when all went well, and goes otherwise."""
    beside = target.with_name(f".{target.name}.{token_hex(4)}")
    only_ours = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(beside, only_ours, 0o600), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
        _keep_name(target.parent)
    except OSError as fault:
        raise refuse("output_unwritable", f"写不进去：{reason(fault)}", target.name) from fault
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _keep_name(folder: Path) -> None:
    """The new name reaches the disk too, where folders can be synced."""
    with suppress(OSError):
        at = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(at)
        finally:
            os.close(at)
