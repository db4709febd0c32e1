"""A practice district: marked as one, so that it can be thrown away with everything in it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from sqlalchemy import Connection

from rating.district.people.person import Person
from rating.district.places.districts import add_district
from rating.district.places.register import RosterRow
from rating.district.places.sight import districts_seen
from rating.district.places.stations import NewStation, add_station
from rating.district.places.streets import have_street


def add_practice_district(at: Connection, person: Person, name: str, rows: Sequence[RosterRow], why: str = "") -> int:
    """The id of a practice district with these stations; its name is numbered where it is taken."""
    taken = {each.name for each in districts_seen(at, person)}
    numbered = (name if number == 1 else f"{name} {number}" for number in count(1))
    district = add_district(at, person, next(each for each in numbered if each not in taken), practice=True)
    for row in rows:
        have_street(at, person, district, row.street)
        add_station(at, person, district, NewStation(row.code, row.name, row.kind, row.street, row.former_names), why)
    return district
