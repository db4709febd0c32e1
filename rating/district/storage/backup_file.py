"""A backup as a file: a zip with a manifest, one member of JSON lines a table, and one member for each file in it.

The manifest says what every member must be, so that a backup is checked whole before anything is touched.
"""

from __future__ import annotations

import errno
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from rating.district.storage.changes import refuse
from rating.problems import Refused

FORMAT = "station-rating-backup"
FORMAT_VERSION = 1
MANIFEST = "manifest.json"
CHUNK = 1 << 20
LARGEST_MANIFEST = 64 << 20
LARGEST_LINE = 64 << 20
LARGEST_CONTENT = 256 << 20
"""Bytes; one line of a table and one file are held in memory."""
MOST_INFLATED = 100
"""Times the size of the archive: tables of text shrink to a tenth, only a bomb to a thousandth."""
SPARE = 16 << 20
_BROKEN = (
    BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
)
"""What reading a file raises that is no backup; UnicodeDecodeError and JSONDecodeError are ValueErrors."""

REASONS = {
    errno.ENOSPC: "磁盘已满",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOTDIR: "没有这个文件夹",
    errno.EROFS: "磁盘只读",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ENAMETOOLONG: "文件名过长",
}


@dataclass(frozen=True, slots=True)
class KeptTable:
    """`last_id`: the highest id ever given, also to rows removed since; 0 where ids are not counted."""

    rows: int
    last_id: int


@dataclass(frozen=True, slots=True)
class Member:
    """Size in bytes, uncompressed."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """`form` of the tables (`migrate.py`); `made_at` aware; `database` the kind it was taken from."""

    form: str
    made_at: datetime
    program: str
    database: str
    tables: Mapping[str, KeptTable]
    members: Mapping[str, Member]

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())

    @property
    def size(self) -> int:
        return sum(member.size for member in self.members.values())

    def rows_of(self, table: str) -> int:
        return self.tables[table].rows if table in self.tables else 0


def table_member(table: str) -> str:
    return f"tables/{table}.jsonl"


def content_member(table: str, row: int, column: str) -> str:
    return f"bytes/{table}/{row}/{column}"


def reason(fault: OSError) -> str:
    """Why a file could not be read or written, in words of a user."""
    return REASONS.get(fault.errno or 0, f"系统错误号 {fault.errno}")


def unusable(found: str) -> Refused:
    return refuse("backup_unusable", found, "备份文件")


# ---- writing


def write_member(archive: ZipFile, name: str, chunks: Iterable[bytes], *, packed: bool = True) -> Member:
    digest, size = sha256(), 0
    info = ZipInfo(name)
    info.compress_type = ZIP_DEFLATED if packed else ZIP_STORED
    info.external_attr = 0o600 << 16
    with archive.open(info, "w", force_zip64=True) as member:
        for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            member.write(chunk)
    return Member(size, digest.hexdigest())


def write_manifest(archive: ZipFile, manifest: Manifest) -> None:
    plain = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        **asdict(manifest),
        "made_at": manifest.made_at.isoformat(),
    }
    write_member(archive, MANIFEST, [json.dumps(plain, ensure_ascii=False, indent=1).encode()])


# ---- reading


@dataclass(frozen=True)
class BackupFile:
    """An open backup whose every byte has been checked against its manifest."""

    archive: ZipFile
    manifest: Manifest

    def lines(self, table: str) -> Iterator[Any]:
        """The rows of a table, each as its JSON value."""
        with self.archive.open(table_member(table)) as member:
            while line := member.readline(LARGEST_LINE + 1):
                if len(line) > LARGEST_LINE:
                    raise unusable(f"「{table}」中有一行过长")
                yield json.loads(line)

    def content(self, name: str) -> bytes:
        return self.archive.read(name)


@contextmanager
def opened(source: Path | BinaryIO) -> Iterator[BackupFile]:
    """Checks everything before it yields. Raises Refused (backup_unusable, storage_old), also while it is read."""
    try:
        with refusing(), _readable(source) as file, ZipFile(file) as archive:
            manifest = _manifest(archive)
            _check_members(archive, manifest, _size(file))
            yield BackupFile(archive, manifest)
    except OSError as fault:
        raise unusable(f"文件读不出来：{reason(fault)}") from fault


@contextmanager
def refusing() -> Iterator[None]:
    """What a broken or forged file makes us raise becomes a refusal."""
    try:
        yield
    except Refused:
        raise
    except _BROKEN as fault:
        raise unusable("不是本工具的备份，或文件不完整") from fault


@contextmanager
def _readable(source: Path | BinaryIO) -> Iterator[BinaryIO]:
    if isinstance(source, Path):
        with source.open("rb") as file:
            yield file
    else:
        source.seek(0)
        yield source


def _size(file: BinaryIO) -> int:
    return file.seek(0, 2)


def _manifest(archive: ZipFile) -> Manifest:
    if archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
        raise unusable("清单过大")
    plain = json.loads(_read(archive, MANIFEST, LARGEST_MANIFEST))
    if plain["format"] != FORMAT:
        raise unusable("不是本工具的备份")
    if plain["format_version"] != FORMAT_VERSION:
        raise refuse("storage_old", f"备份的格式是第 {plain['format_version']} 版", "备份文件", "请更新程序")
    tables = {name: KeptTable(int(told["rows"]), int(told["last_id"])) for name, told in plain["tables"].items()}
    members = {name: Member(int(told["size"]), str(told["sha256"])) for name, told in plain["members"].items()}
    made_at = datetime.fromisoformat(plain["made_at"])
    if made_at.tzinfo is None:
        raise unusable("清单中的时间没有时区")
    return Manifest(str(plain["form"]), made_at, str(plain["program"]), str(plain["database"]), tables, members)


def _read(archive: ZipFile, name: str, most: int) -> bytes:
    with archive.open(name) as member:
        return member.read(most + 1)


def _check_members(archive: ZipFile, manifest: Manifest, size: int) -> None:
    """Every member is named once, is what the manifest says, and nothing else is there."""
    infos = archive.infolist()
    names = [info.filename for info in infos]
    if len(names) != len(set(names)) or set(names) != {MANIFEST, *manifest.members}:
        raise unusable("文件不完整，或多出了内容")
    if {table_member(table) for table in manifest.tables} != {name for name in names if name.startswith("tables/")}:
        raise unusable("清单与内容对不上")
    if sum(info.file_size for info in infos) > size * MOST_INFLATED + SPARE:
        raise unusable("解开后的大小不合常理")
    for info in infos:
        if info.filename != MANIFEST:
            _check_member(archive, info, manifest.members[info.filename])


def _check_member(archive: ZipFile, info: ZipInfo, told: Member) -> None:
    if info.file_size != told.size or (info.filename.startswith("bytes/") and told.size > LARGEST_CONTENT):
        raise unusable(f"「{info.filename}」的大小不对")
    digest = sha256()
    with archive.open(info) as member:
        while chunk := member.read(CHUNK):
            digest.update(chunk)
    if digest.hexdigest() != told.sha256:
        raise unusable(f"「{info.filename}」的内容与清单不符")
