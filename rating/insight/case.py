"""One indicator of one station, opened up: exact value, conditions and peers, for explanations.

The numbers are those of the Evaluation and of the formulas in `scoring`; nothing is scored again.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rating.insight.among import Among
from rating.insight.figures import exact, percent_text, plain_text
from rating.insight.formula_words import Words, expression_in_words, expression_of, field_title
from rating.insight.rule_words import Setting, value_unit, values_are_shares
from rating.insight.seen import Seen, field_text, seen
from rating.insight.sources import simple_field
from rating.reported import Reported, Status
from rating.rubric.binding import Vocabulary
from rating.rubric.formula import Arithmetic, Name, is_condition
from rating.rubric.nouns import Node, Rubric
from rating.rubric.rules import Rule
from rating.scoring.answers import Answer, Answers
from rating.scoring.evaluation import Evaluation
from rating.scoring.exact import decimals_column
from rating.scoring.raters import combine_marks


class Reader:
    """An evaluation with the answers of its fields, made once for many explanations."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation
        fields = _field_answers(evaluation.rubric, evaluation.reported)
        self.answers = Answers(fields, Vocabulary.of(evaluation.rubric), len(evaluation.roster))

    @cached_property
    def among(self) -> Among:
        """What a station is compared with."""
        return Among(self.evaluation)

    def case(self, station: int, at: int) -> Case:
        """Indicator number `at` of the rubric, for one station."""
        return Case(self, station, at, self.evaluation.rubric.indicators[at])


def _field_answers(rubric: Rubric, reported: Reported) -> dict[str, Answer]:
    answers = {}
    for code, field in rubric.fields.items():
        if field.formula:
            continue
        if field.kind == "mark":
            answers[code] = combine_marks(rubric, reported, code).answer
            continue
        column = reported.columns[code]
        nothing_undefined = np.zeros(len(column.status), np.bool_)
        answers[code] = Answer(decimals_column(column.scaled, column.decimals), column.status, nothing_undefined)
    return answers


@dataclass(frozen=True)
class Case:
    """One station and one indicator; what several sentences ask for is worked out once."""

    reader: Reader
    station: int
    at: int
    node: Node

    @property
    def evaluation(self) -> Evaluation:
        return self.reader.evaluation

    @property
    def kind(self) -> str:
        return self.evaluation.roster.kind[self.station]

    @cached_property
    def rule(self) -> Rule:
        rule = self.node.rule_for(self.kind)
        if rule is None:
            raise ValueError(f"indicator {self.node.code} has no rule for this kind")
        return rule

    @cached_property
    def full_marks(self) -> Decimal:
        scores = self.evaluation.scores
        return exact(int(scores.full_marks[self.station, self.at]), scores.decimals)

    @cached_property
    def points(self) -> Decimal | None:
        """None where the points are not known, or the indicator does not count."""
        scores, place = self.evaluation.scores, (self.station, self.at)
        if not (scores.applies[place] and scores.known[place] and scores.counted[place]):
            return None
        return exact(int(scores.points[place]), scores.decimals)

    @property
    def earned(self) -> str:
        return "不得分" if not self.points else f"得 {plain_text(self.points)} 分"

    @cached_property
    def as_share(self) -> bool:
        return values_are_shares(self.node, self.rule, self.evaluation.rubric)

    @cached_property
    def setting(self) -> Setting:
        form = self.evaluation.rubric
        return Setting(self.full_marks, form, self.as_share, value_unit(self.node, form))

    @cached_property
    def seen(self) -> tuple[Seen, ...]:
        return seen(self.evaluation, self.station, self.node)

    @cached_property
    def value(self) -> Fraction | None:
        """The indicator's value, exact where the arithmetic is."""
        return self.number(self.node.value) if self.node.value else None

    def number(self, formula: str) -> Fraction | None:
        """A formula's result for this station; None unless known."""
        answer = self.reader.answers.formula(formula)
        known = answer.status[self.station] == Status.REPORTED and not answer.undefined[self.station]
        return _at(answer, self.station) if known else None

    def undefined(self) -> bool:
        """The value's inputs are there but have no result, as in a division by zero."""
        if not self.node.value:
            return False
        answer = self.reader.answers.formula(self.node.value)
        return bool(answer.undefined[self.station]) and bool(answer.status[self.station] == Status.REPORTED)

    def holds(self, formula: str) -> bool | None:
        """A condition for this station; None when not known."""
        number = self.number(formula)
        return None if number is None else bool(number)

    def shown(self, number: Fraction | Decimal) -> str:
        """A value of this indicator: with % for shares, with its unit for a plain field."""
        if self.as_share:
            return percent_text(number)
        return f"{plain_text(number)} {value_unit(self.node, self.evaluation.rubric)}".strip()

    def with_values(self, formula: str) -> str:
        """The formula with this station's values: 8 ÷ 10; beside the names in a condition: 社工数 6 ≥ 5."""
        form = self.evaluation.rubric
        expression = expression_of(formula, form)
        naming = self._named_value_of if is_condition(expression) else self._value_of
        return expression_in_words(expression, Words(naming, form, "%" in formula or "％" in formula))

    def _named_value_of(self, code: str) -> str:
        value, title = self._value_of(code), field_title(code, self.evaluation.rubric)
        return value if value.startswith(title) else f"{title} {value}"

    def _value_of(self, code: str) -> str:
        form = self.evaluation.rubric
        if code not in form.fields:
            return field_title(code, form)
        field = form.fields[code]
        if field.kind in ("yes_no", "choice", "several", "date", "text"):
            text = field_text(field, self.evaluation.reported.columns[code], self.station)
            return f"{field.title}（{text or '空白'}）"
        number = self.number(code)
        if number is None:
            return f"{field.title}（未知）"
        return percent_text(number) if field.kind == "share" else plain_text(number)

    def quotient(self) -> tuple[str, str] | None:
        """Field codes of numerator and denominator when the value is one whole count over another."""
        form = self.evaluation.rubric
        expression = expression_of(self.node.value, form) if self.node.value else None
        field = simple_field(form, self.node)
        if field and form.fields[field].formula:
            expression = expression_of(form.fields[field].formula or "", form)
        match expression:
            case Arithmetic("/", Name(top), Name(bottom)) if top in form.fields and form.fields[top].whole:
                return top, bottom
        return None

    def peers(self, within: str) -> NDArray[np.float64]:
        """Known values of the indicator in this station's group, itself included."""
        scores, roster = self.evaluation.scores, self.evaluation.roster
        same = np.ones(len(roster), np.bool_)
        if within != "all":
            names = np.array(getattr(roster, within) or [""] * len(roster), object)
            same = np.asarray(names == names[self.station], np.bool_)
        values = scores.value[same & scores.applies[:, self.at], self.at]
        return np.asarray(values[~np.isnan(values)], np.float64)


def _at(answer: Answer, station: int) -> Fraction:
    number = answer.number
    row = _one(number.num, station)
    if not number.exact:
        return Fraction(Decimal(f"{float(row):.10g}"))
    return Fraction(int(row), int(_one(number.den, station)))


def _one(numbers: Any, station: int) -> Any:
    """A station's own, or the only one, which stands for all."""
    return numbers[station] if np.size(numbers) > 1 else np.reshape(numbers, -1)[0]
