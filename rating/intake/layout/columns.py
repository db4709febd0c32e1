"""Which column of a table holds what: fields, the unit's identity, raters' marks and reasons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from rating.intake.answers import NO_ANSWERS, NOT_USED, Answers
from rating.intake.files.cells import address
from rating.intake.form import Form
from rating.intake.layout.column_questions import (
    ColumnAnswers,
    column_question,
    layout_name,
    points_question,
    samples_below,
)
from rating.intake.layout.headers import Target, Vocabulary, normalise, points_in
from rating.intake.layout.heading_words import is_beside_the_mark, is_the_mark, says_something_else
from rating.intake.layout.tables import SEARCHED_ROWS, Header, Table, meaning
from rating.intake.rater_headings import varying_headings
from rating.problems import Place, Problem
from rating.reported import Question
from rating.rubric.numbers import plain

_SPLIT = re.compile(r"[:：/／|｜]|--|——|-")
_SIDE_BRACKET = re.compile(r"^(.+?)[(（【\[]([^()（）]+)[)）】\]]$")
MOST_COMPARED = 200
ADJUDICATION_WORDS = ("复核", "复核分", "复核组", "复核结果", "复核打分")
_REASON_WORDS = ("理由", "说明", "原因")


@dataclass(frozen=True, slots=True)
class FieldColumn:
    """One column of one field. `rater` is the label of the rater that the header names, if any."""

    field: str
    column: int
    row: int
    rater: str = ""
    adjudicated: bool = False


@dataclass(frozen=True)
class Layout:
    """What the columns of one table mean.

    name       of this arrangement of headings, under which answers are remembered
    confirmed  the columns whose field the user has named, or which the user does not want
    identity   kind (code, name, kind, street, district, taking_part, former_name) → column
    compose    the columns joined to the unit's code, in the form's order
    reasons    field code (or "" for all) → column of the adjudication's reason
    """

    table: Table
    fields: tuple[FieldColumn, ...] = ()
    identity: Mapping[str, int] = field(default_factory=dict)
    compose: tuple[int, ...] = ()
    rater: int = -1
    role: int = -1
    reasons: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    questions: tuple[Question, ...] = ()
    name: str = ""
    confirmed: frozenset[int] = frozenset()

    def place(self, row: int, column: int, about: str = "") -> Place:
        """A place in the user's own sheet."""
        return Place(self.table.grid.file, self.table.grid.title, address(row, column), about)


def match_columns(table: Table, words: Vocabulary, form: Form, answers: Answers = NO_ANSWERS) -> Layout:
    """What the user said; exact, normalised, rater-and-field; the rest is asked about or noted as not used."""
    layout, fields, unknown = Layout(table), [], []
    known = ColumnAnswers(answers, layout_name(header.labels for header in table.headers), words)
    said: dict[int, str] = {}
    identity: dict[str, int] = {}
    compose: dict[int, int] = {}
    reasons: dict[str, int] = {}
    single = {"rater": -1, "role": -1}
    for header in table.headers:
        answer = known.field(header.text)
        if answer is not None:
            said[header.column] = answer
            if answer != NOT_USED:
                fields.append(_told_apart(header, Target("field", answer), words))
            continue
        target = meaning(header, words)
        if target is None or target.kind in ("adjudicated", "reason"):
            marked = _marked_column(header, words)
            if isinstance(marked, FieldColumn):
                fields.append(marked)
            elif marked is not None:
                reasons[marked] = header.column
            else:
                unknown.append(header)
        elif target.kind == "field" and says_something_else(header.labels, target, words):
            unknown.append(header)
        elif target.kind == "field":
            fields.append(_told_apart(header, target, words))
        elif target.kind == "compose":
            compose.setdefault(int(target.code), header.column)
        elif target.kind in single:
            single[target.kind] = header.column if single[target.kind] < 0 else single[target.kind]
        elif target.kind == "derived":
            unknown.append(header)
        elif target.kind != "number":
            first = identity.setdefault(target.kind, header.column)
            identity[target.kind] = _wordier(table, first, header.column) if target.kind == "name" else first
    named = varying_headings({column.column: column.field for column in fields}, table.headers, words)
    fields = [_of_rater(column, named[column.column]) if column.column in named else column for column in fields]
    layout = replace(layout, fields=tuple(fields), identity=identity, compose=_composed(compose), reasons=reasons)
    layout = replace(layout, rater=single["rater"], role=single["role"], name=known.layout)
    return _judged(_without_unmarked(layout, words), form, known, said, unknown)


