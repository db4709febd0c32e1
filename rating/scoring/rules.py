"""How each rule kind turns answers into points (docs/method.md §4): one function a kind.

Every function takes a `Question` (the rule's content, the value, the full marks, the answers of the
same stations) and returns an `Outcome`: exact points, and the answer whose status decides what
happens when something is missing.  Peer rules are in `peers.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rating.reported import Status
from rating.rubric.numbers import Amount
from rating.rubric.rules import Axis, Completion, Deduct, Linear, Matrix, Part, PerUnit, Proportion, Rule, Survey, YesNo
from rating.scoring.answers import Answer
from rating.scoring.exact import Mask, Quantity, approximate, choose, compare, constant, larger, lookup, smaller
from rating.scoring.sums import total_of


@dataclass(frozen=True, slots=True)
class Question:
    """One rule put to n stations.

    value: the indicator's answer, None for rules that carry their own conditions; value_text its formula ·
    full_marks: exact · ask: answers of a formula for the same n stations ·
    choice: (formula naming a field, word) → the stored number of that field's choice ·
    groups: within → int64[n] peer group of each station · score: any rule, peer rules too.
    """

    rule: Rule
    value: Answer | None
    full_marks: Fraction
    ask: Callable[[str], Answer]
    value_text: str
    choice: Callable[[str, str], int | None]
    groups: Callable[[str], NDArray[np.int64]]
    score: Callable[[Question], Outcome]
    rows: int

    @property
    def body(self) -> Any:
        return self.rule.body

    @property
    def answer(self) -> Answer:
        if self.value is None:
            raise ValueError(f"rule {self.rule.kind} needs a value")
        return self.value

    def amount(self, amount: Amount) -> Fraction:
        return amount.exact(self.full_marks)


@dataclass(frozen=True, slots=True)
class Outcome:
    """points: exact, of n stations · answer: whose status and undefined rows count ·
    small: rows whose survey sample is too small.
    """

    points: Quantity
    answer: Answer
    small: Mask | None = None

    def at(self, rows: Any) -> Outcome:
        """The outcome of some of the stations."""
        small = None if self.small is None else self.small[rows]
        return Outcome(self.points.at(rows), self.answer.at(rows), small)


def _yes_no(question: Question) -> Outcome:
    body: YesNo = question.body
    yes, no = constant(question.amount(body.yes)), constant(question.amount(body.no))
    return Outcome(choose(~question.answer.number.is_zero(), yes, no), question.answer)


def _parts(question: Question) -> Outcome:
    parts: Sequence[Part] = question.body
    answers = [question.ask(part.when) for part in parts]
    nothing = constant(0)
    earned = [
        choose(~answer.number.is_zero(), constant(question.amount(part.points)), nothing)
        for part, answer in zip(parts, answers, strict=True)
    ]
    return Outcome(total_of(earned, question.rows), worst_of(answers))


def _levels(question: Question) -> Outcome:
    levels: Mapping[str, Amount] = question.body
    by_number = {question.choice(question.value_text, word): question.amount(amount) for word, amount in levels.items()}
    return Outcome(_by_choice(question, by_number), question.answer)


def _by_choice(question: Question, by_number: Mapping[int | None, Fraction]) -> Quantity:
    """The amount of each row's choice; 0 for a choice that is not listed."""
    highest = max((number for number in by_number if number is not None), default=0)
    table = [by_number.get(number, Fraction(0)) for number in range(highest + 1)] + [Fraction(0)]
    chosen = np.asarray(question.answer.number.num)
    listed = (chosen >= 0) & (chosen <= highest)
    return lookup(table, np.where(listed, chosen, -1).astype(np.int64))


def _judgement(question: Question) -> Outcome:
    """The mark is the points; that each single mark lies in a level's range is checked in `observed.py`."""
    return Outcome(question.answer.number, question.answer)


def _steps(question: Question) -> Outcome:
    """The amount of the highest threshold reached; 0 below all."""
    return _stepped(question, sorted(question.body, key=lambda step: step[0]), np.greater_equal)


def _steps_down(question: Question) -> Outcome:
    """The amount of the lowest threshold not exceeded; 0 beyond all."""
    return _stepped(question, sorted(question.body, key=lambda step: step[0], reverse=True), np.less_equal)


def _stepped(question: Question, steps: Sequence[tuple[Decimal, Amount]], reaches: Any) -> Outcome:
    """Steps from the easiest to the hardest, a later one replacing an earlier."""
    value = question.answer.number
    reached = np.zeros(question.rows, np.int64)
    for place, (threshold, _) in enumerate(steps, start=1):
        reached = np.where(compare(value, constant(threshold), reaches), place, reached)
    amounts = [Fraction(0), *(question.amount(amount) for _, amount in steps)]
    return Outcome(lookup(amounts, reached), question.answer)


def _linear(question: Question) -> Outcome:
    body: Linear = question.body
    answer = question.answer
    if body.logarithmic:
        answer, share = _logarithmic_share(body, answer)
    else:
        share = (answer.number - constant(body.zero)).over(constant(body.full - body.zero))
    if body.capped in ("both", "top"):
        share = smaller(share, constant(1))
    if body.capped in ("both", "bottom"):
        share = larger(share, constant(0))
    return Outcome(share * constant(question.full_marks), answer)


