"""Districts, their streets and stations: changed one by one, or by a roster file that is confirmed as a whole."""

from __future__ import annotations

from rating.district.people.person import Person
from rating.district.people.roles import About, Action, Thing, demand
from rating.district.places import districts, stations, streets, taking
from rating.district.places.districts import District
from rating.district.places.register import Proposal, RosterRow, compare
from rating.district.places.stations import NewStation, Station
from rating.district.places.streets import Street
from rating.district.places.taking import Choices
from rating.district.storage.database import Database
from rating.export.roster_book import roster_book
from rating.intake.roster import SEVERAL, Listed, read_register

_FIELDS = {"former_name": "former_names"}
"""The reader's word for a column → the register's, where they differ."""

# ---- districts


def district_of(database: Database, person: Person, district: int) -> District:
    """Raises Refused (not_found) or NotAllowed."""
    with database.reading() as at:
        return districts.district_of(at, person, district)


def add_district(database: Database, person: Person, name: str, code: str = "") -> int:
    """The id of a new district. Raises NotAllowed, or Refused (storage_taken, not_filled)."""
    with database.writing() as at:
        return districts.add_district(at, person, name, code)


def change_district(database: Database, person: Person, wanted: District, why: str = "") -> int:
    """See `district/places/districts.py`."""
    with database.writing() as at:
        return districts.change_district(at, person, wanted, why)


# ---- streets


def streets_of(database: Database, person: Person, district: int) -> tuple[Street, ...]:
    """All streets of a district."""
    with database.reading() as at:
        return streets.streets_of(at, person, district)


def add_street(database: Database, person: Person, district: int, name: str, code: str = "") -> int:
    """The id of a new street."""
    with database.writing() as at:
        return streets.add_street(at, person, district, name, code)


def add_official_streets(database: Database, person: Person, district: int, codes: frozenset[str]) -> int:
    """Add the official streets of these codes that the district does not have yet, all or none; how many."""
    with database.writing() as at:
        return streets.add_official_streets(at, person, district, codes)


def change_street(database: Database, person: Person, wanted: Street, why: str = "") -> int:
    """See `district/places/streets.py`."""
    with database.writing() as at:
        return streets.change_street(at, person, wanted, why)


def remove_street(database: Database, person: Person, street_id: int, why: str = "") -> None:
    """Only a street without stations."""
    with database.writing() as at:
        streets.remove_street(at, person, street_id, why)


# ---- stations


def stations_of(
    database: Database, person: Person, district: int, *, active: bool | None = None
) -> tuple[Station, ...]:
    """The stations that the person may see, by code."""
    with database.reading() as at:
        return stations.stations_of_district(at, person, district, active=active)


def add_station(database: Database, person: Person, district: int, wanted: NewStation, why: str = "") -> int:
    """The id of a new station; a street that is not there yet is added first, with its official code if it has one."""
    with database.writing() as at:
        streets.have_street(at, person, district, wanted.street)
        return stations.add_station(at, person, district, wanted, why)


def change_station(database: Database, person: Person, wanted: Station, why: str = "") -> int:
    """See `district/places/stations.py`; a street that is not there yet is added first."""
    with database.writing() as at:
        streets.have_street(at, person, wanted.district, wanted.street)
        return stations.change_station(at, person, wanted, why)


def take_out_station(database: Database, person: Person, seen: Station, why: str = "") -> bool:
    """Remove a station, or close it where a round or an account knows it. True when it is gone."""
    with database.writing() as at:
        return stations.take_out(at, person, seen, why)


# ---- the roster as a file


def propose_roster(database: Database, person: Person, district: int, name: str, content: bytes) -> Proposal:
    """What taking a roster file would change, with its problems by cell; nothing is written."""
    with database.reading() as at:
        demand(person, Action.CHANGE, Thing.STATION, About(district))
    listed = read_register((name, content))
    with database.reading() as at:
        register = taking.register_of(at, person, district)
    called = listed.upload.name if listed.upload else name
    return compare(register, roster_rows(listed), called, listed.problems, listed.left_out)


def take_roster(database: Database, person: Person, proposal: Proposal, choices: Choices, why: str = "") -> None:
    """Write the proposal whole. Raises Refused (changed_meanwhile) when the register is no longer what was compared."""
    with database.writing() as at:
        taking.take(at, person, proposal, choices, why)


def roster_rows(listed: Listed) -> tuple[RosterRow, ...]:
    """The stations of a file, with the cell of each of their fields; where no code was written, the name is one."""
    directory = listed.directory
    rows = []
    for row, (code, name) in enumerate(zip(directory.code, directory.name, strict=True)):
        cells = {_FIELDS.get(column, column): place for column, place in listed.cells[row].items()}
        if code == name:
            cells.pop("code", None)
        former = tuple(directory.former.get(row, ()))
        rows.append(RosterRow(code, name, directory.kind[row], directory.street[row], former, cells))
    return tuple(rows)


def roster_file(database: Database, person: Person, district: int) -> bytes:
    """The register as an .xlsx that imports unchanged: the stations in use."""
    with database.reading() as at:
        place = districts.district_of(at, person, district)
        there = stations.stations_of_district(at, person, district, active=True)
    rows = [
        (each.code, each.name, each.kind, each.street, each.street_code, place.name, _former_names(each))
        for each in there
    ]
    return roster_book(place.name, rows)


def _former_names(station: Station) -> str:
    """Those that one cell can hold side by side; an import takes away none that its file leaves out."""
    return "、".join(each for each in station.former_names if not SEVERAL.search(each))
