"""备份 leads to a route that asks who it is; 恢复 shows what would come, and does nothing without the typed word."""

from __future__ import annotations

import io

import pytest
from sqlalchemy import delete
from streamlit.testing.v1 import AppTest

from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.workflow import upkeep
from tests.district.full import full
from tests.district.made import Made
from tests.district.storage.kept import contents, log_lines
from tests.screens.conftest import SignIn
from tests.screens.opening import open_screen, text_of


@pytest.fixture
def here(one_database: Database, sign_in: SignIn) -> Made:
    there = full(one_database)
    with one_database.writing() as at:  # rounds in no state that a screen knows of
        at.execute(delete(schema.assessment_round))
    sign_in(there.admin)
    return there


def part(name: str) -> AppTest:
    run = open_screen("log_and_backup")
    run.button_group[0].set_value(name).run()
    assert not run.exception
    return run


def backup_of(database: Database, here: Made) -> bytes:
    target = io.BytesIO()
    upkeep.back_up(database, here.admin, target)
    return target.getvalue()


def test_the_backup_is_a_link_to_the_servers_own_route_and_says_what_is_in_it(
    one_database: Database, here: Made
) -> None:
    before = log_lines(one_database)
    run = part("备份")
    assert 'href="/files/backup"' in "".join(each.proto.body for each in run.html)
    assert "散列值" in text_of(run)
    assert log_lines(one_database) == before  # nothing is made before somebody asks


def test_a_restore_shows_what_would_come_and_needs_the_word(one_database: Database, here: Made) -> None:
    content = backup_of(one_database, here)
    with one_database.writing() as at:
        at.execute(delete(schema.station))
    before = contents(one_database)
    run = part("恢复")
    run.file_uploader(key="restore_file").set_value(("备份.zip", content, "application/zip")).run()
    assert "站点 3" in " ".join(text_of(run).split())
    run.button(key="restore").click().run()
    assert "没有恢复：请先在上面填写「恢复」" in text_of(run)
    assert contents(one_database) == before
    run.text_input(key="restore_typed").set_value("恢复").run()
    run.button(key="restore").click().run()
    assert "已恢复" in text_of(run)
    assert len(contents(one_database)["station"]) == 3
    assert [line.action for line in log_lines(one_database)][-1] == "restore"


def test_a_bad_file_is_told_calmly_and_offers_no_restore(one_database: Database, here: Made) -> None:
    content = backup_of(one_database, here)
    run = part("恢复")
    run.file_uploader(key="restore_file").set_value(("备份.zip", content[:-500], "application/zip")).run()
    assert not run.exception
    assert "备份文件不能使用" in text_of(run)
    assert "restore" not in {button.key for button in run.button}
