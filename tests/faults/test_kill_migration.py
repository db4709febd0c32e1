"""kill −9 while the tables are being made: they are all there or none, and the next start makes them."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from rating.district.storage.database import Database
from rating.district.storage.migrate import form_of, migrate, newest
from tests.district.databases import postgresql_copy, sqlite_copy
from tests.faults.killing import Actor, Span, actor
from tests.faults.spared import counted, damage

MIGRATE = "rating.district.storage.migrate:migrate"
KILLS = {"sqlite": 30, "postgresql": 10}


@pytest.mark.slow
def test_on_sqlite(tmp_path: Path) -> None:
    empty = tmp_path / "empty.sqlite3"
    empty.touch()
    with actor(MIGRATE.partition(":")[0]) as child:
        _kill_often(child, lambda: sqlite_copy(empty, tmp_path), KILLS["sqlite"])


@pytest.mark.slow
def test_on_postgresql(postgresql_model: str) -> None:
    with actor(MIGRATE.partition(":")[0]) as child:
        _kill_often(child, lambda: postgresql_copy(postgresql_model, "template1"), KILLS["postgresql"])


def _kill_often(child: Actor, fresh: Any, kills: int) -> None:
    with fresh() as database:
        whole = child.act(database, MIGRATE)
        span = Span.of(whole)
        everything = counted(database)
    moments = random.Random(4)
    died = 0
    for _ in range(kills):
        with fresh() as database:
            ended = child.act(database, MIGRATE, ("writing", moments.uniform(0, span.writing)))
            span.seen(ended)
            died += ended.died
            _all_or_nothing(database, everything)
            assert migrate(database)[1] == newest()
            assert counted(database) == everything
    assert died >= kills // 2, "the kills came too late to prove anything"


def _all_or_nothing(database: Database, everything: dict[str, int]) -> None:
    assert damage(database) == []
    with database.engine.connect() as at:
        form = form_of(at)
    assert (form, counted(database)) in (("", {}), (newest(), everything))
