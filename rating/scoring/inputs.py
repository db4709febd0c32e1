"""Which reported fields an indicator rests on, through its value, its rule and derived fields."""

from __future__ import annotations

from collections.abc import Iterator

from rating.rubric.binding import Vocabulary, bind
from rating.rubric.formula import names_in
from rating.rubric.nouns import Node, Rubric
from rating.rubric.rules import Rule


def fields_behind(node: Node, rubric: Rubric) -> tuple[str, ...]:
    """Codes of the fields that are read or marked, in the order they are met; derived ones are resolved."""
    words = Vocabulary.of(rubric)
    found: dict[str, None] = {}
    waiting = list(_formulas(node))
    seen: set[str] = set()
    while waiting:
        for code in names_in(bind(waiting.pop(0), words)):
            formula = rubric.fields[code].formula
            if formula is None:
                found[code] = None
            elif code not in seen:
                seen.add(code)
                waiting.append(formula)
    return tuple(found)


def _formulas(node: Node) -> Iterator[str]:
    if node.value:
        yield node.value
    for rule in (node.rule, *node.rule_by_kind.values()):
        if rule is not None:
            yield from _rule_formulas(rule)


def _rule_formulas(rule: Rule) -> Iterator[str]:
    """Formulas that a rule carries itself."""
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
