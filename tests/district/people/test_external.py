from __future__ import annotations

import pytest
from sqlalchemy import update

from rating.district.people import external
from rating.district.storage import schema
from rating.district.storage.database import Database
from tests.district.made import made


def test_only_the_exact_name_of_an_account_in_use_is_known(database: Database) -> None:
    there = made(database)
    table = schema.account
    with database.writing() as at:
        at.execute(update(table).where(table.c.login == "head").values(external_id="head@district"))
        assert external.of_external(at, "head@district") == there.people["head"].id
        for odd in ("", "HEAD@district", "head@district ", "head", "%", "\x00", "x" * 10_000):
            assert external.of_external(at, odd) is None
        at.execute(update(table).where(table.c.login == "head").values(active=False))
        assert external.of_external(at, "head@district") is None


def test_the_key_is_made_once_and_stays(database: Database) -> None:
    with database.reading() as at:
        assert external.kept_key(at) == ""
    with database.writing() as at:
        made_first = external.make_key(at)
    with database.writing() as at:
        assert external.make_key(at) == made_first == external.kept_key(at)
    assert len(made_first) == 64


@pytest.mark.parametrize("odd", ["\ud800"])
def test_half_a_sign_is_nobody(database: Database, odd: str) -> None:
    made(database)
    with database.reading() as at:
        assert external.of_external(at, odd) is None
