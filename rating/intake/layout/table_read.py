"""Every table that was read, told as a person would check it: each heading, what it means, how that is known."""

from __future__ import annotations

from collections.abc import Iterator

from rating.intake.assemble import Gathered
from rating.intake.files.cells import address
from rating.intake.layout.column_questions import samples_below
from rating.intake.layout.columns import FieldColumn, Layout
from rating.intake.layout.headers import Vocabulary
from rating.intake.layout.rows import StationRows
from rating.intake.layout.tables import Header, meaning
from rating.reported import ColumnRead, Question, TableRead


def record_table(words: Vocabulary, layout: Layout, found: StationRows, gathered: Gathered) -> None:
    """Keep what was read of one table, and what stands open about its columns and rows."""
    gathered.tables.append(table_read(layout, words, len(found.rows)))
    gathered.questions.extend([*layout.questions, *found.questions])


def table_read(layout: Layout, words: Vocabulary, taken: int) -> TableRead:
    """`taken`: how many rows were taken. Only the first rows are looked at, for samples."""
    table = layout.table
    asked = {question.asked: question for question in layout.questions if question.key[0] == "column"}
    by_column = {column.column: column for column in layout.fields}
    kinds = {at: kind for kind, at in layout.identity.items()} | {layout.rater: "rater", layout.role: "role"}
    kinds |= dict.fromkeys(layout.compose, "compose") | dict.fromkeys(layout.reasons.values(), "reason")
    return TableRead(
        file=table.grid.file,
        sheet=table.grid.title,
        layout=layout.name,
        header_rows=(table.top + 1, table.first),
        last_row=table.last,
        taken=taken,
        columns=tuple(
            _column_read(layout, words, header, by_column.get(at), kinds.get(at, ""), asked.get(header.text))
            for header in table.headers
            for at in [header.column]
        ),
    )


def _column_read(
    layout: Layout, words: Vocabulary, header: Header, column: FieldColumn | None, kind: str, asked: Question | None
) -> ColumnRead:
    """A field's column, one that names the unit or the rater, one that is asked about, or none of these."""
    cell = address(header.row, header.column)
    samples = samples_below(layout.table.grid, header.column, layout.table.first, layout.table.last)
    if column:
        how = "confirmed" if header.column in layout.confirmed else how_known(header, column, words)
        rater = "复核" if column.adjudicated else column.rater
        return ColumnRead(header.text, cell, column.field, "field", how, 1.0, samples, rater)
    if asked:
        return ColumnRead(header.text, cell, asked.options[0][0], "field", "nearest", asked.confidence, samples)
    if header.column in layout.confirmed:
        return ColumnRead(header.text, cell, how="confirmed", confidence=1.0, samples=samples)
    target = meaning(header, words)
    if kind:
        return ColumnRead(header.text, cell, "", kind, how_known(header, None, words), 1.0, samples)
    if target and target.kind in ("derived", "number"):
        return ColumnRead(header.text, cell, "", target.kind, how_known(header, None, words), 1.0, samples)
    return ColumnRead(header.text, cell, samples=samples)


def how_known(header: Header, column: FieldColumn | None, words: Vocabulary) -> str:
    """exact: typed as the code or the title; alias; normalised: after spaces, brackets, unit and points are gone."""
    known = [*_readings(header, column)]
    if column:
        data_field = words.fields[column.field]
        if any(text in (column.field, data_field.title.strip()) for text in known):
            return "exact"
        return "alias" if any(text in data_field.aliases for text in known) else "normalised"
    return "exact" if any(text in words.by_text for text in known) else "normalised"


def _readings(header: Header, column: FieldColumn | None) -> Iterator[str]:
    """The labels joined from each of them downwards, each alone, and without the rater's name."""
    labels = header.labels
    yield from ("".join(labels[first:]) for first in range(len(labels)))
    yield from labels
    if column and column.rater:
        for label in labels:
            yield label.replace(column.rater, "").strip(" :：-—/／|｜()（）【】[]")