def _judged(
    layout: Layout, form: Form, known: ColumnAnswers, said: Mapping[int, str], unknown: Iterable[Header]
) -> Layout:
    """The layout with everything that is to be told and asked about its columns."""
    questions, settled = [], []
    for column, question in _points_asked(layout, form, known):
        answer = known.points(question.asked)
        if answer is None:
            questions.append(question)
        elif answer == NOT_USED:
            settled.append(column.column)
    taken = tuple(column for column in layout.fields if column.column not in settled)
    layout = replace(layout, fields=taken, confirmed=frozenset({*said, *settled}))
    settled += [at for at, code in said.items() if code == NOT_USED]
    problems = [question.problem for question in questions]
    problems += [*_duplicates(layout, known.words), *_decided(layout, known, settled)]
    for told in _unknown(layout, unknown, known):
        problems.append(told.problem if isinstance(told, Question) else told)
        questions += [told] if isinstance(told, Question) else []
    return replace(layout, problems=tuple(problems), questions=tuple(questions))


def _wordier(table: Table, first: int, other: int) -> int:
    """Of two columns that name the unit (站点 merged over 序号 and the name): not the one of mere numbers."""
    body = range(table.first, min(table.last, table.first + SEARCHED_ROWS))
    words = [sum(isinstance(table.grid.cell(row, column), str) for row in body) for column in (first, other)]
    return other if words[1] > words[0] == 0 else first


def _composed(columns: Mapping[int, int]) -> tuple[int, ...]:
    return tuple(columns[place] for place in sorted(columns))


def _marked_column(header: Header, words: Vocabulary) -> FieldColumn | str | None:
    """`专家甲：服务质量`, `服务质量（复核）`, `复核理由：服务质量`: a field's column, a reason's field, or None."""
    whole = normalise(header.text)
    for about, rater in _halves(header):
        target = words.find(about)
        if target is None or target.kind != "field" or words.fields[target.code].kind != "mark":
            continue
        if normalise(rater).startswith("复核") and normalise(rater).endswith(_REASON_WORDS):
            return target.code
        if is_beside_the_mark(rater):
            continue
        return _of_rater(FieldColumn(target.code, header.column, header.row), rater)
    return "" if whole.startswith("复核") and whole.endswith(_REASON_WORDS) else None


def _halves(header: Header) -> Iterable[tuple[str, str]]:
    """Every (field part, rater part) that the labels allow, in both orders."""
    pairs = [(first, second) for first in header.labels for second in header.labels if first != second]
    for label in header.labels:
        parts = [part.strip() for part in _SPLIT.split(label) if part.strip()]
        pairs.extend(("".join(parts[:cut]), "".join(parts[cut:])) for cut in range(1, len(parts)))
        bracket = _SIDE_BRACKET.match(label)
        if bracket:
            pairs.append((bracket[1], bracket[2]))
    for one, other in pairs:
        yield one, other
        yield other, one


def _told_apart(header: Header, target: Target, words: Vocabulary) -> FieldColumn:
    """A mark's column under a heading: the heading names the rater, unless it names nothing of the sort."""
    plain_column = FieldColumn(target.code, header.column, header.row)
    if words.fields[target.code].kind != "mark":
        return plain_column
    others = [label for label in header.labels if words.find(label) != target]
    if len(others) == len(header.labels):  # confirmed by the user: what is most like the field names it
        halves = [(words.likeness(about, target.code), rater) for about, rater in _halves(header)]
        alike, rater = max(halves, default=(0.0, ""))
        others = [rater] if alike else []
    return _of_rater(plain_column, others[0]) if others else plain_column


def _of_rater(column: FieldColumn, label: str) -> FieldColumn:
    adjudicated = normalise(label) in ADJUDICATION_WORDS
    label = "" if is_the_mark(label) else label
    return replace(column, rater="" if adjudicated else label, adjudicated=adjudicated)


def _without_unmarked(layout: Layout, words: Vocabulary) -> Layout:
    """Headings over marks name raters only when they tell columns of one field apart.

    `服务质效 / 服务质量` is a dimension over its indicator: every field occurs once, so nobody is named.
    """
    marked = [
        column for column in layout.fields if words.fields[column.field].kind == "mark" and not column.adjudicated
    ]
    named = {(column.field, column.rater) for column in marked}
    repeated = len(named) > len({column.field for column in marked})
    if repeated:
        return layout
    headings = {column.column for column in marked if len(_labels(layout, column.column)) > 1}
    fields = tuple(replace(column, rater="") if column.column in headings else column for column in layout.fields)
    return replace(layout, fields=fields)


