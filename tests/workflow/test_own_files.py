"""Files with an owner (who may have them: tests/server/test_files.py): what is in them, and that the log comes first."""

from __future__ import annotations

import json
from zipfile import ZipFile

import pytest
from sqlalchemy import func, select

from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.problems import Refused
from rating.workflow.own_files import backup_file, feedback_file, upload_file
from tests.district.announced import Ready, ready


def told(it: Ready) -> int:
    with it.database.reading() as at:
        asked = select(func.count()).select_from(schema.log).where(schema.log.c.action == "export")
        return int(at.execute(asked).scalar_one())


def test_the_name_says_whose_and_of_which_round_and_leads_nowhere(database: Database) -> None:
    it = ready(database, title="2025/年度：../../x")
    it.announce()
    name, content = feedback_file(database, it.head, it.stations[0], it.round_id, "xlsx")
    assert name == "甲街道社工站_2025年度：....x_评定结果.xlsx" and content[:2] == b"PK"
    assert "/" not in name and told(it) == 0


def test_the_json_can_be_read_as_the_result_of_a_round(database: Database) -> None:
    from rating.insight.result import previous_stars
    from tests.district.announced import rated

    it = ready(database)
    it.announce()
    _, content = feedback_file(database, it.viewer, it.stations[0], it.round_id, "json")
    assert previous_stars(json.loads(content), rated().roster) == {0: 5}
    assert told(it) == 1


def test_what_cannot_be_told_of_is_not_given(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    from rating.district.storage.changes import refuse
    from rating.workflow import own_files

    it = ready(database)
    it.announce()

    def full(*_: object, **__: object) -> None:
        raise refuse("storage_full", "磁盘已满")

    monkeypatch.setattr(own_files, "note", full)
    with pytest.raises(Refused):
        feedback_file(database, it.viewer, it.stations[0], it.round_id, "json")
    assert feedback_file(database, it.head, it.stations[0], it.round_id, "json")


def test_an_upload_that_is_not_there_is_refused_like_one_that_is_not_yours(database: Database) -> None:
    it = ready(database)
    found = []
    for person, number in ((it.head, 1), (it.head, 999)):
        with pytest.raises(Refused) as refusal:
            upload_file(database, person, number)
        found.append([problem.line for problem in refusal.value.problems])
    assert found[0] == found[1]


def test_a_backup_is_whole_and_its_file_is_gone_when_closed(database: Database) -> None:
    it = ready(database)
    it.announce()
    name, file = backup_file(database, it.admin)
    with file, ZipFile(file) as archive:
        assert archive.testzip() is None and name.endswith(".zip")
        assert any("station_result" in each for each in archive.namelist())
    with pytest.raises(Refused) as refusal:
        backup_file(database, it.evaluator)
    assert refusal.value.problems[0].code == "not_found"
