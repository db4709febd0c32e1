"""The database, opened and brought to the form that this program knows; or why not, in words a user can act on."""

from __future__ import annotations

from sqlalchemy.exc import ArgumentError

from rating.district.storage.changes import refuse
from rating.district.storage.database import Database, open_database
from rating.district.storage.migrate import migrate

GONE = "storage_gone"


def opened_and_migrated(url: str = "") -> Database:
    """Raises Refused (storage_…) when it cannot be reached, written, or understood."""
    try:
        database = open_database(url)
    except (ArgumentError, ModuleNotFoundError) as fault:
        raise refuse(GONE, "设置 RATING_DATABASE_URL 中的数据库地址不能识别", "数据库") from fault
    except OSError as fault:
        raise refuse(GONE, "存放数据的文件夹不能建立或不能写入", "数据库") from fault
    try:
        migrate(database)
    except BaseException:
        database.close()
        raise
    return database
