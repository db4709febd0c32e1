"""Rubric → the workbook that an office edits: one readable sheet, and plain ones for what it cannot hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rating.problems import Place, Problem, Refused
from rating.rubric.nouns import Node, Rubric
from rating.rubric.places import placed_nodes
from rating.rubric.policies import Band, Raters
from rating.rubric.rules import Rule
from rating.workshop.sheets import words
from rating.workshop.sheets.book import workbook_of
from rating.workshop.sheets.forms import AMOUNT, FORMULA, LONGEST_TEXT, NONE, TEXT, TITLE, Shown, quoted
from rating.workshop.sheets.guide import guide_plan
from rating.workshop.sheets.marks import Cell, Marks
from rating.workshop.sheets.names import Names, names_of
from rating.workshop.sheets.plan import OF_NODES, Heading, Plan, heading_of, shown, table
from rating.workshop.sheets.readable import LEVELS, leaf_cells, readable_plan
from rating.workshop.sheets.rule_rows import Cells, rows_of
from rating.workshop.sheets.rule_shapes import INNER, KIND, NAME, PART, POINTS, UPTO, VALUE
from rating.workshop.sheets.tables import (
    BAND_ADVICE,
    BAND_COLUMNS,
    BAND_KIND,
    BAND_NAME,
    BAND_PART,
    BAND_VALUE,
    BANDS,
    BASIC,
    BASIC_COLUMNS,
    BY_KIND,
    CODE_HEADING,
    CONTENT_HEADING,
    EVERY_FIELD,
    FIELD_COLUMNS,
    FIELDS,
    FORMER,
    GATE_COLUMNS,
    GATES,
    ITEM_HEADING,
    LEAF_COLUMNS,
    MINIMUM_PART,
    NODE_COLUMNS,
    NODES,
    OWN_MARKS,
    PER_KIND,
    RATER_COLUMNS,
    RATERS,
    REQUIRED_PART,
    ROLE_COLUMNS,
    ROLES,
    RULES,
    SOURCE_COLUMNS,
    SOURCES,
    STATED,
    SUMMED,
    TOTAL,
)
from rating.workshop.sheets.thresholds import in_percent

Rows = tuple[tuple[Shown, ...], ...]


def rubric_to_excel(rubric: Rubric) -> bytes:
    """The rubric as an .xlsx workbook; `rubric_from_excel` reads it back equal.

    Raises Refused when a text is longer than a cell can hold.
    """
    return workbook_of(plans_of(rubric), rubric.title)


def plans_of(rubric: Rubric) -> tuple[Plan, ...]:
    """The sheets before they are written. Raises Refused like `rubric_to_excel`."""
    names = names_of(rubric)
    by_kind, kind_cells = _by_kind(rubric, names)
    marks = Marks(rubric, leaf_cells(rubric), kind_cells)
    plans = (
        readable_plan(rubric, names, marks),
        guide_plan(),
        _basic(rubric, names),
        _fields(rubric, names),
        _nodes(rubric, names),
        _rules(rubric, names),
        table(GATES, GATE_COLUMNS, rubric.gates, names),
        _bands(rubric, names),
        table(ROLES, ROLE_COLUMNS, rubric.roles, names),
        _raters(rubric, names),
        table(SOURCES, SOURCE_COLUMNS, rubric.sources, names),
        by_kind,
    )
    _refuse_long(plans)
    return plans


def _refuse_long(plans: tuple[Plan, ...]) -> None:
    problems = [
        Problem("rubric_value", Place(sheet=plan.name, object=plan.headings[column].title),
                f"文字有 {len(value)} 字", f"不超过 {LONGEST_TEXT} 字，否则单元格放不下", "请精简文字")
        for plan in plans for row in plan.rows for column, value in enumerate(row)
        if isinstance(value, str) and len(value) > LONGEST_TEXT
    ]  # fmt: skip
    if problems:
        raise Refused(problems)


def _basic(rubric: Rubric, names: Names) -> Plan:
    rows: list[tuple[Shown, ...]] = []
    for column in BASIC_COLUMNS:
        value = PER_KIND if column.heading == TOTAL and isinstance(rubric.scale.full_marks, dict) else None
        offered = f"可选：{' / '.join(column.form.choices)}" if column.form.choices else ""
        told = "；".join(filter(None, (column.note, offered)))
        rows.append((column.heading, value or shown(column, rubric, names), told or None))
    headings = (
        Heading(ITEM_HEADING, 30),
        Heading(CONTENT_HEADING, 60),
        Heading("怎样填写", 50, "code"),
    )
    return Plan(BASIC, headings, tuple(rows), frozen=1)


def _fields(rubric: Rubric, names: Names) -> Plan:
    """With each field's code, which is not part of the field itself."""
    plan = table(FIELDS, FIELD_COLUMNS, rubric.fields.values(), names)
    at = next(column for column, heading in enumerate(plan.headings) if heading.title == CODE_HEADING)
    rows = tuple(
        (*row[:at], code, *row[at + 1 :]) for code, row in zip(rubric.fields, plan.rows, strict=True)
    )  # fmt: skip
    return Plan(FIELDS, plan.headings, rows, frozen=2)


def _nodes(rubric: Rubric, names: Names) -> Plan:
    own = (Heading(CODE_HEADING, 6, "aside"), Heading("指标", 20), Heading("级别", 6, "code"))
    marks = Heading(OWN_MARKS, 12, "text", (STATED, SUMMED), "有下级的指标：满分是写明的，还是由下级相加得出")
    headings = (
        *own,
        *(heading_of(column) for column in NODE_COLUMNS),
        marks,
        *map(heading_of, LEAF_COLUMNS),
        heading_of(FORMER),
    )
    rows = tuple(_node_row(place.node, place.level, names) for place in placed_nodes(rubric))
    return Plan(NODES, headings, rows, frozen=2)


