"""The table between intake and scoring: station × field → value, status, text as typed, cell.

Columns are numpy arrays, one row a station, in roster order.  Numbers are exact: an int64 (or
Python int, dtype object) `scaled`, to be divided by `10 ** decimals`.  No sentinel numbers: where
`status` is not `REPORTED`, `scaled` holds 0 and means nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import IntEnum
from functools import cached_property
from typing import cast

import numpy as np
from numpy.typing import NDArray

from rating.problems import Problem


class Status(IntEnum):
    """The states of design §3, ordered so that the worst of several inputs is the largest."""

    REPORTED = 0
    NOT_APPLICABLE = 1
    NOT_INSPECTED = 2
    BLANK = 3
    UNREADABLE = 4

    @property
    def code(self) -> str:
        return self.name.lower()

    @property
    def title(self) -> str:
        return ("已填", "合理缺项", "未检查", "空白", "无法识别")[self.value]


@dataclass(frozen=True, slots=True)
class Upload:
    """One file as received. `sha256` is of the untouched bytes; `when` is UTC."""

    name: str
    sha256: str
    size: int
    who: str = ""
    when: datetime | None = None


@dataclass(frozen=True, slots=True)
class Rater:
    """Someone who gives marks. `role` is a role code of the rubric (评估主体)."""

    code: str
    name: str
    role: str


@dataclass(frozen=True)
class Roster:
    """The stations under evaluation, n rows; `street` and `district` may be ""."""

    code: tuple[str, ...]
    name: tuple[str, ...]
    kind: tuple[str, ...]
    street: tuple[str, ...]
    district: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.code)

    def numbered(self, within: str) -> tuple[tuple[str, ...], NDArray[np.int64]]:
        """Groups by kind, street, district or all: their names, and each station's number among them."""
        known = self.__dict__.setdefault("_numbered", {})
        if within not in known:
            names = () if within == "all" else getattr(self, within)
            order = {name: place for place, name in enumerate(dict.fromkeys(names))} or {"": 0}
            of = [order[name] for name in names] or [0] * len(self)
            known[within] = tuple(order), np.array(of, np.int64)
        return cast("tuple[tuple[str, ...], NDArray[np.int64]]", known[within])


@dataclass(frozen=True)
class Column:
    """One field over n stations.

    scaled   int64[n] or object[n] of int; value = scaled / 10**decimals.  By field kind:
             number, share (1 = 100 %), mark: the number · yes_no: 1 是, 0 否 ·
             choice: index into the field's choices · several: bit set over the choices ·
             date: proleptic ordinal day · text: 0 (the text itself is in `text`).
    status   uint8[n] of Status
    text     object[n]: the cell as typed (str), None where there was no cell
    source   int32[n]: index into `Reported.sheets`, −1 where nothing says so
    row,col  int32[n]: zero-based place in that sheet, −1 where it is no cell but a decision (更正)
    """

    scaled: NDArray[np.int64] | NDArray[np.object_]
    decimals: int
    status: NDArray[np.uint8]
    text: NDArray[np.object_]
    source: NDArray[np.int32]
    row: NDArray[np.int32]
    col: NDArray[np.int32]

    @cached_property
    def bounds(self) -> tuple[int, int]:
        """The smallest and largest of `scaled` (0, 0 for no rows)."""
        return (int(self.scaled.min()), int(self.scaled.max())) if self.scaled.size else (0, 0)

    @cached_property
    def complete(self) -> bool:
        """True when every station reported."""
        return not self.status.any()

    def rows_at(self, rows: Sequence[int] | NDArray[np.int64]) -> Column:
        """The same column of these stations only, in this order."""
        at = np.asarray(rows, np.int64)
        return Column(
            self.scaled[at], self.decimals, self.status[at], self.text[at], self.source[at], self.row[at], self.col[at]
        )

    def number(self, at: int) -> Decimal | None:
        """The value of station `at` as an exact Decimal; None unless reported."""
        if self.status[at] != Status.REPORTED:
            return None
        return Decimal(int(self.scaled[at])).scaleb(-self.decimals)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of an upload: `file` is the upload's name, `title` "" for CSV."""

    file: str
    title: str


@dataclass(frozen=True, slots=True)
class Adjudication:
    """A reviewed mark that replaces the raters' marks of one station and field, with its reason."""

    mark: Decimal
    reason: str
    source: int = -1
    row: int = -1
    col: int = -1


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """One column heading (in a turned form: one row's label) as it was understood.

    field       the field's code; "" when the column is no field
    meaning     field · derived · code · name · kind · street · district · rater · role · reason …; "" not used
    how         exact · alias · normalised · confirmed · nearest (asked about, not taken) · none
    confidence  0…1, what the proposal rests on; 1 for what is exact or confirmed
    samples     the first few cells below it, as typed
    rater       whose marks the column holds, when the heading says so
    """

    header: str
    cell: str
    field: str = ""
    meaning: str = ""
    how: str = "none"
    confidence: float = 0.0
    samples: tuple[str, ...] = ()
    rater: str = ""


@dataclass(frozen=True, slots=True)
class TableRead:
    """One table that was found: where it is and what its columns mean. Rows count from 1.

    layout   names this arrangement of headings, the same in every file that has it
    turned   indicators down the rows instead of across the columns
    taken    rows (in a turned form: stations) that were taken
    """

    file: str
    sheet: str
    layout: str
    header_rows: tuple[int, int]
    last_row: int
    taken: int
    columns: tuple[ColumnRead, ...] = ()
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """Something only the user can say, with the answers that are possible.

    key      what an answer is filed under (`intake/answers.py`); equal keys are one question
    problem  how it is told while it stands
    asked    what was found: the heading or the name as typed
    options  (answer, its Chinese wording), the likeliest first
    """

    key: tuple[str, ...]
    problem: Problem
    asked: str
    options: tuple[tuple[str, str], ...]
    confidence: float = 0.0
    samples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reported:
    """Everything read for one round, before any scoring.

    columns        field code → Column; a field that no file has is a Column of blanks
    marks          field code → rater code → Column, for fields marked by raters
    adjudicated    (station row, field code) → Adjudication
    previous_stars station row → stars of the previous round (absent: first time or unknown)
    left_out       (where, why) of every row or sheet that was not taken
    tables         every table that was found, with what its columns mean
    questions      what stands open until the user answers
    """

    roster: Roster
    columns: Mapping[str, Column]
    raters: tuple[Rater, ...] = ()
    marks: Mapping[str, Mapping[str, Column]] = field(default_factory=dict)
    adjudicated: Mapping[tuple[int, str], Adjudication] = field(default_factory=dict)
    previous_stars: Mapping[int, int] = field(default_factory=dict)
    sheets: tuple[Sheet, ...] = ()
    uploads: tuple[Upload, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    tables: tuple[TableRead, ...] = ()
    questions: tuple[Question, ...] = ()


def cell_name(row: int, col: int) -> str:
    """Zero-based row and column → the address in the user's own sheet, (6, 5) → "F7"; "" for what has no cell."""
    if row < 0 or col < 0:
        return ""
    letters, rest = "", col + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(65 + digit) + letters
    return f"{letters}{row + 1}"


def blank_column(rows: int) -> Column:
    """A column that nobody filled: `rows` blanks without a cell."""
    return Column(
        scaled=np.zeros(rows, np.int64),
        decimals=0,
        status=np.full(rows, Status.BLANK, np.uint8),
        text=np.full(rows, None, object),
        source=np.full(rows, -1, np.int32),
        row=np.full(rows, -1, np.int32),
        col=np.full(rows, -1, np.int32),
    )
