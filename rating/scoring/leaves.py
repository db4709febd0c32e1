"""One indicator scored for every station: the rule of its kind, and what missing values mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rating.reported import Roster, Status
from rating.rubric.formula import Name, parse_formula
from rating.rubric.nouns import Node, Rubric
from rating.rubric.rules import IfMissing, Rule
from rating.scoring.answers import Answer, Answers, Statuses
from rating.scoring.exact import Mask, Quantity, choose, constant, smaller, zeros
from rating.scoring.grouping import Kinds, everywhere, nowhere
from rating.scoring.peers import PEER_RULES
from rating.scoring.rules import RULES, Outcome, Question
from rating.scoring.tables import look_up


@dataclass(frozen=True, slots=True)
class Leaf:
    """One indicator over n stations.

    points, full: exact (points rounded when the scale rounds indicators) · there: the indicator is
    for the station's kind · counted: in the denominator · known: points are known ·
    undefined, small: rows with an undefined value, too small a sample.
    """

    node: Node
    value: Quantity
    status: Statuses
    points: Quantity
    full: Quantity
    there: Mask
    counted: Mask
    known: Mask
    undefined: Mask
    small: Mask

    def float_value(self) -> NDArray[np.float64]:
        """The value for reading and charts, NaN where there is none."""
        known = (self.status == Status.REPORTED) & ~self.undefined & self.there
        return np.where(known, self.value.floats(), np.nan)


def score_leaf(node: Node, rubric: Rubric, answers: Answers, kinds: Kinds, roster: Roster) -> Leaf:
    """Points of one indicator for every station."""
    if _alike(node, kinds):
        kind = kinds.names[0]
        looked = look_up(
            node, rubric, kind, answers, lambda cells: _computed(node, rubric, cells, _only(kind, cells.rows), roster)
        )
        if looked is not None:
            full, rows = constant(Fraction(node.full_marks_for(kind))), answers.rows
            here, none = everywhere(rows), nowhere(rows)
            status = np.broadcast_to(np.uint8(Status.REPORTED), (rows,))
            return Leaf(node, looked.value, status, looked.points, full, here, here, here, none, none)
    return _computed(node, rubric, answers, kinds, roster)


def _alike(node: Node, kinds: Kinds) -> bool:
    """True when every kind has the indicator, by one rule of the station alone and one full marks."""
    cases = {(id(node.rule_for(kind)), node.full_marks_for(kind)) for kind in kinds.names}
    rule = node.rule_for(kinds.names[0])
    return rule is not None and not rule.relative and len(cases) == 1 and all(map(node.applies_to, kinds.names))


def _only(kind: str, rows: int) -> Kinds:
    return Kinds((kind,), np.zeros(rows, np.int64))


def _computed(node: Node, rubric: Rubric, answers: Answers, kinds: Kinds, roster: Roster) -> Leaf:
    full = kinds.per_station([Fraction(node.full_marks_for(kind)) for kind in kinds.names])
    there = kinds.which([node.applies_to(kind) for kind in kinds.names])
    return _leaf(node, rubric, _outcome(node, answers, kinds, roster), full, there)


def _leaf(node: Node, rubric: Rubric, outcome: Outcome, full: Quantity, there: Mask) -> Leaf:
    leaf = _settled(node, rubric, outcome, full, there)
    points = leaf.points if node.cap is None and not node.bonus else smaller(leaf.points, _cap(node, full))
    if rubric.scale.round == "indicator" or (rubric.scale.round == "dimension" and node in rubric.dimensions):
        points = _rounded(points, rubric.scale.decimals, leaf.known)
    return replace(leaf, points=points)


def _cap(node: Node, full: Quantity) -> Quantity:
    return constant(node.cap) if node.cap is not None else full


def _rounded(points: Quantity, decimals: int, known: Mask) -> Quantity:
    scaled = np.where(known, points.rounded(decimals), 0)
    size = max(abs(int(scaled.max())), abs(int(scaled.min()))) if scaled.size else 0
    return Quantity(scaled, 10**decimals, (size, 10**decimals))


def _outcome(node: Node, answers: Answers, kinds: Kinds, roster: Roster) -> Outcome:
    """The rule's outcome; where kinds differ in rule or full marks, kind by kind."""
    cases = list(_cases(node, kinds))
    everybody = slice(None)
    if len(cases) == 1 and not cases[0][0].relative:
        return _put(node, *cases[0][:2], everybody, answers, roster)
    peers = np.flatnonzero(kinds.which([node.applies_to(kind) for kind in kinds.names]))
    parts = []
    for rule, full, rows in cases:
        asked = peers if rule.relative else rows
        outcome = _put(node, rule, full, asked, answers, roster)
        parts.append((rows, outcome.at(np.searchsorted(peers, rows)) if rule.relative else outcome))
    return _gathered(parts, answers.rows)


def _cases(node: Node, kinds: Kinds) -> Iterator[tuple[Rule, Fraction, NDArray[np.int64]]]:
    """(rule, full marks, rows) for every different pair of rule and full marks."""
    seen: dict[tuple[int, Fraction], list[int]] = {}
    rules: dict[int, Rule] = {}
    for place, kind in enumerate(kinds.names):
        rule = node.rule_for(kind)
        if rule is not None and node.applies_to(kind):
            rules[id(rule)] = rule
            seen.setdefault((id(rule), Fraction(node.full_marks_for(kind))), []).append(place)
    alone = len(seen) == 1 and len(kinds.names) == 1
    for (rule_id, full), places in seen.items():
        rows = np.arange(len(kinds.of)) if alone else np.flatnonzero(np.isin(kinds.of, places))
        yield rules[rule_id], full, rows


