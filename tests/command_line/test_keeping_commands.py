"""`backup`, `restore`, `migrate`: what they say, their exit codes, and that a refusal changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from rating.__main__ import main
from rating.district.storage.database import Database, open_database
from rating.district.storage.migrate import newest
from tests.district.fixtures import *  # noqa: F403 - fixtures are found by name
from tests.district.full import full
from tests.district.storage.kept import contents, log_lines


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RATING_DATA_FOLDER", str(tmp_path / "data"))
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(words)
    return code, *capsys.readouterr()


def url(database: Database) -> str:
    return database.engine.url.render_as_string(hide_password=False)


def test_a_backup_moves_from_one_kind_of_database_to_the_other(
    database: Database, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    full(database)
    code, out, err = run(capsys, "backup", "--out", "备份.zip", "--database", url(database))
    assert (code, err) == (0, "")
    assert "上传文件 2 份" in out and "妥善保管" in out
    assert (here / "备份.zip").stat().st_mode & 0o077 == 0
    target = f"sqlite:///{here}/新库.sqlite3"
    code, out, err = run(capsys, "restore", "备份.zip", "--database", target, "--yes")
    assert (code, err) == (0, "")
    assert "重新登录" in out
    moved = open_database(target)
    assert contents(moved) == contents(database)
    moved.close()
    code, out, _ = run(capsys, "restore", "--yes", "--database", url(database), "备份.zip")
    assert code == 0
    assert "恢复前的数据已备份到" in out
    assert [line.who for line in log_lines(database)][-1] == "命令行（管理员）"


def test_without_yes_a_restore_only_tells(
    one_database: Database, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    full(one_database)
    run(capsys, "backup", "--out", "备份.zip", "--database", url(one_database))
    before, lines = contents(one_database), log_lines(one_database)
    code, out, err = run(capsys, "restore", "备份.zip", "--database", url(one_database))
    assert (code, err) == (0, "")
    assert "没有恢复" in out and "--yes" in out
    assert (contents(one_database), log_lines(one_database)) == (before, lines)


def test_the_database_of_the_environment_is_meant_where_none_is_named(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, _ = run(capsys, "migrate")
    assert code == 0 and newest() in out
    assert (here / "data" / "rating.sqlite3").exists()
    assert "不需要升级" in run(capsys, "migrate")[1]
    monkeypatch.setenv("RATING_DATABASE_URL", f"sqlite:///{here}/other.sqlite3")
    assert "已升级" in run(capsys, "migrate")[1]
    assert run(capsys, "backup", "--out", "备份.zip")[0] == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("backup", "--out", "备份.zip"), "not_found"),
        (("backup", "--out", "没有/备份.zip"), "output_unwritable"),
        (("backup",), "command_usage"),
        (("backup", "--out"), "command_usage"),
        (("backup", "--out", "备份.zip", "多余.zip"), "command_usage"),
        (("restore", "没有.zip", "--yes"), "backup_unusable"),
        (("restore", "坏.zip"), "backup_unusable"),
        (("restore", "--yes"), "command_usage"),
        (("restore", "一.zip", "二.zip", "--yes"), "command_usage"),
        (("restore", "坏.zip", "--yes=1"), "command_usage"),
        (("migrate", "--database", "mysql://u:secret@h/d"), "not_usable"),
        (("migrate", "--database", "postgresql://u:secret@127.0.0.1:1/d"), "storage_gone"),
        (("migrate", "--database", "sqlite:///没有/库.sqlite3"), "storage_gone"),
        (("migrate", "--yes"), "command_usage"),
    ],
)
def test_a_refusal_is_one_chinese_line_and_writes_nothing(
    here: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: str
) -> None:
    (here / "坏.zip").write_bytes(b"PK\x05\x06 not whole")
    answer, out, err = run(capsys, *words)
    assert (answer, out) == (2, "")
    (line,) = err.splitlines()
    assert line.startswith(f"{code} ")
    assert "secret" not in line
    assert sorted(path.name for path in here.rglob("*") if path.name != "data") == ["坏.zip"]


def test_tables_of_a_newer_program_are_refused(one_database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    with one_database.writing() as at:
        at.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for words in (("migrate",), ("backup", "--out", "备份.zip")):
        code, out, err = run(capsys, *words, "--database", url(one_database))
        assert (code, out) == (2, "")
        assert err.startswith("storage_old ")


@pytest.mark.parametrize("command", ["backup", "restore", "migrate"])
def test_each_explains_itself(capsys: pytest.CaptureFixture[str], command: str) -> None:
    code, out, _ = run(capsys, command, "--help")
    assert code == 0
    assert f"python -m rating {command}" in out
    assert "RATING_DATABASE_URL" in out
