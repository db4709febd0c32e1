"""The workbook of a rubric, as an office brings it back → the rubric, or every problem by sheet and cell."""

from __future__ import annotations

from collections.abc import Sequence

from rating.intake.files.cells import Grid
from rating.problems import Place, Problem, stopping
from rating.rubric.checks import check
from rating.rubric.nouns import Rubric
from rating.rubric.trail import Finding, Path
from rating.rubric.validation import validate
from rating.workshop.sheets.content import Content, Row
from rating.workshop.sheets.findings import told
from rating.workshop.sheets.forms import unquoted
from rating.workshop.sheets.names import Names
from rating.workshop.sheets.plain_reading import (
    coded,
    read_bands,
    read_basic,
    read_fields,
    read_gates,
    read_raters,
    read_sources_and_roles,
)
from rating.workshop.sheets.readable import LEVELS, Layout, level_code, level_heading, level_points
from rating.workshop.sheets.reconciled import reconcile
from rating.workshop.sheets.rule_reading import read_rule
from rating.workshop.sheets.rule_shapes import INNER, KIND, NAME, PART, POINTS, UPTO, VALUE
from rating.workshop.sheets.sheet_rows import rows_under, sheet_named, sheets_of
from rating.workshop.sheets.tables import (
    BAND_ADVICE,
    BAND_COLUMNS,
    BAND_KIND,
    BAND_NAME,
    BAND_PART,
    BAND_VALUE,
    BANDS,
    BASIC,
    BY_KIND,
    CODE_HEADING,
    CONTENT_HEADING,
    FIELD_COLUMNS,
    FIELDS,
    FORMER_HEADING,
    GATE_COLUMNS,
    GATES,
    ITEM_HEADING,
    KINDS,
    LEAF_COLUMNS,
    NODE_COLUMNS,
    NODES,
    OWN_MARKS,
    RATER_COLUMNS,
    RATERS,
    READABLE,
    ROLE_COLUMNS,
    ROLES,
    RULES,
    SOURCE_COLUMNS,
    SOURCES,
)
from rating.workshop.sheets.tree_reading import Read, called_before, matched, read_by_kind, read_nodes, read_outline
from rating.workshop.sheets.unsummed import fill_sums

_HEADINGS: dict[str, tuple[str, ...]] = {
    READABLE: Layout(len(LEVELS)).columns,
    BASIC: (ITEM_HEADING, CONTENT_HEADING),
    FIELDS: tuple(column.heading for column in FIELD_COLUMNS),
    NODES: (
        CODE_HEADING, "指标", OWN_MARKS, FORMER_HEADING,
        *(column.heading for column in (*NODE_COLUMNS, *LEAF_COLUMNS)),
    ),
    RULES: (CODE_HEADING, "指标", BAND_KIND, KIND, INNER, PART, NAME, VALUE, POINTS, UPTO),
    GATES: tuple(column.heading for column in GATE_COLUMNS),
    BANDS: (
        BAND_KIND, *(column.heading for column in BAND_COLUMNS), BAND_PART, BAND_NAME, BAND_VALUE, BAND_ADVICE,
    ),
    ROLES: tuple(column.heading for column in ROLE_COLUMNS),
    RATERS: tuple(column.heading for column in RATER_COLUMNS),
    SOURCES: tuple(column.heading for column in SOURCE_COLUMNS),
    BY_KIND: (CODE_HEADING, "指标"),
}  # fmt: skip


_DEEPER = [heading(level) for level in range(2, len(LEVELS)) for heading in (level_heading, level_points, level_code)]
_OPTIONAL = frozenset({*_DEEPER, level_points(1), KINDS.heading, "级别", "怎样填写"})
"""Levels that a rubric may not have, and columns that only explain."""


def rubric_from_excel(content: bytes, name: str) -> tuple[Rubric | None, tuple[Problem, ...]]:
    """The rubric that a workbook of `rubric_to_excel` holds after people have edited it. Raises nothing.

    The rubric is None exactly when a problem stops; what was left out is told as a warning.
    """
    sheets, problems = sheets_of(content, name)
    if problems:
        return None, problems
    unusable = _unusable(sheets, name)
    if unusable:
        return None, unusable
    read = content_of(sheets, name)
    without_table = tuple(problem for problem in read.problems if problem.code == "table_missing")
    if without_table:
        return None, without_table
    rubric, found = _checked(read)
    return (None if stopping(found) else rubric), found


