"""Taking a roster into the register: all of it, or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection

from rating.district.log import note
from rating.district.people.person import Person
from rating.district.people.roles import About, Action, Thing, demand
from rating.district.places.districts import district_of
from rating.district.places.official_streets import official_street
from rating.district.places.register import AS_TYPED, Proposal, Register
from rating.district.places.stations import (
    add_station,
    change_station,
    stations_of_district,
)
from rating.district.places.streets import have_street, streets_of
from rating.district.storage.changes import refuse
from rating.problems import Refused, stopping

CALLED = "站点名册"


@dataclass(frozen=True)
class Choices:
    """What the user said to a proposal.

    close    ids of those gone from the file that are to be closed; the others are kept
    settled  ids of those gone from the file that were decided on
    streets  street as typed → the name it means, AS_TYPED to keep it
    """

    close: frozenset[int] = frozenset()
    settled: frozenset[int] = frozenset()
    streets: Mapping[str, str] = field(default_factory=dict)


def register_of(at: Connection, person: Person, district: int) -> Register:
    """A district's register for a comparison. Raises NotAllowed for who may not change it."""
    demand(person, Action.CHANGE, Thing.STATION, About(district))
    place = district_of(at, person, district)
    stations, streets = stations_of_district(at, person, district), streets_of(at, person, district)
    return Register(district, place.name, stations, streets, _state(stations, streets))


def _state(*things: tuple[object, ...]) -> str:
    """A digest that is another after any change of stations or streets."""
    return hashlib.sha256(repr(things).encode("utf-8", "surrogatepass")).hexdigest()


def take(at: Connection, person: Person, proposal: Proposal, choices: Choices, why: str = "") -> None:
    """Write what the proposal says, with what the user chose.

    Raises NotAllowed, or Refused: changed_meanwhile when the register is no longer the one compared with,
    not_filled for an open question, the file's own problems.
    """
    district = proposal.district
    demand(person, Action.CHANGE, Thing.STATION, About(district))
    district_of(at, person, district, lock=True)
    if stopping(proposal.problems):
        raise Refused(stopping(proposal.problems))
    if register_of(at, person, district).state != proposal.state:
        raise refuse("changed_meanwhile", "名册刚刚被别人改过，与核对时不同", CALLED)
    _refuse_open(proposal, choices)
    meant = _take_streets(at, person, proposal, choices)
    for new in proposal.new:
        add_station(at, person, district, replace(new, street=meant.get(new.street, new.street)), why)
    for pair in proposal.changed:
        street = pair.wanted.street
        change_station(at, person, replace(pair.wanted, street=meant.get(street, street)), why)
    closed = [station for station in proposal.gone if station.id in choices.close]
    for station in closed:
        change_station(at, person, replace(station, active=False), why)
    told = (
        f"导入名册「{proposal.file}」：新增 {len(proposal.new)}、修改 {len(proposal.changed)}、"
        f"停用 {len(closed)}、不变 {proposal.unchanged}"
    )
    note(at, person, "upload", Thing.STATION, district=district, summary=told, why=why)


def _refuse_open(proposal: Proposal, choices: Choices) -> None:
    streets = [each.typed for each in proposal.streets if each.open and each.typed not in choices.streets]
    if streets:
        raise refuse("not_filled", f"街镇「{'」「'.join(streets)}」还没有确认是哪一个", CALLED)
    gone = [station.label for station in proposal.gone if station.id not in choices.settled]
    if gone:
        raise refuse("not_filled", f"名册文件中没有的 {len(gone)} 个站点还没有选择保留或停用", CALLED)


def _take_streets(at: Connection, person: Person, proposal: Proposal, choices: Choices) -> dict[str, str]:
    """Add the streets that are new; street as typed → name in the register."""
    place = district_of(at, person, proposal.district)
    meant: dict[str, str] = {}
    for asked in proposal.streets:
        chosen = choices.streets.get(asked.typed, AS_TYPED)
        if chosen != AS_TYPED and chosen not in asked.offered:
            raise refuse("not_usable", f"街镇「{asked.typed}」的选择不在所列之中", CALLED)
        official = asked.official or (official_street(chosen, place.name) if chosen else None)
        called = official.name if official else chosen or asked.typed
        have_street(at, person, proposal.district, called)
        meant[asked.typed] = called
    return meant
