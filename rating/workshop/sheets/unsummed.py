"""Sums whose formula has no stored result, as programs leave them that write workbooks without calculating."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from rating.rubric.numbers import parse_number, plain
from rating.workshop.sheets.content import Content
from rating.workshop.sheets.readable import level_points
from rating.workshop.sheets.tree_reading import Branching, Read


def fill_sums(read: Read, content: Content) -> None:
    """The sum of its parts for each branch whose marks are stated and whose cell is blank, innermost first."""
    kinds = content.tree.get("kinds") or [""]
    for node in sorted(read.nodes.values(), key=lambda each: -each.level):
        if node.stated and not node.leaf and not node.row.text(level_points(node.level)):
            _fill(node, kinds, content)


def _fill(node: Branching, kinds: list[str], content: Content) -> None:
    tree = content.below(node.path)
    kind = next((kind for kind in kinds if _for_kind(tree, kind)), "")
    marks = _of_parts(tree, kind)
    if marks is not None:
        content.put((*node.path, "full_marks"), plain(marks), node.row, level_points(node.level))


def _for_kind(tree: Mapping[str, Any], kind: str) -> bool:
    return not kind or "kinds" not in tree or kind in tree["kinds"]


def _of_parts(tree: Mapping[str, Any], kind: str) -> Decimal | None:
    parts = [_marks(part, kind) for part in tree.get("indicators", ())]
    return None if None in parts else sum((part for part in parts if part is not None), Decimal(0))


def _marks(tree: Mapping[str, Any], kind: str) -> Decimal | None:
    """Full marks for one kind; None where some cannot be read."""
    if not _for_kind(tree, kind) or tree.get("bonus") == "true":
        return Decimal(0)
    stated = tree.get("full_marks")
    stated = stated.get(kind) if isinstance(stated, dict) else stated
    if stated is None and tree.get("indicators"):
        return _of_parts(tree, kind)
    try:
        return parse_number(stated)
    except ValueError:
        return None
