"""A restore replaces everything or nothing; a backup of either kind of database goes into the other."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, text

from rating.district.people.person import AT_THE_SERVER
from rating.district.people.roles import NotAllowed
from rating.district.storage import forms, migrate, restore, schema
from rating.district.storage.backup import write_backup
from rating.district.storage.changes import added
from rating.district.storage.columns import moment
from rating.district.storage.database import Database, open_database
from rating.district.storage.restore import look_into, restore_backup
from rating.problems import Refused
from tests.district.databases import postgresql_copy, sqlite_copy
from tests.district.full import full
from tests.district.made import made
from tests.district.storage.kept import change_row, contents, count, log_lines, rewritten

SECOND_FORM = '''
"""The second form, of a program to come."""
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "{before}"


def upgrade():
    op.create_table("visit", sa.Column("id", sa.Integer, primary_key=True), sa.Column("day", sa.Date))
    with op.batch_alter_table("district", recreate="auto") as batch:
        batch.add_column(sa.Column("telephone", sa.Text, nullable=False, server_default=""))
        batch.alter_column("code", existing_type=sa.Text(), type_=sa.String(20), existing_nullable=False)
'''


@pytest.fixture
def backup(database: Database, tmp_path: Path) -> Path:
    full(database)
    write_backup(database, AT_THE_SERVER, tmp_path / "备份.zip")
    return tmp_path / "备份.zip"


@pytest.fixture(params=["sqlite", "postgresql"])
def other(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A second database of either kind."""
    if request.param == "sqlite":
        with sqlite_copy(request.getfixturevalue("sqlite_ready"), tmp_path) as fresh:
            yield fresh
    else:
        with postgresql_copy(request.getfixturevalue("postgresql_model")) as fresh:
            yield fresh


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.problems[0].code


def test_it_goes_from_either_kind_of_database_into_either(database: Database, other: Database, backup: Path) -> None:
    made(other, name="要被替换的区")
    restore_backup(other, AT_THE_SERVER, backup)
    assert contents(other) == contents(database)
    assert [line.action for line in log_lines(other)] == [line.action for line in log_lines(database)[:-1]] + [
        "restore"
    ]


def test_a_round_trip_over_the_other_kind_changes_nothing(
    database: Database, other: Database, backup: Path, tmp_path: Path
) -> None:
    before = contents(database)
    restore_backup(other, AT_THE_SERVER, backup)
    write_backup(other, AT_THE_SERVER, tmp_path / "back.zip")
    with database.writing() as at:
        at.execute(delete(schema.assessment_round))
    restore_backup(database, AT_THE_SERVER, tmp_path / "back.zip")
    assert contents(database) == before


def test_everybody_logs_in_anew(database: Database, backup: Path) -> None:
    assert count(database, schema.session) > 0
    restore_backup(database, AT_THE_SERVER, backup)
    assert count(database, schema.session) == 0


def test_it_goes_into_a_database_without_tables(database: Database, backup: Path, tmp_path: Path) -> None:
    fresh = open_database(f"sqlite:///{tmp_path}/new.sqlite3")
    restore_backup(fresh, AT_THE_SERVER, backup)
    assert contents(fresh) == contents(database)
    fresh.close()


def test_ids_go_on_after_the_highest_that_either_side_ever_gave(database: Database, other: Database) -> None:
    """What a page or a link remembers of a removed row must never lead to a new one."""
    with database.writing() as at:
        for number in range(5):
            last = added(at, schema.district, name=f"{number} 区", created_at=moment())
        at.execute(delete(schema.district).where(schema.district.c.id >= last - 1))
    target = io.BytesIO()
    write_backup(database, AT_THE_SERVER, target)
    restore_backup(other, AT_THE_SERVER, target)
    with other.writing() as at:
        assert added(at, schema.district, name="新区", created_at=moment()) == last + 1
        for number in range(7):
            highest = added(at, schema.street, district_id=1, code="", name=f"{number} 号")
        at.execute(delete(schema.street))
    restore_backup(other, AT_THE_SERVER, target)
    with other.writing() as at:
        assert added(at, schema.street, district_id=1, code="", name="一号") == highest + 1


def test_connections_that_were_open_go_on_working(database: Database, backup: Path) -> None:
    """PostgreSQL's prepared statements and SQLite's compiled ones must find the new tables."""
    asked = select(schema.district.c.name).where(schema.district.c.id == 1)
    for _ in range(8):
        with database.reading() as at, database.reading() as second:
            at.execute(asked).all(), second.execute(asked).all()
    restore_backup(database, AT_THE_SERVER, backup)
    for _ in range(8):
        with database.reading() as at, database.reading() as second:
            assert at.execute(asked).scalar_one() == second.execute(asked).scalar_one() == "示例区"
    with database.writing() as at:
        added(at, schema.district, name="新区", created_at=moment())


