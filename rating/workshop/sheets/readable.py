"""The sheet 评分标准 as it circulates: merged levels, points, the rule in words, evidence, the clause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rating.rubric.nouns import Node, Rubric
from rating.workshop.sheets.forms import TITLE, Shown
from rating.workshop.sheets.marks import Cell, Marks
from rating.workshop.sheets.names import Names
from rating.workshop.sheets.plan import Heading, Plan, heading_of, shown
from rating.workshop.sheets.sentences import Told, sentence_mark, sentence_of
from rating.workshop.sheets.tables import CODE_HEADING, KINDS, LEAF_COLUMNS, READABLE
from rating.workshop.sheets.thresholds import in_percent

LEVELS = ("一级", "二级", "三级", "四级", "五级")
POINTS_HEADING, RULE_HEADING, MARK_HEADING, TOTAL_LABEL = "分值", "评分标准", "核对", "合计"
TITLE_LINES = 2


def level_heading(level: int) -> str:
    """一级指标 for 0."""
    return f"{LEVELS[level]}指标"


def level_points(level: int) -> str:
    """一级满分 for 0."""
    return f"{LEVELS[level]}满分"


def level_code(level: int) -> str:
    """一级代码 for 0."""
    return f"{LEVELS[level]}{CODE_HEADING}"


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column holds what, for so many levels, with or without kinds of unit."""

    depth: int
    kinds: bool = True

    @property
    def columns(self) -> tuple[str, ...]:
        levels = [heading for level in range(self.depth) for heading in self._level(level)]
        texts = [RULE_HEADING, *(column.heading for column in LEAF_COLUMNS if self.kinds or column is not KINDS)]
        return (*levels, POINTS_HEADING, *texts, *(level_code(level) for level in range(self.depth)), MARK_HEADING)

    def _level(self, level: int) -> tuple[str, ...]:
        """The last level has no sum of its own."""
        own = (level_heading(level),)
        return own if level == self.depth - 1 else (*own, level_points(level))

    @property
    def printed(self) -> int:
        return self.columns.index(level_code(0))

    def at(self, heading: str) -> int:
        return self.columns.index(heading)


def layout_of(rubric: Rubric) -> Layout:
    """At least two levels, as the form has them."""
    kinds = bool(rubric.kinds) or any(node.kinds is not None for node in rubric.nodes)
    return Layout(max(2, *(_depth(node) for node in rubric.dimensions)), kinds)


def _depth(node: Node) -> int:
    return 1 + max((_depth(part) for part in node.indicators), default=0)


def leaf_cells(rubric: Rubric) -> Mapping[str, Cell]:
    """Where the points of each leaf stand."""
    column = layout_of(rubric).at(POINTS_HEADING)
    return {leaf.code: (TITLE_LINES + 1 + at, column) for at, leaf in enumerate(rubric.indicators)}


def readable_plan(rubric: Rubric, names: Names, marks: Marks) -> Plan:
    """The whole sheet."""
    layout = layout_of(rubric)
    rows: list[dict[str, Shown]] = []
    merged: list[tuple[int, int, int, int]] = []
    for dimension in rubric.dimensions:
        _take(dimension, 0, layout, rubric, names, marks, rows, merged)
    rows.append({level_heading(0): _total_label(marks), POINTS_HEADING: marks.of_all()})
    last = len(rows) - 1
    merged.append((last, 0, last, layout.at(POINTS_HEADING) - 1))
    cells = tuple(tuple(row.get(heading) for heading in layout.columns) for row in rows)
    note = f"版本 {rubric.version}　{rubric.standing_title}　灰色各列供系统识别，请勿改动；怎样填写见“填表说明”表"
    return Plan(
        READABLE, _headings(layout), cells, (rubric.title, note), tuple(merged), frozenset({last}), layout.printed, 1
    )  # fmt: skip


def _total_label(marks: Marks) -> str:
    bonus = any(node.bonus for node in marks.rubric.nodes)
    told = "，".join(filter(None, (marks.kind_for(), "不含加分项" if bonus else "")))
    return f"{TOTAL_LABEL}（{told}）" if told else TOTAL_LABEL


def _take(
    node: Node,
    level: int,
    layout: Layout,
    rubric: Rubric,
    names: Names,
    marks: Marks,
    rows: list[dict[str, Shown]],
    merged: list[tuple[int, int, int, int]],
) -> None:
    """The rows under a node, its own cells in the first of them."""
    first = len(rows)
    if node.leaf:
        rows.append(_leaf_row(node, level, names, rubric, marks))
        if level < layout.depth - 1:
            merged.append((first, layout.at(level_heading(level)), first, layout.at(POINTS_HEADING) - 1))
        return
    for part in node.indicators:
        _take(part, level + 1, layout, rubric, names, marks, rows, merged)
    own = {
        level_heading(level): TITLE.write(node.title, names),
        level_points(level): marks.of_branch(node),
        level_code(level): node.code,
    }
    rows[first] |= own
    if len(rows) - first > 1:
        merged += [(first, layout.at(heading), len(rows) - 1, layout.at(heading)) for heading in own]


def _leaf_row(leaf: Node, level: int, names: Names, rubric: Rubric, marks: Marks) -> dict[str, Shown]:
    told = Told(leaf.value, leaf.rule, leaf.rule_by_kind)
    sentence = sentence_of(told, names, lambda rule: in_percent(leaf, rule, rubric))
    return {
        level_heading(level): TITLE.write(leaf.title, names),
        level_code(level): leaf.code,
        POINTS_HEADING: marks.of_leaf(leaf),
        RULE_HEADING: sentence or None,
        MARK_HEADING: sentence_mark(sentence),
        **{column.heading: shown(column, leaf, names) for column in LEAF_COLUMNS},
    }


def _headings(layout: Layout) -> tuple[Heading, ...]:
    known = {column.heading: heading_of(column) for column in LEAF_COLUMNS}
    known[RULE_HEADING] = Heading(RULE_HEADING, 34)
    for heading in layout.columns[layout.printed :]:
        known[heading] = Heading(heading, 7, "aside")
    for level in range(layout.depth):
        known[level_heading(level)] = Heading(level_heading(level), 10 if level < layout.depth - 1 else 14)
    plain = Heading("", 6.5, "number")
    return tuple(
        known.get(heading) or Heading(heading, plain.width, plain.look) for heading in layout.columns
    )  # fmt: skip
