"""Heading rows of a standard's table, and what each of its columns holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from rating.workshop.paper.headings import (
    EVIDENCE,
    LEVEL,
    LONGEST_HEADING,
    MARK,
    METHOD,
    NUMBER,
    POINTS,
    REMARK,
    REQUIREMENT,
    STANDARD,
    Meaning,
    heading_meaning,
    is_grade,
    is_scoring,
    joined_meaning,
    plain_heading,
)
from rating.workshop.paper.layout import Column, Layout
from rating.workshop.paper.numbering import bare_number
from rating.workshop.paper.parts import SCORED
from rating.workshop.paper.row_words import kind_of
from rating.workshop.paper.sources import Sheet

MOST_HEADER_ROWS, LONGEST_GRADE, UNKNOWN = 3, 14, ""
_SAYS_MUCH = (POINTS, STANDARD, EVIDENCE, METHOD)


def header_at(sheet: Sheet, row: int, pointless: bool = False) -> Layout | None:
    """The layout when a header begins in this row, None when none does; `pointless` for lists of √ and ×."""
    if not _is_heading_row(sheet, row, pointless):
        return None
    height = 1
    while height < MOST_HEADER_ROWS and _continues(sheet, row, height):
        height += 1
    columns = _columns(sheet, row, height)
    return Layout(tuple(_ordered(columns, sheet, row + height)), row, row + height)


def same_header(sheet: Sheet, row: int, layout: Layout) -> bool:
    """A header repeated on a new page: every heading that stands here is that of its column."""
    texts = [(column, text) for column, text in enumerate(sheet.rows[row]) if text]
    known = {plain_heading(column.heading) for column in layout.columns if column.heading}
    return len(texts) > 1 and all(plain_heading(text) in known for _, text in texts)


def _own(sheet: Sheet, row: int) -> Iterator[tuple[int, str]]:
    return ((column, text) for column, text in enumerate(sheet.rows[row]) if text)


def _is_heading_row(sheet: Sheet, row: int, pointless: bool = False) -> bool:
    roles = [STANDARD] * len(_grades(text for _, text in _own(sheet, row)))
    texts = 0
    for _, text in _own(sheet, row):
        texts += 1
        meaning = heading_meaning(text) if len(text) <= LONGEST_HEADING + 16 else None
        if meaning is not None:
            roles.append(meaning.role)
    if len(roles) * 2 <= texts or len(roles) < 2:
        return False
    kinds = set(roles)
    says_what = bool(kinds & {LEVEL, STANDARD, REQUIREMENT})
    scored = says_what and bool(kinds & {POINTS, STANDARD}) and len(kinds) >= 2
    if pointless:
        return len(roles) >= 3 and LEVEL in kinds and MARK in kinds
    return scored or (len(roles) >= 3 and {LEVEL, REQUIREMENT} <= kinds)


def _grades(headings: Iterable[str]) -> list[str]:
    """Two grades or more beside one another; a single word like 差 may be anything."""
    found = [text for text in headings if heading_meaning(text) is None and is_grade(text)]
    return found if len(found) > 1 else []


def _continues(sheet: Sheet, top: int, height: int) -> bool:
    """Whether the next row still belongs to the header: only headings, under a wide heading or beside tall ones."""
    row = top + height
    if row >= len(sheet.rows):
        return False
    texts = list(_own(sheet, row))
    held = any((row, column) in sheet.covered and sheet.covered[row, column][0] >= top for column in range(sheet.width))
    if not texts:
        return held and all((row, column) in sheet.covered for column in range(sheet.width))
    wide = any(sheet.end(above, column)[1] > column for above in range(top, row) for column, _ in _own(sheet, above))
    gap = any(not sheet.rows[row - 1][column] for column, _ in texts)
    if not (held or wide or gap) or (len(texts) == 1 and kind_of(texts[0][1]) != SCORED):
        return False  # 加分项目 over all columns begins a section
    return all(
        len(text) <= LONGEST_HEADING and (heading_meaning(text) is not None or _is_grade(sheet, row, column, text))
        for column, text in texts
    )


def _is_grade(sheet: Sheet, row: int, column: int, text: str) -> bool:
    """优（5分）, A, 达标 …: a short word under one wide heading of standards."""
    left = next((at for at in range(column, -1, -1) if sheet.rows[row - 1][at]), -1)
    if left < 0 or sheet.end(row - 1, left)[1] < column or sheet.end(row - 1, left)[1] == left:
        return False
    meaning = heading_meaning(sheet.rows[row - 1][left])
    return meaning is not None and meaning.role == STANDARD and len(text) <= LONGEST_GRADE


def _columns(sheet: Sheet, top: int, height: int) -> list[Column]:
    found = []
    upper = ""
    for index in range(sheet.width):
        labels: list[str] = []
        for row in range(top, top + height):
            place = sheet.covered.get((row, index), (row, index))
            text = sheet.rows[place[0]][place[1]] if place[0] >= top else ""
            if text and text not in labels:
                labels.append(text)
        heading = " ".join(label.replace("\n", "") for label in labels)
        own_rows = [row for row in range(top, top + height) if sheet.rows[row][index]]
        below = own_rows and own_rows[0] > top and height > 1 and not labels[1:]
        if below and upper and (top, index) not in sheet.covered:
            labels = [upper, *labels]  # 指标 over three columns, written without a merge
        elif sheet.rows[top][index]:
            upper = sheet.rows[top][index]
        meaning = joined_meaning(tuple(labels)) if labels else None
        label = labels[-1] if len(labels) > 1 and meaning and heading_meaning(labels[-1]) is None else ""
        role, rank = (meaning.role, meaning.rank) if meaning else (UNKNOWN, 0)
        found.append(Column(index, heading, role, rank, label=label if role == STANDARD else ""))
    return found


def _ordered(columns: Sequence[Column], sheet: Sheet, first: int) -> list[Column]:
    """Roles settled among one another: one standard, levels counted, points given to their level."""
    settled = _graded(list(columns))
    settled = _numbers_apart(_untitled_levels(settled, sheet, first), sheet, first)
    settled = _one_standard(settled)
    levels = [column for column in settled if column.role == LEVEL]
    if not levels:
        settled = [
            replace(column, role=LEVEL) if column.role == REQUIREMENT and _is_first(column, settled) else column
            for column in settled
        ]
        levels = [column for column in settled if column.role == LEVEL]
    ranked = all(column.rank for column in levels)
    order = sorted(levels, key=lambda column: column.rank) if ranked else levels
    places = {column.index: at for at, column in enumerate(order)}
    settled = [replace(column, level=places[column.index]) if column.role == LEVEL else column for column in settled]
    return _points_by_level(settled)


def _graded(columns: list[Column]) -> list[Column]:
    """Columns headed 优、良、中、差 hold together what the standard says."""
    grades = _grades(column.heading for column in columns if not column.role)
    return [
        replace(column, role=STANDARD, label=column.heading) if not column.role and column.heading in grades else column
        for column in columns
    ]


def _is_first(column: Column, columns: Sequence[Column]) -> bool:
    return column.index == next(one.index for one in columns if one.role == REQUIREMENT)


def _untitled_levels(columns: list[Column], sheet: Sheet, first: int) -> list[Column]:
    """A column without heading, left of everything known, whose cells hold words: the level above."""
    known = [column.index for column in columns if column.role in (LEVEL, STANDARD, POINTS)]
    for at, column in enumerate(columns):
        if column.role or column.heading or not known or column.index > min(known):
            continue
        texts = [row[column.index] for row in sheet.rows[first:] if row[column.index]]
        if texts and not any(bare_number(text) for text in texts):
            columns[at] = replace(column, role=LEVEL)
    return columns


def _numbers_apart(columns: list[Column], sheet: Sheet, first: int) -> list[Column]:
    """A wide heading over a number and a title: the column of numbers is no level of its own."""
    for at, column in enumerate(columns):
        if column.role not in (LEVEL, STANDARD) or not column.heading:
            continue
        twins = [one for one in columns if one.heading == column.heading and one.role == column.role]
        texts = [row[column.index] for row in sheet.rows[first:] if row[column.index]]
        if len(twins) > 1 and texts and all(bare_number(text) is not None for text in texts):
            columns[at] = replace(column, role=NUMBER, rank=0)
    return columns


def _one_standard(columns: list[Column]) -> list[Column]:
    """Of several columns of standards the one that speaks of scoring is it; the others state requirements."""
    standards = [column for column in columns if column.role == STANDARD]
    headings = {column.heading.removesuffix(column.label).strip() for column in standards}
    if not standards:
        wanted = next((column for column in reversed(columns) if column.role == REQUIREMENT), None)
        return [
            replace(c, role=STANDARD) if wanted and c.index == wanted.index and _more(columns) else c for c in columns
        ]
    if len(headings) == 1:
        return columns
    scoring = [column for column in standards if is_scoring(column.heading)] or standards
    named = [column for column in scoring if not _SAYS_WHENCE.search(column.heading)]
    kept = (named or scoring)[-1].heading
    return [
        replace(column, role=METHOD if _SAYS_WHENCE.search(column.heading) else REQUIREMENT)
        if column.role == STANDARD and column.heading != kept and not column.label
        else column
        for column in columns
    ]


_SAYS_WHENCE = re.compile("依据|来源|说明$")
"""评分依据 beside 评分细则 is where one looks, and not how points are given."""


def _more(columns: Sequence[Column]) -> bool:
    """Something else names the indicators."""
    return any(column.role == LEVEL for column in columns) or sum(c.role == REQUIREMENT for c in columns) > 1


def _points_by_level(columns: list[Column]) -> list[Column]:
    """Several points columns: each holds the points of the level named in it, or of the nearest level to its left."""
    points = [column for column in columns if column.role == POINTS]
    levels = [column for column in columns if column.role == LEVEL]
    if len(points) == 1:
        named = [level for level in levels if level.rank == points[0].rank and level.rank]
        if named and len(levels) > 1 and named[0].level < len(levels) - 1:
            return [replace(c, level=named[0].level) if c.index == points[0].index else c for c in columns]
        return columns
    taken: dict[int, Column] = {}
    for column in points:
        level = _level_of(column, levels)
        other = taken.get(level)
        if other is None or ("权" in other.heading and "权" not in column.heading):
            taken[level] = column
    kept: Mapping[int, int] = {column.index: level for level, column in taken.items()}
    return [
        column
        if column.role != POINTS
        else replace(column, level=kept[column.index])
        if column.index in kept
        else replace(column, role=UNKNOWN)
        for column in columns
    ]


def _level_of(column: Column, levels: Sequence[Column]) -> int:
    named = [level.level for level in levels if column.rank and level.rank == column.rank]
    left = [level for level in levels if level.index < column.index]
    if named:
        return named[0]
    return max(left, key=lambda level: level.index).level if left else 0


def content_columns(layout: Layout) -> tuple[list[Column], list[Column]]:
    """The columns whose texts go with an indicator, and those that nobody reads (marks)."""
    read = layout.of(STANDARD, REQUIREMENT, METHOD, EVIDENCE, REMARK, UNKNOWN)
    return read, layout.of(MARK)


__all__ = ["Column", "Layout", "Meaning", "content_columns", "header_at", "same_header"]
