"""Tables that are turned: indicators down the rows, and across the columns whose values they are.

A turned table is a header of one to three rows with at least one column of values, over rows whose
labels name at least two fields of the form.  It is looked for only in sheets without an ordinary
table, whose every row is one unit.  Several may stand one under another.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rating.intake.files.cells import Grid
from rating.intake.layout.beside import view_of
from rating.intake.layout.headers import Target, normalise
from rating.intake.layout.tables import MOST_HEADER_ROWS, Header, headers_between
from rating.intake.turned.labels import (
    CODE_LIKE,
    FEWEST_FIELDS,
    UNIT_LIKE,
    Search,
    beginnings_beside,
    label_columns,
    naming_cells,
)
from rating.intake.turned.words import VALUES, Heading, heading_of

SEARCHED_CELLS, SEARCHED_COLUMNS, MOST_TABLES = 50_000, 200, 500
IDENTITY = ("name", "code", "kind", "street", "district", "rater", "role")
Texts = Mapping[int, Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """One column of values. `unit`: the header cell (row, column) that names its unit, if one does."""

    column: int
    row: int
    text: str
    heading: Heading
    unit: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One row that names a field: where its label stands, and the rows below that share the label."""

    row: int
    column: int
    label: str
    target: Target
    last: int


@dataclass(frozen=True)
class TurnedTable:
    """A header `top … first − 1` over rows `first … last − 1`; `above` is where its own lines begin.

    others     columns that are neither labels nor values: remarks, averages, headings that say nothing
    identity   name, code, rater, role … → column, when each row names its own unit
    """

    grid: Grid
    above: int
    top: int
    first: int
    last: int
    headers: tuple[Header, ...]
    items: tuple[Item, ...]
    values: tuple[ValueColumn, ...]
    labels: frozenset[int]
    points: int = -1
    reasons: tuple[int, ...] = ()
    others: tuple[Header, ...] = ()
    identity: Mapping[str, int] = field(default_factory=dict)

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(item.target.code for item in self.items if item.target.kind == "field")


def find_turned(grid: Grid, search: Search) -> tuple[TurnedTable, ...]:
    """Every turned table of a sheet, top down; none unless they name two fields, or one below a heading like 指标."""
    texts = label_texts(grid)
    hits = naming_cells(texts, search.labels)
    columns = label_columns(hits)
    if not columns:
        return ()
    starts = beginnings_beside(grid, hits, columns)
    if starts:
        edges = pairwise([0, *starts, len(grid.columns)])
        return tuple(table for first, last in edges for table in find_turned(view_of(grid, first, last, 0), search))
    rows = [row for row, cells in hits.items() if columns & cells.keys()]
    sheet = _Sheet(grid, texts, hits, rows, columns, search)
    tables = [table for block in sheet.blocks() if (table := sheet.table(*block)).values]
    several = len({code for table in tables for code in table.fields}) >= FEWEST_FIELDS
    return tuple(table for table in tables if several or sheet.is_labelled(table))


def label_texts(grid: Grid) -> dict[int, dict[int, str]]:
    """row → column → text of every text cell, up to a limit that no form for people reaches."""
    rows: dict[int, dict[int, str]] = {}
    left = SEARCHED_CELLS
    for number, column in enumerate(grid.columns):
        left -= len(column.others)
        if left < 0:
            break
        for row, cell in column.others.items():
            if isinstance(cell, str):
                rows.setdefault(row, {})[number] = " ".join(cell.split())
    return dict(sorted(rows.items()))


