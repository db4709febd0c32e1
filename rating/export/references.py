"""Where an indicator was read, briefly: sheets are numbered ① ② …, explained on 口径说明."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rating.insight.sources import Origin, fields_of, origins
from rating.reported import Column, Status, cell_name
from rating.scoring.evaluation import Evaluation

_CIRCLED = [*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0)]


def sheet_mark(number: int) -> str:
    """0 → ①; beyond fifty: [51]."""
    return chr(_CIRCLED[number]) if number < len(_CIRCLED) else f"[{number + 1}]"


def sheet_legend(evaluation: Evaluation) -> list[tuple[str, str]]:
    """(① , file → sheet) for every sheet that was read."""
    return [
        (sheet_mark(number), f"{sheet.file} → {sheet.title}" if sheet.title else sheet.file)
        for number, sheet in enumerate(evaluation.reported.sheets)
    ]


def status_texts(evaluation: Evaluation, at: int) -> list[str]:
    """已填 ①B3、①A3 for each station; "" where the indicator is not for its kind."""
    scores = evaluation.scores
    titles = [Status(number).title for number in scores.status[:, at].tolist()]
    cells = _cells(evaluation, at)
    applies = scores.applies[:, at].tolist()
    return [
        f"{title} {cell}".strip() if there else "" for title, cell, there in zip(titles, cells, applies, strict=True)
    ]


def status_text(evaluation: Evaluation, at: int, station: int) -> str:
    """The same for one station, without the others."""
    if not evaluation.scores.applies[station, at]:
        return ""
    title = Status(int(evaluation.scores.status[station, at])).title
    found = indicator_origins(evaluation, at, evaluation.roster.kind[station])
    cells = [_column_cells(origin.column.rows_at([station]))[0] for origin in found]
    return f"{title} {'、'.join(cell for cell in cells if cell)}".strip()


def _cells(evaluation: Evaluation, at: int) -> list[str]:
    by_kind = {kind: _kind_cells(evaluation, at, kind) for kind in set(evaluation.roster.kind)}
    return [by_kind[kind][row] for row, kind in enumerate(evaluation.roster.kind)]


def _kind_cells(evaluation: Evaluation, at: int, kind: str) -> list[str]:
    columns = [_column_cells(origin.column) for origin in indicator_origins(evaluation, at, kind)]
    return ["、".join(cell for cell in row if cell) for row in zip(*columns, strict=True)] or [""] * len(
        evaluation.roster
    )


def indicator_origins(evaluation: Evaluation, at: int, kind: str) -> list[Origin]:
    """The columns behind one indicator for one kind."""
    rubric = evaluation.rubric
    return origins(evaluation.reported, rubric, fields_of(rubric, rubric.indicators[at], kind))


def _column_cells(column: Column) -> list[str]:
    places = zip(column.source.tolist(), column.row.tolist(), column.col.tolist(), strict=True)
    marks = {source: "" if source < 0 else sheet_mark(source) for source in set(column.source.tolist())}
    return ["" if source < 0 else marks[source] + cell_name(row, col) for source, row, col in places]


DECIDED = -2
"""In place of a row: the value is a decision (复核与更正), which the sheet's mark names."""


class RowPlace(NamedTuple):
    """Where the values of one sheet stand: row `row` of each station, −1 where it has none, DECIDED without a cell."""

    mark: str
    row: NDArray[np.int32]


def row_places(evaluation: Evaluation) -> list[RowPlace]:
    """For very many stations: the row of each station in each sheet, in place of every cell."""
    reported = evaluation.reported
    columns = [*reported.columns.values(), *(column for by in reported.marks.values() for column in by.values())]
    found = []
    for number in range(len(reported.sheets)):
        rows = np.full(len(evaluation.roster), -1, np.int32)
        for column in columns:
            here = column.source == number
            rows[here] = np.where(column.row[here] < 0, DECIDED, column.row[here])
        found.append(RowPlace(sheet_mark(number), rows))
    return found


def row_texts(evaluation: Evaluation) -> list[str]:
    """①第 7 行、②第 9 行 for each station."""
    places = [(place.mark, place.row.tolist()) for place in row_places(evaluation)]
    return [
        "、".join([f"{mark}第 {rows[at] + 1} 行" if rows[at] >= 0 else mark for mark, rows in places if rows[at] != -1])
        for at in range(len(evaluation.roster))
    ]


def column_text(evaluation: Evaluation, at: int) -> str:
    """The columns of an indicator in the sheets read: ①B、①A; each sheet and column once."""
    seen: dict[str, None] = {}
    for kind in dict.fromkeys(evaluation.roster.kind):
        for origin in indicator_origins(evaluation, at, kind):
            column = origin.column
            read = column.source >= 0
            for source, col in np.unique(np.column_stack([column.source[read], column.col[read]]), axis=0).tolist():
                seen[sheet_mark(source) + cell_name(0, col)[:-1]] = None
    return "、".join(seen)


def exception_texts(evaluation: Evaluation) -> list[str]:
    """持证率：空白；场地：合理缺项 — every indicator of a station that is not 已填."""
    scores = evaluation.scores
    texts: list[list[str]] = [[] for _ in range(len(evaluation.roster))]
    for at, node in enumerate(evaluation.rubric.indicators):
        unusual = scores.applies[:, at] & (scores.status[:, at] != Status.REPORTED)
        for row in np.flatnonzero(unusual):
            texts[row].append(f"{node.title}：{Status(int(scores.status[row, at])).title}")
    return ["；".join(parts) for parts in texts]
