"""A roster file against the register: what is new, changed, gone or unchanged, and what has to be asked.

Nothing is written here. A row finds its station by the code as typed, then by the number in the code
(Excel loses leading zeros), then by the name; a street that is not known is offered the official ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rating.district.people.names import LONGEST_NAME, name, optional_name
from rating.district.places.official_streets import NEAR, OfficialStreet, near_streets, official_street
from rating.district.places.stations import FIELDS, LONGEST, LONGEST_CODE, NewStation, Station, told
from rating.district.places.streets import Street
from rating.intake.layout.stations import name_likeness, plain_name
from rating.problems import Place, Problem, Refused
from rating.shown import one_line

_LIMITS = {"code": LONGEST_CODE, "name": LONGEST, "kind": LONGEST_NAME, "street": LONGEST_NAME}
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


def compare(
    register: Register,
    rows: Sequence[RosterRow],
    file: str,
    problems: Iterable[Problem] = (),
    left_out: Iterable[tuple[str, str]] = (),
) -> Proposal:
    """The proposal of a file's rows; `problems` and `left_out` (place, why) are those of its reading."""
    found = list(problems)
    sound = [kept for row in rows if (kept := _sound(row, found)) is not None]
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
        tuple(left_out),
    )


def _sound(row: RosterRow, problems: list[Problem]) -> RosterRow | None:
    """The row as it can be kept; None, and told by cell, when it cannot."""
    kept: dict[str, str] = {}
    wrong: list[Problem] = []
    for each, most in _LIMITS.items():
        needed = name if each in ("code", "name") else optional_name
        try:
            kept[each] = needed(
                getattr(row, each), FIELDS[each], LONGEST if each == "code" and not row.has_code else most
            )
        except Refused as refusal:
            place = row.cells.get(each, Place(object=one_line(row.name)[:40]))
            wrong.extend(replace(problem, place=place) for problem in refusal.problems)
    problems.extend(wrong)
    former = tuple(each for each in map(one_line, row.former_names) if 0 < len(each) <= LONGEST)
    return None if wrong else RosterRow(former_names=former, cells=row.cells, **kept)


def _matched(known: Sequence[Station], rows: Sequence[RosterRow], problems: list[Problem]) -> list[Station | None]:
    """The station of each row, each once; what stands beside a code that lost its zeros is told."""
    by_code = {station.code: station for station in known}
    found = [by_code.get(row.code) for row in rows]
    taken = {station.id for station in found if station}
    free = [station for station in known if station.id not in taken]
    for place, row in enumerate(rows):
        if found[place] is not None:
            continue
        station = _same_number(row, free) or _same_name(row, free)
        if station is None:
            continue
        free.remove(station)
        found[place] = station
        if row.has_code and row.code != station.code and _number(row.code) == _number(station.code):
            told_so = f"代码「{row.code}」按名册中的「{station.code}」对应"
            problems.append(Problem("station_former", row.cells["code"], told_so, remedy="请核对是否少了前面的 0"))
    return found


def _same_number(row: RosterRow, free: Sequence[Station]) -> Station | None:
    """The only station whose code is the same number, 0101 for 101."""
    if not row.has_code or _number(row.code) is None:
        return None
    same = [station for station in free if _number(station.code) == _number(row.code)]
    return same[0] if len(same) == 1 else None


def _same_name(row: RosterRow, free: Sequence[Station]) -> Station | None:
    same = [station for station in free if plain_name(station.name) == plain_name(row.name)]
    return same[0] if len(same) == 1 else None


def _number(code: str) -> int | None:
    return int(code) if code.isascii() and code.isdigit() else None


def _as_in_file(station: Station, row: RosterRow) -> Station:
    """The station with what the file's columns say; a column that is not there changes nothing."""
    given = {each: getattr(row, each) for each in ("name", "kind", "street") if each in row.cells}
    restored = _number(row.code) is not None and _number(row.code) == _number(station.code)
    code = row.code if row.has_code and not restored else station.code
    former = tuple(dict.fromkeys((*station.former_names, *row.former_names)))
    wanted = replace(station, code=code, former_names=former, active=True, **given)
    renamed = wanted.name != station.name and station.name not in former
    return replace(wanted, former_names=(*former, station.name)) if renamed else wanted


def _streets(register: Register, rows: Sequence[RosterRow]) -> tuple[StreetAsked, ...]:
    """The file's streets that the register does not have, each once."""
    known = {plain_name(street.name) for street in register.streets}
    typed = dict.fromkeys(row.street for row in rows if row.street and plain_name(row.street) not in known)
    return tuple(street_asked(register, each) for each in typed)


def street_asked(register: Register, typed: str) -> StreetAsked:
    """What is known of a street's name that the register does not have."""
    official = official_street(typed, register.district_name)
    if official is not None:
        return StreetAsked(typed, official)
    own = [street.name for street in register.streets if name_likeness(typed, street.name) >= NEAR]
    near = [each.name for each in near_streets(typed, register.district_name)]
    return StreetAsked(typed, None, tuple(dict.fromkeys((*own, *near))))


def _twice(new: Sequence[NewStation], changed: Sequence[ChangedStation]) -> list[Problem]:
    """Two rows that would end with one code: one by its own, one by that of the station it was found to be."""
    codes = [each.code for each in new] + [each.wanted.code for each in changed]
    return [
        Problem("station_duplicate", Place(object=code), f"名册中「{code}」出现两次")
        for code in dict.fromkeys(codes)
        if codes.count(code) > 1
    ]