def test_references_are_followed_afterwards(database: Database, backup: Path) -> None:
    restore_backup(database, AT_THE_SERVER, backup)
    with database.writing() as at:
        at.execute(delete(schema.assessment_round))
    assert count(database, schema.upload) == count(database, schema.evaluation) == 0


# ---- who


@pytest.mark.parametrize("login", ["evaluator", "rater", "head", "viewer"])
def test_nobody_else_may_restore_or_look_into_a_backup(one_database: Database, tmp_path: Path, login: str) -> None:
    here = full(one_database)
    write_backup(one_database, AT_THE_SERVER, tmp_path / "b.zip")
    before = contents(one_database)
    confined = replace(here.admin, district=here.district)
    for person in (here.people[login], confined):
        with pytest.raises(NotAllowed):
            restore_backup(one_database, person, tmp_path / "b.zip")
        with pytest.raises(NotAllowed):
            look_into(person, tmp_path / "b.zip")
    assert contents(one_database) == before


def test_the_log_says_who_restored_what(database: Database, tmp_path: Path) -> None:
    here = made(database)
    manifest = write_backup(database, here.admin, tmp_path / "b.zip")
    restore_backup(database, here.admin, tmp_path / "b.zip")
    line = log_lines(database)[-1]
    assert (line.action, line.account_id, line.new) == ("restore", here.admin.id, manifest.made_at.isoformat())


# ---- nothing changes when it is refused

Change = Callable[[dict[str, bytes], dict[str, Any]], Any]
CONTRADICTORY: dict[str, Change] = {
    "a reference to nothing": lambda members, _: change_row(members, "station", district_id=77),
    "an id twice": lambda members, _: change_row(members, "station", id=2),
    "a name twice": lambda members, _: change_row(members, "station", code="S002"),
    "fewer rows than told": lambda _, told: told["tables"]["station"].update(rows=4),
}
"""What only the database finds, or what is found when all is loaded."""
FORGED: dict[str, Change] = {
    "a text where a number stands": lambda members, _: change_row(members, "district", version="1"),
    "nothing where something must be": lambda members, _: change_row(members, "district", name=None),
    "a column more": lambda members, _: change_row(members, "district", more=1),
    "no JSON": lambda members, _: members.update({"tables/street.jsonl": b"{\n"}),
    "an unknown kind of date": lambda members, _: change_row(members, "district", created_at="soon"),
    "a file that no row has": lambda members, _: change_row(members, "upload", content=False),
    "a file that is not there": lambda members, _: members.pop("bytes/upload/1/content"),
    "a file of no table": lambda members, _: members.update({"bytes/nothing/1/content": b"x"}),
    "a member of no kind": lambda members, _: members.update({"more/x": b"x"}),
    "a table fewer": lambda members, told: (members.pop("tables/setting.jsonl"), told["tables"].pop("setting")),
    "sessions": lambda members, told: (
        members.update({"tables/session.jsonl": b""}),
        told["tables"].update({"session": {"rows": 0, "last_id": 0}}),
    ),
    "no form": lambda _, told: told.update(form=""),
}


@pytest.mark.parametrize("change", CONTRADICTORY.values(), ids=CONTRADICTORY.keys())
def test_a_contradictory_backup_changes_nothing(database: Database, backup: Path, change: Change) -> None:
    refused_whole(database, rewritten(backup, change))


@pytest.mark.parametrize("change", FORGED.values(), ids=FORGED.keys())
def test_a_forged_backup_changes_nothing(one_database: Database, tmp_path: Path, change: Change) -> None:
    full(one_database)
    write_backup(one_database, AT_THE_SERVER, tmp_path / "b.zip")
    refused_whole(one_database, rewritten(tmp_path / "b.zip", change))


def refused_whole(database: Database, forged: Path) -> None:
    before, lines = contents(database), log_lines(database)
    with pytest.raises(Refused) as refused:
        restore_backup(database, AT_THE_SERVER, forged)
    assert code(refused) == "backup_unusable"
    assert (contents(database), log_lines(database)) == (before, lines)
    with database.writing() as at:
        added(at, schema.district, name="还能写", created_at=moment())


