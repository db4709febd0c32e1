"""What changed in the rubric between two rounds and can move points: a choice of `rubric_differences`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from rating.insight.comparison.sides import Side, Stood
from rating.insight.rubric_differences.difference import Difference
from rating.insight.rubric_differences.differences import differences
from rating.insight.rubric_differences.tree import PART as INDICATORS
from rating.rubric.inputs import fields_behind, formulas_behind
from rating.rubric.nouns import Node, Rubric
from rating.rubric.numbers import plain


@dataclass(frozen=True, slots=True)
class RubricChange:
    """One change; `code` of the indicator, "" for everything else."""

    code: str
    title: str
    sentence: str


def rubric_changes(before: Side, after: Side) -> tuple[RubricChange, ...]:
    """Empty where the fingerprints agree. With only a result file before, full marks are all that can be compared."""
    if before.fingerprint and before.fingerprint == after.fingerprint:
        return ()
    if before.rubric is None or after.rubric is None:
        return tuple(_in_full_marks(before, after))
    return tuple(_told(before.rubric, after.rubric))


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


def _told(before: Rubric, after: Rubric) -> Iterator[RubricChange]:
    """One change an indicator, its clauses together; everything else that decides anything, sentence by sentence."""
    found = [each for each in differences(before, after) if each.decides or _renames(each)]
    by_code: dict[str, list[Difference]] = {}
    for each in found:
        if each.part == INDICATORS and each.clause:
            by_code.setdefault(each.code, []).append(each)
    for each in found:
        clauses = by_code.get(each.code, []) if each.part == INDICATORS else []
        if not clauses:
            yield RubricChange(each.code if each.part == INDICATORS else "", each.title, each.sentence)
        elif each is clauses[0]:
            told = "；".join(clause.clause for clause in clauses)
            yield RubricChange(each.code, each.title, f"「{each.title}」{told}")


def _renames(difference: Difference) -> bool:
    """An indicator under another name is told, so that its points are found again."""
    return difference.part == INDICATORS and difference.clause.endswith("改名")


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