@dataclass(frozen=True)
class _Sheet:
    """One sheet under search: its texts, the rows and columns that name fields."""

    grid: Grid
    texts: Texts
    hits: Mapping[int, Mapping[int, Target]]
    rows: Sequence[int]
    columns: frozenset[int]
    search: Search

    def blocks(self) -> Iterator[tuple[int, int, int, int]]:
        """(above, top, first, last) of each block: a header and the rows that name fields below it."""
        naming = set(self.rows)
        last = max(self.rows)
        heads = [row for row in self.texts if row < last and row not in naming and self._is_header(row)]
        starts: list[tuple[int, int]] = []
        for head, following in zip(heads, [*heads[1:], self.grid.rows], strict=False):
            at = bisect_right(self.rows, head)
            first = self.rows[at] if at < len(self.rows) else following
            if first < following and len(starts) < MOST_TABLES:
                top = self._top(head, heads)
                starts.append((top, self._after_header(top, head, first)))
        previous = 0
        for (top, first), (limit, _) in zip(starts, [*starts[1:], (self.grid.rows, 0)], strict=False):
            yield previous, top, first, limit
            previous = self.rows[bisect_left(self.rows, limit) - 1] + 1

    def _is_header(self, row: int) -> bool:
        """A row of headings: at least one over values, none of those over the labels, and no numbers."""
        cells = self.texts[row]
        beside = [text for column, text in cells.items() if column not in self.columns]
        if len(cells) < 2 or not beside:
            return False
        named = any(self.search.use(text) in ("label", "points", "known") for text in cells.values())
        of_values = named and any(self.search.use(text) in VALUES for text in beside)
        of_units = not of_values and min(cells) >= min(self.columns) and bool(self.search.units(beside))
        return (of_values or of_units) and not self._is_line(row) and not self._has_number(row)

    def _top(self, head: int, heads: Sequence[int]) -> int:
        """The first row of the header: headings above, or names of units over several columns each."""
        top = head
        while head - top < MOST_HEADER_ROWS - 1 and (top - 1 in heads or self._headings_above(top - 1)):
            top -= 1
        return top

    def _headings_above(self, row: int) -> bool:
        """甲站 over 自评 | 专家组, or 评估项目 over 一级指标 | 二级指标: not a line that says whose sheet it is."""
        cells = self.texts.get(row, {})
        beside = [text for column, text in cells.items() if column not in self.columns]
        if len(cells) < 2 or not beside or row in self.rows or self._is_line(row):
            return False
        labelled = any(self.search.use(text) in ("label", "points") for text in cells.values())
        return labelled or (len(beside) > 1 and bool(self.search.units(beside)))

    def _after_header(self, top: int, head: int, first: int) -> int:
        """The row after the header: names below a heading (专家评分 / 张三 | 李四) still belong to it."""
        after = head + 1
        while after < first and after - top < MOST_HEADER_ROWS and self.texts.get(after):
            labels = [text for column, text in self.texts[after].items() if column in self.columns]
            if any(self.search.use(text) != "label" for text in labels) or self._has_number(after):
                break
            after += 1
        return after

    def _is_line(self, row: int) -> bool:
        """单位名称 | 甲站 | 代码 | 001: labels of identity with what they say, not headings."""
        texts = [text for _, text in sorted(self.texts[row].items())]
        if any(re.search("[:：]", text) for text in texts):
            return True
        said = [
            other
            for text, other in pairwise(texts)
            if self._names_identity(text)
            and not self._names_identity(other)
            and self.search.use(other) in ("", "rater")
        ]
        others = [text for text in texts if not self._names_identity(text)]
        return len(said) > 1 or (len(said) == 1 and len(self.search.units(others)) < 2)

    def _names_identity(self, text: str) -> bool:
        target = self.search.labels.words.find(text)
        return target is not None and target.kind in IDENTITY

    def _has_number(self, row: int) -> bool:
        columns = self.grid.columns[:SEARCHED_COLUMNS]
        return any(column.numbers[row] == column.numbers[row] for column in columns)

    def is_labelled(self, table: TurnedTable) -> bool:
        """True when a heading like 指标 stands over the labels."""
        heads = [header for header in table.headers if header.column in self.columns]
        return any(self.search.use(label) == "label" for header in heads for label in header.labels)

    def table(self, above: int, top: int, first: int, last: int) -> TurnedTable:
        headers = headers_between(self.grid, self.texts, top, first - top)
        beside = [header for header in headers if header.column not in self.columns]
        items = tuple(self._items(first, last))
        units = self.search.units([label for header in beside for label in header.labels])
        identity = {} if units else self._identity(beside, items)
        columns = [
            (header, self._heading(header, units)) for header in beside if header.column not in identity.values()
        ]
        if not any(heading.use == "points" for _, heading in columns):
            columns = _points_by_another_name(columns)
        values = [
            ValueColumn(header.column, header.row, header.text, heading, self._unit_cell(header, units, top))
            for header, heading in columns
            if heading.use in VALUES
        ]
        if any(value.unit for value in values):  # beside columns of units, a nameless column is nobody's
            values = [value for value in values if value.unit]
        read = {value.column for value in values}
        used = {heading.use: header.column for header, heading in reversed(columns)}
        return TurnedTable(
            *(self.grid, above, top, first, last, headers, items, tuple(values), self.columns),
            points=used.get("points", -1),
            reasons=tuple(header.column for header, heading in columns if heading.use == "reason"),
            others=tuple(
                header
                for header, heading in columns
                if header.column not in read and heading.use not in ("points", "reason", "label")
            ),
            identity=identity,
        )

    def _heading(self, header: Header, units: frozenset[str]) -> Heading:
        """What a column holds; below or above the name of a unit, the rest of its heading says whose marks."""
        rest = tuple(label for label in header.labels if label not in units)
        if len(rest) == len(header.labels):
            return heading_of(header.labels, self.search.book)
        if all(CODE_LIKE.match(label) for label in rest):
            return Heading("unit")
        heading = heading_of(rest, self.search.book)
        return heading if heading.use else Heading("rater", " ".join(rest))

    def _unit_cell(self, header: Header, units: frozenset[str], top: int) -> tuple[int, int] | None:
        """Where the unit's name really stands: the left cell of a heading over several columns."""
        unit = next((label for label in header.labels if label in units), None)
        places = [
            (row, column)
            for row in range(top, header.row + 1)
            for column, text in self.texts.get(row, {}).items()
            if text == unit and column <= header.column
        ]
        return max(places, key=lambda place: place[1]) if places else None

    def _identity(self, beside: Sequence[Header], items: Sequence[Item]) -> dict[str, int]:
        """Columns that name unit and rater row by row: one row per unit and indicator."""
        found: dict[str, int] = {}
        for header in beside:
            target = self.search.labels.words.find(header.text)
            if target and target.kind in IDENTITY:
                found.setdefault(target.kind, header.column)
        named = found.get("name", found.get("code", -1))
        texts = [text for item in items if (text := self.grid.text(item.row, named))] if named >= 0 else []
        like = [text for text in texts if self.search.is_unit(text) or UNIT_LIKE.search(text) or "code" in found]
        return found if texts and len(like) * 2 >= len(texts) else {}

    def _items(self, first: int, last: int) -> Iterator[Item]:
        """Rows that name a field, by the label furthest to the right; it holds for the merged rows below."""
        merged = {(one[0], one[1]): one[2] for one in self.grid.merged if one[1] in self.columns}
        for row in self.rows[bisect_left(self.rows, first) : bisect_left(self.rows, last)]:
            known = {column: target for column, target in self.hits[row].items() if column in self.columns}
            column = max(known)
            until = min(merged.get((row, column), row), last - 1)
            yield Item(row, column, self.texts[row][column], known[column], until)


def _points_by_another_name(columns: Sequence[tuple[Header, Heading]]) -> list[tuple[Header, Heading]]:
    """分数 beside columns of values is what a row is worth; alone it is what was given."""
    others = [header for header, heading in columns if heading.use in VALUES and normalise(header.text) != "分数"]
    return [
        (header, Heading("points") if others and normalise(header.text) == "分数" else heading)
        for header, heading in columns
    ]
