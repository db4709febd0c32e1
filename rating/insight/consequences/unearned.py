"""Points that nobody earned, and points that everybody earned: indicators, single steps, levels, awards and parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from rating.insight.certainty.leave_out import renewed
from rating.insight.certainty.units import counted
from rating.insight.rule_words import Setting, value_unit, values_are_shares
from rating.reported import Status
from rating.rubric.nouns import Node, Rubric
from rating.rubric.places import kinds_of
from rating.rubric.policies import Missing, Ranking, RankKey
from rating.rubric.rules import Part, Rule
from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation
from rating.scoring.exact import compare, constant
from rating.scoring.leaves import Leaf

FEWEST = 5
"""Of fewer stations nothing is said."""
_TESTED = "tested"
"""Codes of the made-up indicators that test the conditions of parts."""


@dataclass(frozen=True, slots=True)
class Unearned:
    """`part` is the step, level, award or part of the indicator; "" for the whole of it. `stations`: of how many."""

    code: str
    title: str
    part: str
    stations: int
    sentence: str


def always_earned(evaluation: Evaluation) -> tuple[Unearned, ...]:
    """Indicators with full marks for each of at least five stations."""
    found = []
    for node, leaf in zip(evaluation.rubric.indicators, evaluation.scores.leaves, strict=True):
        rows = _scored(leaf)
        full = rows.size >= FEWEST and bool((leaf.full.spread_over(len(leaf.there)).at(rows).num > 0).all())
        if full and compare(leaf.points.at(rows), leaf.full.at(rows), np.greater_equal).all():
            told = f"「{node.title}」{counted(evaluation.rubric, rows.size)}全部得满分，分不出高低"
            found.append(Unearned(node.code, node.title, "", rows.size, told))
    return tuple(found)


def never_earned(evaluation: Evaluation) -> tuple[Unearned, ...]:
    """In the order of the rubric; an indicator of which nobody earned anything is told without its parts."""
    conditions = _conditions(evaluation)
    return tuple(
        found
        for node, leaf in zip(evaluation.rubric.indicators, evaluation.scores.leaves, strict=True)
        for found in _of_indicator(evaluation, node, leaf, conditions)
    )


def _scored(leaf: Leaf) -> NDArray[np.int64]:
    """Rows whose points are known and count."""
    return np.flatnonzero(leaf.there & leaf.counted & leaf.known)


def _of_indicator(
    evaluation: Evaluation, node: Node, leaf: Leaf, conditions: dict[tuple[str, str, int], Leaf]
) -> Iterator[Unearned]:
    rows = _scored(leaf)
    if rows.size < FEWEST or not (leaf.full.spread_over(len(leaf.there)).at(rows).num > 0).any():
        return
    points = leaf.points.spread_over(len(leaf.there)).at(rows)
    if not compare(points, constant(0), np.greater).any():
        yield Unearned(
            node.code, node.title, "", rows.size, f"「{node.title}」{counted(evaluation.rubric, rows.size)}都没有得分"
        )
        return
    told = list(_inside(evaluation, node, leaf, conditions))
    reached = compare(points, leaf.full.spread_over(len(leaf.there)).at(rows), np.greater_equal)
    if not reached.any() and not told:
        told.append(
            Unearned(
                node.code,
                node.title,
                "满分",
                rows.size,
                f"「{node.title}」{counted(evaluation.rubric, rows.size)}都没有得满分",
            )
        )
    yield from told


def _inside(
    evaluation: Evaluation, node: Node, leaf: Leaf, conditions: dict[tuple[str, str, int], Leaf]
) -> Iterator[Unearned]:
    """Steps, levels, awards and parts, rule by rule of the kinds."""
    kinds = np.array(evaluation.roster.kind, object)
    told: set[str] = set()
    for rule, of_kinds in _rules(node, evaluation.rubric):
        own = np.isin(kinds, of_kinds) | (not evaluation.rubric.kinds)
        rows = np.flatnonzero(own & leaf.there & leaf.counted & leaf.known & (leaf.status == Status.REPORTED))
        if rows.size >= FEWEST:
            for part in _unreached(evaluation.rubric, node, leaf, rule, of_kinds[0], rows, conditions):
                if part not in told:
                    told.add(part)
                    sentence = f"「{node.title}」{part}，{counted(evaluation.rubric, rows.size)}都没有达到"
                    yield Unearned(node.code, node.title, part, rows.size, sentence)


def _rules(node: Node, rubric: Rubric) -> list[tuple[Rule, list[str]]]:
    found: list[tuple[Rule, list[str]]] = []
    for kind in kinds_of(rubric):
        rule = node.rule_for(kind) if node.applies_to(kind) else None
        if rule is not None:
            same = next((kinds for known, kinds in found if known == rule), None)
            same.append(kind) if same is not None else found.append((rule, [kind]))
    return found


def _unreached(
    rubric: Rubric,
    node: Node,
    leaf: Leaf,
    rule: Rule,
    kind: str,
    rows: NDArray[np.int64],
    conditions: dict[tuple[str, str, int], Leaf],
) -> Iterator[str]:
    inner = rule.survey.then if rule.survey is not None else rule
    at = Setting(node.full_marks_for(kind), rubric, values_are_shares(node, rule, rubric), value_unit(node, rubric))
    value = leaf.value.spread_over(len(leaf.there)).at(rows)
    for limit in _limits(inner.steps):
        if not compare(value, constant(limit), np.greater_equal).any():
            yield f"达到 {at.threshold(limit)}一档"
    for limit in _limits(inner.steps_down):
        if not compare(value, constant(limit), np.less_equal).any():
            yield f"不超过 {at.threshold(limit)}一档"
    chosen = np.asarray(value.num)
    yield from (f"「{word}」一档" for word in _unchosen(inner, node, rubric, chosen))
    for place, part in enumerate(inner.parts or []):
        tested = conditions.get((node.code, kind, place)) or conditions.get((node.code, "", place))
        if tested is not None and not (tested.points.spread_over(len(tested.there)).at(rows).num > 0).any():
            yield f"「{part.title}」一项"


def _limits(steps: Sequence[tuple[Decimal, object]] | None) -> list[Decimal]:
    return [limit for limit, amount in steps or [] if str(amount) not in ("0", "0%")]


def _unchosen(rule: Rule, node: Node, rubric: Rubric, chosen: NDArray[np.int64]) -> Iterator[str]:
    """Levels and awards with points that no station has; the value names one field of choices."""
    worded = rule.levels or rule.highest
    field = next((f for code, f in rubric.fields.items() if node.value in (code, f.title)), None)
    if worded is None or field is None or not field.choices:
        return
    for word, amount in worded.items():
        if word in field.choices and str(amount) not in ("0", "0%"):
            number = field.choices.index(word)
            has = (chosen >> number) & 1 == 1 if field.kind == "several" else chosen == number
            if not has.any():
                yield word


def _conditions(evaluation: Evaluation) -> dict[tuple[str, str, int], Leaf]:
    """(indicator, kind, place) → the condition of that part, scored 1 or 0 for every station by the same arithmetic."""
    wanted = {
        (node.code, kind, place): part
        for node in evaluation.rubric.indicators
        for rule, kinds in _rules(node, evaluation.rubric)
        for kind in kinds
        for place, part in enumerate((rule.survey.then if rule.survey else rule).parts or [])
    }
    if not wanted:
        return {}
    nodes = [_test_of(number, part) for number, part in enumerate(wanted.values())]
    rubric = renewed(
        evaluation.rubric,
        dimensions=nodes,
        missing=Missing(if_blank="zero", if_not_inspected="zero", if_undefined="zero"),
        gates=[],
        bands=[],
        bands_by_kind={},
        ranking=Ranking(by=[RankKey(key="total")], ties="standard", within="all"),
    )
    return dict(zip(wanted, evaluate(rubric, evaluation.reported).scores.leaves, strict=True))


def _test_of(number: int, part: Part) -> Node:
    rule = Rule(all_or_nothing=part.when)
    return Node(code=f"{_TESTED}{number}", title=part.title, full_marks=Decimal(1), rule=rule)
