"""What changed in the rubric between two rounds, indicator by indicator, as a committee would say it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from rating.insight.comparison.sides import Side, Stood
from rating.insight.formula_words import formula_in_words
from rating.insight.policy_words import band_in_words, gate_in_words
from rating.insight.rule_words import indicator_in_words
from rating.rubric.inputs import fields_behind, formulas_behind
from rating.rubric.nouns import Node, Rubric
from rating.rubric.numbers import plain
from rating.rubric.places import kinds_of


@dataclass(frozen=True, slots=True)
class RubricChange:
    """One change; `code` of the indicator, "" for bands and gates."""

    code: str
    title: str
    sentence: str


def rubric_changes(before: Side, after: Side) -> tuple[RubricChange, ...]:
    """Empty where the fingerprints agree. With only a result file before, full marks are all that can be compared."""
    if before.fingerprint and before.fingerprint == after.fingerprint:
        return ()
    if before.rubric is None or after.rubric is None:
        return tuple(_in_full_marks(before, after))
    return (*_in_indicators(before.rubric, after.rubric), *_in_policies(before.rubric, after.rubric))


def changed_indicators(before: Rubric, after: Rubric) -> frozenset[str]:
    """Codes of the indicators that are judged in another way, or are only in one of the two."""
    old, new = _leaves(before), _leaves(after)
    both = old.keys() & new.keys()
    other = {code for code in both if _judged(old[code], before) != _judged(new[code], after)}
    return frozenset(other | (old.keys() ^ new.keys()))


def _leaves(rubric: Rubric) -> dict[str, Node]:
    return {node.code: node for node in rubric.indicators}


def _judged(node: Node, rubric: Rubric) -> tuple[object, ...]:
    """Everything of an indicator that decides its points."""
    blanks = (node.if_blank, node.if_not_inspected, node.if_undefined)
    own = (node.value, node.rule, node.rule_by_kind, node.full_marks, node.kinds, node.weight, node.cap, blanks)
    fields = [rubric.fields[code] for code in fields_behind(node, rubric)]
    marked = [(field.marked_by, field.raters or rubric.raters) for field in fields if field.marked_by]
    return (*own, formulas_behind(node, rubric), marked, [(field.kind, field.roll_up) for field in fields])


def _in_indicators(before: Rubric, after: Rubric) -> Iterator[RubricChange]:
    old, new = _leaves(before), _leaves(after)
    for code, node in new.items():
        if code not in old:
            yield RubricChange(code, node.title, f"新增「{node.title}」，满分 {_marks(node, after)}")
        elif _judged(old[code], before) != _judged(node, after) or old[code].title != node.title:
            yield RubricChange(code, node.title, _difference(old[code], node, before, after))
    for code, node in old.items():
        if code not in new:
            yield RubricChange(code, node.title, f"不再评「{node.title}」（原满分 {_marks(node, before)}）")


def _difference(old: Node, new: Node, before: Rubric, after: Rubric) -> str:
    parts = [f"由「{old.title}」改名"] if old.title != new.title else []
    if _marks(old, before) != _marks(new, after):
        parts.append(f"满分 {_marks(old, before)} → {_marks(new, after)}")
    if _rules(old, before) != _rules(new, after):
        parts.append(f"评分细则由“{_rules(old, before)}”改为“{_rules(new, after)}”")
    if _value(old, before) != _value(new, after):
        parts.append(f"取值由“{_value(old, before)}”改为“{_value(new, after)}”")
    return f"「{new.title}」{'；'.join(parts) or '的适用范围或缺项处理有调整'}"


def _marks(node: Node, rubric: Rubric) -> str:
    """8, or 综合 8、治理专项 10 where the kinds differ."""
    marks = {kind: node.full_marks_for(kind) for kind in kinds_of(rubric) if node.applies_to(kind)}
    if len(set(marks.values())) <= 1:
        return plain(next(iter(marks.values()), Decimal(0)))
    return "、".join(f"{kind} {plain(mark)}" for kind, mark in marks.items())


def _rules(node: Node, rubric: Rubric) -> str:
    kinds = [kind for kind in kinds_of(rubric) if node.applies_to(kind)]
    return " / ".join(dict.fromkeys(indicator_in_words(node, kind, rubric) for kind in kinds))


def _value(node: Node, rubric: Rubric) -> str:
    return formula_in_words(node.value, rubric) if node.value else ""


def _in_policies(before: Rubric, after: Rubric) -> Iterator[RubricChange]:
    old, new = _bands(before), _bands(after)
    for title in dict.fromkeys([*new, *old]):
        if old.get(title) != new.get(title):
            told = f"{old.get(title, '（无）')} → {new.get(title, '（取消）')}"
            yield RubricChange("", title, f"星级条件：{told}")
    was, now = ({gate.title: gate_in_words(gate, form) for gate in form.gates} for form in (before, after))
    for title in dict.fromkeys([*now, *was]):
        if was.get(title) != now.get(title):
            yield RubricChange(
                "", title, f"必备条件「{title}」：{was.get(title, '（无）')} → {now.get(title, '（取消）')}"
            )


def _bands(rubric: Rubric) -> dict[str, str]:
    """By title, with the kind in front where kinds have their own."""
    found = {}
    for kind in kinds_of(rubric):
        marks = rubric.scale.convert_to or rubric.full_marks_for(kind)
        for band in rubric.bands_for(kind):
            title = f"{kind} {band.title}" if rubric.bands_by_kind else band.title
            found[title] = f"{band.title}：{band_in_words(band, marks, rubric)}"
    return found


def _in_full_marks(before: Side, after: Side) -> Iterator[RubricChange]:
    titles = {node.code: node.title for node in after.rubric.indicators} if after.rubric else {}
    for code, (old, new) in _known_marks(before, after).items():
        title = titles.get(code, code)
        if old is None:
            yield RubricChange(code, title, f"新增「{title}」，满分 {plain(new or Decimal(0))}")
        elif new is None:
            yield RubricChange(code, title, f"不再评「{title}」（原满分 {plain(old)}）")
        elif old != new:
            yield RubricChange(code, title, f"「{title}」满分 {plain(old)} → {plain(new)}")


def _known_marks(before: Side, after: Side) -> dict[str, tuple[Decimal | None, Decimal | None]]:
    """Full marks of each indicator on either side, as the first station that has it shows them."""
    old, new = _first_marks(before), _first_marks(after)
    return {code: (old.get(code), new.get(code)) for code in dict.fromkeys([*new, *old])}


def _first_marks(side: Side) -> Mapping[str, Decimal]:
    found: dict[str, Decimal] = {}
    seen: set[str] = set()
    for row in side.rows.values():
        stood: Stood = side.read(row)
        if stood.kind not in seen:
            seen.add(stood.kind)
            found = {**{code: leaf.full_marks for code, leaf in stood.indicators.items()}, **found}
    return found
