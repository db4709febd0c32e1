"""What a workbook says, gathered as the plain tree of a rubric, each part with the cell it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rating.problems import Place, Problem
from rating.rubric.trail import Path
from rating.workshop.sheets.forms import Form
from rating.workshop.sheets.names import NO_NAMES, Names, Unread


@dataclass(frozen=True, slots=True)
class Said:
    """One cell that is not blank: its text and its address."""

    text: str
    cell: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: what stands under each heading."""

    sheet: str
    number: int
    said: Mapping[str, Said]
    address: Mapping[str, str]

    def text(self, heading: str) -> str:
        said = self.said.get(heading)
        return said.text if said else ""

    def cell(self, heading: str) -> str:
        """The address under a heading; the row where the column is not there."""
        return self.address.get(heading) or f"第 {self.number} 行"


@dataclass
class Content:
    """The tree as it grows; `cells` says where each path stands, `problems` what could not be read."""

    file: str
    tree: dict[str, Any] = field(default_factory=dict)
    names: Names = NO_NAMES
    cells: dict[Path, tuple[str, str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unread: set[Path] = field(default_factory=set)

    def put(self, path: Path, value: Any, row: Row, heading: str = "") -> None:
        """`value` at `path`; the mappings and lists on the way are made."""
        self.cells[path] = (row.sheet, row.cell(heading) if heading else f"第 {row.number} 行")
        here: Any = self.tree
        for step, following in zip(path, (*path[1:], None), strict=True):
            below = value if following is None else [] if isinstance(following, int) else {}
            if isinstance(here, list):
                if len(here) <= int(step):
                    here.append(below)
                elif following is None:
                    here[int(step)] = below
            elif following is None:
                here[step] = below
            else:
                here.setdefault(step, below)
            here = here[step]

    def read(self, path: Path, row: Row, heading: str, form: Form, names: Names, *, always: bool = False) -> bool:
        """Put what the cell says, by its form; a blank cell only when `always`. False for nothing put."""
        text = row.text(heading)
        if not text:
            self.cells.setdefault(path, (row.sheet, row.cell(heading)))
            if always:
                self.put(path, None, row, heading)
            return always
        try:
            self.put(path, form.read(text, names), row, heading)
        except Unread as fault:
            self.refuse(row, heading, fault, path)
            if always:
                self.put(path, None, row, heading)
            return always
        return True

    def refuse(self, row: Row, heading: str, fault: Unread, path: Path | None = None) -> None:
        """A problem at a cell; what the rubric's own checks would say of the same `path` is not told again."""
        place = Place(self.file, row.sheet, row.cell(heading), f"「{heading}」" if heading else "")
        self.problems.append(
            Problem("rubric_value", place, fault.found, fault.expected, fault.remedy or "请改正这一格")
        )
        if path is not None:
            self.unread.add(path)

    def left_over(self, row: Row, heading: str, found: str) -> None:
        """Something that is not used; it does not stop the rubric."""
        place = Place(self.file, row.sheet, row.cell(heading))
        self.problems.append(Problem("rubric_left_over", place, found))

    def below(self, path: Path) -> Any:
        """What the tree holds at a path that is there."""
        here: Any = self.tree
        for step in path:
            here = here[step]
        return here

    def at(self, path: Path) -> tuple[str, str]:
        """The sheet and cell of a path, or of the nearest part above it."""
        while path and path not in self.cells:
            path = path[:-1]
        return self.cells.get(path, ("", ""))
