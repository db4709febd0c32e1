"""A table whose header says nothing known: its columns by what stands in them, to be confirmed by a person."""

from __future__ import annotations

from collections.abc import Sequence

from rating.workshop.paper.amounts import read_points
from rating.workshop.paper.columns import Column, Layout
from rating.workshop.paper.headings import LEVEL, NUMBER, POINTS, STANDARD, TITLES
from rating.workshop.paper.numbering import bare_number
from rating.workshop.paper.sources import Sheet

LEAST_ROWS, LEAST_SENTENCE, MOST_LEVELS, LONGEST_TITLES = 3, 8, 3, 24


def supposed_layout(sheet: Sheet) -> Layout | None:
    """Points are the column of figures, standards the column of sentences, titles what stands left of both.

    None when there is no such pair over at least three rows.
    """
    columns = [[row[index] for row in sheet.rows] for index in range(sheet.width)]
    serial = {index for index, texts in enumerate(columns) if _is_serial(texts)}
    points = next((index for index, texts in enumerate(columns) if index not in serial and _is_points(texts)), None)
    lengths = {index: _length(texts) for index, texts in enumerate(columns) if index != points and index not in serial}
    standard = max(lengths, key=lambda index: lengths[index], default=None)
    if points is None or standard is None or lengths[standard] < LEAST_SENTENCE:
        return None
    left = [index for index in range(min(points, standard)) if index not in serial]
    levels = [index for index in left if 0 < lengths.get(index, 0) <= LONGEST_TITLES][:MOST_LEVELS]
    first = next(row for row, text in enumerate(columns[points]) if _figure(text))
    header = first - 1 if first and sum(map(bool, sheet.rows[first - 1])) * 2 >= sheet.width else first
    roles = {points: POINTS, standard: STANDARD, **dict.fromkeys(serial, NUMBER), **dict.fromkeys(levels, LEVEL)}
    found = [
        Column(
            index,
            sheet.rows[header][index] if header < first else "",
            roles.get(index, ""),
            level=levels.index(index) if index in levels else -1,
        )
        for index in range(sheet.width)
    ]
    return Layout(tuple(found), header, first)


def told_roles(layout: Layout) -> str:
    """第 3 列 分值、第 4 列 评分标准 …, for the question whether it is so."""
    return "、".join(
        f"第 {column.index + 1} 列为{TITLES[column.role]}"
        for column in layout.columns
        if column.role and column.role != NUMBER
    )


def _figure(text: str) -> bool:
    points = read_points(text) if text else None
    return points is not None and points.value is not None


def _is_serial(texts: Sequence[str]) -> bool:
    numbers = [bare_number(text) for text in texts if text]
    parts = [number.parts[0] for number in numbers if number is not None and len(number.parts) == 1]
    return (
        len(parts) >= LEAST_ROWS
        and len(parts) >= len(numbers) - 2
        and parts == list(range(parts[0], parts[0] + len(parts)))
    )


def _is_points(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text]
    figures = [text for text in filled if _figure(text)]
    return len(figures) >= LEAST_ROWS and len(figures) * 2 > len(filled)


def _length(texts: Sequence[str]) -> float:
    filled = [text for text in texts if text and not _figure(text)]
    return sum(map(len, filled)) / len(filled) if len(filled) >= 1 else 0
