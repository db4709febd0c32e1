"""What stands between a station and a band besides points: gates, conditions of the star, the ladder, quotas.

What the station can still change is told first; what cannot change this year is named and not advised about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from rating.insight.advice.menus import Wanted
from rating.insight.case import Case, Reader
from rating.insight.formula_words import expression_of
from rating.insight.policy_words import stars_in_words
from rating.rubric.binding import HasFields
from rating.rubric.formula import Comparison, Expression, Literal, Logic, Not, is_condition
from rating.rubric.inputs import fields_read
from rating.rubric.policies import Band, Gate
from rating.scoring.evaluation import Evaluation

PAST = re.compile(
    "虚假|弄虚作假|伪造|事故|违法|违纪|违规|处罚|处分|通报|查实|投诉|未满.{0,4}年|不满.{0,4}年|运行月|成立"
)
"""Words of facts that have happened, or of time that has not passed: no work of this year changes them."""
_SWAPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}


@dataclass(frozen=True)
class Obstacles:
    """conditions: what can be put right, in words · out_of_reach: what cannot, this year ·
    demands: comparisons that must come true, by the words of what is compared.
    """

    conditions: tuple[str, ...]
    out_of_reach: tuple[str, ...]
    demands: tuple[tuple[Expression, Wanted], ...]


def obstacles(reader: Reader, station: int, band: Band, title: str) -> Obstacles:
    """What keeps the station from this very band."""
    evaluation = reader.evaluation
    conditions: list[str] = []
    settled: list[str] = [*_ladder(evaluation, station, band, title), *_quota(band, title)]
    demands: list[tuple[Expression, Wanted]] = []
    for formula, words, must_hold, name in _unmet(reader, station, band, title):
        if PAST.search(name + "".join(_field_titles(evaluation, formula))):
            settled.append(f"{words}；这是已经发生或时间未到的事实，本年度不能改变")
            continue
        conditions.append(words)
        demands += _demands(expression_of(formula, evaluation.rubric), must_hold)
    return Obstacles(tuple(conditions), tuple(settled), tuple(demands))


def _unmet(reader: Reader, station: int, band: Band, title: str) -> Iterator[tuple[str, str, bool, str]]:
    """Formula, words, whether it must come true (a gate must cease to), and its title."""
    evaluation, case = reader.evaluation, reader.case(station, 0)
    for at, gate in enumerate(evaluation.rubric.gates):
        if evaluation.gates.hit[station, at] and _caps(gate, band):
            why = _with_values(case, gate.when)
            text = f"因「{gate.title}」，最高评{stars_in_words(gate.stars or 0)}{why}"
            yield gate.when, text, False, gate.title
    for each in band.requires:
        if not reader.answers.formula(each.when).true[station]:
            yield each.when, f"未满足{title}的条件「{each.title}」{_with_values(case, each.when)}", True, each.title


def _caps(gate: Gate, band: Band) -> bool:
    return gate.effect == "cap" and gate.stars is not None and gate.stars < band.stars


def _with_values(case: Case, formula: str) -> str:
    """（持证社工数 3 人 ÷ 驻站社工数 4 人 = 75%）: the values behind a condition."""
    expression = expression_of(formula, case.evaluation.rubric)
    if isinstance(expression, Comparison) and not is_condition(expression.left):
        return f"（{case.side_with_values(expression.left, percent='%' in formula or '％' in formula)}）"
    facts = case.facts(formula)
    return f"（{facts}）" if facts else ""


def _field_titles(evaluation: Evaluation, formula: str) -> list[str]:
    return [evaluation.rubric.fields[code].title for code in fields_read(formula, evaluation.rubric)]


def _ladder(evaluation: Evaluation, station: int, band: Band, title: str) -> Iterator[str]:
    ladder, previous = evaluation.rubric.award.ladder, evaluation.reported.previous_stars
    if ladder is None:
        return
    if station in previous:
        most = previous[station] + ladder.up if ladder.up is not None else band.stars
        if most < band.stars:
            last = stars_in_words(previous[station])
            yield f"上一轮为{last}，按逐级晋升的规定本轮最多评{stars_in_words(most)}，{title}要到下一轮"
    elif ladder.first_time is not None and ladder.first_time < band.stars:
        yield f"首次参评，按规定最高评{stars_in_words(ladder.first_time)}，{title}要到下一轮"


def _quota(band: Band, title: str) -> Iterator[str]:
    if band.quota is not None:
        share = f"参评单位的 {band.quota}" if band.quota.is_share else f" {band.quota} 个"
        yield f"{title}的名额为{share}，达到分数线后仍按名次取，不能事先保证"


def _demands(expression: Expression, must_hold: bool) -> Iterator[tuple[Expression, Wanted]]:
    """Comparisons with a number that must come true for the whole to come true (or to cease to)."""
    match expression:
        case Not(operand):
            yield from _demands(operand, not must_hold)
        case Logic(_, operands):
            for operand in operands:
                yield from _demands(operand, must_hold)
        case Comparison(sign, left, Literal(number)):
            yield left, Wanted(sign if must_hold else _OPPOSITE[sign], Fraction(number))
        case Comparison(sign, Literal(number), right):
            turned = _SWAPPED[sign]
            yield right, Wanted(turned if must_hold else _OPPOSITE[turned], Fraction(number))


def wanted_of(case: Case, demands: tuple[tuple[Expression, Wanted], ...], form: HasFields) -> Wanted | None:
    """What the conditions ask of an indicator's own value, where it falls short of it."""
    if not demands or not case.node.value or case.value is None:
        return None
    own, value = expression_of(case.node.value, form), case.value
    return next((wanted for compared, wanted in demands if compared == own and not wanted.holds(value)), None)
