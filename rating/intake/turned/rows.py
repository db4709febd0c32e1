"""The rows of a turned table: which count, which share one label, and what is told of all the others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from rating.intake.answers import ACCEPTED, NOT_USED
from rating.intake.files.cells import address, as_text
from rating.intake.form import Form
from rating.intake.layout.column_questions import ColumnAnswers, column_question, points_question, samples_beside
from rating.intake.layout.columns import Layout, full_marks_of
from rating.intake.layout.headers import Target, normalise, points_in
from rating.intake.layout.heading_words import other_unit
from rating.intake.layout.tables import content_rows, not_data
from rating.intake.turned.labels import RowLabels
from rating.intake.turned.table import IDENTITY, SEARCHED_COLUMNS, Item, TurnedTable
from rating.problems import Problem
from rating.reported import Question
from rating.rubric.numbers import plain

_POINTS = re.compile(r"^(\d+(?:\.\d+)?)\s*分?$")
_UNIT_HEADINGS = ("单位", "计量单位", "数据单位")
MOST_ROWS, LONGEST_SHOWN, NOTE_LENGTH = 5_000, 30, 25


@dataclass
class Told:
    """What is said about the rows of one table, and the items that are read.

    further  row of an item → filled rows below it without a label of their own: parts of the same item
    """

    items: list[Item] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    further: dict[int, list[int]] = field(default_factory=dict)

    def leave(self, problem: Problem, filled: str = "") -> None:
        """A problem, and where a value was dropped for it the value's cell."""
        self.problems.append(problem)
        if filled:
            self.left_out.append((str(replace(problem.place, cell=filled)), problem.found))


def rows_told(
    table: TurnedTable, layout: Layout, labels: RowLabels, known: ColumnAnswers, form: Form, until: int
) -> Told:
    """Every row of the table once: an item, part of the item above, a total, a note, or nobody's."""
    told = Told()
    grid, by_row = table.grid, {item.row: item for item in table.items}
    wanted = [code for code, one in known.words.fields.items() if code not in table.fields and not one.formula]
    open_item: Item | None = None
    rows = content_rows(grid, table.first, until).nonzero()[0].tolist()
    if len(rows) > MOST_ROWS:
        told.left_out.append(
            (str(layout.place(rows[MOST_ROWS], 0)), f"从这一行起的 {len(rows) - MOST_ROWS} 行没有数据项")
        )
    for row in [row for at, row in enumerate(rows) if at < MOST_ROWS or row in by_row]:
        filled = _filled(table, row)
        item = _answered(table, row, known) or by_row.get(row)
        if item is not None:
            _take(table, item, layout, known, filled, told)
            open_item = item
            continue
        label, column = _label(table, row)
        texts = (grid.text(row, at)[:60] for at in range(min(len(grid.columns), SEARCHED_COLUMNS)))
        why = next((why for text in texts if text and (why := not_data(text))), "")
        if why and (not filled or not_data(label) or not_data(_first(table, row))):
            place = layout.place(row, column)
            open_item = None
            told.left_out.append((str(place), f"{why}：{_first(table, row)[:LONGEST_SHOWN]}"))
            told.problems.append(Problem("row_left_out", place, f"「{_first(table, row)[:LONGEST_SHOWN]}」是{why}"))
        elif open_item and filled and not grid.text(row, open_item.column):
            told.further.setdefault(open_item.row, []).append(row)
        elif label or filled:
            open_item = None
            _told_unknown(table, layout, labels, known, wanted, (row, column), label, filled, told)
    return told


def points_of(table: TurnedTable, item: Item) -> Decimal | None:
    """The points that the row writes beside its label, or in it."""
    cell = table.grid.cell(item.row, table.points) if table.points >= 0 else None
    match = _POINTS.match(as_text(cell).strip())
    return Decimal(match[1]) if match else points_in(item.label)


def _take(table: TurnedTable, item: Item, layout: Layout, known: ColumnAnswers, filled: str, told: Told) -> None:
    place = layout.place(item.row, item.column, item.label)
    if known.field(item.label) == NOT_USED or known.points(item.label) == NOT_USED:
        told.leave(Problem("column_unknown", place, f"「{item.label}」已确认不采用"), filled)
    elif item.target.kind == "derived":
        told.leave(Problem("column_unknown", place, f"「{item.label}」由其他数据项计算得出，不从表中读取"), filled)
    elif (question := _unit_question(table, item, layout, known)) and known.field(item.label) is None:
        _ask(question, told)
        if filled:
            told.left_out.append((str(replace(place, cell=filled)), question.problem.found))
    else:
        told.items.append(item)


