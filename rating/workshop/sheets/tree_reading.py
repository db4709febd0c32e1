"""The readable sheet read back as the tree of indicators, with what other sheets add to each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rating.rubric.trail import Path
from rating.workshop.sheets.content import Content, Row
from rating.workshop.sheets.forms import NUMBER, plain_text, unquoted
from rating.workshop.sheets.names import Called, Names, Unread, called
from rating.workshop.sheets.plain_reading import free_code, read_columns
from rating.workshop.sheets.readable import (
    LEVELS,
    POINTS_HEADING,
    RULE_HEADING,
    TOTAL_LABEL,
    level_code,
    level_heading,
    level_points,
)
from rating.workshop.sheets.tables import (
    CODE_HEADING,
    FORMER_HEADING,
    LEAF_COLUMNS,
    NODE_COLUMNS,
    OWN_MARKS,
    PER_KIND,
    READABLE,
    STATED,
    TOTAL,
)

_TOTALS = (TOTAL_LABEL, "总计", "小计")
_TITLE = "指标"


@dataclass
class Branching:
    """A node as it is read: where it is in the tree, where it stands in the sheet."""

    path: Path
    code: str
    title: str
    row: Row
    level: int
    leaf: bool
    parts: int = 0
    stated: bool = True


@dataclass
class Read:
    """All nodes by code, in the order of the sheet."""

    nodes: dict[str, Branching] = field(default_factory=dict)


def called_before(read: Read, details: Sequence[Row]) -> Called:
    """What the nodes are called, and what they were called when the workbook was made."""
    former = [(unquoted(row.text(CODE_HEADING)), unquoted(row.text(FORMER_HEADING))) for row in details]
    pairs = ((node.code, node.title) for node in read.nodes.values())
    return called("指标", pairs, (pair for pair in former if pair[0] in read.nodes))


def read_outline(rows: Sequence[Row], content: Content) -> Read:
    """The tree with codes and titles only."""
    read = Read()
    taken = {unquoted(row.text(level_code(level))) for row in rows for level in range(len(LEVELS))}
    open_: list[Branching | None] = [None] * len(LEVELS)
    content.tree["dimensions"] = []
    for row in rows:
        levels = [level for level in range(len(LEVELS)) if row.text(level_heading(level))]
        coded = any(row.text(level_code(level)) for level in range(len(LEVELS)))
        if not coded and levels and row.text(level_heading(levels[0])).strip().startswith(_TOTALS):
            continue
        if levels:
            _read_row(row, levels, open_, read, content, taken)
        elif row.text(POINTS_HEADING) or row.text(RULE_HEADING):
            content.refuse(row, level_heading(0), Unread("这一行没有写指标名称", remedy="请补写名称，或删去这一行"))
    return read


def _read_row(
    row: Row, levels: Sequence[int], open_: list[Branching | None], read: Read, content: Content, taken: set[str]
) -> None:
    """The branches that this row opens, and the leaf in its deepest column."""
    for level in range(levels[-1] + 1):
        leaf = level == levels[-1]
        title = unquoted(row.text(level_heading(level)))
        stated = unquoted(row.text(level_code(level)))
        here = open_[level]
        if not leaf and here is not None and not here.leaf and _same(here, row, level, title, stated):
            continue
        if level not in levels:
            fault = Unread("没有写上级指标", remedy="请补写上级指标的名称")
            content.refuse(row, level_heading(level), fault)
            return
        parent = open_[level - 1] if level else None
        if stated in read.nodes and not leaf and _again(read.nodes[stated], parent, level):
            open_[level:] = [read.nodes[stated], *[None] * (len(LEVELS) - level - 1)]
            continue
        if stated in read.nodes:
            told = f"代码与{read.nodes[stated].row.cell(level_heading(read.nodes[stated].level))}的指标相同"
            remedy = "如果是新增的指标，请清空这一行右边灰色的代码，由系统另编"
            content.refuse(row, level_code(level), Unread(told, remedy=remedy))
            stated = ""
        node = _new_node(row, level, leaf, stated or free_code("item", title, taken), title, parent, content)
        read.nodes[node.code] = node
        open_[level:] = [node, *[None] * (len(LEVELS) - level - 1)]


def _same(here: Branching, row: Row, level: int, title: str, stated: str) -> bool:
    """The cell is merged with the one above, or repeats what it says."""
    if stated:
        return stated == here.code
    return not row.text(level_heading(level)) or title == here.title


def _again(known: Branching, parent: Branching | None, level: int) -> bool:
    """The same branch met again under the same parent: its rows were parted."""
    same_parent = known.path[:-2] == (parent.path if parent else ())
    return known.level == level and not known.leaf and (same_parent or level == 0)


def _new_node(
    row: Row, level: int, leaf: bool, code: str, title: str, parent: Branching | None, content: Content
) -> Branching:
    if parent is None:
        path: Path = ("dimensions", len(content.tree["dimensions"]))
    else:
        path = (*parent.path, "indicators", parent.parts)
        parent.parts += 1
    content.put(path, {}, row, level_heading(level))
    content.put((*path, "code"), code, row, level_code(level))
    content.put((*path, "title"), title, row, level_heading(level))
    return Branching(path, code, title, row, level, leaf)


def read_nodes(read: Read, details: Sequence[Row], content: Content, names: Names) -> frozenset[str]:
    """What both sheets say of each node; the codes of those whose marks are stated by kind."""
    rows = matched(details, read, content, names)
    by_kind = set()
    for node in read.nodes.values():
        own = rows.get(node.code, [])
        for row in own[:1]:
            read_columns(node.path, row, NODE_COLUMNS, content, names)
            if node.leaf:
                _tell_misplaced(row, content)
            else:
                read_columns(node.path, row, LEAF_COLUMNS, content, names)
        for row in own[1:]:
            content.refuse(row, _TITLE, Unread(f"「{node.title}」写了两行", remedy="请只保留一行"))
        if node.leaf:
            read_columns(node.path, node.row, LEAF_COLUMNS, content, names)
        node.stated = node.leaf or any(plain_text(row.text(OWN_MARKS)) == STATED for row in own[:1])
        if node.stated and _read_marks(node, content, names):
            by_kind.add(node.code)
    return frozenset(by_kind)


def _tell_misplaced(row: Row, content: Content) -> None:
    """What belongs on the readable sheet and was filled in here."""
    for column in LEAF_COLUMNS:
        if row.text(column.heading):
            content.left_over(
                row, column.heading, f"没有下级的指标，「{column.heading}」写在“{READABLE}”表，这一格没有用上"
            )


def _read_marks(node: Branching, content: Content, names: Names) -> bool:
    heading = POINTS_HEADING if node.leaf else level_points(node.level)
    path = (*node.path, "full_marks")
    if plain_text(node.row.text(heading)) == PER_KIND:
        content.cells[path] = (node.row.sheet, node.row.cell(heading))
        return True
    content.read(path, node.row, heading, NUMBER, names)
    return False


def matched(rows: Sequence[Row], read: Read, content: Content, names: Names) -> dict[str, list[Row]]:
    """The rows of another sheet by the node they speak of; a row that names none goes with the one above."""
    found: dict[str, list[Row]] = {}
    lost: set[tuple[str, str]] = set()
    last = ""
    for row in rows:
        stated, title = unquoted(row.text(CODE_HEADING)), unquoted(row.text(_TITLE))
        if stated or row.text(_TITLE):
            last = stated if stated in read.nodes else names.nodes.code(title) or ""
            if not last and (stated, title) not in lost:
                lost.add((stated, title))
                content.left_over(row, _TITLE, f"评分标准表中没有「{title or stated}」这项指标")
        if last:
            found.setdefault(last, []).append(row)
    return found


def read_by_kind(
    rows: Sequence[Row], read: Read, nodes: frozenset[str], total: bool, content: Content, names: Names
) -> None:
    """Full marks that differ by kind of unit."""
    for row in rows:
        stated = unquoted(row.text(CODE_HEADING))
        path: Path | None = ("scale", "full_marks") if total and plain_text(row.text(_TITLE)) == TOTAL else None
        code = stated if stated in read.nodes else names.nodes.code(unquoted(row.text(_TITLE)))
        if code in nodes and code is not None:
            path = (*read.nodes[code].path, "full_marks")
        if path is None:
            content.left_over(row, _TITLE, f"「{row.text(_TITLE)}」的满分没有写“{PER_KIND}”，这一行没有用上")
            continue
        place = content.cells.get(path)
        content.put(path, {}, row, _TITLE)
        if place is not None:
            content.cells[path] = place
        for heading in row.address:
            if heading not in (CODE_HEADING, _TITLE):
                content.read((*path, unquoted(heading)), row, heading, NUMBER, names)
