"""Who has handed in what for a part of a round: raters and stations, files, and where too few raters are assigned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
from sqlalchemy import Connection, select

from rating.district.people.person import Person
from rating.district.people.roles import Action, Thing, demand
from rating.district.rounds.duties import Assignment, assignments_of, marking_roles
from rating.district.rounds.entries import reading_of
from rating.district.rounds.local_day import over
from rating.district.rounds.mark_checks import same_name
from rating.district.rounds.round import Part, Round, RoundStation, about_part, part_of, stations_of
from rating.district.rubrics.revisions import rubric_of
from rating.district.storage import schema
from rating.reported import Rater, Reported, Status
from rating.rubric.inputs import fields_asked
from rating.rubric.nouns import Rubric

SQUARES = {"done": "已打分", "part": "部分打分", "sent": "已交，待核对", "missing": "未交", "recused": "回避"}
"""State of one rater's marks for one station → its Chinese word."""


@dataclass(frozen=True, slots=True)
class RaterProgress:
    """One rater of the part: `stations` to mark, `done` of them complete, `sent` files, the last of them `sent_at`.

    overdue  marks are owed after the last day · waiting  a file is not taken yet
    """

    rater_id: int
    name: str
    role: str
    stations: int
    done: int
    sent: int
    sent_at: datetime | None
    overdue: bool
    waiting: bool


@dataclass(frozen=True, slots=True)
class FormProgress:
    """One file handed in, and how many stations have values that were taken from it."""

    name: str
    sent_by: str
    sent_at: datetime
    state: str
    stations: int


@dataclass(frozen=True, slots=True)
class Thin:
    """A station with fewer raters than the rubric asks."""

    code: str
    name: str
    raters: int
    asked: int


@dataclass(frozen=True, slots=True)
class PartProgress:
    """squares: (station code, rater id) → a key of `SQUARES`; a pair that is not there has nothing to do."""

    part: Part
    stations: tuple[RoundStation, ...]
    raters: tuple[RaterProgress, ...]
    forms: tuple[FormProgress, ...]
    thin: tuple[Thin, ...]
    squares: Mapping[tuple[str, int], str]
    score_until: date | None

    @property
    def owed(self) -> int:
        """Pairs of rater and station that still wait for marks."""
        return sum(state in ("missing", "part") for state in self.squares.values())

    @property
    def waiting(self) -> int:
        """Pairs whose rater has handed in a file that nobody has taken yet."""
        return sum(state == "sent" for state in self.squares.values())


def progress_of(at: Connection, person: Person, part_id: int) -> PartProgress:
    """Raises NotAllowed: for those who may see the part's values, not for its raters."""
    round_, part = part_of(at, person, part_id)
    demand(person, Action.SEE, Thing.ENTRY, about_part(at, round_, part))
    rubric, stations = rubric_of(at, person, part.rubric_id), stations_of(at, part.id)
    duties, read = assignments_of(at, person, part.id), reading_of(at, person, part.id)
    files, asked = _files(at, part), _marked(rubric)
    squares = _squares(duties, stations, rubric, asked, read[1] if read else None, files)
    return PartProgress(
        part,
        stations,
        _raters(round_, duties, marking_roles(rubric), files, squares),
        _forms(files, read[1] if read else None),
        _thin(rubric, asked, stations, duties),
        squares,
        round_.score_until,
    )


def _marked(rubric: Rubric) -> dict[str, frozenset[str]]:
    """Kind → the fields that raters mark for it."""
    return {
        kind: frozenset(code for code in codes if rubric.fields[code].marked_by)
        for kind, codes in fields_asked(rubric).items()
    }


def rater_called(names: Mapping[int, str], rater: Rater) -> int | None:
    """The account whose name a mark sheet gives; None for nobody, or for two of one name."""
    same = [account for account, name in names.items() if same_name(name, rater.name)]
    return same[0] if len(same) == 1 else None


def _files(at: Connection, part: Part) -> list[Any]:
    """What was handed in for the part, without the bytes; `progress_of` has asked for permission."""
    table, account = schema.upload, schema.account
    asked = (
        select(
            table.c.name, table.c.sha256, table.c.state, table.c.sent_by, table.c.sent_at, account.c.name.label("who")
        )
        .outerjoin(account, account.c.id == table.c.sent_by)
        .where(table.c.part_id == part.id, table.c.purpose == "data", table.c.state.in_(("draft", "taken")))
    )
    return list(at.execute(asked.order_by(table.c.id)))


