"""A rubric between two rubrics: the one before with only some of the changes made.

Totals and subtotals that are sums are the sums of what is there, so that a change of one indicator is worth just the
points that it moves even where the whole revision keeps the total at 100.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

from rating.insight.certainty.leave_out import renewed
from rating.rubric.nouns import DataField, Node, Rubric
from rating.rubric.places import placed_nodes
from rating.rubric.policies import Band, Scale


def halfway(before: Rubric, after: Rubric, made: Collection[str]) -> Rubric:
    """`made`: subjects of the differences that are applied, of two rubrics whose formulas name codes (`by_codes`)."""
    kinds = [*dict.fromkeys([*after.kinds, *before.kinds])]
    dimensions = _tree(before, after, made)

    def own(part: str) -> Any:
        return getattr(after if part in made else before, part)

    scale: Scale = own("scale")
    return renewed(
        before,
        kinds=kinds,
        fields=_fields(before, after, made),
        dimensions=dimensions,
        scale=scale.model_copy(update={"full_marks": _total(scale, dimensions, kinds, before, after)}),
        missing=own("missing"),
        raters=own("raters"),
        roles=_listed("role", before.roles, after.roles, made),
        gates=_listed("gate", before.gates, after.gates, made),
        bands=_bands("", before.bands, after.bands, made),
        bands_by_kind=_bands_by_kind(before, after, made),
        award=own("award"),
        ranking=own("ranking"),
    )


def _fields(before: Rubric, after: Rubric, made: Collection[str]) -> dict[str, DataField]:
    """All fields of both; a field of both as it was unless its change is made."""
    kept = {
        code: field for code, field in before.fields.items() if not (f"field:{code}" in made and code in after.fields)
    }
    return {**after.fields, **kept}


def _listed(prefix: str, old: Sequence[Any], new: Sequence[Any], made: Collection[str]) -> list[Any]:
    """Things with a code: each as it was, or as it is where that change is made."""
    was, now = {one.code: one for one in old}, {one.code: one for one in new}
    found = [
        (now if f"{prefix}:{code}" in made else was).get(code) for code in dict.fromkeys([*now, *was])
    ]  # fmt: skip
    return [one for one in found if one is not None]


def _bands(kind: str, old: Sequence[Band], new: Sequence[Band], made: Collection[str]) -> list[Band]:
    stars = sorted({band.stars for band in (*old, *new)}, reverse=True)
    return [
        band for star in stars for band in (new if f"band:{kind}:{star}" in made else old) if band.stars == star
    ]  # fmt: skip


def _bands_by_kind(before: Rubric, after: Rubric, made: Collection[str]) -> dict[str, list[Band]]:
    was, now = before.bands_by_kind, after.bands_by_kind
    found = {}
    for kind in dict.fromkeys([*now, *was]):
        if kind in was and kind in now:
            found[kind] = _bands(kind, was[kind], now[kind], made)
        elif (kind in now) == (f"bands:{kind}" in made):
            found[kind] = (now if kind in now else was)[kind]
    return found


def _total(scale: Scale, dimensions: Sequence[Node], kinds: Sequence[str], *forms: Rubric) -> Any:
    """The sum of the dimensions; where they are no sum, what the scale states (of kinds unknown to it, another)."""
    if scale.combine == "sum":
        sums = {kind: _sum(dimensions, kind) for kind in kinds or [""]}
        return sums if kinds else sums[""]
    if not kinds:
        return scale.full_marks
    stated = (form.full_marks for form in (*(form.scale for form in forms), scale))
    return {kind: mark for marks in stated for kind, mark in _by_kind(marks, kinds)}


def _by_kind(marks: Any, kinds: Sequence[str]) -> list[tuple[str, Decimal]]:
    return [*marks.items()] if isinstance(marks, dict) else [(kind, marks) for kind in kinds]


def _sum(nodes: Sequence[Node], kind: str) -> Decimal:
    return sum((node.full_marks_for(kind) for node in nodes if not node.bonus), Decimal(0))


def _tree(before: Rubric, after: Rubric, made: Collection[str]) -> list[Node]:
    """Every node with its own content from one of the two, under its parent from that one, or where that is not there,
    from the other: a heading may only have taken another code."""
    old, new = _placed(before), _placed(after)
    chosen: dict[str, tuple[Node, str]] = {}
    for code in dict.fromkeys([*old, *new]):
        found = (new if f"node:{code}" in made else old).get(code)
        if found is not None:
            chosen[code] = found
    children: dict[str, list[str]] = {}
    for code, (_, parent) in chosen.items():
        others = (known[code][1] for known in (new, old) if code in known)
        there = next((above for above in (parent, *others) if not above or above in chosen), "")
        children.setdefault(there, []).append(code)
    return [node for code in children.get("", []) if (node := _grown(code, chosen, children)) is not None]


def _placed(form: Rubric) -> dict[str, tuple[Node, str]]:
    return {place.node.code: (place.node, place.parent.code if place.parent else "") for place in placed_nodes(form)}


def _grown(code: str, chosen: Mapping[str, tuple[Node, str]], children: Mapping[str, Sequence[str]]) -> Node | None:
    """The node with what stands under it; None for a heading of which nothing is left."""
    node = chosen[code][0]
    if node.leaf:
        return node
    under = [part for child in children.get(code, []) if (part := _grown(child, chosen, children)) is not None]
    marks = None if node.combine == "sum" else node.full_marks
    return node.model_copy(update={"indicators": under, "full_marks": marks}) if under else None