def _unusable(sheets: Sequence[Grid], name: str) -> tuple[Problem, ...]:
    """Sheets that are not there or hidden: their content would seem to be taken out of the rubric."""
    known = {title: sheet_named(sheets, title) for title in _HEADINGS}
    lacking = [title for title, grid in known.items() if grid is None]
    if lacking:
        found = f"缺少工作表：{'、'.join(lacking)}"
        remedy = "请用从本系统导出的评分标准工作簿修改；纸面下发的表格请从“导入”上传"
        return (Problem("table_missing", Place(name), found, "导出时的各个工作表", remedy),)
    return tuple(
        Problem("table_missing", Place(name, title), "这张工作表是隐藏的，没有读取", remedy="请取消隐藏后再交回")
        for title, grid in known.items()
        if grid is not None and not grid.visible
    )


def _checked(read: Content) -> tuple[Rubric | None, tuple[Problem, ...]]:
    """The rubric's own checks, told in the words and by the cells of the workbook."""
    rubric, findings = validate(Rubric, read.tree)
    if rubric is not None:
        findings = [*findings, *check(rubric)]
    own = [told(finding, read) for finding in findings if not _known(finding, read)]
    return rubric, tuple(dict.fromkeys([*read.problems, *own]))


def _known(finding: Finding, read: Content) -> bool:
    """True for what was told already where the cell was read, and for sums that lack what could not be read."""
    refused = [problem.place for problem in stopping(read.problems)]
    if finding.code == "rubric_points" and refused:
        return True
    if read.at(finding.path) in [(place.sheet, place.cell) for place in refused]:
        return True
    return any(finding.path[: len(unread)] == unread for unread in read.unread)


def content_of(sheets: Sequence[Grid], name: str) -> Content:
    """What the sheets say, before it is checked as a rubric."""
    read = Content(name)
    rows = {
        title: rows_under(
            sheet_named(sheets, title), headings, read.problems, optional=_OPTIONAL, free=title == BY_KIND
        )
        for title, headings in _HEADINGS.items()
    }
    read.cells[()] = (BASIC, "")
    fields, field_names = coded(rows[FIELDS], "数据项", "field", read)
    sources, source_names = coded(rows[SOURCES], "来源", "source", read)
    roles, role_names = coded(rows[ROLES], "评估主体", "role", read)
    gates, _ = coded(rows[GATES], "必备条件", "gate", read)
    tree = read_outline(rows[READABLE], read)
    names = Names(field_names, called_before(tree, rows[NODES]), source_names, role_names)
    read.names = names
    total_by_kind = read_basic(rows[BASIC], read, names)
    read_sources_and_roles(sources, roles, read, names)
    read_fields(fields, read, names)
    marks_by_kind = read_nodes(tree, rows[NODES], read, names)
    read_by_kind(rows[BY_KIND], tree, marks_by_kind, total_by_kind, read, names)
    fill_sums(tree, read)
    _read_rules(rows[RULES], tree, read, names)
    reconcile(tree, read, names)
    read_gates(gates, read, names)
    read_bands(rows[BANDS], read, names)
    read_raters(rows[RATERS], read, names)
    return read


def _read_rules(rows: Sequence[Row], tree: Read, content: Content, names: Names) -> None:
    """One rule a node, and one more for each kind of unit that has its own."""
    for code, own in matched(rows, tree, content, names).items():
        by_kind: dict[str, list[Row]] = {}
        kind = ""
        for row in own:
            if row.text(CODE_HEADING) or row.text("指标") or row.text(BAND_KIND):
                kind = row.text(BAND_KIND)
            by_kind.setdefault(kind, []).append(row)
        path = tree.nodes[code].path
        for kind, of_kind in by_kind.items():
            where: Path = (*path, "rule_by_kind", unquoted(kind)) if kind else (*path, "rule")
            read_rule(of_kind, where, content, names)
