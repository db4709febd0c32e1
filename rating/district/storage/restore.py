"""Restoring a backup: everything is checked first, then everything is replaced in one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Column, Connection, Table, bindparam, insert, inspect, text, update
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, StatementError

from rating.district.log import note
from rating.district.people.person import Person
from rating.district.people.roles import About, Action, Thing, demand
from rating.district.storage.backup import NOT_KEPT, contents_of, counted, last_ids
from rating.district.storage.backup_file import BackupFile, Manifest, content_member, opened, unusable
from rating.district.storage.changes import refuse
from rating.district.storage.database import Database, astray
from rating.district.storage.forms import VERSION_TABLE, tables_of
from rating.district.storage.migrate import check_form, form_of, migrate_in, newest, one_at_a_time
from rating.district.storage.schema import TABLES
from rating.district.storage.stored_values import reader_of
from rating.shown import moment_text

AT_ONCE = 500
CONTRADICTION = "有的内容前后矛盾，装不进数据库"


def look_into(person: Person, source: Path | BinaryIO) -> Manifest:
    """What a backup holds, after the same checks as before a restore. Raises NotAllowed, Refused."""
    demand(person, Action.REMOVE, Thing.BACKUP, About())
    with opened(source) as file:
        _check_tables(file)
        return file.manifest


def restore_backup(database: Database, person: Person, source: Path | BinaryIO) -> Manifest:
    """Replace everything by what the backup holds; all sessions end. Both kinds of database take either's backup.

    Tables of an older form are loaded as they were and upgraded. Ids go on after the highest that either side ever
    gave. Raises NotAllowed, Refused (backup_unusable, storage_…); then nothing has changed.
    """
    demand(person, Action.REMOVE, Thing.BACKUP, About())
    with opened(source) as file:
        _check_tables(file)
        with database.rebuilding() as at:
            _replace(at, file)
            _tell(at, person, file.manifest)
        return file.manifest


def _check_tables(file: BackupFile) -> None:
    """The manifest names the tables of its form, and no member but theirs."""
    form = file.manifest.form
    check_form(form)
    if not form:
        raise unusable("清单没有写明数据的版本")
    wanted = {table.name: table for table in tables_of(form).sorted_tables if table.name not in NOT_KEPT}
    if set(file.manifest.tables) != set(wanted):
        raise unusable("清单中的表与数据的版本对不上")
    for name in file.manifest.members:
        _, table, *rest = name.split("/")
        known = name.startswith("tables/") or (name.startswith("bytes/") and table in wanted and len(rest) == 2)
        if not known:
            raise unusable(f"多出了「{name}」")


def _replace(at: Connection, file: BackupFile) -> None:
    one_at_a_time(at)
    form = form_of(at)
    check_form(form)
    given = last_ids(at, tables_of(form)) if form else {}
    _clear(at, form)
    migrate_in(at, file.manifest.form)
    try:
        _load(at, file)
    except StatementError as fault:
        if isinstance(fault, DBAPIError) and not isinstance(fault, IntegrityError | DataError):
            raise
        raise unusable(CONTRADICTION) from fault
    if astray(at):
        raise unusable(CONTRADICTION)
    migrate_in(at)
    kept = {name: table.last_id for name, table in file.manifest.tables.items()}
    _count_on(at, {name: max(given.get(name, 0), kept.get(name, 0)) for name in {*given, *kept}})


def _clear(at: Connection, form: str) -> None:
    """Drop all tables of ours; an unknown table of the same name is somebody else's, and stops it."""
    if not form:
        foreign = set(inspect(at).get_table_names()) & set(TABLES.tables)
        if foreign:
            raise refuse("not_usable", "这个数据库里有其他程序的表", "数据库", "请换一个空的数据库")
        return
    quoted = [at.dialect.identifier_preparer.quote(name) for name in (*tables_of(form).tables, VERSION_TABLE)]
    for words in [", ".join(quoted)] if at.dialect.name == "postgresql" else quoted:
        at.execute(text(f"DROP TABLE {words}"))


def _load(at: Connection, file: BackupFile) -> None:
    tables = [table for table in tables_of(file.manifest.form).sorted_tables if table.name not in NOT_KEPT]
    used = 0
    loaded: set[str] = set()
    for table in tables:
        ahead = [column for column in table.columns if _points_ahead(column, loaded)]
        rows, contents = _load_table(at, file, table, ahead)
        if rows != file.manifest.tables[table.name].rows:
            raise unusable(f"「{table.name}」的行数与清单不符")
        used += contents + 1
        loaded.add(table.name)
    if used != len(file.manifest.members):
        raise unusable("有的文件不属于任何一行")


def _points_ahead(column: Column[Any], loaded: set[str]) -> bool:
    """It refers to rows that are loaded later, or with it."""
    return bool(column.nullable) and any(key.column.table.name not in loaded for key in column.foreign_keys)


def _load_table(at: Connection, file: BackupFile, table: Table, ahead: list[Column[Any]]) -> tuple[int, int]:
    """The numbers of rows and of files; references to what comes later are written at the end."""
    names = [column.name for column in ahead]
    rows = contents = 0
    later: list[dict[str, Any]] = []
    waiting: list[dict[str, Any]] = []
    for row, held in _rows(file, table):
        if any(row[name] is not None for name in names):
            later.append({"row": row["id"], **{f"to_{name}": row[name] for name in names}})
            row |= dict.fromkeys(names)
        waiting.append(row)
        rows, contents = rows + 1, contents + held
        if held or len(waiting) >= AT_ONCE:
            at.execute(insert(table), waiting)
            waiting = []
    if waiting:
        at.execute(insert(table), waiting)
    if later:
        values: dict[str, Any] = {name: bindparam(f"to_{name}") for name in names}
        at.execute(update(table).where(table.c.id == bindparam("row")).values(values), later)
    return rows, contents


def _rows(file: BackupFile, table: Table) -> Iterator[tuple[dict[str, Any], int]]:
    """Each row with its files in it, and how many these are."""
    apart = contents_of(table)
    row_from = reader_of(table, apart)
    for told in file.lines(table.name):
        row = row_from(told)
        held = [name for name in apart if row[name]]
        for name in apart:
            row[name] = file.content(content_member(table.name, row["id"], name)) if row[name] else None
        yield row, len(held)


def _count_on(at: Connection, last: Mapping[str, int]) -> None:
    """Ids go on after these: none is ever given twice, because what a page remembers goes by id."""
    for table in filter(counted, tables_of(newest()).sorted_tables):
        number = last.get(table.name, 0)
        if number and at.dialect.name == "sqlite":
            at.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": table.name})
            at.execute(text("INSERT INTO sqlite_sequence VALUES (:name, :last)"), {"name": table.name, "last": number})
        elif number:
            words = "SELECT setval(pg_get_serial_sequence(:name, 'id'), :last)"
            at.execute(text(words), {"name": table.name, "last": number})


def _tell(at: Connection, person: Person, manifest: Manifest) -> None:
    made = moment_text(manifest.made_at)
    told = f"恢复 {made} 的备份：{len(manifest.tables)} 张表 {manifest.rows} 行；所有人需要重新登录"
    note(at, person, "restore", Thing.BACKUP, summary=told, new=manifest.made_at.isoformat())