def _put(node: Node, rule: Rule, full: Fraction, rows: Any, answers: Answers, roster: Roster) -> Outcome:
    """One rule put to the stations `rows`; the outcome keeps the indicator's value as its number."""
    everybody = isinstance(rows, slice)
    ask: Callable[[str], Answer] = answers.formula if everybody else lambda text: answers.formula(text).at(rows)
    value = ask(node.value) if node.value else None
    question = Question(
        rule=rule,
        value=value,
        value_text=node.value or "",
        full_marks=full,
        ask=ask,
        choice=partial(_choice, answers),
        groups=lambda within: roster.numbered(within)[1][rows],
        score=_score,
        rows=answers.rows if everybody else len(rows),
    )
    outcome = _score(question)
    return outcome if value is None else replace(outcome, answer=replace(outcome.answer, number=value.number))


def _score(question: Question) -> Outcome:
    table = PEER_RULES if question.rule.kind in PEER_RULES else RULES
    return table[question.rule.kind](question)


def _field(value: str, answers: Answers) -> str:
    """The code of the field that a formula plainly names; "" for anything longer."""
    expression = parse_formula(value)
    return answers.vocabulary.by_name.get(expression.text, "") if isinstance(expression, Name) else ""


def _choice(answers: Answers, value: str, word: str) -> int | None:
    """The stored number of a choice word of the field that `value` names."""
    code, words = _field(value, answers), answers.vocabulary
    if not code:
        return None
    if words.fields[code].kind == "several":
        return words.fields[code].choices.index(word) if word in words.fields[code].choices else None
    return words.choice(code, word)


def _gathered(parts: list[tuple[Any, Outcome]], rows: int) -> Outcome:
    """Outcomes of disjoint rows put back in roster order; rows of none stay blank."""
    points, number = zeros(rows), zeros(rows)
    status = np.full(rows, Status.BLANK, np.uint8)
    undefined, small = np.zeros(rows, np.bool_), np.zeros(rows, np.bool_)
    for chosen, outcome in parts:
        points = _scattered(points, chosen, outcome.points)
        number = _scattered(number, chosen, outcome.answer.number)
        status[chosen] = outcome.answer.status
        undefined[chosen] = outcome.answer.undefined
        small[chosen] = False if outcome.small is None else outcome.small
    return Outcome(points, Answer(number, status, undefined), small)


def _scattered(whole: Quantity, chosen: Any, part: Quantity) -> Quantity:
    """`whole` with the rows `chosen` replaced by `part`."""
    if isinstance(chosen, slice):
        return part
    rows = len(whole.num)
    here, place = np.zeros(rows, np.bool_), np.zeros(rows, np.int64)
    here[chosen], place[chosen] = True, np.arange(len(chosen))
    return choose(here, part.spread_over(len(chosen)).at(place), whole) if len(chosen) else whole


def policy(node: Node, rubric: Rubric, name: str) -> IfMissing:
    """What a node does about one kind of nothing: its own word, else the rubric's."""
    own: IfMissing | None = getattr(node, name)
    stated: IfMissing | None = getattr(rubric.missing, name)
    return own or stated or "incomplete"


def _settled(node: Node, rubric: Rubric, outcome: Outcome, full: Quantity, there: Mask) -> Leaf:
    """Apply the blank, not-inspected, undefined and small-sample policies (docs/method.md §4)."""
    rows = len(there)
    status, answer = outcome.answer.status, outcome.answer
    if outcome.small is None and not (status.any() or answer.undefined.any()):
        points = outcome.points if there.all() else choose(there, outcome.points, constant(0))
        none = nowhere(rows)
        return Leaf(node, answer.number, status, points.spread_over(rows), full, there, there, there, none, none)
    undefined = answer.undefined & (status == Status.REPORTED)
    nothing = np.zeros(rows, np.bool_)
    small = nothing if outcome.small is None else outcome.small & (status == Status.REPORTED) & ~undefined
    known = (status == Status.REPORTED) & ~undefined & ~small
    counted = there & (status != Status.NOT_APPLICABLE)
    points = outcome.points
    for rows_missing, then in (
        (status == Status.BLANK, policy(node, rubric, "if_blank")),
        (status == Status.NOT_INSPECTED, policy(node, rubric, "if_not_inspected")),
        (undefined, policy(node, rubric, "if_undefined")),
        (small, _if_small(node)),
    ):
        if then == "leave_out":
            counted = counted & ~rows_missing
        elif then == "zero":
            known = known | rows_missing
    earned = known & there & (status == Status.REPORTED) & ~undefined & ~small
    if not earned.all():
        points = choose(earned, points, constant(0))
    points = points.spread_over(rows)
    return Leaf(node, answer.number, status, points, full, there, counted, known & there, undefined, small)


def _if_small(node: Node) -> IfMissing:
    rules = [rule for rule in (node.rule, *node.rule_by_kind.values()) if rule is not None and rule.survey is not None]
    return rules[0].survey.if_small if rules and rules[0].survey is not None else "incomplete"
