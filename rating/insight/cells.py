"""Values of whole columns as text, with the cell behind each: fast lists, one entry a station."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np

from rating.insight.figures import scaled_texts
from rating.insight.sources import Origin, fields_of, origins, simple_field
from rating.reported import Column, Reported, Status, cell_name
from rating.rubric.nouns import DataField
from rating.rubric.numbers import plain
from rating.scoring.evaluation import Evaluation

Cell = tuple[str | None, str | None, str | None, str | None, str | None]
"""value, text as typed, file, sheet, cell; None where there is none: a decided value has no cell."""


def value_texts(field: DataField, column: Column) -> list[str | None]:
    """What each station reported, as a program reads it; None unless reported.

    number, share, mark: a decimal · yes_no: 是/否 · choice: the word · several: words joined with 、 ·
    date: 2025-03-01 · text: the text.
    """
    if field.kind == "text":
        texts: list[str | None] = [None if text is None else str(text) for text in column.text.tolist()]
    elif field.kind in _WORDS:
        texts = _distinct(column, lambda number: _WORDS[field.kind](field, number))
    else:
        texts = [_trimmed(text) for text in scaled_texts(column.scaled, column.decimals)]
    reported = (column.status == Status.REPORTED).tolist()
    return [text if there else None for text, there in zip(texts, reported, strict=True)]


def reported_cells(reported: Reported, field: DataField, column: Column) -> list[dict[str, Any]]:
    """status, value, text, file, sheet, cell of one column, one dict a station."""
    status = [Status(number).code for number in column.status.tolist()]
    values, places = value_texts(field, column), column_places(reported, column)
    texts = column.text.tolist()
    return [
        {
            "status": status[row],
            "value": values[row],
            "text": texts[row],
            "file": places[row][0],
            "sheet": places[row][1],
            "cell": places[row][2],
        }
        for row in range(len(status))
    ]


def column_places(reported: Reported, column: Column) -> list[tuple[str | None, str | None, str | None]]:
    """File, sheet and cell of each station's value in one column; CSV files have no sheet."""
    letters = {int(col): cell_name(0, int(col))[:-1] for col in np.unique(column.col) if col >= 0}
    sheets = [(sheet.file, sheet.title or None) for sheet in reported.sheets]
    nowhere = (None, None, None)
    return [
        nowhere if source < 0 else (*sheets[source], f"{letters[col]}{row + 1}" if col >= 0 else None)
        for source, row, col in zip(column.source.tolist(), column.row.tolist(), column.col.tolist(), strict=True)
    ]


def indicator_cells(evaluation: Evaluation, at: int) -> list[Cell]:
    """Of one indicator, for every station: its value, and the text and cells it came from.

    Several fields or raters are joined with "；"; one file and sheet that all share are
    named once, otherwise as often as there are cells, in their order.
    """
    rubric, reported = evaluation.rubric, evaluation.reported
    node = rubric.indicators[at]
    kinds = np.array(evaluation.roster.kind, object)
    values = _values(evaluation, at)
    by_kind = {
        kind: _places(evaluation, origins(reported, rubric, fields_of(rubric, node, kind))) for kind in set(kinds)
    }
    return [(values[row], *by_kind[kind][row]) for row, kind in enumerate(kinds)]


def _values(evaluation: Evaluation, at: int) -> list[str | None]:
    """The exact reported value where the indicator is one field; else the computed one."""
    rubric, scores = evaluation.rubric, evaluation.scores
    field = simple_field(rubric, rubric.indicators[at])
    if field and rubric.fields[field].kind != "mark" and not rubric.fields[field].formula:
        return value_texts(rubric.fields[field], evaluation.reported.columns[field])
    shown = {
        value: None if np.isnan(value) else plain_float(value) for value in np.unique(scores.value[:, at]).tolist()
    }
    return [None if value != value else shown[value] for value in scores.value[:, at].tolist()]


def plain_float(value: float) -> str:
    """A computed value without exponent, at most 15 significant digits as in a spreadsheet."""
    return plain(Decimal(f"{value:.15g}"))


def _places(evaluation: Evaluation, found: list[Origin]) -> list[tuple[str | None, str | None, str | None, str | None]]:
    rows = len(evaluation.roster)
    if not found:
        return [(None, None, None, None)] * rows
    texts = [origin.column.text.tolist() for origin in found]
    places = [column_places(evaluation.reported, origin.column) for origin in found]
    if len(found) == 1:
        return [(text, *place) for text, place in zip(texts[0], places[0], strict=True)]
    return [
        (_joined([column[row] for column in texts]), *_joined_places([column[row] for column in places]))
        for row in range(rows)
    ]


def _joined(parts: list[str | None]) -> str | None:
    given = [part for part in parts if part is not None]
    return "；".join(given) if given else None


def _joined_places(
    places: list[tuple[str | None, str | None, str | None]],
) -> tuple[str | None, str | None, str | None]:
    """One file and sheet where all cells share them; else as many files and sheets as cells, in the same order."""
    given = [place for place in places if place[0] is not None]
    if len({place[:2] for place in given}) > 1:
        files, sheets, cells = ([part or "" for part in parts] for parts in zip(*given, strict=True))
        return "；".join(files), "；".join(sheets), "；".join(cells)
    file, sheet, _ = given[0] if given else (None, None, None)
    return file, sheet, _joined([place[2] for place in given])


def _distinct(column: Column, word: Callable[[int], str]) -> list[str | None]:
    words = {number: word(int(number)) for number in set(column.scaled.tolist())}
    return [words[number] for number in column.scaled.tolist()]


def _yes_no(field: DataField, number: int) -> str:
    return "是" if number else "否"


def _choice(field: DataField, number: int) -> str:
    return field.choices[number] if 0 <= number < len(field.choices) else ""


def _several(field: DataField, number: int) -> str:
    chosen = [choice for place, choice in enumerate(field.choices) if number >> place & 1]
    return "、".join(chosen)


def _date(field: DataField, number: int) -> str:
    return date.fromordinal(number).isoformat() if number > 0 else ""


_WORDS: dict[str, Callable[[DataField, int], str]] = {
    "yes_no": _yes_no, "choice": _choice, "several": _several, "date": _date,
}  # fmt: skip


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text
