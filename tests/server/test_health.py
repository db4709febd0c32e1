from __future__ import annotations

import pytest

from rating.district.storage.changes import refuse
from rating.district.storage.database import Database
from rating.workflow import system
from tests.district.made import Made
from tests.server.visiting import Visitor


def test_it_says_that_it_lives_and_nothing_else(empty: Database, visitor: Visitor) -> None:
    answer = visitor.get("/healthz")
    assert (answer.status_code, answer.text, answer.headers["cache-control"]) == (200, "ok", "no-store")


def test_it_answers_without_a_session(district: Made, visitor: Visitor) -> None:
    assert visitor.client.get("/healthz").status_code == 200
    assert visitor.client.head("/healthz").status_code == 200
    assert visitor.client.post("/healthz").status_code == 405


def test_a_database_that_does_not_answer_is_not_well(
    empty: Database, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    with empty.writing() as at:
        at.exec_driver_sql("ALTER TABLE account RENAME TO away")
    answer = visitor.get("/healthz")
    assert (answer.status_code, answer.text) == (503, "unavailable")

    def away() -> Database:
        raise refuse("storage_gone", "连接不上 secret@host", "数据库")

    monkeypatch.setattr(system, "opened", away)
    assert visitor.get("/healthz").text == "unavailable"
