"""Two copies on one PostgreSQL behind nginx: log in, upload, kill the copy that serves, and go on through the other."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import select

from rating.district.people import passwords
from rating.district.storage import schema
from rating.district.storage.database import Database
from tests.browser.people import DESK, PASSWORD, Seat
from tests.browser.replicas import Replicas, replicas
from tests.district.databases import postgresql_copy
from tests.district.published_round import MARKS, Published, figures_file, marks_file, opened

pytestmark = pytest.mark.browser


@pytest.mark.slow
def test_one_copy_dies_and_the_other_goes_on(chromium: Browser, postgresql_model: str, tmp_path: Path) -> None:
    with postgresql_copy(postgresql_model) as database:
        found = opened(database)
        _give_password(database, "evaluator")
        url = database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        with replicas(tmp_path, url) as both:
            _stays_with_one_copy(both)
            seat = Seat(chromium, both.address, DESK)
            try:
                _walk(seat, both, found, tmp_path)
            finally:
                seat.leave()


def _give_password(database: Database, login: str) -> None:
    with database.writing() as at:
        table = schema.account
        at.execute(table.update().where(table.c.login == login).values(password_hash=passwords.hashed(PASSWORD)))


def _stays_with_one_copy(both: Replicas) -> None:
    """The route cookie is given once, and the same cookie always leads to the same copy."""
    with httpx.Client(base_url=both.address) as visitor:
        first = visitor.get("/login")
        assert re.fullmatch(r"[0-9a-f]{32}", visitor.cookies["rating_route"])
        assert "HttpOnly" in str(first.headers.get_list("set-cookie"))
        for number in range(12):
            answer = visitor.get(f"/login?next=/stays-{number}")
            assert "rating_route" not in str(answer.headers.get_list("set-cookie"))
        assert len({both.serving(f"next=/stays-{number}") for number in range(12)}) == 1


def _walk(seat: Seat, both: Replicas, found: Published, folder: Path) -> None:
    seat.log_in("evaluator")
    seat.open("import_data")
    files = [figures_file(), *(marks_file(rater) for rater in MARKS)]
    for name, content in files:
        (folder / name).write_bytes(content)
    seat.give([folder / name for name, _ in files[:2]])
    seat.sees("2 份文件")
    serving = both.serving("GET /import_data")
    both.kill(serving)
    # the page finds the other copy by itself; who one is and what was dropped are in the database
    seat.page.wait_for_timeout(2000)
    seat.open("import_data")
    expect(seat.page.get_by_text("评估员乙").first).to_be_visible()
    seat.sees("2 份文件")
    seat.give([folder / files[2][0]])
    seat.sees("文件可以使用")
    seat.press("确认并计算排名")
    seat.sees("3 个单位中 3 个已排名")
    assert both.serving("GET /import_data") == 1 - serving
    with found.database.reading() as at:
        assert len(at.execute(select(schema.evaluation.c.id)).all()) == 1
