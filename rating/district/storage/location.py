"""Where the district's data are: RATING_DATABASE_URL, or a file in the user's own data folder."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path
from sqlalchemy import URL, make_url

NAME = "station-rating"
FILE = "rating.sqlite3"


def data_folder() -> Path:
    """RATING_DATA_FOLDER, or where this system keeps a user's data; made when it is not there."""
    named = os.environ.get("RATING_DATA_FOLDER")
    folder = Path(named) if named else user_data_path(NAME, appauthor=False)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def database_url(named: str = "") -> URL:
    """`named`, RATING_DATABASE_URL or the file in the data folder; `postgresql://` means the driver we ship."""
    given = named or os.environ.get("RATING_DATABASE_URL", "")
    if not given:
        return URL.create("sqlite", database=str(data_folder() / FILE))
    url = make_url(given)
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgresql", "postgres") else url
