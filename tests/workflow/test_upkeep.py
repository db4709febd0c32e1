"""Upkeep as people ask for it: each wish whole, with its line in the log."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from sqlalchemy import delete, text

from rating.district.log import note
from rating.district.people.person import AT_THE_SERVER
from rating.district.people.roles import NotAllowed, Thing
from rating.district.rounds.local_day import today
from rating.district.storage import schema
from rating.district.storage.changes import added
from rating.district.storage.columns import moment
from rating.district.storage.database import Database, open_database
from rating.problems import Refused
from rating.workflow import upkeep
from rating.workflow.upkeep import SAFETY_COPIES, Wanted
from tests.district.full import full
from tests.district.made import Made, made
from tests.district.storage.kept import contents, log_lines


def a_round(database: Database, here: Made, **values: object) -> int:
    row = {"district_id": here.district, "title": "2025 年度", "state": "closed", "created_at": moment(), **values}
    with database.writing() as at:
        return added(at, schema.assessment_round, **row)


def test_a_restore_first_keeps_what_it_replaces(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RATING_DATA_FOLDER", str(tmp_path / "data"))
    here = full(database)
    upkeep.back_up(database, here.admin, tmp_path / "b.zip")
    with database.writing() as at:
        at.execute(delete(schema.assessment_round))
        added(at, schema.district, name="后来的区", created_at=moment())
    later = contents(database)
    manifest, kept = upkeep.restore(database, here.admin, tmp_path / "b.zip")
    assert manifest.rows_of("assessment_round") == 2
    assert kept is not None and kept.parent.name == SAFETY_COPIES
    assert kept.stat().st_mode & 0o077 == 0
    upkeep.restore(database, here.admin, kept)
    assert contents(database) == later


def test_a_bad_file_costs_nothing_and_leaves_nothing(
    one_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RATING_DATA_FOLDER", str(tmp_path / "data"))
    full(one_database)
    before, lines = contents(one_database), log_lines(one_database)
    with pytest.raises(Refused):
        upkeep.restore(one_database, AT_THE_SERVER, io.BytesIO(b"not a backup"))
    assert (contents(one_database), log_lines(one_database)) == (before, lines)
    assert not list(tmp_path.rglob(SAFETY_COPIES))


def test_into_an_empty_database_nothing_is_kept_before(one_database: Database, tmp_path: Path) -> None:
    full(one_database)
    upkeep.back_up(one_database, AT_THE_SERVER, tmp_path / "b.zip")
    fresh = open_database(f"sqlite:///{tmp_path}/fresh.sqlite3")
    _, kept = upkeep.restore(fresh, AT_THE_SERVER, tmp_path / "b.zip")
    assert kept is None
    assert contents(fresh) == contents(one_database)
    fresh.close()


def test_a_backup_goes_into_a_stream_and_can_be_looked_into(one_database: Database) -> None:
    here = full(one_database)
    content = io.BytesIO()
    upkeep.back_up(one_database, here.admin, content)
    assert "manifest.json" in ZipFile(content).namelist()
    assert upkeep.look_into_backup(here.admin, content).rows_of("upload") == 2


def test_a_database_is_made_and_upgraded_with_a_line(tmp_path: Path) -> None:
    fresh = open_database(f"sqlite:///{tmp_path}/fresh.sqlite3")
    before, after = upkeep.migrate(fresh, AT_THE_SERVER)
    assert (before, bool(after)) == ("", True)
    assert upkeep.migrate(fresh, AT_THE_SERVER) == (after, after)
    assert [(line.action, line.old, line.new) for line in log_lines(fresh)] == [("migrate", "", after)]
    fresh.close()


def test_the_log_goes_out_as_shown_and_that_is_a_line_too(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        note(at, here.evaluator, "change", Thing.STATION, 3, district=here.district, old="甲", new="=1+1", why="更名")
        note(at, here.admin, "add", Thing.ACCOUNT, 4)
    content = upkeep.exported_log(database, here.admin, Wanted(actions=("change",)), upkeep.CSV)
    _, row = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert row[1:8] == ["评估员乙（评估员）", "修改", "站点名册 3", "", "甲", "'=1+1", "更名"]
    assert row[0].startswith("20") and len(row[0]) == 19
    book = upkeep.exported_log(database, here.admin, Wanted(), upkeep.EXCEL, "全部")
    sheet = openpyxl.load_workbook(io.BytesIO(book)).active
    assert sheet is not None and sheet["A2"].value == "共 3 行 · 全部"
    assert [line.action for line in log_lines(database)] == ["change", "add", "export", "export"]


def test_times_are_told_by_the_districts_clock(one_database: Database) -> None:
    here = made(one_database)
    with one_database.writing() as at:
        note(at, here.admin, "add", Thing.ACCOUNT)
        at.execute(text("UPDATE log SET at = '2026-03-01 20:30:00.000000'"))
    (line,) = upkeep.log_page(one_database, here.admin).lines
    assert upkeep.texts_of(line)[0] == "2026-03-02 04:30:00"


def test_an_export_of_another_district_is_refused_and_not_logged_as_done(one_database: Database) -> None:
    here = made(one_database)
    for person in (here.evaluator, here.head, replace(here.admin, district=here.district + 1)):
        with pytest.raises(NotAllowed):
            upkeep.exported_log(one_database, person, Wanted(district=here.district))
    assert log_lines(one_database) == []


def test_who_stands_in_the_log_can_be_chosen(one_database: Database) -> None:
    here = made(one_database)
    with one_database.writing() as at:
        note(at, here.rater, "log_in", Thing.ACCOUNT)
    assert upkeep.people_in_log(one_database, here.admin) == {here.rater.id: "专家甲（评估人）"}


def test_rounds_are_kept_listed_and_cleared(database: Database) -> None:
    here = made(database)
    round_id = a_round(database, here)
    upkeep.keep_round_until(database, here.admin, round_id, today() - timedelta(days=1), 1, "保存一年")
    rounds, due = upkeep.kept_rounds(database, here.admin, here.district)
    assert [each.id for each in rounds] == [each.id for each in due] == [round_id]
    assert set(upkeep.holdings(database, here.admin, round_id).values()) == {0}
    with pytest.raises(Refused):
        upkeep.forget_round(database, here.admin, round_id, "2024 年度", "期满")
    assert upkeep.forget_round(database, here.admin, round_id, "2025 年度", "期满").title == "2025 年度"
    assert upkeep.kept_rounds(database, here.admin, here.district) == ((), ())


def test_health_is_asked_in_one_view(one_database: Database) -> None:
    here = made(one_database)
    assert {finding.title for finding in upkeep.health(one_database, here.admin)} >= {"数据库", "最近一次备份"}
