"""What an administrator wants to know of the system: each line says what was found and, if need be, what to do."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, func, select, text

from rating import __version__
from rating.district.people.person import Person
from rating.district.people.roles import About, Action, Thing, demand
from rating.district.storage import schema
from rating.district.storage.columns import moment
from rating.district.storage.database import Database, astray
from rating.district.storage.location import data_folder
from rating.district.storage.migrate import form_of, newest
from rating.scoring.evaluation import METHOD_DATE
from rating.shown import moment_text

BACKUP_EVERY = timedelta(days=7)
LITTLE_ROOM = 2 << 30
"""Bytes free, below which somebody should make room."""
SIZES = ((1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB"))


@dataclass(frozen=True, slots=True)
class Finding:
    """One line; `remedy` "" when all is well."""

    title: str
    found: str
    remedy: str = ""

    @property
    def well(self) -> bool:
        return not self.remedy


def health(database: Database, at: Connection, person: Person) -> tuple[Finding, ...]:
    """In the order in which to read them. Raises NotAllowed: the whole system is nobody's of one district."""
    demand(person, Action.SEE, Thing.BACKUP, About())
    return (
        _kind(database, at),
        _form(at),
        _whole(at),
        _room(database),
        _last_backup(at),
        Finding("上传文件", _uploads(at)),
        Finding("登录中的会话", f"{_sessions(at)} 个"),
        Finding("程序", f"版本 {__version__}，计算方法 {METHOD_DATE.isoformat()}"),
    )


def size_in_words(size: int) -> str:
    """1536 → 1.5 KB."""
    return next((f"{size / unit:.1f} {name}" for unit, name in SIZES if size >= unit), f"{size} 字节")


def _kind(database: Database, at: Connection) -> Finding:
    if database.file is not None:
        version = at.execute(text("SELECT sqlite_version()")).scalar_one()
        beside = (Path(f"{database.file}{ending}") for ending in ("", "-wal"))
        size = sum(path.stat().st_size for path in beside if path.exists())
        return Finding("数据库", f"SQLite {version}，{size_in_words(size)}")
    version = at.execute(text("SHOW server_version")).scalar_one()
    size = at.execute(text("SELECT pg_database_size(current_database())")).scalar_one()
    return Finding("数据库", f"PostgreSQL {version}，{size_in_words(int(size))}")


def _form(at: Connection) -> Finding:
    form, known = form_of(at), newest()
    if form == known:
        return Finding("数据版本", f"{form}，与程序一致")
    return Finding("数据版本", f"{form or '（空）'}，程序是 {known}", "请运行 python -m rating migrate，或更新程序")


def _whole(at: Connection) -> Finding:
    """SQLite checks its pages; PostgreSQL keeps its own, so each table is read through once."""
    if at.dialect.name == "sqlite":
        told = str(at.execute(text("PRAGMA quick_check(1)")).scalar_one())
        if told != "ok" or astray(at):
            return Finding("数据完整性", "检查发现损坏", "请停止使用，并用最近的备份恢复")
        return Finding("数据完整性", "检查通过")
    rows = sum(
        at.execute(select(func.count()).select_from(table)).scalar_one() for table in schema.TABLES.sorted_tables
    )
    return Finding("数据完整性", f"{len(schema.TABLES.tables)} 张表 {rows} 行均可读出")


def _room(database: Database) -> Finding:
    folder = database.file.parent if database.file is not None else data_folder()
    free = shutil.disk_usage(folder).free
    remedy = "请清出磁盘空间，或把数据移到更大的磁盘" if free < LITTLE_ROOM else ""
    return Finding("磁盘可用空间", size_in_words(free), remedy)


def _last_backup(at: Connection) -> Finding:
    log = schema.log
    last: datetime | None = at.execute(select(func.max(log.c.at)).where(log.c.action == "backup")).scalar()
    remedy = "请下载一份备份，存到另一台机器上"
    if last is None:
        return Finding("最近一次备份", "还没有备份过", remedy)
    told = moment_text(last)
    return Finding(
        "最近一次备份", told, "" if moment() - last < BACKUP_EVERY else f"已超过 {BACKUP_EVERY.days} 天；{remedy}"
    )


def _uploads(at: Connection) -> str:
    upload = schema.upload
    count, size = at.execute(select(func.count(), func.coalesce(func.sum(upload.c.size), 0))).one()
    return f"{count} 份，{size_in_words(int(size))}"


def _sessions(at: Connection) -> int:
    session = schema.session
    open_ = select(func.count()).select_from(session).where(session.c.expires_at > moment())
    return int(at.execute(open_).scalar_one())