def _squares(
    duties: Sequence[Assignment],
    stations: Sequence[RoundStation],
    rubric: Rubric,
    asked: Mapping[str, frozenset[str]],
    read: Reported | None,
    files: Sequence[Any],
) -> dict[tuple[str, int], str]:
    """Where files wait to be looked at, marks that are not read yet are `sent`, not `missing`."""
    kind = {station.code: station.kind for station in stations}
    waiting = {row.sent_by for row in files if row.state == "draft"}
    given = _given({each.rater_id: each.rater_name for each in duties}, read)
    squares = {}
    for each in duties:
        square = (each.station_code, each.rater_id)
        owed = [
            code
            for code in asked.get(kind[each.station_code], asked.get("", ()))
            if each.role in rubric.fields[code].marked_by
        ]
        done = sum((code, *square) in given for code in owed)
        if each.recused:
            squares[square] = "recused"
        elif owed:
            late = "sent" if each.rater_id in waiting else "part" if done else "missing"
            squares[square] = "done" if done == len(owed) else late
    return squares


def _given(names: Mapping[int, str], read: Reported | None) -> set[tuple[str, str, int]]:
    """(field, station code, account) of every mark that was read; not inspected is said as well."""
    if read is None:
        return set()
    accounts = {rater.code: rater_called(names, rater) for rater in read.raters}
    found: set[tuple[str, str, int]] = set()
    for field, columns in read.marks.items():
        for code, column in columns.items():
            account = accounts.get(code)
            if account is not None:
                rows = np.flatnonzero(~np.isin(column.status, (Status.BLANK, Status.UNREADABLE)))
                found.update((field, read.roster.code[int(row)], account) for row in rows)
    return found


def _raters(
    round_: Round,
    duties: Sequence[Assignment],
    roles: Mapping[str, str],
    files: Sequence[Any],
    squares: Mapping[tuple[str, int], str],
) -> tuple[RaterProgress, ...]:
    """Each rater of the part once, in the order in which their accounts were made: 甲, 乙, 丙."""
    found = []
    for account, name in sorted({each.rater_id: each.rater_name for each in duties}.items(), key=lambda one: one[0]):
        mine = [each for each in duties if each.rater_id == account and not each.recused]
        states = [squares.get((each.station_code, account), "") for each in mine]
        sent = [row.sent_at for row in files if row.sent_by == account]
        waits = any(state in ("missing", "part") for state in states)
        titles = "、".join(dict.fromkeys(roles.get(each.role, each.role) for each in mine))
        late = waits and over(round_.score_until)
        found.append(
            RaterProgress(
                account,
                name,
                titles,
                len(mine),
                states.count("done"),
                len(sent),
                max(sent, default=None),
                late,
                "sent" in states,
            )
        )
    return tuple(found)


def _forms(files: Sequence[Any], read: Reported | None) -> tuple[FormProgress, ...]:
    return tuple(
        FormProgress(row.name, row.who or "", row.sent_at, row.state, _stations_from(row, read)) for row in files
    )


def _stations_from(row: Any, read: Reported | None) -> int:
    """How many stations have a value that stands in this file."""
    if read is None or row.state != "taken":
        return 0
    sheets = [place for place, sheet in enumerate(read.sheets) if sheet.file == row.name]
    columns = [*read.columns.values(), *(column for by in read.marks.values() for column in by.values())]
    there = np.zeros(len(read.roster), np.bool_)
    for column in columns:
        there |= np.isin(column.source, sheets)
    return int(there.sum())


def _thin(
    rubric: Rubric,
    asked: Mapping[str, frozenset[str]],
    stations: Sequence[RoundStation],
    duties: Sequence[Assignment],
) -> tuple[Thin, ...]:
    """Stations whose raters are fewer than a marked field of theirs asks; nothing where nobody is assigned at all."""
    if not any(not each.recused for each in duties):
        return ()
    found = []
    roles: dict[str, list[str]] = {}
    for each in duties:
        if not each.recused:
            roles.setdefault(each.station_code, []).append(each.role)
    for station in stations:
        mine, short = roles.get(station.code, []), []
        for code in asked.get(station.kind, asked.get("", ())):
            field = rubric.fields[code]
            policy = field.raters or rubric.raters
            have = sum(role in field.marked_by for role in mine)
            if policy is not None and have < policy.minimum:
                short.append((have, policy.minimum))
        if short:
            found.append(Thin(station.code, station.name, *min(short)))
    return tuple(found)
