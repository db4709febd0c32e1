"""评分细则: the rule of an indicator before and after, as a committee reads it."""

from __future__ import annotations

from collections.abc import Iterator

from rating.insight.rubric_differences.difference import changed, quoted
from rating.insight.rubric_differences.keys import Pair, inner_changed
from rating.insight.rubric_differences.spelled import spelled
from rating.insight.rule_words import rule_in_words, value_unit, values_are_shares
from rating.rubric.formula import FormulaError
from rating.rubric.nouns import Node, Rubric
from rating.rubric.places import kinds_of
from rating.rubric.rules import Rule, Shape


def rules_changed(old: Node, new: Node, pair: Pair) -> Iterator[str]:
    """The general rule and those of kinds."""
    if old.rule != new.rule:
        kinds = (_general(old, pair.before), _general(new, pair.after))
        yield from _rule_changed("评分细则", (old, old.rule, kinds[0]), (new, new.rule, kinds[1]), pair)
    for kind in dict.fromkeys([*new.rule_by_kind, *old.rule_by_kind]):
        one, other = old.rule_by_kind.get(kind), new.rule_by_kind.get(kind)
        if one != other:
            yield from _rule_changed(f"{kind}类的评分细则", (old, one, kind), (new, other, kind), pair)


Placed = tuple[Node, Rule | None, str]


def _rule_changed(label: str, old: Placed, new: Placed, pair: Pair) -> Iterator[str]:
    was, now = _told(old, pair.before), _told(new, pair.after)
    if new[1] is None:
        yield f"取消{label}（原为{quoted(was)}）"
    elif old[1] is None:
        yield f"增加{label}{quoted(now)}"
    elif was != now:
        yield f"{label}由{quoted(was)}改为{quoted(now)}"
    else:
        yield from _written_otherwise(label, old[1], new[1], pair)


def _written_otherwise(label: str, old: Rule, new: Rule, pair: Pair) -> Iterator[str]:
    """Rules that read alike: a share written as points, another order of steps, a field for reasons."""
    if old.kind == new.kind and isinstance(old.body, Shape):
        yield from inner_changed(label, old.body, new.body, pair)
        return
    was, now = (spelled(rule, "Rule", rule.kind, form) for rule, form in ((old, pair.before), (new, pair.after)))
    yield changed(f"{label}的写法", was, now) if was != now else changed(label, "", "")


def _told(placed: Placed, form: Rubric) -> str:
    node, rule, kind = placed
    if rule is None:
        return ""
    try:
        shares, unit = values_are_shares(node, rule, form), value_unit(node, form)
        return rule_in_words(rule, node.full_marks_for(kind), form, as_share=shares, unit=unit)
    except FormulaError:
        return spelled(rule, "Rule", rule.kind, form)


def _general(node: Node, form: Rubric) -> str:
    """A kind that is scored by the general rule."""
    kinds = kinds_of(form)
    return next((kind for kind in kinds if node.applies_to(kind) and kind not in node.rule_by_kind), kinds[0])
