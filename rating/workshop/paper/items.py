"""The finished tree → the indicators, in the order of the paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from rating.workshop.paper.amounts import Points, fine
from rating.workshop.paper.headings import EVIDENCE, METHOD, REMARK, REQUIREMENT, STANDARD
from rating.workshop.paper.parts import BONUS, DEDUCTION, SCORED, PaperItem, PaperText
from rating.workshop.paper.tree import PART, ROOT, SECTION, TABLE, Node, RowPart, Stated, joined, title_from

HUNDRED = Decimal(100)
KEY_SIGNS = ("※", "★", "☆", "▲")


def split_rows(root: Node) -> None:
    """Rows with their own points become leaves of their own; a branch's own rows become untitled leaves under it."""
    for node in list(root.walk()):
        if node.slot == PART or not node.rows:
            continue
        if node.children:
            scored = [row for row in node.rows if row.said(STANDARD)]
            for row in node.rows:
                if row in scored:
                    _part(node, [row])
                else:
                    node.stated.extend(row.stated)
            node.children.sort(key=_first_key)
            node.rows = [row for row in node.rows if row not in scored]
        elif node.slot == ROOT or sum(bool(row.stated) for row in node.rows) > 1:
            for group in _groups(node.rows):
                _part(node, group)
            node.rows = []


def _groups(rows: list[RowPart]) -> Iterator[list[RowPart]]:
    """Each row with points, with the rows below it that have none; rows above the first join it."""
    group: list[RowPart] = []
    for row in rows:
        if row.stated and any(one.stated for one in group):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _part(node: Node, rows: list[RowPart]) -> None:
    sentence = joined([row.said(STANDARD) for row in rows])
    sentence = sentence or joined([row.said(REQUIREMENT) for row in rows])
    title = title_from(sentence) if sentence else PaperText("未写名称", rows[0].where)
    part = Node(PART, title, title.text, kind=node.kind, cap=node.cap, rows=rows, parent=node)
    node.children.append(part)


def _first_key(node: Node) -> tuple[int, int]:
    return min((row.key for one in node.walk() for row in one.rows), default=(1 << 30, 0))


def leaves(root: Node) -> list[Node]:
    """Nodes with nothing under them."""
    return [node for node in root.walk() if not node.children and node.slot != ROOT]


def stated_on(node: Node) -> list[Stated]:
    """All points that the paper states for a node, on its title and in its rows."""
    return [*node.stated, *(one for row in node.rows for one in row.stated)]


def value_of(node: Node) -> Decimal | None:
    """The first readable figure stated for a node, in its own unit (20 for 20%)."""
    return next((one.points.value for one in stated_on(node) if one.points.value is not None), None)


def bare_titles(root: Node) -> list[Node]:
    """Takes out the titles at the end of a branch that say nothing: sections, and first levels where others have parts.

    Gives them, so that their rows can be told.
    """
    deep = any(len(leaf.trail()) > 1 for leaf in leaves(root))
    taken: list[Node] = []
    for leaf in leaves(root):
        empty = not stated_on(leaf) and not any(row.texts for row in leaf.rows)
        heading = leaf.slot in (TABLE, SECTION)
        if (heading or (deep and empty and len(leaf.trail()) == 1)) and leaf.parent is not None:
            leaf.parent.children.remove(leaf)
            taken.append(leaf)
    return taken


def settle_signs(root: Node) -> None:
    """+5 makes an item one of bonus, −5 one of deduction, where no title says so."""
    for leaf in leaves(root):
        signs = {one.points.sign for one in stated_on(leaf) if one.points.value is not None}
        if leaf.kind == SCORED and signs & {"+", "-"}:
            leaf.kind = DEDUCTION if "-" in signs else BONUS


def item_of(leaf: Node, points: Decimal | None) -> PaperItem:
    """The indicator at this leaf, `points` being its settled full marks."""
    texts = {
        role: joined([row.said(role) for row in leaf.rows])
        for role in (STANDARD, REQUIREMENT, METHOD, EVIDENCE, REMARK)
    }
    if not any(texts.values()) and leaf.raw.text.startswith(KEY_SIGNS):
        texts[STANDARD] = leaf.raw
    trail = leaf.trail()
    stated = [one for one in stated_on(leaf) if one.points.value is not None]
    cap = next((node.cap for node in reversed(trail) if node.cap is not None), None)
    if cap is None and leaf.kind in (BONUS, DEDUCTION):
        cap = next(
            (value_of(node) for node in trail[:-1] if node.kind == leaf.kind and value_of(node) is not None), None
        )
    level_points = tuple(_settled(node) for node in trail[:-1])
    return PaperItem(
        levels=tuple(PaperText(node.title, node.raw.where) for node in trail),
        level_points=(*level_points, points),
        points=points,
        points_where=stated[0].where if stated else "",
        standard=texts[STANDARD],
        method=texts[METHOD],
        evidence=texts[EVIDENCE],
        remark=texts[REMARK],
        kind=leaf.kind,
        requirement=texts[REQUIREMENT],
        cap=cap,
    )


def _settled(node: Node) -> Decimal | None:
    value = value_of(node)
    return None if value is None else fine(value)


def settle_units(root: Node, weighted: bool) -> list[str]:
    """Weights become points out of 100, in place; the sentences say so.

    Percentages that sum to 100 over the leaves, fractions that sum to 1, and shares of the level
    above (35% of 20%) are told apart by what adds up; `weighted` when a heading speaks of weights.
    """
    said: list[str] = []
    nodes = [node for node in root.walk() if node.slot != ROOT]
    ends = [node for node in leaves(root) if node.kind == SCORED and value_of(node) is not None]
    figures = [value_of(node) or Decimal(0) for node in ends]
    shares = [any(one.points.share for one in stated_on(node)) for node in ends]
    if weighted and not any(shares) and sum(figures) == 1 and len(ends) > 1:
        _scale(nodes, HUNDRED)
        said.append("分值栏写的是合计为 1 的权重，已按百分制折成分（乘以 100）")
    if _is_relative(root):
        _resolve(root, HUNDRED)
        said.append("各级权重是占上一级的比例，已逐级相乘折成百分制的分值")
    elif any(shares):
        said.append("分值栏写的是百分比，已按百分制读作分值（5% 即 5 分）")
    return said


def _scale(nodes: list[Node], factor: Decimal) -> None:
    for node in nodes:
        node.stated = [_times(one, factor) for one in node.stated]
        for row in node.rows:
            row.stated = [_times(one, factor) for one in row.stated]


def _times(one: Stated, factor: Decimal) -> Stated:
    value = one.points.value
    return (
        one
        if value is None
        else replace(one, points=Points(fine(value * factor), False, one.points.sign, one.points.doubt))
    )


def _is_relative(root: Node) -> bool:
    """Every branch with a weight has parts whose weights sum to 100, and not to its own."""
    branches = [node for node in root.walk() if node.children and node.slot != ROOT and node.kind == SCORED]
    seen = 0
    for node in branches:
        own, parts = value_of(node), [value_of(child) for child in node.children]
        if own is None or any(part is None for part in parts):
            continue
        total = sum((part for part in parts if part is not None), Decimal(0))
        if total != HUNDRED or own == HUNDRED:
            return False
        seen += 1
    return seen > 0


def _resolve(node: Node, share: Decimal) -> None:
    """Own weight of each child × what the levels above leave of 100."""
    for child in node.children:
        value = value_of(child)
        whole = share if value is None else share * value / HUNDRED
        if value:
            _scale([child], whole / value)
        _resolve(child, whole)
