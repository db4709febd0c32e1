"""A sheet before it is written: columns, rows of cells, what is merged and what may be chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rating.workshop.sheets.forms import SOURCE, UNLIMITED, UP_TO, Share, Shown
from rating.workshop.sheets.names import Names
from rating.workshop.sheets.tables import CODE_HEADING, FORMER_HEADING, NODES, SOURCES, Column

OF_SOURCES, OF_NODES = (f"='{SOURCES}'!$B$2:$B$200",), (f"='{NODES}'!$B$2:$B$400",)
"""Drop-downs of what other sheets list."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One column as it is written. look: text · number · formula · code · aside; `choices` a drop-down:
    the words themselves, or one text that begins with = and names the cells that hold them."""

    title: str
    width: float
    look: str = "text"
    choices: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """One sheet. Rows and columns count from 0, rows from the first one under the headings.

    merged   (first row, first column, last row, last column)
    title    lines above the headings
    bold     rows that are totals
    printed  how many columns are printed; None for all
    """

    name: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Shown, ...], ...]
    title: tuple[str, ...] = ()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    bold: frozenset[int] = frozenset()
    printed: int | None = None
    frozen: int = 0

    @property
    def header_row(self) -> int:
        return len(self.title)

    @property
    def first_row(self) -> int:
        return self.header_row + 1


def heading_of(column: Column, width: float | None = None) -> Heading:
    """The heading of a column of a plain sheet; codes and former names stand aside."""
    aside = column.heading in (CODE_HEADING, FORMER_HEADING)
    look = "aside" if aside else column.form.look
    choices = OF_SOURCES if column.form is SOURCE else column.form.choices
    return Heading(column.heading, width or column.width, look, choices, column.note)


def shown(column: Column, thing: Any, names: Names) -> Shown:
    """The cell of one object under one column."""
    value = thing
    for key in column.path:
        owner, value = value, None if value is None else getattr(value, key)
    if column.form is UP_TO and value is None and owner is not None:
        return UNLIMITED
    if column.percent is not None and value is not None and column.percent(thing):
        return Share(value)
    return column.form.write(value, names) if column.path else None


def table(name: str, columns: Sequence[Column], things: Iterable[Any], names: Names) -> Plan:
    """A plain sheet: one row an object."""
    rows = tuple(tuple(shown(column, thing, names) for column in columns) for thing in things)
    return Plan(name, tuple(heading_of(column) for column in columns), rows, frozen=2)
