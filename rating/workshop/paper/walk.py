"""Walks the rows of every table and hangs each on the tree, or says what else it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from rating.workshop.paper.amounts import Points, read_points
from rating.workshop.paper.columns import Column, Layout
from rating.workshop.paper.headings import EVIDENCE, MARK, METHOD, NUMBER, POINTS, REMARK, REQUIREMENT, STANDARD
from rating.workshop.paper.numbering import bare_number, numbered
from rating.workshop.paper.parts import HEADING, ITEM, NOTE, PROBLEM, SCORED, SUM, VETO, PaperText
from rating.workshop.paper.points_cells import take_points
from rating.workshop.paper.reading import Key, SumRow, Walk
from rating.workshop.paper.row_words import (
    LONGEST_SECTION,
    is_filler,
    is_note,
    is_note_label,
    is_sentence,
    is_signature,
    is_sum,
    kind_of,
    plain,
)
from rating.workshop.paper.sources import Sheet
from rating.workshop.paper.tree import ROOT, SECTION, TABLE, RowPart, Stated, same_words


def walk_table(walk: Walk, sheet: Sheet, number: int, layout: Layout, first: int, last: int) -> None:
    """Rows first … last − 1 of one table under its header."""
    for row in range(first, last):
        own = [(column, text) for column, text in enumerate(sheet.rows[row]) if text]
        if own:
            _row(walk, sheet, (number, row), layout, own, first)
    take_points(walk, sheet, number, layout, first, last)


def _row(walk: Walk, sheet: Sheet, key: Key, layout: Layout, own: Sequence[tuple[int, str]], first: int) -> None:
    row = key[1]
    where, told = sheet.where(row, own[0][0]), " | ".join(text.replace("\n", " ") for _, text in own)
    kind = _plain_kind(sheet, row, layout, own)
    if kind == SUM:
        _sum_row(walk, sheet, row, layout, own)
    elif kind == NOTE:
        walk.notes.append(PaperText("\n".join(text for _, text in own), where))
    elif kind == HEADING:
        _section(walk, PaperText(own[0][1], where))
    else:
        kind = _item_row(walk, sheet, key, layout, own, first)
    walk.account(key, where, kind, told)
    if kind == PROBLEM:
        walk.problem("paper_row", where, f"这一行没有读懂：{told[:60]}")


def _plain_kind(sheet: Sheet, row: int, layout: Layout, own: Sequence[tuple[int, str]]) -> str:
    """SUM, NOTE or HEADING for the rows that are no indicator; "" for all others."""
    roles = {column.index: column.role for column in layout.columns}
    names = [text for column, text in own if roles[column] in ("level", NUMBER) or column == own[0][0]]
    if any(is_sum(text) for text in names):
        return SUM
    figures = [read_points(text) for column, text in own if roles[column] == POINTS]
    has_points = any(points is not None and points.value is not None for points in figures)
    column, text = own[0]
    if is_filler(text) and len(own) == 1:
        return NOTE
    if not has_points and (is_note_label(text) or any(is_signature(text) for _, text in own)):
        return NOTE
    if len(own) > 1 or any(figures):
        return ""
    wide = sheet.end(row, column)[1] - column + 1
    if is_note(text) and (wide > 1 or roles[column] in (NUMBER, "level")):
        return NOTE
    if is_sentence(text) and roles[column] in (NUMBER, "level"):
        return NOTE
    levels = [level.index for level in layout.levels]
    over_all = wide >= 3 and (wide * 2 >= sheet.width or all(column <= level < column + wide for level in levels))
    if not (over_all or (roles[column] == NUMBER and bare_number(text) is None)):
        return ""
    return HEADING if len(text) <= LONGEST_SECTION and not is_sentence(text) else NOTE


def _section(walk: Walk, raw: PaperText) -> None:
    above, number = walk.path.get(TABLE), numbered(raw.text)[0]
    alike = above is not None and above.number is not None and number is not None and above.number.style == number.style
    slot = TABLE if alike else SECTION  # 二、 after a table headed 一、 stands beside it
    current = walk.path.get(slot)
    if current is None or not same_words(current.raw.text, raw.text):
        walk.open(slot, raw)


def begin_sheet(walk: Walk, sheet: Sheet, layout: Layout, first: int) -> None:
    """A worksheet with a title of the first level in its first row has nothing to do with the sheet before.

    In Word a table goes on over pages, and the same title again is the same.
    """
    levels = layout.levels
    if not sheet.number and levels and first < len(sheet.rows) and sheet.rows[first][levels[0].index]:
        walk.path.clear()


def open_table(walk: Walk, heading: PaperText | None) -> None:
    """A table that stands for one dimension, named by the line before it or by its sheet."""
    current = walk.path.get(TABLE)
    if heading is not None and (current is None or not same_words(current.raw.text, heading.text)):
        walk.open(TABLE, heading)


def _sum_row(walk: Walk, sheet: Sheet, row: int, layout: Layout, own: Sequence[tuple[int, str]]) -> None:
    label_column, label = next((column, text) for column, text in own if is_sum(text))
    roles = {column.index: column.role for column in layout.columns}
    stated = None
    for column, text in own:
        points = read_points(text) if roles[column] == POINTS else None
        if points is not None and points.value is not None and stated is None:
            stated = Stated(points, sheet.where(row, column))
    if stated is None:
        figures = [
            (column, read_points(text)) for column, text in own if column > label_column and roles[column] != MARK
        ]
        readable = [(column, points) for column, points in figures if points is not None and points.value is not None]
        stated = Stated(readable[0][1], sheet.where(row, readable[0][0])) if readable else _in_label(label, sheet, row)
    beside = None
    for level in layout.levels:
        anchor = sheet.covered.get((row, level.index))
        if anchor is not None and anchor[0] < row and anchor[1] == level.index:
            beside = walk.path.get(level.level) or beside
    walk.sums.append(SumRow(label, stated, sheet.where(row, label_column), len(walk.node_of), beside))


def _in_label(label: str, sheet: Sheet, row: int) -> Stated | None:
    """合计（100分）: the figure inside the label itself."""
    figure = re.search(r"\d{1,5}(?:\.\d{1,4})?", plain(label))
    return Stated(Points(Decimal(figure[0])), sheet.where(row, 0)) if figure else None


def _item_row(walk: Walk, sheet: Sheet, key: Key, layout: Layout, own: Sequence[tuple[int, str]], first: int) -> str:
    row = key[1]
    roles = {column.index: column for column in layout.columns}
    opened = _levels(walk, sheet, row, layout)
    part = RowPart(sheet.where(row, own[0][0]), key=key)
    for column, text in own:
        _take(walk, part, roles[column], PaperText(text, sheet.where(row, column)), key[0])
    said = part.texts or part.stated or any(roles[column].role == POINTS for column, _ in own)
    node = walk.deepest
    if not opened and not said:
        return PROBLEM
    if node.slot == ROOT and not part.texts:
        return PROBLEM
    if (
        not opened
        and not part.texts.get(STANDARD)
        and not any(roles[c].role == POINTS for c, _ in own)
        and not node.rows
    ):
        return PROBLEM
    _held(sheet, row, layout, part)
    node.rows.append(part)
    walk.node_of[key], walk.parts[key] = node, part
    return ITEM


def _held(sheet: Sheet, row: int, layout: Layout, part: RowPart) -> None:
    """A sentence, method or list of materials merged over several indicators holds for each of them."""
    for column in layout.of(STANDARD, REQUIREMENT, METHOD, EVIDENCE):
        start = sheet.covered.get((row, column.index))
        if start is not None and layout.first <= start[0] < row and start[1] == column.index and not column.label:
            text = sheet.at(*start)
            if text:
                part.texts.setdefault(column.role, []).append(text)


def _levels(walk: Walk, sheet: Sheet, row: int, layout: Layout) -> bool:
    """Moves the path to this row's titles; True when any title stands in it."""
    opened = new = False
    for level in layout.levels:
        text = sheet.rows[row][level.index]
        if not text:
            continue
        opened = True
        current = walk.path.get(level.level)
        if not new and current is not None and same_words(current.raw.text, text):
            deeper = any(other > level.level for other in walk.path)
            current.typed_again = current.typed_again or ("" if deeper else sheet.where(row, level.index))
            continue
        section = walk.path.get(SECTION)
        if level.level == 0 and section is not None and kind_of(text) not in (SCORED, section.kind):
            del walk.path[SECTION]  # 扣分项 in the first level ends a section of 加分项 above it
        walk.open(level.level, PaperText(text, sheet.where(row, level.index)))
        new = True
    return opened


