from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from rating.district.storage.changes import refuse
from rating.district.storage.database import Database
from rating.problems import Refused
from rating.workflow import system
from tests.district.made import made


def test_all_who_ask_at_once_get_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RATING_DATA_FOLDER", str(tmp_path))
    with system.using(None), ThreadPoolExecutor(8) as pool:
        found = set(map(id, pool.map(lambda _: system.opened(), range(32))))
        assert len(found) == 1
        assert not system.has_accounts(system.opened())
        assert system.is_alive(system.opened())
        system.opened().close()


def test_tests_and_commands_may_bring_their_own(one_database: Database) -> None:
    with system.using(one_database):
        assert system.opened() is one_database
        assert not system.has_accounts(one_database)
        made(one_database)
        assert system.has_accounts(one_database)


def test_a_failure_is_told_again_for_a_while_and_then_tried_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []

    def fails() -> Database:
        tried.append(1)
        raise refuse("storage_gone", "连接不上", "数据库")

    monkeypatch.setattr(system, "opened_and_migrated", fails)
    with system.using(None):
        for _ in range(5):
            with pytest.raises(Refused):
                system.opened()
        assert len(tried) == 1
        system._kept.until = 0.0
        with pytest.raises(Refused):
            system.opened()
        assert len(tried) == 2


def test_it_comes_back_by_itself(one_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    answers: list[Database | Refused] = [refuse("storage_gone", "连接不上", "数据库"), one_database]

    def opening() -> Database:
        answer = answers.pop(0)
        if isinstance(answer, Refused):
            raise answer
        return answer

    monkeypatch.setattr(system, "opened_and_migrated", opening)
    with system.using(None):
        with pytest.raises(Refused):
            system.opened()
        system._kept.until = 0.0
        assert system.opened() is one_database


def test_a_database_whose_tables_went_away_is_not_alive(one_database: Database) -> None:
    assert system.is_alive(one_database)
    with one_database.writing() as at:
        at.exec_driver_sql("ALTER TABLE account RENAME TO away")
    assert not system.is_alive(one_database)
