"""All or nothing, one consistent view, and a clear word when the database is busy, full, damaged or away."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from rating.district.storage import database as module
from rating.district.storage import schema
from rating.district.storage.columns import moment
from rating.district.storage.database import Database, astray, open_database
from rating.problems import Refused
from tests.district.databases import model_of, start_postgresql
from tests.district.full import full
from tests.district.made import made

HOLDER = """
import sqlite3, sys
at = sqlite3.connect(sys.argv[1], isolation_level=None)
at.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
at.execute("COMMIT")
print("gone", flush=True)
"""


def add(at: Any, name: str) -> None:
    at.execute(insert(schema.district).values(name=name, created_at=moment()))


def add_all(database: Database, *called: str, then: type[BaseException] | None = None) -> None:
    """All of them in one transaction, which then ends with `then`."""
    with database.writing() as at:
        for name in called:
            add(at, name)
        if then:
            raise then


def names(database: Database) -> list[str]:
    with database.reading() as at:
        return list(at.execute(select(schema.district.c.name).order_by(schema.district.c.id)).scalars())


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    (problem,) = refused.value.problems
    return problem.code


@contextmanager
def impatient(database: Database) -> Iterator[Database]:
    """The same database, opened by somebody who waits one second instead of ten."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "PATIENCE", 1)
        other = open_database(database.engine.url.render_as_string(hide_password=False))
        yield other
        other.close()


