"""A roster file against the register: what is new, changed, gone or unchanged, and what has to be asked.

Nothing is written here. A row finds its station by the code as typed, then by the number in the code
(Excel loses leading zeros), then by the name; a street that is not known is offered the official ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rating.district.people.names import name, optional_name
from rating.district.places.official_streets import OfficialStreet, near_streets, official_street
from rating.district.places.stations import FIELDS, LONGEST, LONGEST_CODE, NewStation, Station, told
from rating.district.places.streets import Street
from rating.intake.layout.stations import plain_name
from rating.problems import Place, Problem, Refused
from rating.shown import one_line

AS_TYPED = ""
"""The answer to a street that keeps it as it was typed, without a code."""


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A row of a roster file; `cells` holds the place of each of `FIELDS` that the file has a column for."""

    code: str
    name: str
    kind: str = ""
    street: str = ""
    former_names: tuple[str, ...] = ()
    cells: Mapping[str, Place] = field(default_factory=dict)

    @property
    def has_code(self) -> bool:
        return "code" in self.cells and bool(self.code)


@dataclass(frozen=True, slots=True)
class ChangedStation:
    """A station as it is and as the file has it; `changes`: (title, old, new) of each field that differs."""

    seen: Station
    wanted: Station

    @property
    def changes(self) -> tuple[tuple[str, str, str], ...]:
        both = ((title, told(self.seen, each), told(self.wanted, each)) for each, title in FIELDS.items())
        return tuple(change for change in both if change[1] != change[2])


@dataclass(frozen=True, slots=True)
class StreetAsked:
    """A street of the file that the register does not have.

    official  the one of exactly this name: it is taken with its code
    offered   names of the register's or official streets that it may mean; none and no `official`: a new street
    """

    typed: str
    official: OfficialStreet | None = None
    offered: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Somebody has to say which street is meant."""
        return self.official is None and bool(self.offered)


@dataclass(frozen=True)
class Proposal:
    """What taking a roster file would do. `state` says which register it was compared with."""

    district: int
    file: str
    state: str
    new: tuple[NewStation, ...] = ()
    changed: tuple[ChangedStation, ...] = ()
    gone: tuple[Station, ...] = ()
    unchanged: int = 0
    streets: tuple[StreetAsked, ...] = ()
    problems: tuple[Problem, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()

    @property
    def idle(self) -> bool:
        """Taking it would change nothing."""
        return not (self.new or self.changed or self.gone)


@dataclass(frozen=True)
class Register:
    """A district's stations and streets as they were when `state` was taken."""

    district: int
    district_name: str
    stations: tuple[Station, ...]
    streets: tuple[Street, ...]
    state: str


def compare(register: Register, rows: Sequence[RosterRow], file: str, problems: Iterable[Problem] = ()) -> Proposal:
    """The proposal of a file's rows; `problems` are those of its reading."""
    found = list(problems)
    sound = [row for row in map(lambda row: _sound(row, found), rows) if row is not None]
    streets = _streets(register, sound)
    known_as = {plain_name(street.name): street.name for street in register.streets}
    matched = _matched(register.stations, sound, found)
    new, changed, unchanged, seen = [], [], 0, set()
    for row, station in zip(sound, matched, strict=True):
        row = replace(row, street=known_as.get(plain_name(row.street), row.street))
        if station is None:
            new.append(NewStation(row.code, row.name, row.kind, row.street, row.former_names))
            continue
        seen.add(station.id)
        pair = ChangedStation(station, _as_in_file(station, row))
        changed += [pair] if pair.changes else []
        unchanged += not pair.changes
    gone = tuple(each for each in register.stations if each.active and each.id not in seen)
    found += _twice(new, changed)
    if not rows and not found:
        found.append(Problem("not_filled", Place(file), "名册中没有一个站点"))
    return Proposal(
        register.district,
        file,
        register.state,
        tuple(new),
        tuple(changed),
        gone,
        unchanged,
        streets,
        tuple(found),
    )


def _sound(row: RosterRow, problems: list[Problem]) -> RosterRow | None:
    """The row as it can be kept; None, and told by cell, when it cannot."""
    try:
        code = name(row.code, "代码", LONGEST_CODE if row.has_code else LONGEST)
        where = "name"
        called = name(row.name, "名称", LONGEST)
        where = "kind"
        kind = optional_name(row.kind, "类型")
        where = "street"
        street = optional_name(row.street, "街镇")
        where = "former_names"
        former = tuple(name(each, "曾用名", LONGEST) for each in row.former_names)
    except Refused as refusal:
        place = row.cells.get(locals().get("where", "code"), Place(object=one_line(row.name)[:40]))
        problems.extend(replace(problem, place=place) for problem in refusal.problems)
        return None
    return RosterRow(code, called, kind, street, former, row.cells)
