"""Where the district's data are: RATING_DATABASE_URL, or a file in the user's own data folder."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from rating.problems import Place, Problem, Refused

NAME = "station-rating"
FILE = "rating.sqlite3"
SQLITE, POSTGRESQL = "sqlite", "postgresql+psycopg"


def data_folder() -> Path:
    """RATING_DATA_FOLDER, or where this system keeps a user's data; made when it is not there."""
    named = os.environ.get("RATING_DATA_FOLDER")
    folder = Path(named) if named else user_data_path(NAME, appauthor=False)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def database_url(named: str = "") -> URL:
    """`named`, RATING_DATABASE_URL or the file in the data folder; `postgresql://` means the driver we ship.

    Raises Refused (not_usable) for any other kind of database.
    """
    given = named or os.environ.get("RATING_DATABASE_URL", "")
    if not given:
        return URL.create(SQLITE, database=str(data_folder() / FILE))
    try:
        url = make_url(given)
    except ArgumentError as fault:
        raise _not_known("数据库网址写得不对") from fault  # it may hold a password, so it is not shown
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername=POSTGRESQL)
    if url.drivername not in (SQLITE, POSTGRESQL):
        raise _not_known(f"不支持「{url.drivername}」数据库")
    return url


def _not_known(found: str) -> Refused:
    expected = "postgresql://用户:口令@主机/数据库，或 sqlite:///文件"
    return Refused((Problem("not_usable", Place(object="数据库网址"), found, expected, "请改正后再试"),))