def _take(walk: Walk, part: RowPart, column: Column, text: PaperText, table: int) -> None:
    """One cell of an indicator's row goes where its column says."""
    if column.role in (STANDARD, REQUIREMENT, METHOD, EVIDENCE, REMARK):
        words = f"{column.label}：{text.text}" if column.label else text.text
        part.texts.setdefault(column.role, []).append(PaperText(words, text.where))
    elif column.role == NUMBER:
        part.serial = part.serial or bare_number(text.text)
        if bare_number(text.text) is None:
            part.texts.setdefault(REMARK, []).append(text)
    elif column.role == POINTS and kind_of(text.text) == VETO:
        walk.deepest.kind = VETO
    elif column.role == MARK:
        if (table, column.index) not in walk.told_columns:
            walk.told_columns.add((table, column.index))
            walk.problem("paper_column", text.where, f"「{column.heading}」栏已有内容，属于打分栏，没有采用")
    elif not column.role:
        heading = column.heading or "无标题的列"
        part.texts.setdefault(REMARK, []).append(PaperText(f"{heading}：{text.text}", text.where))
        if (table, column.index) not in walk.told_columns:
            walk.told_columns.add((table, column.index))
            walk.problem(
                "paper_column", text.where, f"没有认出「{heading}」一列是什么", remedy="内容已记在备注里，请核对"
            )
