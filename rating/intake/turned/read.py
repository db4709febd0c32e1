"""Every turned table that was read, told as a person would check it: each row's label, each column of values."""

from __future__ import annotations

from collections.abc import Iterator

from rating.intake.files.cells import address
from rating.intake.layout.column_questions import samples_beside
from rating.intake.layout.columns import FieldColumn
from rating.intake.layout.table_read import how_known
from rating.intake.layout.tables import Header
from rating.intake.turned.table import Item
from rating.intake.turned.values import Block
from rating.reported import ColumnRead, TableRead


def turned_read(block: Block, taken: int) -> TableRead:
    """`taken`: how many units were taken. The rows' labels come first, then the columns of values."""
    table = block.table
    return TableRead(
        file=table.grid.file,
        sheet=table.grid.title,
        layout=block.layout.name,
        header_rows=(table.top + 1, table.first),
        last_row=block.until,
        taken=taken,
        columns=(*_rows(block), *_columns(block)),
        turned=True,
    )


def _rows(block: Block) -> Iterator[ColumnRead]:
    table, grid = block.table, block.table.grid
    first = min((value.column for value in table.values), default=0)
    last = max((value.column for value in table.values), default=-1) + 1
    asked = {question.asked: question for question in block.told.questions if question.problem.code == "column_similar"}
    read = {item.row for item in block.told.items}
    labels = {(item.row, item.column): item for item in (*table.items, *block.told.items)}
    for (row, column), item in sorted(labels.items()):
        if item.label in asked and row not in read:
            continue
        samples = samples_beside(grid, row, first, last)
        kind = item.target.kind if row in read or item.target.kind == "derived" else ""
        field = item.target.code if kind == "field" else ""
        how = _how(block, item) if kind else "none"
        yield ColumnRead(item.label, address(row, column), field, kind, how, 1.0 if kind else 0.0, samples)
    for question in asked.values():
        place = question.problem.place
        yield ColumnRead(
            question.asked,
            place.cell,
            question.options[0][0],
            "field",
            "nearest",
            question.confidence,
            question.samples,
        )


def _how(block: Block, item: Item) -> str:
    if block.known.field(item.label) == item.target.code:
        return "confirmed"
    header = Header(item.column, item.row, (item.label,))
    if item.target.kind == "derived":
        return how_known(header, None, block.reader.words)
    return how_known(header, FieldColumn(item.target.code, item.column, item.row), block.reader.words)


def _columns(block: Block) -> Iterator[ColumnRead]:
    """Whose values stand in each column; a column of figures has nobody's name."""
    grid, rows = block.table.grid, [item.row for item in block.told.items]
    for value in block.table.values:
        samples = tuple([text for row in rows if (text := grid.text(row, value.column))][:3])
        use, name = value.heading.use, value.heading.name
        rater = "复核" if use == "adjudicated" else name
        meaning = "rater" if use in ("rater", "own", "adjudicated") else ""
        how = "normalised" if meaning else "none"
        cell = address(value.row, value.column)
        yield ColumnRead(value.text, cell, "", meaning or "value", how, 1.0, samples, rater)
