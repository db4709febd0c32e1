"""What stays the same while the files of one round are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from rating.intake.answers import NO_ANSWERS, Answers
from rating.intake.asked import Asked
from rating.intake.cleaning.column_work import ValueAnswers
from rating.intake.cleaning.values import CleanColumn, clean_column
from rating.intake.form import Form
from rating.intake.layout.columns import FieldColumn, Layout
from rating.intake.layout.headers import Vocabulary
from rating.intake.layout.stations import Directory
from rating.intake.raters import RaterBook
from rating.reported import Question


@dataclass
class Reader:
    """The form, its words, the stations and raters met so far, and what the user has answered.

    sha256     file → SHA-256 of its bytes, as answers about values name it
    questions  what stands open about values
    """

    form: Form
    words: Vocabulary
    directory: Directory
    fixed: bool
    raters: RaterBook
    full_marks: Mapping[str, Mapping[str, Decimal]]
    asked: Asked
    answers: Answers = NO_ANSWERS
    sha256: Mapping[str, str] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)


def clean_cells(
    reader: Reader, layout: Layout, column: FieldColumn, rows: NDArray[np.int32], stations: NDArray[np.int32]
) -> CleanColumn:
    """The cells of one column for these rows and their stations."""
    directory = reader.directory
    grid = layout.table.grid
    clean = clean_column(
        grid,
        column.column,
        rows,
        lambda at: directory.code[stations[at]],
        column.field,
        reader.form.fields[column.field],
        reader.full_marks.get(column.field, {}),
        [directory.kind[station] for station in stations.tolist()] if column.field in reader.full_marks else (),
        lambda at: reader.asked.asks(column.field, directory.kind[stations[at]]),
        ValueAnswers(reader.answers, reader.sha256.get(grid.file, ""), grid.title),
        next((header.text for header in layout.table.headers if header.column == column.column), ""),
    )
    reader.questions.extend(clean.questions)
    return clean
