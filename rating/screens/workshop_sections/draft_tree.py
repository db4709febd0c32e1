"""The tree of a draft as it is typed: places, numbers, sums; it may not load, so nothing here asks the rubric."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rating.rubric.naming import code_for
from rating.rubric.numbers import parse_number, plain
from rating.rubric.trail import Path

BY_KIND = "按类型"
NAMELESS = "（没有名称）"
NEW_DIMENSION, NEW_INDICATOR = "新的一级指标", "新的指标"
Tree = Mapping[str, Any]


def mapping(found: Any) -> Mapping[str, Any]:
    """What stands there where it is a mapping, else an empty one."""
    return found if isinstance(found, Mapping) else {}


def records(found: Any) -> list[Mapping[str, Any]]:
    """The mappings of a list; nothing where there is no list."""
    return [each for _, each in placed(found)]


def placed(found: Any) -> list[tuple[int, Mapping[str, Any]]]:
    """The same with the place of each in the list."""
    return [(at, each) for at, each in enumerate(found if isinstance(found, list) else []) if isinstance(each, Mapping)]


def title_of(found: Any, otherwise: str = "") -> str:
    return str(mapping(found).get("title") or otherwise)


@dataclass(frozen=True, slots=True)
class Spot:
    """A node and where it is: `number` as people count (1.2), `path` in the tree."""

    number: str
    path: Path
    node: Mapping[str, Any]

    @property
    def code(self) -> str:
        return str(self.node.get("code") or self.number)

    @property
    def title(self) -> str:
        return title_of(self.node, NAMELESS)

    @property
    def label(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def leaf(self) -> bool:
        return not records(self.node.get("indicators"))

    @property
    def depth(self) -> int:
        return self.number.count(".")

    @property
    def stated(self) -> str:
        """Full marks as written: a number, 按类型, or nothing where they are the sum of the parts."""
        marks = self.node.get("full_marks")
        return BY_KIND if isinstance(marks, Mapping) else str(marks or "")


def spots(tree: Tree) -> list[Spot]:
    """Every node in reading order."""
    return list(_walk(tree.get("dimensions"), ("dimensions",), ""))


def _walk(nodes: Any, path: Path, number: str) -> Iterator[Spot]:
    for at, node in placed(nodes):
        spot = Spot(f"{number}{at + 1}", (*path, at), node)
        yield spot
        yield from _walk(node.get("indicators"), (*path, at, "indicators"), f"{spot.number}.")


def stated_kinds(tree: Tree) -> list[str]:
    """The kinds of stations, as far as they are written as a list."""
    found = tree.get("kinds")
    return list(dict.fromkeys(str(kind) for kind in found if kind)) if isinstance(found, list) else []


def kinds_in(tree: Tree) -> list[str]:
    """The kinds of stations; one without a name where there are none."""
    return stated_kinds(tree) or [""]


def marks_of(node: Mapping[str, Any], kind: str) -> Decimal | None:
    """Full marks for a kind: as stated, or the sum of those below; None where they cannot be read."""
    if not applies(node, kind):
        return Decimal(0)
    stated = node.get("full_marks")
    if isinstance(stated, Mapping):
        return _number(stated.get(kind, "0"))
    return summed(node.get("indicators"), kind) if stated is None else _number(stated)


def summed(nodes: Any, kind: str) -> Decimal | None:
    """Of the parts without bonus; None where one of them is not known, or there are none."""
    parts = [marks_of(node, kind) for node in records(nodes) if not _bonus(node)]
    known = [part for part in parts if part is not None]
    return sum(known, Decimal(0)) if parts and len(known) == len(parts) else None


def applies(node: Mapping[str, Any], kind: str) -> bool:
    kinds = node.get("kinds")
    return not isinstance(kinds, list) or kind in kinds


def _number(text: Any) -> Decimal | None:
    try:
        return parse_number(text) if isinstance(text, str | int | Decimal) else None
    except ValueError:
        return None


def _bonus(node: Mapping[str, Any]) -> bool:
    return str(node.get("bonus", "")).lower() == "true"


def sum_told(spot: Spot, kinds: Sequence[str]) -> str:
    """20 分; 18 分，与 20 分不符; 综合 20 分、治理专项 22 分. "" for an indicator without others below."""
    if spot.leaf:
        return ""
    told: dict[str, list[str]] = {}
    for kind in (each for each in kinds if applies(spot.node, each)):
        told.setdefault(_sum_of(spot, kind), []).append(kind)
    if len(told) == 1:
        return next(iter(told))
    return "；".join(f"{'、'.join(of)} {sums}" for sums, of in told.items())


def _sum_of(spot: Spot, kind: str) -> str:
    below, own = summed(spot.node.get("indicators"), kind), marks_of(spot.node, kind)
    if below is None:
        return "下属满分没有写全"
    told = f"{plain(below)} 分"
    return told if own is None or own == below else f"{told}，与 {plain(own)} 分不符"


def totals(tree: Tree) -> dict[str, tuple[Decimal, Decimal]]:
    """Kind → what the dimensions add up to and what the total is stated to be, where both are known."""
    stated = mapping(tree.get("scale")).get("full_marks")
    found: dict[str, tuple[Decimal, Decimal]] = {}
    for kind in kinds_in(tree):
        own = _number(stated.get(kind) if isinstance(stated, Mapping) else stated)
        below = summed(tree.get("dimensions"), kind)
        if own is not None and below is not None:
            found[kind] = (below, own)
    return found


def taken_codes(tree: Tree) -> set[str]:
    """Codes in use anywhere in the draft."""
    nodes = {spot.code for spot in spots(tree)}
    gates = {str(gate.get("code")) for gate in records(tree.get("gates"))}
    return {*nodes, *gates, *map(str, mapping(tree.get("fields")))}


def new_indicator(tree: Tree, title: str = NEW_INDICATOR) -> tuple[dict[str, Any], dict[str, Any]]:
    """An indicator that raters mark, and its data field by code: what is not settled yet is a rater's mark."""
    taken = taken_codes(tree)
    code = code_for(title, taken, "i")
    mark = code_for(f"{title}评分", {*taken, code}, "f")
    roles = [str(role.get("code")) for role in records(tree.get("roles"))]
    field = {"title": f"{title}评分", "kind": "mark", "unit": "分", "at_least": "0", "at_most": "5"}
    node = {"code": code, "title": title, "full_marks": "5", "value": mark, "rule": {"mark": {}}}
    return node, {mark: {**field, "marked_by": roles[:1] or ["expert"]}}


def new_dimension(tree: Tree, title: str = NEW_DIMENSION) -> tuple[dict[str, Any], dict[str, Any]]:
    node, fields = new_indicator(tree)
    code = code_for(title, {*taken_codes(tree), *fields, node["code"]}, "d")
    return {"code": code, "title": title, "indicators": [node]}, fields


def without_roles(tree: Tree) -> bool:
    """Nobody is named who could give marks."""
    return not records(tree.get("roles"))


def siblings(tree: Tree, spot: Spot) -> Sequence[Any]:
    """Everything in the list in which the node stands."""
    found: Any = tree
    for step in spot.path[:-1]:
        found = found[step]
    return list(found)


def branches_for(tree: Tree, spot: Spot) -> list[Spot]:
    """Where the node could go: every other branch that is not below it, for a node that has one above it."""
    if not spot.depth:
        return []
    own, above = spot.path, spot.path[:-2]
    return [
        each for each in spots(tree)
        if not each.leaf and each.path != above and each.path[: len(own)] != own
    ]  # fmt: skip
