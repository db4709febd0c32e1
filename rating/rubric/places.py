"""Every node, rule and formula of a rubric with its path, for the checks that walk them all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rating.rubric.nouns import Node, Rubric
from rating.rubric.policies import Band
from rating.rubric.rules import Matrix, Rule, Survey
from rating.rubric.trail import Path

Wanted = Literal["value", "condition", "any", "outcome"]
OWN_CONDITIONS = frozenset({"parts", "all_or_nothing", "key_item", "matrix"})
"""Rule kinds that say themselves what they look at, so that the indicator needs no `value`."""


@dataclass(frozen=True, slots=True)
class PlacedNode:
    """A node, where it stands, and the kinds of unit that reach it ([""] when there are no kinds)."""

    node: Node
    path: Path
    level: int
    kinds: tuple[str, ...]
    parent: Node | None


@dataclass(frozen=True, slots=True)
class PlacedRule:
    """A leaf's rule (one of `rule`, `rule_by_kind`, `survey.then`) and the kinds it scores."""

    rule: Rule
    path: Path
    leaf: PlacedNode
    kinds: tuple[str, ...]

    @property
    def inner(self) -> bool:
        """True for the rule under a survey's `then`."""
        return self.path[-2:] == ("survey", "then")


@dataclass(frozen=True, slots=True)
class PlacedFormula:
    """A formula and what it must give: a value, a condition, either, or (outcome) a condition
    that may also look at the points of nodes."""

    text: str
    path: Path
    wanted: Wanted


def kinds_of(rubric: Rubric) -> tuple[str, ...]:
    """The kinds of unit; one nameless kind when the rubric makes no difference."""
    return tuple(rubric.kinds) or ("",)


def placed_nodes(rubric: Rubric) -> Iterator[PlacedNode]:
    """All nodes in reading order."""
    for position, dimension in enumerate(rubric.dimensions):
        yield from _under(dimension, ("dimensions", position), 1, kinds_of(rubric), None)


def _under(node: Node, path: Path, level: int, kinds: tuple[str, ...], parent: Node | None) -> Iterator[PlacedNode]:
    own = tuple(kind for kind in kinds if node.applies_to(kind))
    yield PlacedNode(node, path, level, own, parent)
    for position, part in enumerate(node.indicators):
        yield from _under(part, (*path, "indicators", position), level + 1, own, node)


def placed_rules(rubric: Rubric) -> Iterator[PlacedRule]:
    """All rules of leaves, the inner rule of a survey after its survey."""
    for place in placed_nodes(rubric):
        for rule, path, kinds in _stated_rules(place):
            yield PlacedRule(rule, path, place, kinds)
            if rule.survey is not None:
                yield PlacedRule(rule.survey.then, (*path, "survey", "then"), place, kinds)


def _stated_rules(place: PlacedNode) -> Iterator[tuple[Rule, Path, tuple[str, ...]]]:
    node = place.node
    if node.rule is not None:
        yield node.rule, (*place.path, "rule"), tuple(kind for kind in place.kinds if kind not in node.rule_by_kind)
    for kind, rule in node.rule_by_kind.items():
        yield rule, (*place.path, "rule_by_kind", kind), tuple(k for k in place.kinds if k == kind)


def placed_formulas(rubric: Rubric) -> Iterator[PlacedFormula]:
    """Every formula of the file."""
    for code, field in rubric.fields.items():
        if field.formula is not None:
            wanted: Wanted = "condition" if field.kind == "yes_no" else "value"
            yield PlacedFormula(field.formula, ("fields", code, "formula"), wanted)
    for place in placed_nodes(rubric):
        if place.node.value is not None:
            yield PlacedFormula(place.node.value, (*place.path, "value"), "any")
    for placed in placed_rules(rubric):
        yield from _formulas_of_rule(placed.rule, placed.path)
    for position, gate in enumerate(rubric.gates):
        yield PlacedFormula(gate.when, ("gates", position, "when"), "outcome")
    for path, bands in placed_bands(rubric):
        for position, band in enumerate(bands):
            for at, requirement in enumerate(band.requires):
                yield PlacedFormula(requirement.when, (*path, position, "requires", at, "when"), "outcome")


def placed_bands(rubric: Rubric) -> Iterator[tuple[Path, list[Band]]]:
    """The lists of bands: the general one and those of kinds."""
    yield ("bands",), rubric.bands
    for kind, bands in rubric.bands_by_kind.items():
        yield ("bands_by_kind", kind), bands


def _formulas_of_rule(rule: Rule, path: Path) -> Iterator[PlacedFormula]:
    for position, part in enumerate(rule.parts or []):
        yield PlacedFormula(part.when, (*path, "parts", position, "when"), "condition")
    if rule.all_or_nothing is not None:
        yield PlacedFormula(rule.all_or_nothing, (*path, "all_or_nothing"), "condition")
    if rule.key_item is not None:
        yield PlacedFormula(rule.key_item, (*path, "key_item"), "condition")
    if rule.completion is not None:
        yield PlacedFormula(rule.completion.target, (*path, "completion", "target"), "value")
    if rule.mark is not None and rule.mark.reference is not None:
        yield PlacedFormula(rule.mark.reference, (*path, "mark", "reference"), "value")
    if rule.matrix is not None:
        yield from _formulas_of_matrix(rule.matrix, (*path, "matrix"))
    if rule.survey is not None:
        yield from _formulas_of_survey(rule.survey, (*path, "survey"))


def _formulas_of_matrix(matrix: Matrix, path: Path) -> Iterator[PlacedFormula]:
    for name, axis in (("rows", matrix.rows), ("columns", matrix.columns)):
        wanted: Wanted = "any" if axis.levels is not None else "value"
        yield PlacedFormula(axis.value, (*path, name, "value"), wanted)


def _formulas_of_survey(survey: Survey, path: Path) -> Iterator[PlacedFormula]:
    for position, stratum in enumerate(survey.samples):
        yield PlacedFormula(stratum.sample, (*path, "samples", position, "sample"), "value")
