"""Kinds of stations as they run through a whole draft: added, renamed, taken away, ticked for an indicator, priced."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from rating.screens.workshop_sections.draft_tree import (
    Spot,
    Tree,
    applies,
    mapping,
    records,
    spots,
    stated_kinds,
)

Changed = dict[str, Any]
BY_KIND_KEYS = ("rule_by_kind", "full_marks")


def with_kind(tree: Tree, new: str, like: str = "") -> Changed:
    """A further kind, treated everywhere like another one; the first one gets what there is."""

    def further(kinds: list[Any]) -> list[Any]:
        return [*kinds, new] if like in kinds else kinds

    def keyed(found: Mapping[str, Any]) -> Changed:
        return {**found, new: deepcopy(found[like])} if like in found else dict(found)

    made = _everywhere(tree, further, keyed)
    made["kinds"] = [*stated_kinds(tree), new]
    return made


def renamed_kind(tree: Tree, old: str, new: str) -> Changed:
    """The same kind under another name, wherever it is named."""
    return _everywhere(
        tree,
        lambda kinds: [new if kind == old else kind for kind in kinds],
        lambda found: {new if kind == old else kind: value for kind, value in found.items()},
    )


def without_kind(tree: Tree, gone: str) -> Changed:
    """Without the kind; the last one leaves a rubric without kinds, in which its rules and points are everybody's."""
    made = _everywhere(
        tree,
        lambda kinds: [kind for kind in kinds if kind != gone],
        lambda found: {kind: value for kind, value in found.items() if kind != gone},
    )
    if made.get("kinds"):
        return made
    made.pop("kinds", None)
    return _of_everybody(made, tree, gone)


def only_of(tree: Tree, kind: str) -> list[str]:
    """What applies to no other kind, in titles: it would apply to none once the kind is gone."""
    found = [f"指标「{spot.title}」" for spot in spots(tree) if spot.node.get("kinds") == [kind]]
    gates = records(tree.get("gates"))
    return found + [f"必备条件「{gate.get('title')}」" for gate in gates if gate.get("kinds") == [kind]]


def ticked(tree: Tree, spot: Spot, kind: str, applying: bool) -> list[str] | None:
    """`kinds` of the node once it does or does not apply to the kind; None, the key left out, where all are ticked."""
    every = stated_kinds(tree)
    kinds = [each for each in every if (applying if each == kind else applies(spot.node, each))]
    return None if kinds == every else kinds


def priced(stated: Any, kinds: list[str], kind: str, marks: str) -> Any:
    """Full marks once those of one kind are changed: one number where all kinds have the same, None for none."""
    now = {each: marks if each == kind else stated_for(stated, each) for each in kinds}
    written = {each: text for each, text in now.items() if text}
    if len(set(written.values())) == 1 and len(written) == len(kinds):
        return next(iter(written.values()))
    return written or None


def stated_for(stated: Any, kind: str) -> str:
    """Full marks as written for a kind, "" for none."""
    return str((stated.get(kind) if isinstance(stated, Mapping) else stated) or "")


def apart(bands: Any, kinds: list[str]) -> Changed:
    """The same bands for each kind, to be changed one by one."""
    return {kind: deepcopy(bands) for kind in kinds}


Kinds = Callable[[list[Any]], list[Any]]
Keyed = Callable[[Mapping[str, Any]], Changed]


def _everywhere(tree: Tree, kinds: Kinds, keyed: Keyed) -> Changed:
    made = deepcopy(dict(tree))
    scale = mapping(made.get("scale"))
    for holder, names in ((made, ("bands_by_kind",)), (scale, ("full_marks",))):
        _keyed(holder, names, keyed)
    for node in [made, *(spot.node for spot in spots(made)), *records(made.get("gates"))]:
        if isinstance(node, dict) and isinstance(node.get("kinds"), list):
            node["kinds"] = kinds(node["kinds"])
        if node is not made:
            _keyed(node, BY_KIND_KEYS, keyed)
    return made


def _keyed(holder: Mapping[str, Any], names: tuple[str, ...], keyed: Keyed) -> None:
    for name in names:
        if isinstance(holder, dict) and isinstance(holder.get(name), Mapping):
            holder[name] = keyed(holder[name])


def _of_everybody(made: Changed, tree: Tree, gone: str) -> Changed:
    """What was the last kind's own becomes what holds for all."""
    for node, before in zip(spots(made), spots(tree), strict=True):
        if isinstance(node.node, dict):
            _loosened(node.node, before.node, gone)
    for gate in records(made.get("gates")):
        if isinstance(gate, dict):
            gate.pop("kinds", None)
    scale, old = mapping(made.get("scale")), mapping(tree.get("scale")).get("full_marks")
    if isinstance(scale, dict) and isinstance(old, Mapping) and gone in old:
        scale["full_marks"] = old[gone]
    own = mapping(tree.get("bands_by_kind")).get(gone)
    if made.pop("bands_by_kind", None) is not None and own:
        made["bands"] = deepcopy(own)
    return made


def _loosened(node: Changed, before: Mapping[str, Any], gone: str) -> None:
    node.pop("kinds", None)
    own = mapping(before.get("rule_by_kind")).get(gone)
    if node.pop("rule_by_kind", None) is not None and own:
        node["rule"] = deepcopy(own)
    marks = before.get("full_marks")
    if isinstance(marks, Mapping) and gone in marks:
        node["full_marks"] = marks[gone]
