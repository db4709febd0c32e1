from __future__ import annotations

from pathlib import Path

import pytest

from rating.district.storage.migrate import form_of, newest
from rating.district.storage.opening import opened_and_migrated
from rating.problems import Refused


def test_a_new_folder_gets_a_database_of_the_newest_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RATING_DATA_FOLDER", str(tmp_path / "new"))
    database = opened_and_migrated()
    with database.reading() as at:
        assert form_of(at) == newest()
    assert database.file is not None and database.file.parent == tmp_path / "new"
    database.close()


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "mystery://host/name",
        "mysql://host/name",
        "postgresql://nobody@127.0.0.1:9/none",
        "sqlite:////nowhere/at/all/x.sqlite3",
    ],
)
def test_what_cannot_be_opened_is_told(url: str) -> None:
    with pytest.raises(Refused) as refused:
        opened_and_migrated(url)
    assert refused.value.problems[0].code == "storage_gone"


def test_a_folder_that_is_a_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("RATING_DATA_FOLDER", str(tmp_path / "file"))
    with pytest.raises(Refused) as refused:
        opened_and_migrated()
    assert "文件夹" in refused.value.problems[0].found


def test_tables_of_a_newer_program_and_other_files_are_left_alone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/x.sqlite3"
    database = opened_and_migrated(url)
    with database.writing() as at:
        at.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    (tmp_path / "y.sqlite3").write_bytes(b"no database at all, but long enough to be read as one" * 50)
    codes = []
    for name in ("x", "y"):
        before = (tmp_path / f"{name}.sqlite3").read_bytes()
        with pytest.raises(Refused) as refused:
            opened_and_migrated(f"sqlite:///{tmp_path}/{name}.sqlite3")
        codes.append(refused.value.problems[0].code)
        assert (tmp_path / f"{name}.sqlite3").read_bytes() == before
    assert codes == ["storage_old", "storage_damaged"]
