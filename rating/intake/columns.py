"""Which column of a table holds what: fields, the unit's identity, raters' marks and reasons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from rating.intake.cells import address
from rating.intake.form import Form
from rating.intake.headers import Target, Vocabulary, normalise, points_in
from rating.intake.tables import Header, Table, meaning
from rating.problems import Place, Problem
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

    def place(self, row: int, column: int, about: str = "") -> Place:
        """A place in the user's own sheet."""
        return Place(self.table.grid.file, self.table.grid.title, address(row, column), about)


def match_columns(table: Table, words: Vocabulary, form: Form) -> Layout:
    """Exact, normalised, rater-and-field; the rest is asked about (nearest) or noted as not used."""
    layout, fields, unknown = Layout(table), [], []
    identity: dict[str, int] = {}
    compose: dict[int, int] = {}
    reasons: dict[str, int] = {}
    single = {"rater": -1, "role": -1}
    for header in table.headers:
        target = meaning(header, words)
        if target is None or target.kind in ("adjudicated", "reason"):
            marked = _marked_column(header, words)
            if isinstance(marked, FieldColumn):
                fields.append(marked)
            elif marked is not None:
                reasons[marked] = header.column
            else:
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
            identity.setdefault(target.kind, header.column)
    layout = replace(layout, fields=tuple(fields), identity=identity, compose=_composed(compose), reasons=reasons)
    layout = replace(layout, rater=single["rater"], role=single["role"])
    layout = _without_unmarked(layout, words)
    problems = [*_points_problems(layout, form), *_duplicates(layout, words), *_unknown(layout, unknown, words)]
    return replace(layout, problems=tuple(problems))


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
        adjudicated = normalise(rater) in ADJUDICATION_WORDS
        return FieldColumn(target.code, header.column, header.row, "" if adjudicated else rater, adjudicated)
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
    if words.fields[target.code].kind != "mark" or len(header.labels) < 2:
        return plain_column
    others = [label for label in header.labels if words.find(label) != target]
    if not others or len(others) == len(header.labels):
        return plain_column
    if normalise(others[0]) in ADJUDICATION_WORDS:
        return replace(plain_column, adjudicated=True)
    return replace(plain_column, rater=others[0])


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


def _points_problems(layout: Layout, form: Form) -> Iterable[Problem]:
    """Points written in a header must be the full marks of the indicator that uses the field."""
    nodes = getattr(form, "nodes", ())
    for column in layout.fields:
        header = next(header for header in layout.table.headers if header.column == column.column)
        points = next((found for label in header.labels[::-1] if (found := points_in(label)) is not None), None)
        allowed = full_marks_of(form, nodes, column.field)
        if points is None or not allowed or points in allowed:
            continue
        yield Problem(
            "column_points",
            layout.place(column.row, column.column, header.text),
            f"表头写的是 {plain(points)} 分",
            "、".join(f"{plain(marks)} 分" for marks in sorted(allowed)),
            field=column.field,
        )


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
        yield Problem(
            "column_duplicate",
            layout.place(column.row, column.column, words.fields[column.field].title),
            f"「{words.fields[column.field].title}」在 {address(seen[key].row, seen[key].column)} 列已经有了",
            field=column.field,
        )


def _unknown(layout: Layout, unknown: Iterable[Header], words: Vocabulary) -> Iterable[Problem]:
    """Columns without a meaning: asked about when they resemble a field that is still wanted."""
    known = {column.field for column in layout.fields}
    wanted = [code for code, data_field in words.fields.items() if code not in known and not data_field.formula]
    for number, header in enumerate(unknown):
        place = layout.place(header.row, header.column, header.text)
        target = meaning(header, words)
        if target and target.kind == "derived":
            yield Problem("column_unknown", place, f"「{header.text}」由其他数据项计算得出，不从表中读取")
            continue
        if number >= MOST_COMPARED:
            wanted = []
        near = next((found for label in header.labels[::-1] if (found := words.nearest(label, wanted))), None)
        if near:
            title = words.fields[near].title
            yield Problem(
                "column_similar", place, f"列名「{header.text}」与「{title}」近似", f"「{title}」", field=near
            )
        else:
            yield Problem("column_unknown", place, f"「{header.text}」不是评分标准中的数据项")
