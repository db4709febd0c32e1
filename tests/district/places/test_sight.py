from __future__ import annotations

from sqlalchemy import update

from rating.district.places.sight import districts_seen
from rating.district.storage import schema
from rating.district.storage.database import Database
from tests.district.made import made


def test_only_administrators_see_more_than_their_own_district_and_practice_comes_last(database: Database) -> None:
    first, second = made(database), made(database, name="另一区")
    with database.writing() as at:
        at.execute(update(schema.district).where(schema.district.c.id == first.district).values(practice=True))
    with database.reading() as at:
        assert [each.title for each in districts_seen(at, first.admin)] == ["另一区", "示例区（练习）"]
        for login in ("evaluator", "rater", "head", "viewer"):
            assert [each.id for each in districts_seen(at, second.people[login])] == [second.district]