def _node_row(node: Node, level: int, names: Names) -> tuple[Shown, ...]:
    own = (node.code, TITLE.write(node.title, names), LEVELS[level - 1])
    plain_leaf = node.leaf and node.combine == "sum"
    cells = [
        None if column.path == ("combine",) and plain_leaf else shown(column, node, names) for column in NODE_COLUMNS
    ]
    marks = None if node.leaf else SUMMED if node.full_marks is None else STATED
    texts = [None if node.leaf else shown(column, node, names) for column in LEAF_COLUMNS]
    return (*own, *cells, marks, *texts, own[1])


def _rules(rubric: Rubric, names: Names) -> Plan:
    headings = (
        Heading(CODE_HEADING, 6, "aside"),
        Heading("指标", 20, choices=OF_NODES),
        Heading(BAND_KIND, 13, note="只对某一类型另写细则时才填"),
        Heading(KIND, 17, choices=tuple(words.RULE.values())),
        Heading(INNER, 15, choices=tuple(word for kind, word in words.RULE.items() if kind != "survey")),
        Heading(PART, 22),
        Heading(NAME, 24),
        Heading(VALUE, 34, "formula"),
        Heading(POINTS, 10, "number"),
        Heading(UPTO, 10, "number"),
    )
    rows = [row for leaf in rubric.indicators for row in _rules_of(leaf, rubric, names)]
    return Plan(RULES, headings, tuple(rows), frozen=2)


def _rules_of(leaf: Node, rubric: Rubric, names: Names) -> Iterator[tuple[Shown, ...]]:
    rules: list[tuple[str | None, Rule]] = [(None, leaf.rule)] if leaf.rule is not None else []
    for kind, rule in [*rules, *leaf.rule_by_kind.items()]:
        shares = in_percent(leaf, rule, rubric)
        of_kind = None if kind is None else quoted(kind)
        for inner, cells in list(rows_of(rule, names, shares)) or [("", Cells())]:
            yield (
                leaf.code, TITLE.write(leaf.title, names), of_kind, words.RULE[rule.kind], inner or None,
                cells.part or None, cells.name, cells.value, cells.points, cells.upto,
            )  # fmt: skip


def _bands(rubric: Rubric, names: Names) -> Plan:
    own = (Heading(BAND_KIND, 13, note="某一类型另有等级时才填"), *(heading_of(column) for column in BAND_COLUMNS))
    conditions = (
        Heading(BAND_PART, 10, choices=(MINIMUM_PART, REQUIRED_PART)),
        Heading(BAND_NAME, 22),
        Heading(BAND_VALUE, 30, "formula"),
        Heading(BAND_ADVICE, 30),
    )
    rows: list[tuple[Shown, ...]] = []
    for kind, bands in [(None, rubric.bands), *rubric.bands_by_kind.items()]:
        of_kind = None if kind is None else quoted(kind)
        rows += [row for band in bands for row in _band_rows(of_kind, band, names)]
        if kind is not None and not bands:
            rows.append((of_kind, NONE, *[None] * (len(BAND_COLUMNS) + 3)))
    return Plan(BANDS, (*own, *conditions), tuple(rows), frozen=2)


def _band_rows(kind: str | None, band: Band, names: Names) -> Iterator[tuple[Shown, ...]]:
    first = (kind, *(shown(column, band, names) for column in BAND_COLUMNS))
    conditions: list[tuple[Shown, ...]] = [
        (MINIMUM_PART, quoted(names.nodes.title(code)), AMOUNT.write(amount, names), None)
        for code, amount in band.minimum.items()
    ]
    conditions += [
        (REQUIRED_PART, TITLE.write(each.title, names), FORMULA.write(each.when, names), TEXT.write(each.advice, names))
        for each in band.requires
    ]
    for at, condition in enumerate(conditions or [(None,) * 4]):
        yield (*(first if at == 0 else (None,) * len(first)), *condition)


def _raters(rubric: Rubric, names: Names) -> Plan:
    owners: list[tuple[str, Raters | None]] = [(EVERY_FIELD, rubric.raters)]
    owners += [(quoted(names.fields.title(code)), each.raters) for code, each in rubric.fields.items()]
    rows = [
        (title, *(shown(column, raters, names) for column in RATER_COLUMNS[1:]))
        for title, raters in owners
        if raters is not None
    ]
    return Plan(RATERS, tuple(heading_of(column) for column in RATER_COLUMNS), tuple(rows), frozen=1)


def _by_kind(rubric: Rubric, names: Names) -> tuple[Plan, Mapping[tuple[str, str], Cell]]:
    """Full marks that differ by kind, and where each stands."""
    things: list[tuple[str | None, str | None, Any]] = [(None, TOTAL, rubric.scale.full_marks)]
    things += [(node.code, TITLE.write(node.title, names), node.full_marks) for node in rubric.nodes]  # type: ignore[misc]
    things = [thing for thing in things if isinstance(thing[2], dict)]
    kinds = list(dict.fromkeys([*rubric.kinds, *(kind for *_, marks in things for kind in marks)]))
    rows: Rows = tuple((code, title, *(marks.get(kind) for kind in kinds)) for code, title, marks in things)
    headings = (
        Heading(CODE_HEADING, 6, "aside"),
        Heading("指标", 30),
        *(Heading(quoted(k), 14, "number") for k in kinds),
    )
    cells = {
        (code, kind): (1 + at, 2 + column)
        for at, (code, _, marks) in enumerate(things) if code is not None
        for column, kind in enumerate(kinds) if kind in marks
    }  # fmt: skip
    return Plan(BY_KIND, headings, rows, frozen=2), cells
