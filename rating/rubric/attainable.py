"""The most that rules can really award, against full marks and cut scores."""

from __future__ import annotations

from fractions import Fraction

from rating.rubric.band_checks import unlimited
from rating.rubric.nouns import Node, Rubric
from rating.rubric.numbers import Amount
from rating.rubric.rules import Rule


def best_points(rule: Rule, full_marks: Fraction) -> Fraction | None:
    """The most one rule can award out of `full_marks`; None where it depends on the values only."""
    if rule.survey is not None:
        return best_points(rule.survey.then, full_marks)
    if rule.per_unit is not None:
        return full_marks if rule.per_unit.at_most is None else Fraction(rule.per_unit.at_most)
    if rule.judgement is not None:
        return max(Fraction(high) for _, high in rule.judgement.values())
    if rule.parts is not None:
        return sum((part.points.exact(full_marks) for part in rule.parts), Fraction(0))
    amounts = _choices(rule)
    return max(amount.exact(full_marks) for amount in amounts) if amounts else None


def _choices(rule: Rule) -> list[Amount]:
    """The amounts of which a rule awards exactly one."""
    if rule.yes_no is not None:
        return [rule.yes_no.yes, rule.yes_no.no]
    if rule.matrix is not None:
        return [cell for row in rule.matrix.points for cell in row]
    if rule.rank_points is not None:
        return [*rule.rank_points.points, rule.rank_points.otherwise]
    steps = rule.steps or rule.steps_down
    return [amount for _, amount in steps] if steps else list((rule.levels or rule.highest or {}).values())


def attainable_total(rubric: Rubric, kind: str) -> Fraction | None:
    """The largest total the rules add up to, converted; None unless everything is summed.

    An indicator that is not applicable leaves the denominator and could lift the rest, so this
    bound serves warnings, never refusals.
    """
    full, with_bonus = Fraction(rubric.full_marks_for(kind)), rubric.scale.bonus_buys_stars is not False
    if rubric.scale.combine != "sum":
        return None
    parts = [_attainable(node, kind, with_bonus) for node in rubric.dimensions if node.applies_to(kind)]
    total = sum((part for part in parts if part is not None), Fraction(0))
    if None in parts:
        return None
    return total if rubric.scale.convert_to is None else total * Fraction(rubric.scale.convert_to) / full


def _attainable(node: Node, kind: str, with_bonus: bool) -> Fraction | None:
    if node.bonus and not with_bonus:
        return Fraction(0)
    full = Fraction(node.full_marks_for(kind))
    if node.leaf:
        rule = node.rule_for(kind)
        best = None if rule is None else best_points(rule, full)
        return full if best is None and not _open_ended(rule) else best
    if node.combine != "sum":
        return None
    parts = [_attainable(part, kind, with_bonus) for part in node.indicators if part.applies_to(kind)]
    if None in parts:
        return None
    total = sum((part for part in parts if part is not None), Fraction(0))
    cap = node.cap if node.cap is not None else node.full_marks_for(kind) if node.bonus else None
    return total if cap is None else min(total, Fraction(cap))


def _open_ended(rule: Rule | None) -> bool:
    return rule is not None and unlimited(rule)
