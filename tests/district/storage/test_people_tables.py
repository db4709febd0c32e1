"""Districts, stations, accounts: what may stand twice, what goes with what, and a log that outlives all of it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError

from rating.district.log import note
from rating.district.people.roles import Thing
from rating.district.storage import schema
from rating.district.storage.changes import added
from rating.district.storage.columns import moment
from rating.district.storage.database import Database
from rating.problems import Refused
from tests.district.full import full
from tests.district.made import made
from tests.district.storage.kept import count


@pytest.mark.parametrize(
    ("table", "twice"),
    [
        ("district", {"name": "示例区"}),
        ("street", {"name": "1 号街道"}),
        ("station", {"code": "S001"}),
        ("account", {"login": "head", "role": "viewer"}),
    ],
)
def test_a_name_is_given_once(database: Database, table: str, twice: dict[str, Any]) -> None:
    here = made(database)
    row = dict(twice)
    if table in ("district", "account"):
        row["created_at"] = moment()
    if table in ("street", "station"):
        row["district_id"] = here.district
    with pytest.raises(Refused) as refused, database.writing() as at:
        at.execute(insert(schema.TABLES.tables[table]).values(**row))
    assert refused.value.problems[0].code == "storage_taken"


def test_two_districts_may_have_stations_of_the_same_code(database: Database) -> None:
    made(database)
    made(database, name="其他区")
    assert count(database, schema.station) == 6


def test_a_district_with_accounts_cannot_be_removed_by_accident(database: Database) -> None:
    here = made(database)
    with pytest.raises(IntegrityError), database.writing() as at:
        at.execute(delete(schema.district).where(schema.district.c.id == here.district))
    assert count(database, schema.station) == 3


def test_a_street_that_goes_leaves_its_stations(database: Database) -> None:
    made(database)
    with database.writing() as at:
        at.execute(delete(schema.street))
    with database.reading() as at:
        assert set(at.execute(select(schema.station.c.street_id)).scalars()) == {None}


def test_an_account_that_goes_takes_its_sessions_and_leaves_its_deeds_and_the_log(database: Database) -> None:
    here = full(database)
    with database.writing() as at:
        note(at, here.admin, "log_in", Thing.ACCOUNT, here.admin.id)
        first = at.execute(select(schema.session.c.account_id).limit(1)).scalar_one()
    lines, decisions = count(database, schema.log), count(database, schema.decision)
    with database.writing() as at:
        at.execute(delete(schema.account))
    assert first
    assert count(database, schema.session) == count(database, schema.account_scope) == 0
    assert (count(database, schema.log), count(database, schema.decision)) == (lines, decisions)
    with database.reading() as at:
        assert set(at.execute(select(schema.decision.c.made_by)).scalars()) == {None}


def test_the_log_refers_to_nothing() -> None:
    assert not schema.log.foreign_keys


def test_a_session_needs_an_account_that_is_there(database: Database) -> None:
    """References are followed on both databases; SQLite would not by itself."""
    with pytest.raises(IntegrityError), database.writing() as at:
        added(
            at, schema.session,
            token_hash="x", account_id=99, started_at=moment(), seen_at=moment(), expires_at=moment(),
        )  # fmt: skip
