"""Whether the thresholds of a rule read as percentages."""

from __future__ import annotations

from decimal import Decimal

from rating.rubric.binding import Vocabulary, bind
from rating.rubric.formula import Arithmetic, FormulaError, Name
from rating.rubric.nouns import Node, Rubric
from rating.rubric.rules import Linear, Rule


def in_percent(leaf: Node, rule: Rule, rubric: Rubric) -> bool:
    """For a share field, and for a quotient against limits within 0…1."""
    try:
        value = bind(leaf.value, Vocabulary.of(rubric)) if leaf.value else None
    except FormulaError:
        value = None
    if isinstance(value, Name) and value.text in rubric.fields and rubric.fields[value.text].formula is None:
        return rubric.fields[value.text].kind == "share"
    limits = _limits(rule.survey.then if rule.survey else rule)
    within = bool(limits) and all(0 <= limit <= 1 for limit in limits)
    return within and (any(limit != int(limit) for limit in limits) or isinstance(value, Arithmetic))


def _limits(rule: Rule) -> list[Decimal]:
    if isinstance(rule.body, Linear):
        return [rule.body.zero, rule.body.full]
    return [limit for limit, _ in rule.body] if rule.kind in ("steps", "steps_down") else []
