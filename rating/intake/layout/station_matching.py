"""The station of one row: as the user said, as the roster knows it, a new one, or the question that is in the way."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from rating.intake.answers import NO_ANSWERS, NOT_USED, Answers
from rating.intake.form import Form
from rating.intake.layout.columns import Layout
from rating.intake.layout.stations import Directory, Found, plain_name
from rating.intake.plain_text import plain_text
from rating.problems import Problem
from rating.reported import Question

UNKNOWN, NOT_TAKEN = -1, -2
MOST_LISTED, MOST_ASKED = 300, 50
MOST_OPEN = 500
"""Questions of one table; the others are asked when these are answered."""
NOT_THIS_ROW = (NOT_USED, "不是名册中的单位，这一行不采用")
NOT_THIS_UNIT = (NOT_USED, "这一行不采用")


class Unit(NamedTuple):
    """How one row names its unit."""

    code: str
    name: str
    code_is_number: bool = False

    @property
    def shown(self) -> str:
        return self.name or self.code

    @property
    def both(self) -> str:
        """Code and name, for a question about their disagreement."""
        return f"{self.code} {self.name}"


class Matcher:
    """Finds or adds the station of a row, and keeps what is to be told and asked."""

    def __init__(
        self,
        layout: Layout,
        directory: Directory,
        form: Form,
        fixed: bool,
        known_before: int,
        shown_column: int,
        answers: Answers = NO_ANSWERS,
    ) -> None:
        self.layout, self.directory, self.form, self.fixed = layout, directory, form, fixed
        self.known_before, self.shown_column = known_before, shown_column
        self.problems: list[Problem] = []
        self.questions: list[Question] = []
        self.kind_problems: list[Problem] = []
        self.kinds_missing_told = False
        self.asked = 0
        self.open: set[str] = set()
        self.exact: set[int] = set()
        self.said = answers.about("station")

    def separate(self, row: int, unit: Unit) -> int:
        """Each row its own unit: the code gets the row's number."""
        return self._add(row, Unit(f"{unit.code or unit.name}-{row + 1}", unit.name or unit.code))

    def match(self, row: int, unit: Unit) -> int:
        """The station's row in the directory; UNKNOWN (and told), or NOT_TAKEN as the user decided."""
        answered = self._answered(row, unit) if self.said.by_text else None
        if answered is not None:
            return answered
        station = UNKNOWN
        if not self.fixed:
            station = self.directory.find_exactly(unit.code, unit.name)
            if station < 0 and not self.known_before:
                return self._add(row, unit)
            if station >= 0 and (station >= self.known_before or not unit.code) and self._named_so(station, unit):
                return station
        found = self.directory.find(unit.code, unit.name, self._kind(row, False), unit.code_is_number)
        if found.station >= 0:
            if found.former:
                self._tell_former(row, found)
            other = station < 0 and found.station in self.exact
            return self._add(row, unit) if other else found.station
        if not self.fixed and not found.conflict:
            elsewhere = any(station not in self.exact for station, _ in found.nearest)
            if not elsewhere or unit.code or self.asked >= MOST_ASKED:  # this file names those stations as well
                return self._add(row, unit)
        self.asked += 1
        self._ask(row, unit, found)
        return UNKNOWN

    def _named_so(self, station: int, unit: Unit) -> bool:
        """Whether the row's name is the station's: 编号 often only counts the rows of each table anew."""
        known = self.directory.name[station]
        return unit.name in ("", known) or not unit.code or plain_name(unit.name) == plain_name(known)

    def _answered(self, row: int, unit: Unit) -> int | None:
        """What was said of this code and name together, or of the name; None where that decides nothing."""
        both = self.said.of(unit.both) if unit.code and unit.name else None
        about, said = (unit.both, both) if both is not None else (unit.shown, self.said.of(unit.shown))
        if said is None:
            return None
        if said == NOT_USED:
            return NOT_TAKEN
        station = self.directory.answered(said)
        if station < 0 and said == unit.shown and not self.fixed:  # under its name, where another has its code
            return self._add(row, Unit("", unit.shown) if unit.code in self.directory.typed_code else unit)
        if station < 0:
            place = self.layout.place(row, self.shown_column)
            told = f"「{about}」答复的是「{said}」，名册中没有这个单位"
            self.problems.append(Problem("mapping_unknown", place, told))
            return None
        if about != unit.both and unit.code and unit.name:
            of_code = self.directory.find(unit.code, "", "", unit.code_is_number)
            if of_code.station >= 0 and of_code.station != station:
                by_code, by_name = self.directory.name[of_code.station], self.directory.name[station]
                conflict = f"代码 {unit.code} 是「{by_code}」，名称「{unit.name}」已确认为「{by_name}」"
                self._ask(row, unit, Found(UNKNOWN, ((of_code.station, 0.5), (station, 0.5)), conflict))
                return UNKNOWN
        return station

    def _tell_former(self, row: int, found: Found) -> None:
        station = found.station
        place = self.layout.place(row, self.shown_column, self.directory.name[station])
        told = f"「{found.former}」是「{self.directory.name[station]}」的曾用名"
        self.problems.append(Problem("station_former", place, told, station=self.directory.code[station]))

    def _ask(self, row: int, unit: Unit, found: Found) -> None:
        """The row's problem, and the question that answers it."""
        place, directory = self.layout.place(row, self.shown_column), self.directory
        names = "、".join(dict.fromkeys(f"「{directory.name[station]}」" for station, _ in found.nearest))
        near = self._options(station for station, _ in found.nearest)
        alike = found.nearest[0][1] if found.nearest else 0.0
        others = tuple(option for option in self.anyone[1:] if option not in near)
        asked, options = unit.shown, (*near, *others, NOT_THIS_ROW)
        if found.conflict:
            problem, asked, options, alike = (
                Problem("station_conflict", place, found.conflict), unit.both, (*near, NOT_THIS_UNIT), 0.0,
            )  # fmt: skip
        elif found.nearest:
            known = "不在名册中，" if self.fixed else "在其他文件中没有，"
            problem = Problem("station_similar", place, f"「{unit.shown}」{known}与 {names} 近似", names)
        else:
            problem = Problem("station_unknown", place, f"名册中没有「{unit.shown}」")
            options = self.anyone
        if not self.fixed:
            another = () if self.directory.named(unit.shown) >= 0 else ((unit.shown, "是另一个单位，单独列出"),)
            options = (*near, *another, NOT_THIS_UNIT)
        self.problems.append(problem)
        if asked not in self.open and len(self.open) < MOST_OPEN:
            self.open.add(asked)
            self.questions.append(Question(("station", asked), problem, asked, options, alike, self._samples(row)))

    def _options(self, stations: Iterable[int]) -> tuple[tuple[str, str], ...]:
        return tuple((self.directory.code[station], self.directory.shown(station)) for station in stations)

    @cached_property
    def anyone(self) -> tuple[tuple[str, str], ...]:
        """Nobody, or any station of a roster that is short enough to choose from."""
        listed = self.fixed and len(self.directory) <= MOST_LISTED
        return (NOT_THIS_ROW, *(self._options(range(len(self.directory))) if listed else ()))

    def _samples(self, row: int) -> tuple[str, ...]:
        """What else the row says, so that a person can tell whose it is."""
        grid = self.layout.table.grid
        columns = [*self.layout.identity.values(), *(column.column for column in self.layout.fields)]
        texts = (grid.text(row, column) for column in dict.fromkeys(columns) if column != self.shown_column)
        return tuple([text for text in texts if text][:3])

    def _add(self, row: int, unit: Unit) -> int:
        text = self.layout.table.grid.merged_text
        identity = self.layout.identity
        street = text(row, identity["street"]) if "street" in identity else ""
        district = text(row, identity["district"]) if "district" in identity else ""
        name = unit.name or unit.code
        if self.form.unit == "street":
            street = street or name
        return self.directory.add(unit.code or name, name, self._kind(row, True, name), street, district)

    def _kind(self, row: int, needed: bool, name: str = "") -> str:
        """The kind as the form writes it; asked about when a station needs one and has none."""
        if not self.form.kinds and "kind" not in self.layout.identity:
            return ""
        column = self.layout.identity.get("kind", -1)
        typed = self.layout.table.grid.merged_text(row, column) if column >= 0 else ""
        kind = kind_of(typed, self.form.kinds)
        if needed and not kind and self.form.kinds and (typed or not self.kinds_missing_told):
            self.kinds_missing_told = self.kinds_missing_told or column < 0
            found = f"「{name}」的类型是「{typed}」" if typed else f"「{name}」没有写明类型"
            found = found if column >= 0 else "表中没有「类型」列，也没有给出名册"
            place = self.layout.place(row, max(column, self.shown_column))
            self.kind_problems.append(Problem("station_kind", place, found, "、".join(self.form.kinds)))
        return kind or (typed if not self.form.kinds else "")


def kind_of(typed: str, kinds: list[str]) -> str:
    """The form's kind that this text names: itself, or the only one that it contains; "" otherwise."""
    if not kinds:
        return ""
    if len(kinds) == 1:
        return kinds[0]
    if typed in kinds:
        return typed
    plain = plain_text(typed)
    if plain in kinds:
        return plain
    inside = [kind for kind in kinds if kind in plain]
    return inside[0] if len(inside) == 1 else ""
