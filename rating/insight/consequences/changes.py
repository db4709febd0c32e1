"""The differences of two rubrics as changes that can be made one by one, such as one indicator or one star.

What only makes sense together is one change: an indicator that moves under a new heading, a choice field whose words
change with the rule that reads them.  A total or subtotal that is the sum of its parts is no change of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rating.insight.rubric_differences.difference import Difference
from rating.insight.rubric_differences.differences import differences
from rating.rubric.inputs import fields_behind, fields_read
from rating.rubric.nouns import DataField, Node, Rubric
from rating.rubric.places import placed_nodes


@dataclass(frozen=True, slots=True)
class Change:
    """`subjects` are applied together; `differences` say what it is."""

    subjects: frozenset[str]
    differences: tuple[Difference, ...]

    @property
    def title(self) -> str:
        """持证率, 五星: what the change is about."""
        return self.differences[0].title or self.differences[0].part

    @property
    def sentence(self) -> str:
        return "；".join(difference.sentence for difference in self.differences)


def changes_of(before: Rubric, after: Rubric) -> tuple[Change, ...]:
    """In the order of the differences; every deciding difference is in exactly one change."""
    every = differences(before, after)
    recoded = dict(_recoded(before, after, {each.subject for each in every}))
    found = [each for each in every if each.decides or each.subject in recoded.values()]
    found = [each for each in found if each.subject != "header" and not _is_a_sum(each, before, after)]
    subjects = list(dict.fromkeys([*(each.subject for each in found), *recoded]))
    group = _joined(subjects, [*_bonds(before, after, subjects), *recoded.items()])
    changes = []
    for head in dict.fromkeys(group[subject] for subject in subjects):
        own = frozenset(subject for subject in subjects if group[subject] == head)
        changes.append(Change(own, tuple(each for each in found if each.subject in own)))
    return tuple(changes)


def _recoded(before: Rubric, after: Rubric, told: Collection[str]) -> Iterator[tuple[str, str]]:
    """Things that only took another code: what they were and what they are, as subjects."""
    for prefix, old, new in (
        ("node", before.nodes, after.nodes), ("gate", before.gates, after.gates), ("role", before.roles, after.roles),
    ):  # fmt: skip
        codes = {one.code for one in new}
        for one in old:
            if one.code not in codes and f"{prefix}:{one.code}" not in told:
                yield from (
                    (f"{prefix}:{one.code}", f"{prefix}:{other.code}") for other in new
                    if other.title == one.title and f"{prefix}:{other.code}" in told
                )  # fmt: skip


def _is_a_sum(difference: Difference, before: Rubric, after: Rubric) -> bool:
    """Full marks that only restate what the parts add up to."""
    if difference.subject == "scale":
        return difference.clause.startswith(("总分", *(f"{kind}类总分" for kind in after.kinds))) and (
            before.scale.combine == after.scale.combine == "sum"
        )
    nodes = [node for form in (before, after) for node in form.nodes if f"node:{node.code}" == difference.subject]
    sums = bool(nodes) and all(not node.leaf and node.combine == "sum" for node in nodes)
    return sums and "满分" in difference.clause


def _joined(subjects: Sequence[str], bonds: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each subject with the first of those that it is bound to."""
    head = {subject: subject for subject in subjects}
    for one, other in bonds:
        if one in head and other in head and head[one] != head[other]:
            first, second = sorted((head[one], head[other]), key=subjects.index)
            head = {subject: first if known == second else known for subject, known in head.items()}
    return head


def _bonds(before: Rubric, after: Rubric, subjects: Sequence[str]) -> Iterator[tuple[str, str]]:
    yield from _tree_bonds(before, after)
    yield from _field_bonds(before, after, subjects)


def _tree_bonds(before: Rubric, after: Rubric) -> Iterator[tuple[str, str]]:
    """A node and the parent that comes or goes with it; a leaf that becomes a heading and what stands under it."""
    old, new = _parents(before), _parents(after)
    for code in dict.fromkeys([*new, *old]):
        under, above = new.get(code, ""), old.get(code, "")
        if under and under not in old:
            yield f"node:{code}", f"node:{under}"
        if above and above not in new:
            yield f"node:{code}", f"node:{above}"
    was, now = ({node.code: node for node in form.nodes} for form in (before, after))
    for code in was.keys() & now.keys():
        if was[code].leaf != now[code].leaf:
            for node in (*was[code].indicators, *now[code].indicators):
                yield f"node:{code}", f"node:{node.code}"


def _parents(form: Rubric) -> dict[str, str]:
    return {place.node.code: place.parent.code if place.parent else "" for place in placed_nodes(form)}


def _field_bonds(before: Rubric, after: Rubric, subjects: Sequence[str]) -> Iterator[tuple[str, str]]:
    """A field that is filled in otherwise goes with the changed indicators, gates and stars that read it."""
    for code, field in after.fields.items():
        was = before.fields.get(code)
        if f"field:{code}" in subjects and was is not None and _filled_in(was) != _filled_in(field):
            for form in (before, after):
                yield from ((f"field:{code}", subject) for subject in _readers(code, form))


def _filled_in(field: DataField) -> tuple[object, ...]:
    return field.kind, field.choices, field.marked_by, bool(field.formula)


def _readers(code: str, form: Rubric) -> Iterator[str]:
    for node in form.indicators:
        if code in (*fields_behind(node, form), *_direct(node)):
            yield f"node:{node.code}"
    for gate in form.gates:
        if code in fields_read(gate.when, form):
            yield f"gate:{gate.code}"
    for kind, bands in (("", form.bands), *form.bands_by_kind.items()):
        for band in bands:
            if any(code in fields_read(one.when, form) for one in band.requires):
                yield f"band:{kind}:{band.stars}"


def _direct(node: Node) -> tuple[str, ...]:
    return (node.value,) if node.value else ()
