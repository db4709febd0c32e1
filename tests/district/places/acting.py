"""What tests of places do again and again."""

from __future__ import annotations

from sqlalchemy import insert

from rating.district.people.person import Person
from rating.district.places.stations import Station, stations_of_district
from rating.district.storage import schema
from rating.district.storage.columns import moment
from rating.district.storage.database import Database
from tests.district.made import Made


def stations(database: Database, person: Person, district: int) -> tuple[Station, ...]:
    with database.reading() as at:
        return stations_of_district(at, person, district)


def known_to_a_round(database: Database, there: Made, station: int) -> None:
    """A round assesses this station."""
    with database.writing() as at:
        revision = {"district_id": there.district, "code": "r", "number": 1, "made_at": moment()}
        rubric = at.execute(insert(schema.rubric_revision).values(**revision)).inserted_primary_key
        plan = {"district_id": there.district, "title": "2025", "state": "draft", "created_at": moment()}
        made = at.execute(insert(schema.assessment_round).values(**plan)).inserted_primary_key
        assert rubric and made
        part = at.execute(insert(schema.round_part).values(round_id=made[0], rubric_id=rubric[0])).inserted_primary_key
        assert part
        row = {"round_id": made[0], "part_id": part[0], "station_id": station, "code": "S001", "name": "甲"}
        at.execute(insert(schema.round_station).values(**row))
