"""Which reported fields stand behind an indicator, and which of them a kind of unit is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rating.rubric.binding import Vocabulary, bind
from rating.rubric.formula import names_in
from rating.rubric.nouns import Node, Rubric
from rating.rubric.places import kinds_of, placed_nodes
from rating.rubric.rules import Rule


def fields_behind(node: Node, rubric: Rubric) -> tuple[str, ...]:
    """Codes of the fields that are read or marked, in the order they are met; derived ones are resolved."""
    return _resolved(_formulas_of_node(node), rubric)


def _formulas_of_node(node: Node) -> list[str]:
    rules = (node.rule, *node.rule_by_kind.values())
    formulas = [text for rule in rules for text in _rule_formulas(rule)]
    return [*([node.value] if node.value else []), *formulas]


def formulas_behind(node: Node, rubric: Rubric) -> tuple[str, ...]:
    """Formulas of the derived fields that an indicator rests on, each once."""
    derived: dict[str, str] = {}
    _resolved(_formulas_of_node(node), rubric, derived)
    return tuple(derived.values())


def fields_read(formula: str, rubric: Rubric) -> tuple[str, ...]:
    """Codes of the fields that one formula reads, such as a gate's; derived ones are resolved."""
    return _resolved([formula], rubric)


def fields_asked(rubric: Rubric) -> Mapping[str, frozenset[str]]:
    """Kind of unit ("" where the rubric makes no difference) → codes of the fields that decide anything for it.

    Such a field stands behind an indicator that applies to the kind, one of its gates, a requirement
    of its bands, or is a ranking key; a blank anywhere else changes nothing for such a unit.
    """
    return {kind: frozenset(_resolved(_formulas_of_kind(rubric, kind), rubric)) for kind in kinds_of(rubric)}


def _formulas_of_kind(rubric: Rubric, kind: str) -> Iterator[str]:
    for place in placed_nodes(rubric):
        if place.node.leaf and kind in place.kinds:
            yield from [place.node.value] if place.node.value else []
            yield from _rule_formulas(place.node.rule_for(kind))
    yield from (gate.when for gate in rubric.gates if gate.kinds is None or kind in gate.kinds)
    yield from (one.when for band in rubric.bands_for(kind) for one in band.requires)
    yield from (key.key for key in rubric.ranking.by if key.key in rubric.fields)


def _resolved(formulas: Iterable[str], rubric: Rubric, derived: dict[str, str] | None = None) -> tuple[str, ...]:
    """The fields that these formulas rest on, through derived fields (kept in `derived`) down to reported ones."""
    words = Vocabulary.of(rubric)
    found: dict[str, None] = {}
    waiting = list(formulas)
    seen = {} if derived is None else derived
    while waiting:
        for code in names_in(bind(waiting.pop(0), words)):
            formula = rubric.fields[code].formula
            if formula is None:
                found[code] = None
            elif code not in seen:
                seen[code] = formula
                waiting.append(formula)
    return tuple(found)


def _rule_formulas(rule: Rule | None) -> Iterator[str]:
    """Formulas that a rule carries itself."""
    if rule is None:
        return
    yield from (part.when for part in rule.parts or [])
    yield from (text for text in (rule.all_or_nothing, rule.key_item) if text)
    if rule.completion is not None:
        yield rule.completion.target
    if rule.matrix is not None:
        yield from (rule.matrix.rows.value, rule.matrix.columns.value)
    if rule.mark is not None and rule.mark.reference:
        yield rule.mark.reference
    if rule.survey is not None:
        yield from (stratum.sample for stratum in rule.survey.samples)
        yield from _rule_formulas(rule.survey.then)