@contextmanager
def held_by_another_process(file: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", HOLDER, str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout and holder.stdout.readline() == "held\n"
        try:
            yield holder
        finally:
            holder.communicate("\n")


@pytest.mark.parametrize("fault", [ValueError, KeyboardInterrupt, SystemExit])
def test_nothing_is_half_written(database: Database, fault: type[BaseException]) -> None:
    with pytest.raises(fault):
        add_all(database, "甲区", "乙区", then=fault)
    assert names(database) == []


def test_a_refusal_inside_undoes_what_went_before(database: Database) -> None:
    made(database)
    with pytest.raises(Refused):
        add_all(database, "甲区", "示例区")
    assert names(database) == ["示例区"]


def test_the_connection_is_clean_for_the_next_one(database: Database) -> None:
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            add_all(database, "甲区", then=ZeroDivisionError)
    with database.writing() as at:
        add(at, "乙区")
    assert names(database) == ["乙区"]


def test_what_is_read_is_one_moment(database: Database) -> None:
    made(database)
    with database.reading() as at:
        before = at.execute(select(func.count()).select_from(schema.district)).scalar_one()
        with database.writing() as other:
            add(other, "乙区")
        assert at.execute(select(func.count()).select_from(schema.district)).scalar_one() == before
    assert names(database) == ["示例区", "乙区"]


def test_what_is_written_while_reading_is_not_kept(database: Database) -> None:
    with suppress(Refused), database.reading() as at:  # PostgreSQL refuses, SQLite forgets
        add(at, "甲区")
    assert names(database) == []


def test_references_are_enforced(database: Database) -> None:
    row = {"district_id": 99, "code": "S1", "name": "站"}
    with pytest.raises(IntegrityError), database.writing() as at:
        at.execute(insert(schema.station).values(**row))


def test_a_mistake_of_ours_stays_a_fault(database: Database) -> None:
    with pytest.raises(SQLAlchemyError), database.reading() as at:
        at.execute(text("SELEC 1"))


# ---- busy


def test_a_writer_waits_for_another_process_to_finish(one_database: Database) -> None:
    assert one_database.file
    done = Event()

    def write() -> None:
        with one_database.writing() as at:
            add(at, "甲区")
        done.set()

    with held_by_another_process(one_database.file):
        writer = Thread(target=write)
        writer.start()
        assert not done.wait(0.2)
        assert names(one_database) == []
    writer.join()
    assert names(one_database) == ["甲区"]


def test_after_its_patience_a_writer_is_told(one_database: Database) -> None:
    assert one_database.file
    with impatient(one_database) as hasty:
        with held_by_another_process(one_database.file):
            with pytest.raises(Refused) as refused, hasty.writing() as at:
                add(at, "甲区")
            assert code(refused) == "storage_busy"
            assert names(hasty) == []
        with hasty.writing() as at:
            add(at, "乙区")
    assert names(one_database) == ["乙区"]


def test_a_row_that_another_holds_is_waited_for_and_then_told(database: Database) -> None:
    made(database)
    change = schema.district.update().values(code="310110")
    with impatient(database) as hasty:
        with database.writing() as at:
            at.execute(change)
            with pytest.raises(Refused) as refused, hasty.writing() as other:
                other.execute(change)
            assert code(refused) == "storage_busy"
        with hasty.writing() as other:
            other.execute(change)


# ---- full, damaged, away


def test_a_full_disk_is_told_and_nothing_is_kept(one_database: Database) -> None:
    made(one_database)

    def fill() -> None:
        with one_database.writing() as at:
            pages = at.execute(text("PRAGMA page_count")).scalar_one()
            at.execute(text(f"PRAGMA max_page_count = {pages + 2}"))
            add(at, "甲区")
            add(at, "长" * 100_000)

    with pytest.raises(Refused) as refused:
        fill()
    assert code(refused) == "storage_full"
    one_database.engine.dispose()
    assert names(one_database) == ["示例区"]
    with one_database.writing() as at:
        add(at, "乙区")


def test_a_damaged_file_is_told(one_database: Database) -> None:
    full(one_database)
    file = one_database.file
    assert file
    with one_database.engine.connect() as at:
        at.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    one_database.close()
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    file.write_bytes(content)
    with pytest.raises(Refused) as refused:
        names(one_database)
    assert code(refused) == "storage_damaged"


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    file = tmp_path / "rating.sqlite3"
    file.write_bytes(b"PK\x03\x04 something else entirely" * 100)
    with pytest.raises(Refused) as refused:
        names(open_database(f"sqlite:///{file}"))
    assert code(refused) == "storage_damaged"
    assert file.read_bytes().startswith(b"PK")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        names(open_database(f"sqlite:///{tmp_path}/nowhere/rating.sqlite3"))
    assert code(refused) == "storage_gone"


def test_a_server_that_is_not_there_is_told() -> None:
    with pytest.raises(Refused) as refused:
        names(open_database("postgresql://nobody:nothing@127.0.0.1:1/nothing"))
    assert code(refused) == "storage_gone"


def test_a_server_that_stops_is_told_and_used_again_once_it_is_back(tmp_path: Path) -> None:
    server = start_postgresql(tmp_path / "pg")
    database = open_database(model_of(server))

    def stopped_between() -> None:
        with database.writing() as at:
            add(at, "甲区")
            server.stop()
            add(at, "乙区")

    try:
        made(database)
        with pytest.raises(Refused) as refused:
            stopped_between()
        assert code(refused) == "storage_gone"
        with pytest.raises(Refused) as refused:
            names(database)
        assert code(refused) == "storage_gone"
        server.start()
        assert names(database) == ["示例区"]
        with database.writing() as at:
            add(at, "丙区")
        assert names(database) == ["示例区", "丙区"]
    finally:
        database.close()
        server.cleanup()


# ---- rebuilding


def test_rebuilding_a_table_does_not_take_its_rows_references_along(database: Database) -> None:
    """SQLite drops the old table to change it; with references followed, every account would go with its district."""
    made(database)
    with database.rebuilding() as at:
        if database.is_sqlite:
            at.execute(text("CREATE TABLE other AS SELECT * FROM district"))
            at.execute(text("DELETE FROM district"))
            at.execute(text("INSERT INTO district SELECT * FROM other"))
            at.execute(text("DROP TABLE other"))
        else:
            at.execute(text("ALTER TABLE district ADD COLUMN tried integer"))
    with database.reading() as at:
        assert at.execute(select(func.count()).select_from(schema.station)).scalar_one() == 3


def test_rebuilding_that_leaves_rows_astray_is_undone(one_database: Database) -> None:
    made(one_database)

    def astray_in_the_end() -> None:
        with one_database.rebuilding() as at:
            at.execute(text("DELETE FROM district"))
            assert astray(at)

    with pytest.raises(Refused) as refused:
        astray_in_the_end()
    assert code(refused) == "storage_damaged"
    assert names(one_database) == ["示例区"]


def test_after_rebuilding_references_are_followed_again(one_database: Database) -> None:
    with pytest.raises(ZeroDivisionError), one_database.rebuilding():
        _ = 1 / 0
    with one_database.rebuilding() as at:
        add(at, "甲区")
    for _ in range(6):  # each connection that the pool may hand out
        with one_database.reading() as at:
            assert at.execute(text("PRAGMA foreign_keys")).scalar_one() == 1


def test_it_says_what_it_is(database: Database) -> None:
    assert database.is_sqlite == (database.file is not None)
    with database.reading() as at:
        assert at.dialect.name == ("sqlite" if database.is_sqlite else "postgresql")