def _labels(layout: Layout, column: int) -> tuple[str, ...]:
    return next(header.labels for header in layout.table.headers if header.column == column)


def _points_asked(layout: Layout, form: Form, known: ColumnAnswers) -> Iterable[tuple[FieldColumn, Question]]:
    """Points written in a header must be the full marks of the indicator that uses the field."""
    nodes = getattr(form, "nodes", ())
    headers = {header.column: header for header in layout.table.headers}
    for column in layout.fields:
        header = headers[column.column]
        points = next((found for label in header.labels[::-1] if (found := points_in(label)) is not None), None)
        allowed = full_marks_of(form, nodes, column.field)
        if points is None or not allowed or points in allowed:
            continue
        problem = Problem(
            "column_points",
            layout.place(column.row, column.column, header.text),
            f"表头写的是 {plain(points)} 分",
            "、".join(f"{plain(marks)} 分" for marks in sorted(allowed)),
            field=column.field,
        )
        yield column, points_question(known, header.text, problem, _samples(layout, column.column))


def _samples(layout: Layout, column: int) -> tuple[str, ...]:
    return samples_below(layout.table.grid, column, layout.table.first, layout.table.last)


def full_marks_of(form: Form, nodes: Iterable[Any], field_code: str) -> set[Decimal]:
    """Full marks, over all kinds, of the indicators whose value is this very field."""
    title = form.fields[field_code].title
    return {
        node.full_marks_for(kind)
        for node in nodes
        if node.leaf and (node.value or "").strip() in (field_code, title)
        for kind in (form.kinds or [""])
        if node.applies_to(kind)
    }


def _duplicates(layout: Layout, words: Vocabulary) -> Iterable[Problem]:
    seen: dict[tuple[str, str, bool], FieldColumn] = {}
    for column in layout.fields:
        key = (column.field, column.rater, column.adjudicated)
        if key not in seen:
            seen[key] = column
            continue
        title, first = words.fields[column.field].title, address(seen[key].row, seen[key].column)
        place = layout.place(column.row, column.column, title)
        yield Problem("column_duplicate", place, f"「{title}」在 {first} 列已经有了", field=column.field)


def _decided(layout: Layout, known: ColumnAnswers, not_used: Sequence[int]) -> Iterable[Problem]:
    """Columns that the user does not want, and answers that name no field of this form."""
    for header in layout.table.headers:
        place = layout.place(header.row, header.column, header.text)
        if header.column in not_used:
            yield Problem("column_unknown", place, f"「{header.text}」已确认不采用", remedy="按确认的对应关系，未读取")
        elif (answer := known.unusable(header.text)) is not None:
            yield Problem("mapping_unknown", place, f"「{header.text}」答复的是「{answer}」，评分标准中没有这个数据项")


def _unknown(layout: Layout, unknown: Iterable[Header], known: ColumnAnswers) -> Iterable[Problem | Question]:
    """Columns without a meaning: asked about when they resemble a field that is still wanted."""
    words = known.words
    assigned = {column.field for column in layout.fields}
    marks = [code for code, data_field in words.fields.items() if data_field.kind == "mark"]
    wanted = [code for code, data_field in words.fields.items() if code not in assigned and not data_field.formula]
    for number, header in enumerate(unknown):
        place = layout.place(header.row, header.column, header.text)
        target = meaning(header, words)
        if target and target.kind == "derived":
            yield Problem("column_unknown", place, f"「{header.text}」由其他数据项计算得出，不从表中读取")
            continue
        if number >= MOST_COMPARED:
            wanted = []
        samples = _samples(layout, header.column) if wanted else ()
        question = column_question(known, header.text, header.labels, place, wanted, samples)
        if question is None and number < MOST_COMPARED:  # 专家甲：服务质亮, also where others have marked 服务质量
            halves = [about for about, rater in _halves(header) if not is_beside_the_mark(rater)]
            question = column_question(known, header.text, halves, place, marks, samples)
        yield question or Problem("column_unknown", place, f"「{header.text}」不是评分标准中的数据项")