def _unit_question(table: TurnedTable, item: Item, layout: Layout, known: ColumnAnswers) -> Question | None:
    """经费 in 万元 where the rubric counts in 元: the unit stands in its own column, or in the label."""
    data_field = known.words.fields[item.target.code]
    column = next((header.column for header in table.others if normalise(header.text) in _UNIT_HEADINGS), -1)
    typed = table.grid.text(item.row, column) if column >= 0 else ""
    in_label = other_unit(item.label, data_field.unit)
    if data_field.kind == "mark" or not (in_label or other_unit(f"（{typed}）", data_field.unit)):
        return None
    place = layout.place(item.row, item.column if in_label else column, item.label)
    found = f"「{item.label}」的单位{'' if in_label else f'写的是「{typed}」，'}与评分标准的「{data_field.unit}」不同"
    expected, remedy = f"「{data_field.title}（{data_field.unit}）」", "请按评分标准的单位换算后填写，或在页面上确认"
    problem = Problem("column_similar", place, found, expected, remedy, field=item.target.code)
    options = ((item.target.code, f"就是{expected}，照数采用"), (NOT_USED, "不采用这一行"))
    return Question(known.key("column", item.label), problem, item.label, options, 0.0, _samples(table, item.row))


def points_questions(table: TurnedTable, layout: Layout, known: ColumnAnswers, form: Form, told: Told) -> None:
    """Points beside a label must be the full marks of the indicator that uses the field."""
    for item in list(told.items):
        points, allowed = points_of(table, item), full_marks_of(form, getattr(form, "nodes", ()), item.target.code)
        if points is None or not allowed or points in allowed or known.points(item.label) == ACCEPTED:
            continue
        in_label = table.points < 0 or not table.grid.text(item.row, table.points)
        place = layout.place(item.row, item.column if in_label else table.points, item.label)
        expected = "、".join(f"{plain(marks)} 分" for marks in sorted(allowed))
        problem = Problem(
            "column_points", place, f"「{item.label}」写的是 {plain(points)} 分", expected, field=item.target.code
        )
        _ask(points_question(known, item.label, problem, _samples(table, item.row)), told)


def _ask(question: Question, told: Told) -> None:
    """A question about a row: what is not used then is the row."""
    options = tuple((answer, words.replace("这一列", "这一行")) for answer, words in question.options)
    told.problems.append(question.problem)
    told.questions.append(replace(question, options=options))


def _answered(table: TurnedTable, row: int, known: ColumnAnswers) -> Item | None:
    """A row whose label the user has named."""
    label, column = _label(table, row)
    said = known.field(label) if label else None
    return Item(row, column, label, Target("field", said), row) if said and said != NOT_USED else None


def _told_unknown(
    table: TurnedTable,
    layout: Layout,
    labels: RowLabels,
    known: ColumnAnswers,
    wanted: Sequence[str],
    at: tuple[int, int],
    label: str,
    filled: str,
    told: Told,
) -> None:
    """A row that names no field: a title of the form, a line of identity, something alike, or nobody's."""
    row, column = at
    place = layout.place(row, column, label)
    target = labels.words.find(label)
    if target and target.kind in IDENTITY:
        return
    if known.field(label) == NOT_USED:
        told.leave(Problem("column_unknown", place, f"「{label}」已确认不采用"), filled)
    elif labels.knows(label):
        if filled:
            told.leave(Problem("column_unknown", place, f"「{label}」的得分由数据项计算得出，表中的数不采用"), filled)
    elif (question := column_question(known, label, [label], place, wanted, _samples(table, row))) and (
        filled or column in table.labels
    ):
        found = question.problem.found.replace("列名", "行名", 1)
        remedy = question.problem.remedy or "请改为评分标准中的名称，或在页面上确认对应关系"
        _ask(replace(question, problem=replace(question.problem, found=found, remedy=remedy)), told)
    elif not filled and (len(label) > NOTE_LENGTH or _alone(table, row)):
        told.left_out.append((str(place), f"说明行：{label[:LONGEST_SHOWN]}"))
        told.problems.append(Problem("row_left_out", place, f"「{label[:LONGEST_SHOWN]}」是说明行"))
    else:
        found = f"「{label[:LONGEST_SHOWN]}」不是评分标准中的数据项" if label else "该行填了数，没有写明是哪一项"
        told.leave(Problem("column_unknown", place, found), filled)


def _label(table: TurnedTable, row: int) -> tuple[str, int]:
    """The deepest label of a row, else its first text, with its column."""
    grid = table.grid
    for column in sorted(table.labels, reverse=True):
        if text := grid.text(row, column):
            return " ".join(text.split()), column
    values = {value.column for value in table.values}
    column = next(
        (at for at in range(len(grid.columns)) if at not in values and isinstance(grid.cell(row, at), str)), -1
    )
    return (" ".join(grid.text(row, column).split()), column) if column >= 0 else ("", max(table.labels))


def _first(table: TurnedTable, row: int) -> str:
    grid = table.grid
    return next((text for at in range(min(len(grid.columns), SEARCHED_COLUMNS)) if (text := grid.text(row, at))), "")


def _alone(table: TurnedTable, row: int) -> bool:
    return sum(column.cell(row) is not None for column in table.grid.columns[:SEARCHED_COLUMNS]) == 1


def _filled(table: TurnedTable, row: int) -> str:
    """The first value cell of a row that holds anything."""
    return next((address(row, value.column) for value in table.values if table.grid.text(row, value.column)), "")


def _samples(table: TurnedTable, row: int) -> tuple[str, ...]:
    first = min((value.column for value in table.values), default=0)
    return samples_beside(table.grid, row, first, max((value.column for value in table.values), default=0) + 1)
