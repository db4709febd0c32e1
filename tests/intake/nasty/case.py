"""What a nasty file is, and what must come of it; written so that a case is read in one look.

A value is told as `number cell text`: "85 B2 ８５" means that 85 is reported, that its cell is B2
and that ８５ stands there as typed ("85 B2" when the text is the number itself).  Instead of a
number stands a state: "unreadable B2 很多", "blank B2", "not_applicable B2 不适用".  A value that no
cell holds has the cell "-".

A problem is told as `code@cell`, as `code` when it has no cell.  Cells of a second sheet or file
are written with it: "Sheet2!B2", "b.xlsx → Sheet1!B2".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from rating.problems import Place
from rating.reported import Column, Reported, Status, cell_name
from rating.rubric.nouns import Rubric
from tests.intake.workbooks import small_form

Bytes = bytes | Callable[[], bytes]
Key = tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """One upload as somebody made it.

    name      of the case, and of the folder that `--out` writes it to
    did       what a person did, in one Chinese line
    files     (name, bytes) as uploaded
    values    (station, field) or (station, field, rater) → `number cell text`: all that is reported
    problems  `code@cell` of every problem, in any order
    left_out  how many rows or sheets are not taken
    form      by default every field of `values`
    child     read in the child process, as what may harm the reader must be
    as_typed  whether the test can look the texts up in the file by itself
    copies    other formats that LibreOffice shall save the first file in, with the same outcome
    """

    name: str
    did: str
    files: Sequence[tuple[str, Bytes]]
    values: Mapping[Key, str] = field(default_factory=dict)
    problems: Sequence[str] = ()
    left_out: int = 0
    form: Rubric | None = None
    roster: tuple[str, Bytes] | None = None
    child: bool = False
    as_typed: bool = True
    copies: Sequence[str] = ()

    @cached_property
    def uploads(self) -> list[tuple[str, bytes]]:
        return [(name, made(data)) for name, data in self.files]

    @cached_property
    def listed(self) -> tuple[str, bytes] | None:
        return (self.roster[0], made(self.roster[1])) if self.roster else None

    @property
    def rubric(self) -> Rubric:
        return self.form or small_form(*(dict.fromkeys(key[1] for key in self.values) or ["hours"]))

    def saved_as(self, name: str, data: bytes, problems: Sequence[str] | None = None) -> Case:
        """The same case with its first file in another format."""
        first = self.files[0][0]
        told = [line.replace(first, name) for line in (self.problems if problems is None else problems)]
        values = {key: spec.replace(first, name) for key, spec in self.values.items()}
        return replace(self, files=[(name, data), *self.files[1:]], values=values, problems=told)


def made(data: Bytes) -> bytes:
    return data if isinstance(data, bytes) else data()


def column(code: str, **stations: str) -> dict[Key, str]:
    """The values of one field, station by station."""
    return {(station, code): spec for station, spec in stations.items()}


def hours(*specs: str) -> dict[Key, str]:
    """服务时长 of 甲站, 乙站, 丙站 …"""
    return {(f"{letter}站", "hours"): spec for letter, spec in zip("甲乙丙丁戊己庚辛壬癸", specs, strict=False)}


def outcome(reported: Reported) -> dict[Key, str]:
    """What was read, told as a case tells it; blanks that no cell holds only when they are all there is."""
    found: dict[Key, str] = {}
    for code, read in reported.columns.items():
        found |= {(station, code): told for station, told in _told(reported, read).items()}
    for code, by_rater in reported.marks.items():
        for rater, read in by_rater.items():
            found |= {(station, code, rater): told for station, told in _told(reported, read).items()}
    return found


def _told(reported: Reported, read: Column) -> dict[str, str]:
    return {station: _one(reported, read, at) for at, station in enumerate(reported.roster.name)}


def _one(reported: Reported, read: Column, at: int) -> str:
    state = Status(int(read.status[at]))
    number = read.number(at)
    value = state.code if number is None else plain(number)
    place = cell_of(reported, read, at)
    text = read.text[at]
    same = not text or text == value
    return " ".join([value, str(place) if place else "-", *([] if same else [text])])


def cell_of(reported: Reported, read: Column, at: int) -> Place | None:
    if read.source[at] < 0:
        return None
    sheet = reported.sheets[read.source[at]]
    return Place(sheet.file, sheet.title, cell_name(int(read.row[at]), int(read.col[at])))


def plain(number: Decimal) -> str:
    return format(number.normalize() + 0, "f")


def agree(expected: str, told: str) -> bool:
    """Whether `number cell text` says the same; the expected cell may be the last part of the place only."""
    wanted = expected.split(" ", 1)
    value, rest = told.split(" ", 1)
    if wanted[0] != value:
        return False
    return any(rest[start:] == wanted[1] for start in _starts(rest))


def _starts(place_and_text: str) -> list[int]:
    """Where a place may begin: at its file, at its sheet, at its cell."""
    starts = [0]
    arrow = place_and_text.find(" → ")
    starts += [arrow + 3] if arrow >= 0 else []
    mark = place_and_text.find("!", max(arrow, 0))
    return starts + ([mark + 1] if mark >= 0 else [])


def problems_told(reported: Reported, expected: Sequence[str]) -> tuple[Counter[str], Counter[str]]:
    """(told, expected) problems as `code@cell`, with as much of the place as the case writes."""
    wanted = Counter(expected)
    told: Counter[str] = Counter()
    for problem in reported.problems:
        place = problem.place
        in_sheet = f"{place.sheet}!{place.cell}" if place.sheet else place.cell
        ways = [f"{problem.code}@{where}" for where in (place.cell, in_sheet, f"{place.file} → {in_sheet}")]
        ways = ways if place.cell else [problem.code]
        told[next((way for way in ways if wanted[way] > told[way]), ways[0])] += 1
    return told, wanted