def _logarithmic_share(body: Linear, answer: Answer) -> tuple[Answer, Quantity]:
    floats = answer.number.floats()
    exists = floats > 0
    low, high = np.log(float(body.zero)), np.log(float(body.full))
    share = (np.log(np.where(exists, floats, float(body.zero))) - low) / (high - low)
    return replace(answer, undefined=answer.undefined | ~exists), approximate(share)


def _units(value: Quantity, each: Decimal, whole: bool) -> Quantity:
    units = value.over(constant(each))
    return units.floor() if whole else units


def _per_unit(question: Question) -> Outcome:
    body: PerUnit = question.body
    beyond = larger(question.answer.number - constant(body.beyond), constant(0))
    earned = _units(beyond, body.each, body.whole_units) * constant(body.points) + constant(body.base)
    most = constant(body.at_most if body.at_most is not None else question.full_marks)
    return Outcome(smaller(earned, most), question.answer)


def _deduct(question: Question) -> Outcome:
    body: Deduct = question.body
    events = larger(question.answer.number, constant(0))
    lost = _units(events, body.each, body.whole_units) * constant(body.points)
    left = constant(question.full_marks) - lost
    points = left if body.floor == "none" else larger(left, constant(body.floor))
    return Outcome(points, question.answer)


def _all_or_nothing(question: Question) -> Outcome:
    answer = question.ask(question.body)
    return Outcome(choose(~answer.number.is_zero(), constant(question.full_marks), constant(0)), answer)


def _key_item(question: Question) -> Outcome:
    answer = question.ask(question.body)
    return Outcome(constant(0).spread_over(question.rows), answer)


def _completion(question: Question) -> Outcome:
    body: Completion = question.body
    target = question.ask(body.target)
    share = question.answer.number.over(target.number)
    whole = worst_of([question.answer, target])
    answer = replace(whole, undefined=whole.undefined | target.number.is_zero())
    return Outcome(_share_points(share, body.capped, question), answer)


def _proportion(question: Question) -> Outcome:
    body: Proportion = question.body
    return Outcome(_share_points(question.answer.number, body.capped, question), question.answer)


def _share_points(share: Quantity, capped: bool, question: Question) -> Quantity:
    share = larger(share, constant(0))
    return (smaller(share, constant(1)) if capped else share) * constant(question.full_marks)


def _matrix(question: Question) -> Outcome:
    body: Matrix = question.body
    row, row_answer = _place(body.rows, question)
    column, column_answer = _place(body.columns, question)
    amounts = [question.amount(amount) for line in body.points for amount in line] + [Fraction(0)]
    listed = (row >= 0) & (column >= 0)
    index = np.where(listed, row * body.columns.size + column, -1)
    return Outcome(lookup(amounts, index), worst_of([row_answer, column_answer]))


def _place(axis: Axis, question: Question) -> tuple[NDArray[np.int64], Answer]:
    """Which band of one axis each station is in; −1 for a choice that is not listed."""
    answer = question.ask(axis.value)
    if axis.levels is None:
        thresholds = axis.at_least or []
        missed = [compare(answer.number, constant(threshold), np.less) for threshold in thresholds]
        return np.sum(missed, axis=0, dtype=np.int64), answer
    chosen = np.full(question.rows, -1, np.int64)
    for place, level in enumerate(axis.levels):
        number = question.choice(axis.value, level)
        chosen = np.where(np.asarray(answer.number.num) == (-1 if number is None else number), place, chosen)
    return chosen, answer


def _highest(question: Question) -> Outcome:
    """The best of the awards chosen: a bit set (`several`) or a single choice."""
    awards: Mapping[str, Amount] = question.body
    best = constant(0).spread_over(question.rows)
    chosen = np.asarray(question.answer.number.num)
    for word, amount in awards.items():
        number = question.choice(question.value_text, word)
        if number is not None:
            has = (chosen >> number) & 1 == 1
            best = larger(best, choose(has, constant(question.amount(amount)), constant(0)))
    return Outcome(best, question.answer)


def _survey(question: Question) -> Outcome:
    body: Survey = question.body
    samples = [question.ask(stratum.sample) for stratum in body.samples]
    small = np.zeros(question.rows, np.bool_)
    for sample, stratum in zip(samples, body.samples, strict=True):
        small |= compare(sample.number, constant(stratum.minimum), np.less) & sample.known
    inner = question.score(replace(question, rule=body.then))
    return Outcome(inner.points, worst_of([inner.answer, *samples]), small=small)


def _mark(question: Question) -> Outcome:
    return Outcome(question.answer.number, question.answer)


def worst_of(answers: Sequence[Answer]) -> Answer:
    """The first number with the worst status of all."""
    status = np.maximum.reduce([answer.status for answer in answers])
    undefined = np.logical_or.reduce([answer.undefined for answer in answers])
    return Answer(answers[0].number, status, undefined & (status == Status.REPORTED))


RULES: dict[str, Callable[[Question], Outcome]] = {
    "yes_no": _yes_no,
    "parts": _parts,
    "levels": _levels,
    "judgement": _judgement,
    "steps": _steps,
    "steps_down": _steps_down,
    "linear": _linear,
    "per_unit": _per_unit,
    "deduct": _deduct,
    "all_or_nothing": _all_or_nothing,
    "key_item": _key_item,
    "completion": _completion,
    "proportion": _proportion,
    "matrix": _matrix,
    "highest": _highest,
    "survey": _survey,
    "mark": _mark,
}
"""Rules of one station alone; the peer rules' table is in `peers.py`."""
