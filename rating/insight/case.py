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
from rating.insight.figures import exact, half_up, percent_text, plain_text
from rating.insight.formula_words import Words, expression_in_words, expression_of, field_title
from rating.insight.rule_words import Setting, value_unit, values_are_shares
from rating.insight.seen import Seen, field_text, seen
from rating.insight.sources import simple_field
from rating.reported import Reported, Status
from rating.rubric.binding import Vocabulary
from rating.rubric.formula import Arithmetic, Expression, Name, names_in
from rating.rubric.lint import formalities_counted
from rating.rubric.nouns import Node, Rubric
from rating.rubric.rules import Rule
from rating.scoring.answers import Answer, Answers, NodeResult
from rating.scoring.evaluation import Evaluation
from rating.scoring.exact import choose, constant, decimals_column
from rating.scoring.leaves import Leaf
from rating.scoring.raters import combine_marks
from rating.scoring.tree import Part


class Reader:
    """An evaluation with the answers of its fields, made once for many explanations."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation
        fields = _field_answers(evaluation.rubric, evaluation.reported)
        self.answers = Answers(fields, Vocabulary.of(evaluation.rubric), len(evaluation.roster))
        self.answers.node = self._node
        self._station, self._cases = -1, dict[int, Case]()

    def _node(self, code: str) -> NodeResult:
        """What share() and points() read, as scored; a key item reads 1 or 0."""
        evaluation = self.evaluation
        if code in evaluation.subtotals.codes:
            part: Part | Leaf = evaluation.subtotals.parts[evaluation.subtotals.codes.index(code)]
        else:
            part = next(leaf for leaf in evaluation.scores.leaves if leaf.node.code == code)
        points = part.points
        share = points.over(part.full)
        if isinstance(part, Leaf) and any(
            rule.key_item for rule in (part.node.rule, *part.node.rule_by_kind.values()) if rule
        ):
            points = share = choose(~part.value.is_zero(), constant(1), constant(0)).spread_over(len(part.counted))
        return NodeResult(points, share, part.counted & part.there, part.known)

    @cached_property
    def among(self) -> Among:
        """What a station is compared with."""
        return Among(self.evaluation)

    @cached_property
    def places(self) -> dict[str, int]:
        """Indicator → its place in the rubric."""
        return {node.code: at for at, node in enumerate(self.evaluation.rubric.indicators)}

    @cached_property
    def formalities(self) -> dict[str, tuple[str, ...]]:
        """Indicator → words that say it counts meetings, media and the like; () for one that does not."""
        rubric = self.evaluation.rubric
        return {node.code: formalities_counted(node, rubric) for node in rubric.indicators}

    def case(self, station: int, at: int) -> Case:
        """Indicator number `at` of the rubric, for one station; those of the station asked for last are kept."""
        if self._station != station:
            self._station, self._cases = station, {}
        if at not in self._cases:
            self._cases[at] = Case(self, station, at, self.evaluation.rubric.indicators[at])
        return self._cases[at]


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

    @cached_property
    def most(self) -> Decimal:
        """The most that can be earned: the full marks, or the indicator's own cap below them."""
        return self.full_marks if self.node.cap is None else min(self.full_marks, self.node.cap)

    def scored(self, points: Fraction) -> Decimal:
        """What so many points of the rule count: never over `most`, rounded half up where indicators are."""
        scale, capped = self.evaluation.rubric.scale, min(points, Fraction(self.most))
        dimension = scale.round == "dimension" and self.node in self.evaluation.rubric.dimensions
        decimals = scale.decimals if scale.round == "indicator" or dimension else self.evaluation.scores.decimals
        return half_up(capped, decimals)

    @property
    def subject(self) -> str:
        """What the indicator looks at: its field, or its own title where that is computed."""
        field = simple_field(self.evaluation.rubric, self.node)
        return self.evaluation.rubric.fields[field].title if field else self.node.title

    def paid(self, raw: Fraction) -> str:
        """得 6 分; 即 8.97 分，取舍后得 9 分 where the rule's own amount is rounded."""
        if self.points is None or raw == Fraction(self.points) or min(raw, Fraction(self.most)) != raw:
            return self.earned
        return f"即 {plain_text(raw)} 分，取舍后{self.earned}"

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
        if formula not in self._numbers:
            self._numbers[formula] = self._number(formula)
        return self._numbers[formula]

    @cached_property
    def _numbers(self) -> dict[str, Fraction | None]:
        return {}

    def _number(self, formula: str) -> Fraction | None:
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
        """The formula with this station's values: 持证社工数 8 人 ÷ 驻站社工数 10 人."""
        form = self.evaluation.rubric
        words = Words(self._value_of, form, "%" in formula or "％" in formula)
        return expression_in_words(expression_of(formula, form), words)

    def facts(self, formula: str) -> str:
        """What a condition looks at, with its values: 驻站社工数 6 人、接待区为「是」."""
        names = dict.fromkeys(names_in(expression_of(formula, self.evaluation.rubric)))
        return "、".join(self._value_of(code) for code in names if code in self.evaluation.rubric.fields)

    def side_with_values(self, side: Expression, *, percent: bool) -> str:
        """One side of a comparison: 持证社工数 3 人 ÷ 驻站社工数 4 人 = 75%; of a quotient also the result."""
        words = expression_in_words(side, Words(self._value_of, self.evaluation.rubric, percent))
        if isinstance(side, Arithmetic) and side.operator == "/":
            match side.left, side.right:
                case Name(top), Name(bottom):
                    above, below = self.number(top), self.number(bottom)
                    if above is not None and below:
                        return f"{words} = {percent_text(above / below) if percent else plain_text(above / below)}"
        return words

    def _value_of(self, code: str) -> str:
        form = self.evaluation.rubric
        if code not in form.fields:
            return field_title(code, form)
        field = form.fields[code]
        if field.kind in ("yes_no", "choice", "several", "date", "text") and field.roll_up is None:
            text = field_text(field, self.evaluation.reported.columns[code], self.station)
            return f"{field.title}为「{text}」" if text else f"{field.title}（空白）"
        number = self.number(code)
        if number is None:
            return f"{field.title}（未知）"
        shown = percent_text(number) if field.kind == "share" else f"{plain_text(number)} {field.unit}".strip()
        return f"{field.title} {shown}"

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
