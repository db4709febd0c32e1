"""Moments come back as the same instant, structures as the same values, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import StatementError

from rating.district.storage import schema
from rating.district.storage.columns import Packed, moment, packed, unpacked
from rating.district.storage.database import Database
from tests.district.made import made

CHINA = timezone(timedelta(hours=8))


def kept(database: Database, at_moment: datetime) -> datetime:
    with database.writing() as at:
        at.execute(insert(schema.district).values(name="甲区", created_at=at_moment))
        return at.execute(select(schema.district.c.created_at)).scalar_one()


def test_a_moment_of_any_zone_comes_back_as_the_same_instant_in_utc(database: Database) -> None:
    written = datetime(2026, 1, 1, 7, 30, 15, 123456, CHINA)
    read = kept(database, written)
    assert read == written
    assert read.tzinfo is UTC
    assert (read.day, read.hour) == (31, 23)


def test_a_moment_without_its_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="time zone"):
        kept(database, datetime(2026, 1, 1))


def test_now_is_aware() -> None:
    assert moment().tzinfo is UTC


@pytest.mark.parametrize(
    "value", [[], ["曾用名", "=1+1", "“引号”"], [{"数": [1, 0.1, None, True]}, "𠮷😀", "\\u0000 as text"]]
)
def test_a_structure_comes_back_equal(database: Database, value: Any) -> None:
    here = made(database)
    station = schema.station
    with database.writing() as at:
        at.execute(station.update().where(station.c.id == here.stations[0]).values(former_names=value))
    with database.reading() as at:
        assert at.execute(select(station.c.former_names).where(station.c.id == here.stations[0])).scalar_one() == value


def test_packed_is_smaller_and_comes_back_equal() -> None:
    value = [{"indicator": "持证率", "points": "8", "seen": "半角 \ud800 也在"}] * 200
    assert unpacked(packed(value)) == value
    assert len(packed(value)) < len(str(value)) / 5
    made_before = packed({"a": 1})
    assert Packed().process_bind_param(made_before, None) is made_before  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="not JSON compliant"):
        packed([float("nan")])


@pytest.mark.parametrize(
    ("typed", "kept_as"), [("甲\x00乙", "甲\ufffd乙"), ("\ud83d甲", "\ufffd甲"), ("𠮷 \u202e😀\n", "𠮷 \u202e😀\n")]
)
def test_words_that_no_database_can_hold_are_marked(database: Database, typed: str, kept_as: str) -> None:
    here = made(database)
    table = schema.station
    with database.writing() as at:
        at.execute(table.update().where(table.c.id == here.stations[0]).values(kind=typed))
        assert at.execute(select(table.c.kind).where(table.c.kind == typed)).scalar_one() == kept_as
