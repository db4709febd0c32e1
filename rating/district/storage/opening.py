"""The database, opened and brought to the form that this program knows; or why not, in words a user can act on."""

from __future__ import annotations

from rating.district.storage.changes import refuse
from rating.district.storage.database import Database, open_database
from rating.district.storage.migrate import migrate
from rating.problems import Refused

GONE, CALLED = "storage_gone", "数据库"


def opened_and_migrated(url: str = "") -> Database:
    """Raises Refused (storage_…) when it cannot be named, reached, written, or understood."""
    try:
        database = open_database(url)
    except OSError as fault:
        raise refuse(GONE, "存放数据的文件夹不能建立或不能写入", CALLED) from fault
    except Refused as refusal:
        (problem,) = refusal.problems
        raise refuse(GONE, problem.found, CALLED, "请改正设置 RATING_DATABASE_URL") from refusal
    try:
        migrate(database)
    except BaseException:
        database.close()
        raise
    return database