def test_a_backup_of_a_newer_program_changes_nothing(database: Database, backup: Path) -> None:
    before = contents(database)
    with pytest.raises(Refused) as refused:
        restore_backup(database, AT_THE_SERVER, rewritten(backup, lambda _, told: told.update(form="9999")))
    assert code(refused) == "storage_old"
    assert contents(database) == before


def test_a_fault_at_the_very_end_changes_nothing(
    database: Database, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, lines = contents(database), log_lines(database)

    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(restore, "_tell", broken)
    with pytest.raises(KeyboardInterrupt):
        restore_backup(database, AT_THE_SERVER, backup)
    assert (contents(database), log_lines(database)) == (before, lines)
    assert count(database, schema.session) > 0


def test_tables_of_somebody_else_are_left_alone(tmp_path: Path, one_database: Database) -> None:
    write_backup(one_database, AT_THE_SERVER, tmp_path / "b.zip")
    foreign = open_database(f"sqlite:///{tmp_path}/foreign.sqlite3")
    with foreign.writing() as at:
        at.execute(text("CREATE TABLE account (name TEXT)"))
        at.execute(text("INSERT INTO account VALUES ('somebody')"))
    with pytest.raises(Refused) as refused:
        restore_backup(foreign, AT_THE_SERVER, tmp_path / "b.zip")
    assert code(refused) == "not_usable"
    with foreign.reading() as at:
        assert at.execute(text("SELECT name FROM account")).scalar_one() == "somebody"
    foreign.close()


# ---- forms


@contextmanager
def newer_program(folder: Path) -> Iterator[None]:
    """Inside, the program knows one form more; outside it has never heard of it."""
    shutil.copytree(migrate.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    before = migrate.newest()
    (folder / "versions" / "0002_second.py").write_text(SECOND_FORM.format(before=before), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrate, "FOLDER", folder)
        forms._reflected.cache_clear()
        yield
    forms._reflected.cache_clear()


def test_a_backup_of_an_older_form_is_loaded_as_it_was_and_upgraded(
    database: Database, backup: Path, tmp_path: Path
) -> None:
    before = contents(database)
    with newer_program(tmp_path / "newer"):
        migrate.migrate(database)
        with database.writing() as at:
            at.execute(text("INSERT INTO visit (day) VALUES ('2026-01-01')"))
        restore_backup(database, AT_THE_SERVER, backup)
        with database.reading() as at:
            assert migrate.form_of(at) == "0002"
            assert at.execute(text("SELECT telephone FROM district")).scalar_one() == ""
            assert at.execute(text("SELECT count(*) FROM visit")).scalar_one() == 0
        assert contents(database) == before
        newest = tmp_path / "newest.zip"
        write_backup(database, AT_THE_SERVER, newest)
    with pytest.raises(Refused) as refused:
        look_into(AT_THE_SERVER, newest)
    assert code(refused) == "storage_old"


def test_an_older_form_is_backed_up_as_it_is(database: Database, tmp_path: Path) -> None:
    """So that a backup can be taken before the tables are upgraded."""
    full(database)
    before = contents(database)
    form = migrate.newest()
    with newer_program(tmp_path / "newer"):
        assert write_backup(database, AT_THE_SERVER, tmp_path / "b.zip").form == form
    restore_backup(database, AT_THE_SERVER, tmp_path / "b.zip")
    assert contents(database) == before


def test_a_migration_that_rebuilds_a_table_keeps_the_rows_that_refer_to_it(database: Database, tmp_path: Path) -> None:
    """On SQLite a changed column means a new table; stations must not go with the old one."""
    full(database)
    before = contents(database)
    with newer_program(tmp_path / "newer"):
        migrate.migrate(database)
        assert contents(database) == before


def test_looking_into_a_backup_tells_what_it_holds_and_changes_nothing(database: Database, backup: Path) -> None:
    before = contents(database)
    manifest = look_into(AT_THE_SERVER, backup)
    assert manifest.rows_of("station") == 3
    assert manifest.rows == sum(table.rows for table in manifest.tables.values())
    assert contents(database) == before


def test_rows_of_a_large_table_are_all_there(database: Database, other: Database) -> None:
    rows = [{"name": f"setting {number}", "value": "值" * (number % 50)} for number in range(1234)]
    with database.writing() as at:
        at.execute(insert(schema.setting), rows)
    target = io.BytesIO()
    write_backup(database, AT_THE_SERVER, target)
    restore_backup(other, AT_THE_SERVER, target)
    assert contents(other)["setting"] == contents(database)["setting"]
