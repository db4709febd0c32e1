"""Each line says what is, and only what needs it says what to do."""

from __future__ import annotations

import sqlite3
from collections import namedtuple
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text, update

from rating.district import health as module
from rating.district.health import Finding, health, size_in_words
from rating.district.people.person import Person
from rating.district.people.roles import NotAllowed
from rating.district.storage import schema
from rating.district.storage.backup import write_backup
from rating.district.storage.columns import moment
from rating.district.storage.database import Database
from tests.district.full import CONTENT, full
from tests.district.made import made

Usage = namedtuple("Usage", "total used free")


def findings(database: Database, person: Person) -> dict[str, Finding]:
    with database.reading() as at:
        return {finding.title: finding for finding in health(database, at, person)}


@pytest.fixture(autouse=True)
def room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.shutil, "disk_usage", lambda _: Usage(1 << 40, 0, 5 << 30))


def test_a_system_that_is_well(database: Database, tmp_path: Path) -> None:
    here = full(database)
    write_backup(database, here.admin, tmp_path / "b.zip")
    found = findings(database, here.admin)
    assert [finding.title for finding in found.values() if not finding.well] == []
    assert found["数据库"].found.startswith("SQLite 3" if database.is_sqlite else "PostgreSQL 1")
    assert found["数据版本"].found.endswith("与程序一致")
    assert found["磁盘可用空间"].found == "5.0 GB"
    assert found["上传文件"].found.startswith("2 份")
    assert found["登录中的会话"].found == "2 个"
    assert "计算方法 20" in found["程序"].found


def test_uploads_are_counted_by_the_size_they_were_sent_with(database: Database) -> None:
    here = full(database)
    with database.writing() as at:
        at.execute(update(schema.upload).values(size=len(CONTENT)))
    assert findings(database, here.admin)["上传文件"].found == "2 份，2.5 KB"


def test_sessions_that_are_over_are_not_open(database: Database) -> None:
    here = full(database)
    with database.writing() as at:
        at.execute(update(schema.session).values(expires_at=moment() - timedelta(minutes=1)))
    assert findings(database, here.admin)["登录中的会话"].found == "0 个"


def test_without_a_backup_or_with_an_old_one_somebody_must_act(database: Database, tmp_path: Path) -> None:
    here = made(database)
    assert "还没有" in findings(database, here.admin)["最近一次备份"].found
    assert not findings(database, here.admin)["最近一次备份"].well
    write_backup(database, here.admin, tmp_path / "b.zip")
    assert findings(database, here.admin)["最近一次备份"].well
    with database.writing() as at:
        at.execute(update(schema.log).values(at=moment() - timedelta(days=8)))
    assert "7 天" in findings(database, here.admin)["最近一次备份"].remedy


def test_little_room_is_told(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    here = made(database)
    monkeypatch.setattr(module.shutil, "disk_usage", lambda _: Usage(1 << 40, 0, 1 << 30))
    assert "清出磁盘空间" in findings(database, here.admin)["磁盘可用空间"].remedy


def test_another_form_is_told(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        at.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    found = findings(database, here.admin)["数据版本"]
    assert found.found.startswith("9999")
    assert "migrate" in found.remedy


def test_damage_is_told(one_database: Database) -> None:
    here = made(one_database)
    with closing(sqlite3.connect(str(one_database.file))) as at, at:  # references are not followed by itself
        at.execute("UPDATE station SET district_id = 99")
    found = findings(one_database, here.admin)["数据完整性"]
    assert found.found == "检查发现损坏"
    assert "恢复" in found.remedy


def test_it_is_for_administrators_of_the_whole_system(one_database: Database) -> None:
    here = made(one_database)
    confined = replace(here.admin, district=here.district)
    for person in (here.evaluator, here.rater, here.head, here.viewer, confined):
        with pytest.raises(NotAllowed):
            findings(one_database, person)


@pytest.mark.parametrize(
    ("size", "words"), [(0, "0 字节"), (1023, "1023 字节"), (1536, "1.5 KB"), (5 << 20, "5.0 MB"), (3 << 30, "3.0 GB")]
)
def test_sizes_in_words(size: int, words: str) -> None:
    assert size_in_words(size) == words
