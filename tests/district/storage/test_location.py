"""Where the data lie: named, by the environment, or in the user's own folder, which nobody else may open."""

from __future__ import annotations

from pathlib import Path

import pytest

from rating.district.storage.location import data_folder, database_url
from rating.problems import Refused


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RATING_DATABASE_URL", raising=False)
    monkeypatch.delenv("RATING_DATA_FOLDER", raising=False)


def test_the_folder_is_made_for_its_owner_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RATING_DATA_FOLDER", str(tmp_path / "数据" / "一区"))
    assert data_folder() == tmp_path / "数据" / "一区"
    assert data_folder().stat().st_mode & 0o077 == 0
    assert database_url().database == str(tmp_path / "数据" / "一区" / "rating.sqlite3")


def test_without_settings_it_is_in_the_users_own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert Path(str(database_url().database)).name == "rating.sqlite3"
    assert "station-rating" in str(database_url().database)


def test_what_is_named_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RATING_DATABASE_URL", "sqlite:////srv/a.sqlite3")
    assert database_url().database == "/srv/a.sqlite3"
    assert database_url("sqlite:////srv/b.sqlite3").database == "/srv/b.sqlite3"


@pytest.mark.parametrize("kind", ["postgresql", "postgres", "postgresql+psycopg"])
def test_postgresql_is_spoken_to_by_the_driver_we_ship(kind: str) -> None:
    url = database_url(f"{kind}://rating:a%40b@db.example:5433/rating?sslmode=require")
    assert url.drivername == "postgresql+psycopg"
    assert (url.password, url.host, url.port, url.database) == ("a@b", "db.example", 5433, "rating")
    assert url.query == {"sslmode": "require"}


@pytest.mark.parametrize(
    "given", ["rating.sqlite3", "mysql://u:secret@h/d", "postgresql+asyncpg://u:secret@h/d", "://"]
)
def test_anything_else_is_refused_without_showing_a_password(given: str) -> None:
    with pytest.raises(Refused) as refused:
        database_url(given)
    (problem,) = refused.value.problems
    assert problem.code == "not_usable"
    assert "secret" not in problem.line
