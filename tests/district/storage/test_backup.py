"""A backup holds everything but sessions, from one moment, whole on the disk or not there, and is logged."""

from __future__ import annotations

import io
import json
import os
import tracemalloc
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import insert, text

from rating.district.people.person import AT_THE_SERVER
from rating.district.people.roles import NotAllowed
from rating.district.storage import backup, schema
from rating.district.storage.backup import write_backup
from rating.district.storage.columns import moment
from rating.district.storage.database import Database, open_database
from rating.problems import Refused
from tests.district.full import CONTENT, full
from tests.district.made import made
from tests.district.storage.kept import contents, log_lines


def test_it_holds_every_row_of_every_table_but_sessions(database: Database, tmp_path: Path) -> None:
    full(database)
    rows = {name: len(found) for name, found in contents(database).items()} | {"log": len(log_lines(database))}
    manifest = write_backup(database, AT_THE_SERVER, tmp_path / "备份.zip")
    assert {name: table.rows for name, table in manifest.tables.items()} == rows
    with ZipFile(tmp_path / "备份.zip") as archive:
        assert archive.testzip() is None
        for name, count in rows.items():
            assert archive.read(f"tables/{name}.jsonl").count(b"\n") == count
        assert "tables/session.jsonl" not in archive.namelist()
        assert archive.read("bytes/upload/1/content") == CONTENT
        told = json.loads(archive.read("manifest.json"))
        assert (told["form"], told["database"]) == (manifest.form, database.engine.dialect.name)
        assert set(told["members"]) == set(archive.namelist()) - {"manifest.json"}


def test_it_is_logged_with_what_it_holds(database: Database, tmp_path: Path) -> None:
    here = made(database)
    write_backup(database, here.admin, tmp_path / "备份.zip")
    (line,) = log_lines(database)
    assert (line.action, line.thing, line.account_id, line.new) == ("backup", "backup", here.admin.id, "备份.zip")
    assert "上传文件 0 份" in line.summary


def test_only_its_owner_may_read_it(one_database: Database, tmp_path: Path) -> None:
    """The hashes of passwords are in it."""
    old = os.umask(0)
    try:
        write_backup(one_database, AT_THE_SERVER, tmp_path / "备份.zip")
    finally:
        os.umask(old)
    assert (tmp_path / "备份.zip").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("login", ["evaluator", "rater", "head", "viewer"])
def test_nobody_else_may_take_one(one_database: Database, tmp_path: Path, login: str) -> None:
    here = made(one_database)
    with pytest.raises(NotAllowed):
        write_backup(one_database, here.people[login], tmp_path / "备份.zip")
    assert list(tmp_path.glob("*备份*")) == []
    assert log_lines(one_database) == []


def test_an_administrator_of_one_district_may_not_take_all_districts_along(
    one_database: Database, tmp_path: Path
) -> None:
    here = made(one_database)
    with pytest.raises(NotAllowed):
        write_backup(one_database, replace(here.admin, district=here.district), tmp_path / "备份.zip")


def test_it_is_one_moment(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A district that is added after the first table was read is in none of the later ones."""
    made(database)
    real, times = backup._write_table, []

    def meddled(*given: object) -> int:
        times.append(1)
        if len(times) == 2:
            with database.writing() as at:
                at.execute(insert(schema.setting).values(name="later", value="x"))
                at.execute(insert(schema.street).values(district_id=1, code="x", name="后来的街道"))
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(backup, "_write_table", meddled)
    manifest = write_backup(database, AT_THE_SERVER, tmp_path / "备份.zip")
    assert manifest.tables["street"].rows == 3
    assert manifest.tables["setting"].rows == 0
    assert len(contents(database)["street"]) == 4


def test_a_stream_gets_the_same(one_database: Database, tmp_path: Path) -> None:
    full(one_database)
    target = io.BytesIO()
    manifest = write_backup(one_database, AT_THE_SERVER, target)
    with ZipFile(target) as archive:
        assert set(archive.namelist()) == {"manifest.json", *manifest.members}


def test_when_it_fails_the_earlier_backup_is_still_there(
    one_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "backups" / "备份.zip"
    target.parent.mkdir()
    target.write_bytes(b"the earlier one")

    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "write_manifest", broken)
    with pytest.raises(Refused) as refused:
        write_backup(one_database, AT_THE_SERVER, target)
    (problem,) = refused.value.problems
    assert (problem.code, problem.found) == ("output_unwritable", "写不进去：磁盘已满")
    assert target.read_bytes() == b"the earlier one"
    assert list(target.parent.iterdir()) == [target]
    assert log_lines(one_database) == []


def test_a_folder_that_is_not_there_is_told(one_database: Database, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        write_backup(one_database, AT_THE_SERVER, tmp_path / "nowhere" / "备份.zip")
    assert refused.value.problems[0].code == "output_unwritable"


def test_an_empty_database_has_nothing_to_back_up(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        write_backup(open_database(f"sqlite:///{tmp_path}/empty.sqlite3"), AT_THE_SERVER, tmp_path / "备份.zip")
    assert refused.value.problems[0].code == "not_found"
    assert not (tmp_path / "备份.zip").exists()


def test_tables_of_a_newer_program_are_not_guessed_at(one_database: Database, tmp_path: Path) -> None:
    with one_database.writing() as at:
        at.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Refused) as refused:
        write_backup(one_database, AT_THE_SERVER, tmp_path / "备份.zip")
    assert refused.value.problems[0].code == "storage_old"


def test_many_uploads_do_not_fill_the_memory(database: Database, tmp_path: Path) -> None:
    size, count = 2 << 20, 24
    with database.writing() as at:
        for number in range(count):
            row = {"purpose": "data", "name": f"{number}.xlsx", "sha256": "", "state": "draft", "size": size}
            at.execute(insert(schema.upload).values(**row, content=os.urandom(size), sent_at=moment()))
    tracemalloc.start()
    try:
        write_backup(database, AT_THE_SERVER, tmp_path / "备份.zip")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (tmp_path / "备份.zip").stat().st_size > size * count
    assert peak < size * 10
